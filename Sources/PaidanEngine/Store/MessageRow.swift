package import PaidanCore

/// The name of a queue on the wire: `routing`, `engineering`, or `south/engineering` in a company with branches.
package struct QueueName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    package static let routing = QueueName(text: "routing")

    private init(text: String) { self.text = text }

    package init(_ department: Department, in branch: Branch) {
        text = branch == .main ? department.code : "\(branch.code)/\(department.code)"
    }

    /// `main/engineering` is `engineering`, the one name of that queue.
    /// - Returns: nil unless it is a department's code, a branch's and a department's, or `routing`.
    package init?(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "/")) else {
            guard Department(text) != nil else { return nil }
            self.text = text
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ Department(String($0)) != nil }) else { return nil }
        self.text = parts.count == 2 && parts[0] == Branch.main.code ? String(parts[1]) : text
    }

    /// nil for `routing`.
    package var department: Department? {
        self == .routing ? nil : text.split(separator: "/").last.flatMap { Department(String($0)) }
    }

    package var branch: Branch? {
        let parts = text.split(separator: "/")
        return parts.count == 2 ? Branch(String(parts[0])) : self == .routing ? nil : .main
    }

    package var description: String { text }
    package static func < (a: QueueName, b: QueueName) -> Bool { a.text < b.text }
}

/// Who holds a lease: one start of one worker under one principal.
package struct LeaseOwner: Hashable, Sendable {
    package let principal: String
    package let worker: String
    package let instance: String

    package init(principal: String, worker: String, instance: String) {
        self.principal = principal
        self.worker = worker
        self.instance = instance
    }
}

/// A message that stands in a queue until somebody settles it.
package struct MessageRow: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// May be leased from `from` on. Whose lease lapsed may still answer until somebody else has a newer one.
        case ready(from: Instant, lapsed: LeaseOwner? = nil)
        /// Behind an unsettled message of the same ticket in the same queue.
        case waiting
        case leased(LeaseOwner, until: Instant)
        /// Rejected or delivered in vain too often; visible until a supervisor acts.
        case dead
    }

    package let id: Int64
    package let queue: QueueName
    package let ticket: TicketID
    package let parent: TicketID?
    package let kind: MessageKind
    package let version: Int
    package let rev: Int
    package let enqueuedAt: Instant
    package let deadline: Instant?
    /// CloudEvents 1.0 JSON.
    package let body: [UInt8]
    package var state: State
    /// How often it was leased; with the id it names a lease and fences off older ones.
    package var attempt: Int
    /// The message before it, of the same ticket in this queue, died.
    package var followsGap: Bool

    package init(
        id: Int64, queue: QueueName, ticket: TicketID, parent: TicketID?, kind: MessageKind, version: Int, rev: Int,
        enqueuedAt: Instant, deadline: Instant?, body: [UInt8], state: State, attempt: Int = 0, followsGap: Bool = false
    ) {
        self.id = id
        self.queue = queue
        self.ticket = ticket
        self.parent = parent
        self.kind = kind
        self.version = version
        self.rev = rev
        self.enqueuedAt = enqueuedAt
        self.deadline = deadline
        self.body = body
        self.state = state
        self.attempt = attempt
        self.followsGap = followsGap
    }
}

/// How an attempt to deliver ended; kept for a day, so that a late or repeated answer gets the same reply.
package struct SettlementRow: Hashable, Sendable {
    package enum Outcome: String, Sendable { case acked, withdrawn, dead }

    package let message: Int64
    package let attempt: Int
    package let outcome: Outcome
    package let at: Instant

    package init(message: Int64, attempt: Int, outcome: Outcome, at: Instant) {
        self.message = message
        self.attempt = attempt
        self.outcome = outcome
        self.at = at
    }
}
