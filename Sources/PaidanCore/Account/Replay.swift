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
        guard let first = entries.first, case .opened(let opening) = first.fact else {
            throw CorruptHistory("nothing", after: "no history")
        }
        var ticket = Ticket<K>(opening, id: id, branch: branch, at: first.factAt)
        try ticket.apply(first.changes)
        var scenes = [Scene(entry: first, ticket: ticket)]
        for entry in entries.dropFirst() {
            try ticket.apply(entry.fact, at: entry.factAt)
            try ticket.apply(entry.changes)
            scenes.append(Scene(entry: entry, ticket: ticket))
        }
        self.scenes = scenes
    }

    /// As it stands now.
    package var ticket: Ticket<K> { scenes[scenes.count - 1].ticket }
}
