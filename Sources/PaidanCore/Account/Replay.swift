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

    private init(scenes: [Scene]) { self.scenes = scenes }

    /// As it stands now.
    package var ticket: Ticket<K> { scenes[scenes.count - 1].ticket }
}

extension Replay<DepartmentDispatch> {
    /// The part as `whole` had it, and when it went elsewhere; nil while it is still with it, or never was.
    package func before(leaving whole: TicketID) -> (replay: Replay, leftAt: Instant)? {
        guard let last = scenes.lastIndex(where: { $0.ticket.state.parent == whole }), last + 1 < scenes.count
        else { return nil }
        return (Replay(scenes: Array(scenes[...last])), scenes[last + 1].entry.factAt)
    }
}
