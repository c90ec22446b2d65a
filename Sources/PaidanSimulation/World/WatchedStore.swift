internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// The real store, watched: notes every write of a transaction and dies when it is told to.
final class WatchedStore: Store {
    private let inner: SQLiteStore
    /// Of the last transaction, in order.
    private(set) var writes: [Write] = []
    var doom: Doom?

    init(_ inner: SQLiteStore) { self.inner = inner }

    func transaction(_ body: () throws -> Void) throws {
        writes.removeAll(keepingCapacity: true)
        do {
            try inner.transaction {
                try body()
                if doom == .beforeCommit { throw Crash() }
            }
        } catch {
            writes = []
            throw error
        }
    }

    private func note(_ write: Write, _ body: () throws -> Void) throws {
        if case .atWrite(let number) = doom, writes.count >= number { throw Crash() }
        writes.append(write)
        try body()
    }

    // MARK: Tickets

    func insert(_ ticket: TicketRow) throws { try note(.inserted(ticket)) { try inner.insert(ticket) } }
    func update(_ ticket: TicketRow, from before: TicketRow) throws {
        try note(.updated(ticket)) { try inner.update(ticket, from: before) }
    }
    func append(_ event: EventRow, to ticket: TicketID) throws {
        try note(.appended(event, to: ticket)) { try inner.append(event, to: ticket) }
    }
    func put(_ clock: ClockRow) throws { try note(.putClock(clock)) { try inner.put(clock) } }
    func removeClock(_ key: ClockKey, of ticket: TicketID) throws {
        try note(.removedClock(key, of: ticket)) { try inner.removeClock(key, of: ticket) }
    }

    func setAssignees(of ticket: TicketID, to assignees: [Account]) throws {
        try note(.other) { try inner.setAssignees(of: ticket, to: assignees) }
    }

    // MARK: Others

    func insert(_ person: PersonRow) throws { try note(.other) { try inner.insert(person) } }
    func update(_ person: PersonRow) throws { try note(.other) { try inner.update(person) } }
    func insert(_ key: KeyRow) throws { try note(.insertedKey(key)) { try inner.insert(key) } }
    func insert(_ key: DeedKeyRow) throws { try note(.other) { try inner.insert(key) } }
    func insert(_ notice: NoticeRow) throws { try note(.insertedNotice(notice)) { try inner.insert(notice) } }
    func markSeen(upTo number: Int64, by principal: String) throws {
        try note(.other) { try inner.markSeen(upTo: number, by: principal) }
    }
    func markSeen(_ number: Int64, by principal: String) throws {
        try note(.other) { try inner.markSeen(number, by: principal) }
    }
    func insert(_ policy: PolicyRow) throws { try note(.insertedPolicy(policy)) { try inner.insert(policy) } }
    func insert(_ withdrawal: PolicyRow.Withdrawal, of number: Int) throws {
        try note(.withdrewPolicy(number)) { try inner.insert(withdrawal, of: number) }
    }
    func insert(_ branch: BranchRow) throws { try note(.other) { try inner.insert(branch) } }
    func insert(_ deed: AccountDeed) throws { try note(.other) { try inner.insert(deed) } }
    func revokeToken(hash: [UInt8], at now: Instant) throws {
        try note(.other) { try inner.revokeToken(hash: hash, at: now) }
    }
    func insert(_ entry: FeedEntry) throws { try note(.insertedFeedEntry(entry)) { try inner.insert(entry) } }
    func setFeedHead(_ feed: String, to sequence: Int) throws {
        try note(.setFeedHead(feed, to: sequence)) { try inner.setFeedHead(feed, to: sequence) }
    }
    func put(_ token: TokenRow, at now: Instant) throws { try note(.other) { try inner.put(token, at: now) } }
    func insert(_ ticket: ForeignTicket) throws { try note(.other) { try inner.insert(ticket) } }
    func insert(_ row: ForeignRow, of ticket: TicketID) throws {
        try note(.other) { try inner.insert(row, of: ticket) }
    }
    /// What is taken back was never written.
    func tentatively(_ body: () throws -> Bool) throws {
        let count = writes.count
        var isKept = false
        defer { if !isKept { writes.removeSubrange(count...) } }
        try inner.tentatively {
            isKept = try body()
            return isKept
        }
    }
    func put(_ file: FileRow) throws { try note(.other) { try inner.put(file) } }
    func markAttached(_ files: [FileDigest], of person: PersonID, at now: Instant) throws {
        try note(.other) { try inner.markAttached(files, of: person, at: now) }
    }
    func forgetFiles(waitingSince moment: Instant) throws {
        try note(.other) { try inner.forgetFiles(waitingSince: moment) }
    }
    func setMeta(_ name: String, to value: String) throws { try note(.other) { try inner.setMeta(name, to: value) } }
    func checkpoint() throws { try inner.checkpoint() }
    func revokeTokens(of principal: String, at now: Instant) throws { try inner.revokeTokens(of: principal, at: now) }
    func insertAccess(to person: PersonID, by principal: String, reason: String, at now: Instant) throws {
        try note(.other) { try inner.insertAccess(to: person, by: principal, reason: reason, at: now) }
    }
    func insertIncident(at moment: Instant, text: String) throws {
        try note(.incident(text)) { try inner.insertIncident(at: moment, text: text) }
    }

