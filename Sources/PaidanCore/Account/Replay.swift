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
