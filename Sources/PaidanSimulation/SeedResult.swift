internal import PaidanCore

/// What a seed did.
package struct Totals: Hashable, Sendable {
    package internal(set) var seeds = 0
    /// Commands of clerks and workers that the server decided, refused ones included.
    package internal(set) var commands = 0
    /// Messages of workers that the server read.
    package internal(set) var frames = 0
    package internal(set) var deliveries = 0
    package internal(set) var commits = 0
    package internal(set) var events = 0
    package internal(set) var rungs = 0
    package internal(set) var tickets = 0
    package internal(set) var deadMessages = 0
    package internal(set) var restarts = 0
    /// By the company's clock.
    package internal(set) var milliseconds: Int64 = 0
    package internal(set) var faults = [Int](repeating: 0, count: Fault.allCases.count)
    /// Commands that were carried out, by `complaint.forward`.
    package internal(set) var deeds: [String: Int] = [:]

    package init() {}

    package subscript(fault fault: Fault) -> Int { Fault.allCases.firstIndex(of: fault).map { faults[$0] } ?? 0 }
    package var faultCount: Int { faults.reduce(0, +) }
    package var hours: Int { Int(milliseconds / 3_600_000) }

    mutating func note(_ fault: Fault) {
        if let index = Fault.allCases.firstIndex(of: fault) { faults[index] += 1 }
    }

    /// The name by which commands are counted: `complaint.forward`.
    static func deed(_ verb: String, on kind: Kind) -> String { "\(kind.rawValue).\(verb)" }

    package static func += (a: inout Totals, b: Totals) {
        a.seeds += b.seeds
        a.commands += b.commands
        a.frames += b.frames
        a.deliveries += b.deliveries
        a.commits += b.commits
        a.events += b.events
        a.rungs += b.rungs
        a.tickets += b.tickets
        a.deadMessages += b.deadMessages
        a.restarts += b.restarts
        a.milliseconds += b.milliseconds
        for index in a.faults.indices { a.faults[index] += b.faults[index] }
        a.deeds.merge(b.deeds) { $0 + $1 }
    }
}

/// How one seed ended.
package struct SeedResult: Sendable {
    package let seed: UInt64
    /// nil when every promise was kept.
    package let violation: Violation?
    package let totals: Totals
    package let traceHash: UInt64
    /// Empty unless the trace was asked for.
    package let trace: [String]
}