    // MARK: Messages

    func insert(_ message: MessageRow) throws { try note(.insertedMessage(message)) { try inner.insert(message) } }
    func setState(_ state: MessageRow.State, attempt: Int, of message: Int64) throws {
        try note(.setState(state, attempt: attempt, of: message)) {
            try inner.setState(state, attempt: attempt, of: message)
        }
    }
    func deleteMessage(_ id: Int64) throws { try note(.deletedMessage(id)) { try inner.deleteMessage(id) } }
    func setFollowsGap(_ message: Int64) throws {
        try note(.setFollowsGap(message)) { try inner.setFollowsGap(message) }
    }
    func setAside(_ place: DamagedRow.Place) throws { try note(.other) { try inner.setAside(place) } }
    func insert(_ settlement: SettlementRow) throws {
        try note(.insertedSettlement(settlement)) { try inner.insert(settlement) }
    }
    func prune(keysBefore: Instant, settlementsBefore: Instant) throws {
        try note(.other) { try inner.prune(keysBefore: keysBefore, settlementsBefore: settlementsBefore) }
    }
}

/// Reading passes through.
extension WatchedStore {
    func dueClocks(at now: Instant, limit: Int) throws -> [ClockRow] { try inner.dueClocks(at: now, limit: limit) }
    func nextClockMoment() throws -> Instant? { try inner.nextClockMoment() }
    func highestMessageID() throws -> Int64 { try inner.highestMessageID() }
    func message(_ id: Int64) throws -> MessageRow? { try inner.message(id) }
    func unsettled(of ticket: TicketID, in queue: QueueName) throws -> [MessageRow] {
        try inner.unsettled(of: ticket, in: queue)
    }
    func readyMessages(in queue: QueueName, at now: Instant, limit: Int) throws -> [MessageRow] {
        try inner.readyMessages(in: queue, at: now, limit: limit)
    }
    func expiredLeases(at now: Instant, limit: Int) throws -> [MessageRow] {
        try inner.expiredLeases(at: now, limit: limit)
    }
    func leases(of principal: String, worker: String) throws -> [MessageRow] {
        try inner.leases(of: principal, worker: worker)
    }
    func nextQueueMoment(after now: Instant) throws -> Instant? { try inner.nextQueueMoment(after: now) }
    func settlement(message: Int64, attempt: Int) throws -> SettlementRow? {
        try inner.settlement(message: message, attempt: attempt)
    }

