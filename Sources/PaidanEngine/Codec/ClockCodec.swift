package import PaidanCore
internal import PaidanJSON

/// What a fact did to its ticket's clocks, as it is stored beside the fact: a JSON array with one array per change,
/// `["set","forward:engineering:1",0,7200000,1]`, a pause `["paused","promisedDate::1",93600000,[[0,86400000,"…","…"]]]`. Moments are milliseconds after the fact happened. This part is most of
/// the history's bytes, so it is written by hand and short.
package enum ClockCodec {
    private enum Word: String {
        case set, moved, paused, resumed, breached, repinned, stopped, second

        var json: JSON { .string(rawValue) }
    }

    /// - Returns: nil when nothing changed.
    package static func encode(_ changes: [ClockChange], at factTime: Instant) -> [UInt8]? {
        changes.isEmpty ? nil : JSON.array(changes.map { .array(fields(of: $0, factTime)) }).bytes
    }

    private static func fields(of change: ClockChange, _ factTime: Instant) -> [JSON] {
        func after(_ moment: Instant) -> JSON { .integer((moment - factTime).milliseconds) }
        func count(_ number: Int) -> JSON { .integer(Int64(number)) }
        switch change {
        case .set(let clock, let start, let due, let policy, let fired?):
            return [Word.set.json, .string(clock.text), after(start), after(due), count(policy), count(fired)]
        case .set(let clock, let start, let due, let policy, nil):
            return [Word.set.json, .string(clock.text), after(start), after(due), count(policy)]
        case .moved(let clock, let start, let due, let fired?):
            return [Word.moved.json, .string(clock.text), after(start), after(due), count(fired)]
        case .moved(let clock, let start, let due, nil):
            return [Word.moved.json, .string(clock.text), after(start), after(due)]
        case .paused(let clock, let pauses, let due):
            let rows = pauses.map { pause -> JSON in
                [after(pause.from), after(pause.until), .string(pause.reason.zh), .string(pause.reason.en)]
            }
            return [Word.paused.json, .string(clock.text), after(due), .array(rows)]
        case .heldOpen(let clock, let since): return [Word.paused.json, .string(clock.text), after(since)]
        case .repinned(let clock, let due, let policy, let fired):
            return [Word.repinned.json, .string(clock.text), after(due), count(policy), count(fired)]
        case .resumed(let clock, let due, let fired?):
            return [Word.resumed.json, .string(clock.text), after(due), count(fired)]
        case .resumed(let clock, let due, nil): return [Word.resumed.json, .string(clock.text), after(due)]
        case .breached(let clock): return [Word.breached.json, .string(clock.text)]
        case .stopped(let clock, let at, let verdict):
            return [Word.stopped.json, .string(clock.text), after(at), .string(verdict.rawValue)]
        case .secondOpinion(let clock, let verdict):
            return [Word.second.json, .string(clock.text), .string(verdict.rawValue)]
        }
    }

    /// - Throws: `CorruptHistory` when the bytes are not what was written.
    package static func decode(_ bytes: [UInt8]?, at factTime: Instant) throws(CorruptHistory) -> [ClockChange] {
        guard let bytes else { return [] }
        guard let changes = (try? JSON(parsing: bytes))?.array else { throw unreadable("no array") }
        return try changes.map { (json) throws(CorruptHistory) in
            guard let fields = json.array, let change = change(Fields(fields, factTime)) else {
                throw unreadable("\(json)")
            }
            return change
        }
    }

    private static func change(_ fields: Fields) -> ClockChange? {
        guard let word = fields.text(0).flatMap(Word.init), let clock = fields.text(1).flatMap(ClockKey.init(text:))
        else { return nil }
        switch word {
        case .set:
            guard let start = fields.moment(2), let due = fields.moment(3), let policy = fields.count(4) else {
                return nil
            }
            return .set(clock: clock, start: start, due: due, policy: policy, fired: fields.count(5))
        case .moved:
            guard let start = fields.moment(2), let due = fields.moment(3) else { return nil }
            return .moved(clock: clock, start: start, due: due, fired: fields.count(4))
        case .paused:
            guard let moment = fields.moment(2) else { return nil }
            guard let rows = fields.rows(3) else { return .heldOpen(clock: clock, since: moment) }
            let pauses = rows.compactMap(\.pause)
            return pauses.count == rows.count ? .paused(clock: clock, by: pauses, due: moment) : nil
        case .repinned:
            guard let due = fields.moment(2), let policy = fields.count(3), let fired = fields.count(4) else {
                return nil
            }
            return .repinned(clock: clock, due: due, policy: policy, fired: fired)
        case .resumed: return fields.moment(2).map { .resumed(clock: clock, due: $0, fired: fields.count(3)) }
        case .breached: return .breached(clock: clock)
        case .stopped:
            guard let at = fields.moment(2), let verdict = fields.text(3).flatMap(Verdict.init) else { return nil }
            return .stopped(clock: clock, at: at, verdict: verdict)
        case .second:
            return fields.text(2).flatMap(Verdict.init).map { .secondOpinion(clock: clock, verdict: $0) }
        }
    }

    private static func unreadable(_ what: String) -> CorruptHistory {
        CorruptHistory("a change of clocks that cannot be read (\(what))", after: "its fact")
    }

    /// The values of one change by their place.
    private struct Fields {
        let values: [JSON]
        let factTime: Instant

        init(_ values: [JSON], _ factTime: Instant) {
            self.values = values
            self.factTime = factTime
        }

        private func value(_ index: Int) -> JSON? { values.indices.contains(index) ? values[index] : nil }
        func text(_ index: Int) -> String? { value(index)?.string }
        func count(_ index: Int) -> Int? { value(index)?.integer.flatMap { Int(exactly: $0) } }

        func rows(_ index: Int) -> [Fields]? {
            value(index)?.array?.map { Fields($0.array ?? [], factTime) }
        }

        var pause: Pause? {
            guard let from = moment(0), let until = moment(1), let zh = text(2), let en = text(3) else { return nil }
            return Pause(Label(zh, en), from: from, until: until)
        }

        func moment(_ index: Int) -> Instant? {
            value(index)?.integer.flatMap { after in
                let (sum, overflows) = factTime.milliseconds.addingReportingOverflow(after)
                return overflows ? nil : Instant(stored: sum)
            }
        }
    }
}
