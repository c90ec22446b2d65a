package import PaidanCore

/// What can be asked of the data, within one consistent snapshot.
package protocol Reading {
    func ticketRow(_ id: TicketID) throws -> TicketRow?
    func ticketRow(kind: Kind, number: Int) throws -> TicketRow?
    /// In order of version.
    func events(of ticket: TicketID) throws -> [EventRow]
    func runningClocks(of ticket: TicketID) throws -> [ClockRow]
    /// 经办人, by account.
    func assignees(of ticket: TicketID) throws -> [Account]
    /// Of all the tickets of a page at once. Without damaged ones.
    func assignees(ofAll tickets: [TicketID]) throws -> [TicketID: [Account]]
    /// Of all the tickets of a page at once: by ticket, then as those of one. Without damaged ones.
    func runningClocks(ofAll tickets: [TicketID]) throws -> [ClockRow]
    /// The open parts of all the tickets of a page at once, the oldest first. Without damaged ones.
    func openParts(ofAll tickets: [TicketID]) throws -> [TicketRow]
    /// Damaged rows do not hide the others.
    func ticketPage(matching filter: TicketFilter) throws -> TicketPage
    /// How many tickets match, by what boards tell apart, in a fixed order; neither limit nor order of the filter count.
    /// Without those of damaged rows.
    func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount]
    /// Without damaged ones.
    func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID]
    /// Every row of the table of tickets, also those that cannot be read, by the number of the row.
    func storedTickets(after row: Int64, limit: Int) throws -> [StoredTicket]
    /// What SQLite itself finds wrong with the file, rows that refer to nothing, branches that are none; empty when all is well.
    /// Reads everything.
    func faults() throws -> [String]
    func person(_ id: PersonID) throws -> PersonRow?
    /// Those who gave this number (`Vault.phoneHash`) and have a ticket that the filter lets through, the newest first.
    func people(phoneHash: [UInt8], with filter: TicketFilter, limit: Int) throws -> [PersonID]
    /// The newest tickets of a kind whose customer has this phone number or is this one; without damaged ones.
    func tickets(of kind: Kind, withPhone hash: [UInt8]?, orOf person: PersonID, limit: Int) throws -> [TicketID]
    func file(_ digest: FileDigest, of person: PersonID) throws -> FileRow?
    /// Those that were uploaded for this ticket and are named by no fact, the oldest first.
    func waitingFiles(of ticket: TicketID) throws -> [FileRow]
    /// How many bytes wait to be named by a fact.
    /// - Parameter principal: nil for everybody's.
    func waitingBytes(of principal: String?) throws -> Int
    /// Every row of the table of files, by person and digest; without damaged ones.
    func storedFiles(after last: FileRow?, limit: Int) throws -> [FileRow]
    func firstAnswer(to digest: [UInt8]) throws -> KeyRow?
    func deedKey(_ digest: [UInt8]) throws -> DeedKeyRow?
    func token(hash: [UInt8]) throws -> TokenRow?
    /// By account, the oldest first.
    func tokens() throws -> [TokenRow]
    /// Who an account is; nil when there is none of this name.
    func account(_ principal: String) throws -> Actor?
    /// Whether one of the account's tokens is in force.
    func isInForce(_ principal: String, at now: Instant) throws -> Bool
    /// What was done to tokens and branches, the newest first.
    /// - Parameter branch: what concerns this one only; nil for everything.
    func accountLog(of branch: Branch?, limit: Int) throws -> [AccountDeed]
    /// In order of their codes; without damaged ones.
    func branches() throws -> [Branch]
    func branchRows() throws -> [BranchRow]
    /// Every row of the table of policies, also those that cannot be read, in the order in which they were activated.
    func storedPolicies() throws -> [StoredPolicy]
    /// The entries of a feed after `sequence`, in order.
    func feed(_ name: String, after sequence: Int, limit: Int) throws -> [FeedEntry]
    /// The number of each feed's last entry; where what is written as its head is less, or no number of ours, it does not count.
    func feedHeads() throws -> [String: Int]
    /// As they are written.
    func writtenFeedHeads() throws -> [String: Int]
    func event(of ticket: TicketID, version: Int) throws -> EventRow?
    /// Without damaged ones.
    func notices(for filter: NoticeFilter) throws -> [NoticeRow]
    /// How many match, but no more than the filter's limit: nobody counts a long list for a figure.
    func noticeCount(for filter: NoticeFilter) throws -> Int
    /// Newest first, also of those that cannot be read.
    func noticeNumbers(for filter: NoticeFilter) throws -> [Int64]
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
    /// 外部编号: what another system called a ticket of ours; nil where it began here.
    func foreignNumber(of ticket: TicketID) throws -> ForeignNumber?
    /// Our tickets that some other system called so; several systems may use one number.
    func tickets(calledElsewhere reference: String, limit: Int) throws -> [TicketID]
    /// The rows of another system's log that were taken over for a ticket, in order.
    func foreignRows(of ticket: TicketID) throws -> [ForeignRow]
    /// When the last fact of any ticket was recorded; nil when there is none. Reads the whole table.
    func latestUpdate() throws -> Instant?
}

