package import PaidanCore
package import PaidanJSON

/// A ticket's clocks as people read them: due instants, never countdowns.
package enum ClockView {
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    /// - Parameter now: clocks may be paused then, or go on again.
    package static func json(
        of id: TicketID, in reading: any Reading, for viewer: Viewer, at now: Instant
    ) throws -> [JSON]? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        func typed<K: TicketKind>(_: K.Type) throws -> [JSON] {
            try list(of: History.replay(K.self, row, reading.events(of: row.id)), in: reading, for: viewer, at: now)
        }
        return try typed(row.kind.type)
    }

    static func list<K: TicketKind>(
        of loaded: Loaded<K>, in reading: any Reading, for viewer: Viewer, at now: Instant
    ) throws -> [JSON] {
        let rows = try reading.runningClocks(of: loaded.ticket.id)
        let entries = loaded.ticket.ledger.entries
        let keys = entries.map(\.key)
        return try entries.map { entry in
            json(
                of: entry, K.clockRules, keys.round(of: entry.key),
                about: try subject(of: entry.key, in: reading, for: viewer),
                next: rows.first { $0.key == entry.key }?.next, viewer, now)
        }
    }

    /// The department or party, or the number of the ticket that the clock is about.
    private static func subject(
        of key: ClockKey, in reading: any Reading, for viewer: Viewer
    ) throws -> String? {
        if let text = viewer.text(subjectOf: key) { return text }
        guard let id = TicketID(text: key.subject), let row = try reading.soundTicketRow(id),
            try viewer.sight.sees(row, in: reading)
        else { return nil }
        return row.numberText
    }

    private static func json(
        of entry: ClockLedger.Entry, _ rules: [ClockRule], _ round: Label?, about subject: String?, next: Instant?,
        _ viewer: Viewer, _ now: Instant
    ) -> JSON {
        let pause = entry.isRunning ? entry.pause(at: now) : nil
        let rule = rules.first { $0.name == entry.key.name }
        return .members(
            ("key", .string(entry.key.text)),
            ("name", .string(entry.key.name)),
            ("label", viewer.word(rule?.label ?? Label(entry.key.name, entry.key.name))),
            ("number", rule.map { .string($0.number) }),
            ("subject", entry.key.subject.isEmpty ? nil : .string(entry.key.subject)),
            ("subjectLabel", subject.map(JSON.string)),
            ("round", .count(entry.key.round)),
            ("roundLabel", round.map(viewer.word)),
            ("isJudged", .bool(rule?.isJudged ?? true)),
            ("start", viewer.time(entry.start)),
            ("due", viewer.time(entry.due)),
            ("running", .bool(entry.isRunning)),
            ("isLate", .bool(entry.isLate)),
            ("overLabel", over(entry, rule, pause != nil, now).map(viewer.word)),
            ("pausedSince", (pause?.from ?? entry.heldOpenSince).map(viewer.time)),
            ("pausedUntil", (pause?.until).map(viewer.time)),
            ("pauseReason", pause.map { viewer.word($0.reason) }),
            ("next", next.map { rung(entry, rule, at: $0, viewer) }),
            ("stoppedAt", entry.stoppedAt.map(viewer.time)),
            ("verdict", entry.verdict.map { .string($0.rawValue) }),
            ("secondOpinion", entry.secondOpinion.map { .string($0.rawValue) }),
            ("secondOpinionLabel", entry.secondOpinion.map { viewer.word($0.label) }),
            ("policy", .count(entry.policy)))
    }

    /// How late a promise is or was kept, whether or not anybody has been told yet.
    private static func over(
        _ entry: ClockLedger.Entry, _ rule: ClockRule?, _ isPaused: Bool, _ now: Instant
    ) -> Label? {
        guard rule?.isJudged ?? true, !isPaused, entry.heldOpenSince == nil else { return nil }
        if entry.isRunning {
            let span = (now - entry.due).label
            return now > entry.due ? Label("已超时 \(span.zh)", "late by \(span.en)") : nil
        }
        guard entry.verdict == .late, let end = entry.stoppedAt, end > entry.due else { return nil }
        let span = (end - entry.due).label
        return Label("超时 \(span.zh)", "was late by \(span.en)")
    }

    /// A judged limit is broken one millisecond after it is due; what rings before that is a warning. A reminder may ring again later.
    private static func rung(
        _ entry: ClockLedger.Entry, _ rule: ClockRule?, at moment: Instant, _ viewer: Viewer
    ) -> JSON {
        let isBreach = rule?.isJudged ?? true ? moment > entry.due : moment == entry.due
        return .members(("rung", .count(entry.fired)), ("at", viewer.time(moment)), ("isBreach", .bool(isBreach)))
    }
}

extension Verdict: Worded {
    package var label: Label {
        switch self {
        case .inTime: Label("按时", "in time")
        case .late: Label("超时", "late")
        case .released: Label("不再计时", "no longer counted")
        }
    }
}
