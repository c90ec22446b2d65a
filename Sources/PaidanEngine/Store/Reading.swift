package import PaidanCore

/// What can be asked of the data, within one consistent snapshot.
package protocol Reading {
    func ticketRow(_ id: TicketID) throws -> TicketRow?
    func ticketRow(kind: Kind, number: Int) throws -> TicketRow?
    /// In order of version.
    func events(of ticket: TicketID) throws -> [EventRow]
    func runningClocks(of ticket: TicketID) throws -> [ClockRow]
    /// Of all the tickets of a page at once: by ticket, then as those of one.
    func runningClocks(ofAll tickets: [TicketID]) throws -> [ClockRow]
    func tickets(matching filter: TicketFilter) throws -> [TicketRow]
    /// How many tickets match, by what boards tell apart, in a fixed order; neither limit nor order of the filter count.
    func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount]
    func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID]
    func person(_ id: PersonID) throws -> PersonRow?
    func firstAnswer(to digest: [UInt8]) throws -> KeyRow?
    func deedKey(_ digest: [UInt8]) throws -> DeedKeyRow?
    func token(hash: [UInt8]) throws -> TokenRow?
    /// By account, the oldest first.
    func tokens() throws -> [TokenRow]
    /// Who an account is; nil when there is none of this name.
    func account(_ principal: String) throws -> Actor?
    /// What was done to tokens and branches, the newest first.
    /// - Parameter branch: what concerns this one only; nil for everything.
    func accountLog(of branch: Branch?, limit: Int) throws -> [AccountDeed]
    /// In order of their codes.
    func branches() throws -> [Branch]
    func branchRows() throws -> [BranchRow]
    /// In the order in which they were activated.
    func activatedPolicies() throws -> [PolicyRow]
    /// The entries of a feed after `sequence`, in order.
    func feed(_ name: String, after sequence: Int, limit: Int) throws -> [FeedEntry]
    func feedHeads() throws -> [String: Int]
    func event(of ticket: TicketID, version: Int) throws -> EventRow?
    func notices(for filter: NoticeFilter) throws -> [NoticeRow]
    /// The number of messages by queue and state name (`ready`, `waiting`, `leased`, `dead`).
    func messageCounts() throws -> [QueueCount]
    /// Since when a queue's oldest message could be taken, where one can be taken at `now` and nobody has.
    func queueLags(at now: Instant) throws -> [QueueLag]
    func messages(of ticket: TicketID) throws -> [MessageRow]
    /// Our own mistakes that an engineer has to look at.
    func incidentCount() throws -> Int
    func meta(_ name: String) throws -> String?
    func highestNumber(of kind: Kind) throws -> Int
    /// Our ticket that a ticket of another system became.
    func foreignTicket(_ reference: String, of source: String) throws -> TicketID?
    /// The rows of another system's log that were taken over for a ticket, in order.
    func foreignRows(of ticket: TicketID) throws -> [ForeignRow]
    /// When the last fact of any ticket was recorded; nil when there is none. Reads the whole table.
    func latestUpdate() throws -> Instant?
}

package struct QueueCount: Hashable, Sendable {
    package let queue: String
    package let state: String
    package let count: Int

    package init(queue: String, state: String, count: Int) {
        self.queue = queue
        self.state = state
        self.count = count
    }
}

package struct QueueLag: Hashable, Sendable {
    package let queue: String
    package let since: Instant

    package init(queue: String, since: Instant) {
        self.queue = queue
        self.since = since
    }
}

package struct TicketCount: Hashable, Sendable {
    package let kind: Kind
    package let department: Department?
    package let phase: String
    package let isLate: Bool
    package let count: Int

    package init(kind: Kind, department: Department?, phase: String, isLate: Bool, count: Int) {
        self.kind = kind
        self.department = department
        self.phase = phase
        self.isLate = isLate
        self.count = count
    }
}

/// What a list of tickets shows. Newest first.
package struct TicketFilter: Hashable, Sendable {
    package var kind: Kind?
    package var phase: String?
    package var department: Department?
    /// Only what one of these departments holds, and what no department holds but one of these has a part of; nil for
    /// everything.
    package var concerning: [Department]?
    /// Only tickets of these kinds; with `concerning`, what either lets through. nil for every kind.
    package var kinds: [Kind]?
    package var branch: Branch?
    package var parent: TicketID?
    /// Whether only tickets that are parts of no other are meant.
    package var isWhole = false
    package var isOpen: Bool?
    package var isLate: Bool?
    /// Only tickets that are older than this one.
    package var before: TicketID?
    /// 1–200.
    package var limit = 50
    /// First due first instead of newest first; cannot be paged.
    package var byDue = false

    package init() {}
}

package struct NoticeFilter: Hashable, Sendable {
    package var roles: [Role]
    package var departments: [Department]
    package var branch: Branch?
    /// Only those about this ticket.
    package var ticket: TicketID?
    package var limit: Int

    package init(
        roles: [Role], departments: [Department], branch: Branch?, ticket: TicketID? = nil, limit: Int = 50
    ) {
        self.roles = roles
        self.departments = departments
        self.branch = branch
        self.ticket = ticket
        self.limit = limit
    }
}

/// Snapshots for readers beside the one writer.
package protocol Library: Sendable {
    func read<T: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> T) async throws -> T
}
