package import PaidanCore
internal import PaidanJSON

/// 超时与违规: what went wrong with a ticket, whose it was and when, also where it is over: limits that have passed, and what was found
/// against somebody.
package struct BreachView: Hashable, Sendable {
    /// `跟单回访间隔(T-14)`, `挑单`
    package let label: String
    /// When the limit passed, or what was found happened.
    package let at: Instant
    /// Whose promise it was then: `设计师 chen`.
    package let who: String
    package let account: Account?
    /// When a promise was kept too late; nil of a finding, and while it is late.
    package let endedAt: Instant?

    /// The oldest first; none of a history that cannot be read.
    package static func list(
        of row: TicketRow, in reading: any Reading, for viewer: Viewer
    ) throws -> [BreachView] {
        func typed<K: TicketKind>(_: K.Type) throws -> [BreachView] {
            try legible {
                let entries = try History.entries(K.self, reading.events(of: row.id))
                return list(of: try Replay<K>(id: row.id, branch: row.branch, entries), viewer)
            } ?? []
        }
        return try typed(row.kind.type)
    }

    private static func list<K: TicketKind>(of replay: Replay<K>, _ viewer: Viewer) -> [BreachView] {
        let limits = replay.ticket.ledger.entries.filter { $0.isLate && K.isJudged($0.key) }.map { entry in
            limit(entry, replay, viewer)
        }
        return (limits + replay.scenes.compactMap { finding($0, viewer) }).sorted {
            ($0.at, $0.label, $0.who) < ($1.at, $1.label, $1.who)
        }
    }

    private static func limit<K: TicketKind>(
        _ entry: ClockLedger.Entry, _ replay: Replay<K>, _ viewer: Viewer
    ) -> BreachView {
        let (holder, account) = state(breaking: entry.key, replay).answerable(for: entry.key)
        return BreachView(
            label: viewer.text(of: entry.key), at: entry.due, who: viewer.text(holder, account), account: account,
            endedAt: entry.stoppedAt)
    }

    /// As it was when the limit passed, or just before it was kept too late.
    private static func state<K: TicketKind>(breaking key: ClockKey, _ replay: Replay<K>) -> K {
        let scenes = replay.scenes
        let rang = scenes.first { scene in
            if case .rang(let ring) = scene.entry.fact { ring.isBreach && ring.clock == key } else { false }
        }
        let stopped = scenes.firstIndex { $0.entry.changes.contains { $0.key == key && $0.isStop } }
        return (rang ?? stopped.map { scenes[max(0, $0 - 1)] })?.ticket.state ?? replay.ticket.state
    }

    private static func finding<K: TicketKind>(_ scene: Replay<K>.Scene, _ viewer: Viewer) -> BreachView? {
        guard case .happened(let event) = scene.entry.fact, let (label, account) = K.finding(event) else { return nil }
        return BreachView(
            label: viewer.text(label), at: scene.entry.factAt, who: account.code, account: account, endedAt: nil)
    }

    func json(for viewer: Viewer) -> JSON {
        .members(
            ("label", .string(label)), ("at", viewer.time(at)), ("who", .string(who)),
            ("account", account.map { .string($0.code) }), ("endedAt", endedAt.map(viewer.time)))
    }
}

extension ClockChange {
    fileprivate var isStop: Bool { if case .stopped = self { true } else { false } }
}
