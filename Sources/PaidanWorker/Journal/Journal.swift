/// Where a worker keeps what it must know after a restart.
///
/// With a journal, a message that a handler has acknowledged is never handled again, and what the handler wanted to be
/// done is done, even when the process dies in between. Without one that holds until the process ends.
/// A handler that is interrupted by the death of its process runs again in either case.
public protocol Journal: Sendable {
    /// All entries in the order in which they were written; older ones that mean nothing any more may be missing.
    func load() throws -> [JournalEntry]

    /// Appends the entries, durably when it returns.
    func append(_ entries: [JournalEntry]) throws
}
