package import PaidanCore
package import PaidanJSON

/// An outcome on its way from a server to whoever imports.
extension ImportOutcome {
    package func json(in zone: Zone, _ language: Language) -> JSON {
        [
            "rows": .array(rows.map { $0.json(language) }),
            "tickets": .array(tickets.map { $0.json(in: zone, language) }),
        ]
    }

    /// - Returns: nil when the text is none of these.
    package init?(_ json: JSON) {
        guard let rows = json["rows"]?.array, let tickets = json["tickets"]?.array else { return nil }
        self.init(rows: rows.compactMap(Row.init), tickets: tickets.compactMap(Ticket.init))
        guard self.rows.count == rows.count, self.tickets.count == tickets.count else { return nil }
    }
}

extension ImportOutcome.Row {
    fileprivate func json(_ language: Language) -> JSON {
        .members(
            ("line", .count(line)), ("verdict", .string(verdict.rawValue)), ("code", code.map(JSON.string)),
            ("reason", reason.map { .string($0.text(in: language)) }), ("isKnown", .bool(isKnown)))
    }

    fileprivate init?(_ json: JSON) {
        guard let line = json["line"]?.integer,
            let verdict = json["verdict"]?.string.flatMap(ForeignRow.Verdict.init(rawValue:))
        else { return nil }
        self.init(
            line: Int(line), verdict: verdict, code: json["code"]?.string,
            reason: json["reason"]?.string.map { Label($0, $0) }, isKnown: json["isKnown"]?.bool ?? false)
    }
}

extension ImportOutcome.Ticket {
    fileprivate func json(in zone: Zone, _ language: Language) -> JSON {
        .members(
            ("reference", .string(reference)), ("number", number.map(JSON.string)), ("fate", .string(fate.rawValue)),
            ("state", state.map(JSON.string)), ("isOpen", .bool(isOpen)),
            ("clocks", .array(clocks.map { $0.json(in: zone, language) })))
    }

    fileprivate init?(_ json: JSON) {
        guard let reference = json["reference"]?.string, let fate = json["fate"]?.string.flatMap(Fate.init(rawValue:)),
            let clocks = json["clocks"]?.array
        else { return nil }
        self.init(
            reference: reference, number: json["number"]?.string, fate: fate, state: json["state"]?.string,
            isOpen: json["isOpen"]?.bool ?? false, clocks: clocks.compactMap(ImportOutcome.Clock.init))
    }
}

extension ImportOutcome.Clock {
    fileprivate func json(in zone: Zone, _ language: Language) -> JSON {
        .members(
            ("kind", .string(kind.rawValue)), ("key", .string(key.text)), ("number", .string(number)),
            ("label", label.map { .string($0.text(in: language)) }), ("isJudged", .bool(isJudged)),
            ("start", .string(start.rfc3339(in: zone))), ("due", .string(due.rfc3339(in: zone))),
            ("stoppedAt", stoppedAt.map { .string($0.rfc3339(in: zone)) }),
            ("verdict", verdict.map { .string($0.rawValue) }),
            ("secondOpinion", secondOpinion.map { .string($0.rawValue) }), ("isBreached", .bool(isBreached)),
            ("policy", .count(policy)))
    }

    fileprivate init?(_ json: JSON) {
        func moment(_ name: String) -> Instant? { json[name]?.string.flatMap(Instant.init(rfc3339:)) }
        func verdict(_ name: String) -> Verdict? { json[name]?.string.flatMap(Verdict.init(rawValue:)) }
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let key = json["key"]?.string.flatMap(ClockKey.init(text:)), let number = json["number"]?.string,
            let start = moment("start"), let due = moment("due"), let policy = json["policy"]?.integer
        else { return nil }
        self.init(
            kind: kind, key: key, number: number, isJudged: json["isJudged"]?.bool ?? true, start: start, due: due,
            stoppedAt: moment("stoppedAt"), verdict: verdict("verdict"), secondOpinion: verdict("secondOpinion"),
            isBreached: json["isBreached"]?.bool ?? false, policy: Int(policy))
    }
}
