package import PaidanCore
internal import PaidanEngine

/// What came of playing a scenario. The same file gives the same report, whenever and wherever it is played.
package struct ScenarioReport: Sendable {
    package let file: String
    package let policy: String
    package let start: Instant
    package internal(set) var end: Instant
    package internal(set) var commands = 0
    package internal(set) var expectations = 0
    package internal(set) var rungs = 0
    package internal(set) var tickets = 0
    /// At most `failuresMax` are told; the count goes on.
    package internal(set) var failures: [ScenarioFailure] = []
    package internal(set) var failureCount = 0
    /// Of every ticket that has a label, in the order of their labels.
    package internal(set) var histories: [TicketStory] = []
    package let zone: Zone

    package static let failuresMax = 50

    init(_ scenario: Scenario) {
        file = scenario.file
        policy = scenario.regulation.policy.name
        start = scenario.start
        end = scenario.start
        zone = scenario.regulation.policy.calendar.zone
    }

    mutating func add(_ failure: ScenarioFailure) {
        failureCount += 1
        if failures.count < Self.failuresMax { failures.append(failure) }
    }
}

/// A line that did not come true.
package struct ScenarioFailure: Sendable {
    package let line: Int
    package let column: Int
    /// The line as it stands.
    package let text: String
    package let at: Instant
    package let expected: Label
    package let seen: Label
    /// What had happened to the ticket; nil where the line speaks of none.
    package let story: TicketStory?
}

/// 经过: what happened to a ticket, in short.
package struct TicketStory: Sendable {
    package struct Entry: Sendable {
        package let at: Instant
        package let what: Label
        package let by: String
        package let state: Label
    }

    package struct Clock: Sendable {
        package let what: Label
        package let due: Instant
        package let standing: Label
    }

    package let name: String
    package let number: String
    package let kind: Label
    /// The last `entriesMax`.
    package let entries: [Entry]
    package let clocks: [Clock]

    package static let entriesMax = 20
}