    func ticketRow(_ id: TicketID) throws -> TicketRow? { try inner.ticketRow(id) }
    func ticketRow(kind: Kind, number: Int) throws -> TicketRow? { try inner.ticketRow(kind: kind, number: number) }
    func events(of ticket: TicketID) throws -> [EventRow] { try inner.events(of: ticket) }
    func event(of ticket: TicketID, version: Int) throws -> EventRow? { try inner.event(of: ticket, version: version) }
    func runningClocks(of ticket: TicketID) throws -> [ClockRow] { try inner.runningClocks(of: ticket) }
    func assignees(of ticket: TicketID) throws -> [Account] { try inner.assignees(of: ticket) }
    func assignees(ofAll tickets: [TicketID]) throws -> [TicketID: [Account]] { try inner.assignees(ofAll: tickets) }
    func openParts(ofAll tickets: [TicketID]) throws -> [TicketRow] { try inner.openParts(ofAll: tickets) }
    func runningClocks(ofAll tickets: [TicketID]) throws -> [ClockRow] { try inner.runningClocks(ofAll: tickets) }
    func ticketPage(matching filter: TicketFilter) throws -> TicketPage { try inner.ticketPage(matching: filter) }
    func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount] {
        try inner.ticketCounts(matching: filter)
    }
    func tickets(
        of kind: Kind, withPhone hash: [UInt8]?, orOf person: PersonID, limit: Int
    ) throws -> [TicketID] {
        try inner.tickets(of: kind, withPhone: hash, orOf: person, limit: limit)
    }
    func queueLags(at now: Instant) throws -> [QueueLag] { try inner.queueLags(at: now) }
    func incidentCount() throws -> Int { try inner.incidentCount() }
    func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID] {
        try inner.allTicketIDs(after: after, limit: limit)
    }
    func storedTickets(after row: Int64, limit: Int) throws -> [StoredTicket] {
        try inner.storedTickets(after: row, limit: limit)
    }
    func faults() throws -> [String] { try inner.faults() }
    func person(_ id: PersonID) throws -> PersonRow? { try inner.person(id) }
    func file(_ digest: FileDigest, of person: PersonID) throws -> FileRow? { try inner.file(digest, of: person) }
    func waitingFiles(of ticket: TicketID) throws -> [FileRow] { try inner.waitingFiles(of: ticket) }
    func waitingBytes(of principal: String?) throws -> Int { try inner.waitingBytes(of: principal) }
    func storedFiles(after last: FileRow?, limit: Int) throws -> [FileRow] {
        try inner.storedFiles(after: last, limit: limit)
    }
    func firstAnswer(to digest: [UInt8]) throws -> KeyRow? {
        try inner.firstAnswer(to: digest)
    }
    func deedKey(_ digest: [UInt8]) throws -> DeedKeyRow? { try inner.deedKey(digest) }
    func token(hash: [UInt8]) throws -> TokenRow? { try inner.token(hash: hash) }
    func tokens() throws -> [TokenRow] { try inner.tokens() }
    func isInForce(_ principal: String, at now: Instant) throws -> Bool { try inner.isInForce(principal, at: now) }
    func account(_ principal: String) throws -> Actor? { try inner.account(principal) }
    func accountLog(of branch: Branch?, limit: Int) throws -> [AccountDeed] {
        try inner.accountLog(of: branch, limit: limit)
    }
    func branches() throws -> [Branch] { try inner.branches() }
    func branchRows() throws -> [BranchRow] { try inner.branchRows() }
    func storedPolicies() throws -> [StoredPolicy] { try inner.storedPolicies() }
    func feed(_ name: String, after sequence: Int, limit: Int) throws -> [FeedEntry] {
        try inner.feed(name, after: sequence, limit: limit)
    }
    func feedHeads() throws -> [String: Int] { try inner.feedHeads() }
    func writtenFeedHeads() throws -> [String: Int] { try inner.writtenFeedHeads() }
    func notices(for filter: NoticeFilter) throws -> [NoticeRow] { try inner.notices(for: filter) }
    func noticeCount(for filter: NoticeFilter) throws -> Int { try inner.noticeCount(for: filter) }
    func noticeNumbers(for filter: NoticeFilter) throws -> [Int64] { try inner.noticeNumbers(for: filter) }
    func people(phoneHash: [UInt8], with filter: TicketFilter, limit: Int) throws -> [PersonID] {
        try inner.people(phoneHash: phoneHash, with: filter, limit: limit)
    }
    func foreignNumber(of ticket: TicketID) throws -> ForeignNumber? { try inner.foreignNumber(of: ticket) }
    func tickets(calledElsewhere reference: String, limit: Int) throws -> [TicketID] {
        try inner.tickets(calledElsewhere: reference, limit: limit)
    }
    func messageCounts() throws -> [QueueCount] { try inner.messageCounts() }
    func messages(of ticket: TicketID) throws -> [MessageRow] { try inner.messages(of: ticket) }
    func meta(_ name: String) throws -> String? { try inner.meta(name) }
    func highestNumber(of kind: Kind) throws -> Int { try inner.highestNumber(of: kind) }
    func latestUpdate() throws -> Instant? { try inner.latestUpdate() }
    func foreignTicket(_ reference: String, of source: String) throws -> TicketID? {
        try inner.foreignTicket(reference, of: source)
    }
    func foreignRows(of ticket: TicketID) throws -> [ForeignRow] { try inner.foreignRows(of: ticket) }
}
