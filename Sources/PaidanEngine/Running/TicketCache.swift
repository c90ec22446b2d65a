internal import PaidanCore

/// Decoded tickets that the writer used last. Only the writer touches it; what a failed commit left is dropped with it.
struct TicketCache {
    /// About 64 MB of tickets of ordinary size.
    static let capacity = 20_000

    private var recent: [TicketID: AnyLoaded] = [:]
    private var older: [TicketID: AnyLoaded] = [:]

    subscript(id: TicketID) -> AnyLoaded? {
        mutating get {
            if let found = recent[id] { return found }
            guard let found = older[id] else { return nil }
            put(found)
            return found
        }
    }

    /// Two generations: when the younger is full the older is forgotten.
    mutating func put(_ loaded: AnyLoaded) {
        recent[loaded.id] = loaded
        guard recent.count >= Self.capacity / 2 else { return }
        older = recent
        recent = [:]
    }

    mutating func removeAll() {
        recent = [:]
        older = [:]
    }
}
