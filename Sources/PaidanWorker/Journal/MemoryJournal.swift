import Synchronization

/// A journal that lives as long as the object: for tests, and for simulated restarts.
public final class MemoryJournal: Journal {
    private let entries: Mutex<[JournalEntry]>

    public init(_ entries: [JournalEntry] = []) {
        self.entries = Mutex(entries)
    }

    public func load() -> [JournalEntry] {
        entries.withLock { $0 }
    }

    public func append(_ new: [JournalEntry]) {
        entries.withLock { $0 += new }
    }
}
