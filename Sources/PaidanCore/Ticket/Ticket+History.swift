extension Ticket {
    /// As its facts have left it.
    /// - Parameters:
    ///   - entries: the whole history, in order of version.
    ///   - see: each fact, with the ticket and its clocks as the fact left them.
    /// - Throws: `CorruptHistory` when it does not begin with an opening, or cannot have happened.
    package init(
        id: TicketID, branch: Branch, toldBy entries: [HistoryEntry<K>],
        see: (HistoryEntry<K>, Ticket<K>) -> Void = { _, _ in }
    ) throws(CorruptHistory) {
        guard let first = entries.first, case .opened(let opening) = first.fact else {
            throw CorruptHistory("nothing", after: "no history")
        }
        self.init(opening, id: id, branch: branch, at: first.factAt)
        try apply(first.changes)
        see(first, self)
        for entry in entries.dropFirst() {
            try apply(entry.fact, at: entry.factAt)
            try apply(entry.changes)
            see(entry, self)
        }
    }
}
