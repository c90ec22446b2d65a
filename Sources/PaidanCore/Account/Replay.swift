/// A ticket's story told again, fact by fact.
package struct Replay<K: TicketKind>: Sendable {
    package struct Scene: Sendable {
        package let entry: HistoryEntry<K>
        /// The ticket and its clocks as the fact left them.
        package let ticket: Ticket<K>
    }

    /// At least one: the opening.
    package let scenes: [Scene]

    /// - Parameter entries: the whole history, in order of version.
    /// - Throws: `CorruptHistory` when it does not begin with an opening, or cannot have happened.
    package init(id: TicketID, branch: Branch, _ entries: [HistoryEntry<K>]) throws(CorruptHistory) {
        var scenes: [Scene] = []
        _ = try Ticket(id: id, branch: branch, toldBy: entries) { scenes.append(Scene(entry: $0, ticket: $1)) }
        self.scenes = scenes
    }

    /// As it stands now.
    package var ticket: Ticket<K> { scenes[scenes.count - 1].ticket }
}

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
