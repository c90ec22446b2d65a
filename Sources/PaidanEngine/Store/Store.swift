package import PaidanCore

/// The durable side of the engine. Used by one thread; every write happens inside `transaction`.
///
/// `transaction` returns only after the data is durable (WAL, `synchronous=FULL`); if it throws, nothing of it may be
/// relied on, and the caller stops (`docs/decisions/0007`).
package protocol Store: AnyObject, Reading {
    func transaction(_ body: () throws -> Void) throws
    /// Inside a transaction: keeps what `body` writes if it says so. If it does not, or throws, that is taken back as if it
    /// had not been.
    /// - Throws: what `body` throws; `StoreError.contradiction` for a write that the tables forbid.
    func tentatively(_ body: () throws -> Bool) throws
    /// Moves what the write-ahead log holds into the database file.
    func checkpoint() throws

    func insert(_ ticket: TicketRow) throws
    /// - Throws: `StoreError.lostRace` unless the stored version is that of `before`.
    func update(_ ticket: TicketRow, from before: TicketRow) throws
    func append(_ event: EventRow, to ticket: TicketID) throws
    func put(_ clock: ClockRow) throws
    func removeClock(_ key: ClockKey, of ticket: TicketID) throws
    /// Instead of those that it had.
    func setAssignees(of ticket: TicketID, to assignees: [Account]) throws
    /// Running clocks whose next rung is due, by (moment, ticket, key).
    /// - Throws: `DamagedRow` with its place, as everything that reads messages.
    func dueClocks(at now: Instant, limit: Int) throws -> [ClockRow]
    func nextClockMoment() throws -> Instant?

    func insert(_ person: PersonRow) throws
    /// What is known of somebody, and by which number; the key stays.
    /// - Throws: `StoreError.contradiction` where there is nobody, or the person was erased.
    func update(_ person: PersonRow) throws
    func insert(_ key: KeyRow) throws
    func insert(_ key: DeedKeyRow) throws
    func insert(_ notice: NoticeRow) throws
    /// 已看: everything up to this notice, for this account.
    func markSeen(upTo number: Int64, by principal: String) throws
    /// One notice; what there is not is not marked.
    func markSeen(_ number: Int64, by principal: String) throws
    func insert(_ policy: PolicyRow) throws
    func insert(_ withdrawal: PolicyRow.Withdrawal, of number: Int) throws
    func insert(_ entry: FeedEntry) throws
    func setFeedHead(_ feed: String, to sequence: Int) throws
    func put(_ token: TokenRow, at now: Instant) throws
    /// Every token of this account ends now.
    func revokeTokens(of principal: String, at now: Instant) throws
    func revokeToken(hash: [UInt8], at now: Instant) throws
    func insert(_ branch: BranchRow) throws
    func insert(_ deed: AccountDeed) throws
    func insert(_ ticket: ForeignTicket) throws
    func insert(_ row: ForeignRow, of ticket: TicketID) throws
    /// Waits from now on, also where it waited before; one that a fact names stays as it is.
    func put(_ file: FileRow) throws
    /// A fact names them.
    func markAttached(_ files: [FileDigest], of person: PersonID, at now: Instant) throws
    /// Drops those that nobody has attached and that were uploaded before this moment.
    func forgetFiles(waitingSince moment: Instant) throws
    func setMeta(_ name: String, to value: String) throws
    func insertIncident(at: Instant, text: String) throws
    func insertAccess(to person: PersonID, by principal: String, reason: String, at: Instant) throws

    func insert(_ message: MessageRow) throws
    func highestMessageID() throws -> Int64
    func message(_ id: Int64) throws -> MessageRow?
    func setState(_ state: MessageRow.State, attempt: Int, of message: Int64) throws
    func deleteMessage(_ id: Int64) throws
    /// Unsettled messages of one ticket in one queue, oldest first.
    func unsettled(of ticket: TicketID, in queue: QueueName) throws -> [MessageRow]
    /// Ready messages in the order in which they are to be delivered.
    func readyMessages(in queue: QueueName, at now: Instant, limit: Int) throws -> [MessageRow]
    func expiredLeases(at now: Instant, limit: Int) throws -> [MessageRow]
    func leases(of principal: String, worker: String) throws -> [MessageRow]
    func setFollowsGap(_ message: Int64) throws
    /// A row that cannot be read gets out of the way: a message is dead, a clock rings no more. What it holds stays.
    func setAside(_ place: DamagedRow.Place) throws
    /// The next moment at which a lease ends or a delayed message becomes ready, after `now`.
    func nextQueueMoment(after now: Instant) throws -> Instant?
    func insert(_ settlement: SettlementRow) throws
    func settlement(message: Int64, attempt: Int) throws -> SettlementRow?
    /// Forgets answers and settlements older than they must be kept.
    func prune(keysBefore: Instant, settlementsBefore: Instant) throws
}

package enum StoreError: Error, Hashable, Sendable {
    /// Another writer was there: impossible with one writer, so somebody else writes this database.
    case lostRace(TicketID)
    /// What was to be written does not go together with what is there: a row is damaged.
    case contradiction(String)
    /// There is no room left on the disk. Nothing of the transaction was written.
    case diskFull
    /// The data directory is in use by another server.
    case inUse(path: String)
    /// The file is no database, or none of ours.
    case foreign
    /// SQLite cannot make sense of the file, or of a part of it.
    case damagedFile(String)
    /// The file was written by a newer Paidan.
    case tooNew(schema: Int, known: Int)
    /// The file was last written by an older Paidan; only the server's start brings it up to date.
    case tooOld(schema: Int, known: Int)
    /// `PRAGMA synchronous` or `journal_mode` is not what durability needs.
    case notDurable(synchronous: Int, journalMode: String)
}