extension Reading {
    /// In the order in which they were activated.
    /// - Throws: `DamagedRow` where one cannot be read.
    package func activatedPolicies() throws -> [PolicyRow] { try storedPolicies().map { try $0.policy.get() } }

    package func tickets(matching filter: TicketFilter) throws -> [TicketRow] { try ticketPage(matching: filter).rows }

    /// - Returns: nil also for a row that cannot be read: whoever lists others goes on without it.
    package func soundTicketRow(_ id: TicketID) throws -> TicketRow? {
        do { return try ticketRow(id) } catch is DamagedRow { return nil }
    }
}

/// A row of the table of tickets.
package struct StoredTicket: Sendable {
    /// Of the row in its table.
    package let row: Int64
    /// By number where that is legible.
    package let name: String
    package let ticket: Result<TicketRow, DamagedRow>

    package init(row: Int64, name: String, ticket: Result<TicketRow, DamagedRow>) {
        self.row = row
        self.name = name
        self.ticket = ticket
    }
}

/// A row of the table of policies.
package struct StoredPolicy: Sendable {
    /// Of its activation.
    package let number: Int64
    package let policy: Result<PolicyRow, DamagedRow>

    package init(number: Int64, policy: Result<PolicyRow, DamagedRow>) {
        self.number = number
        self.policy = policy
    }
}

/// Tickets that a filter lets through.
package struct TicketPage: Hashable, Sendable {
    package var rows: [TicketRow] = []
    /// Those whose rows cannot be read, by number where that is legible, else by their row in the table.
    package var damaged: [String] = []
    /// The last one read, sound or damaged, where there are more: those before it (`TicketFilter.before`) are next.
    package var next: TicketID?

    package init() {}
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
    package var person: PersonID?
    package var parent: TicketID?
    /// 经办人: only what this account sees through, the parts of it that go with it (`TicketKind.sharesAssignees`), and what it has
    /// registered (`TicketKind.isFoundByOpener`).
    package var assignee: Account?
    /// Whether only tickets that are parts of no other are meant.
    package var isWhole = false
    package var isOpen: Bool?
    /// 超时: one of its own limits has passed, or one of an open part's.
    package var isLate: Bool?
    /// 曾超时或违规: one of its own limits has passed some time, or something was found against somebody.
    package var isBreached: Bool?
    /// Those whose first date has passed, be it a limit or a reminder, or those of which none has; nil for both.
    package var overdue: Overdue?
    /// Only tickets that are older than this one.
    package var before: TicketID?
    /// 1–200.
    package var limit = 50
    /// First due first instead of newest first; cannot be paged.
    package var byDue = false

    package init() {}
}

/// 到期未办: whether a date has passed that somebody was to act by.
package struct Overdue: Hashable, Sendable {
    package let isWanted: Bool
    package let at: Instant

    package init(isWanted: Bool, at: Instant) {
        self.isWanted = isWanted
        self.at = at
    }
}

package struct NoticeFilter: Hashable, Sendable {
    package var roles: [Role]
    package var departments: [Department]
    package var branch: Branch?
    /// Only those about this ticket.
    package var ticket: TicketID?
    package var limit: Int
    /// Only about what one of these departments holds or has a part of; nil for everything.
    package var concerning: [Department]?
    /// Only about tickets of these kinds; with `concerning`, what either lets through. nil for every kind.
    package var kinds: [Kind]?
    /// Whose marks count.
    package var reader: String?
    /// Roles that hear of their own tickets only: of those among whose assignees the reader is, or nobody of the role.
    package var personal: [Role] = []
    /// Only what the reader has not seen.
    package var isUnseen = false
    /// Only those of these numbers; nil for all.
    package var numbers: [Int64]?

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
