internal import PaidanCore
internal import PaidanEngine

extension TicketStory {
    /// - Returns: nil when there is no such ticket.
    static func of(
        _ id: TicketID, called name: String, in reading: any Reading, at now: Instant, _ policies: PolicyShelf
    ) throws -> TicketStory? {
        guard let row = try reading.ticketRow(id) else { return nil }
        return try typed(row.kind.type, row, name, reading, now, policies)
    }

    private static func typed<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ name: String, _ reading: any Reading, _ now: Instant, _ policies: PolicyShelf
    ) throws -> TicketStory {
        let events = try reading.events(of: row.id)
        let loaded = try History.replay(K.self, row, events)
        let words = Words(K.self, policies, branch: row.branch)
        let clocks = loaded.ticket.ledger.entries.map { entry in
            Clock(
                what: words.clock(entry.key), due: entry.due,
                standing: entry.standing(at: now, isJudged: K.isJudged(entry.key)).label)
        }
        return TicketStory(
            name: name, number: row.numberText, kind: K.label,
            entries: try events.suffix(entriesMax).map { try entry(K.self, $0, words) }, clocks: clocks)
    }

    private static func entry<K: TicketKind>(_: K.Type, _ event: EventRow, _ words: Words) throws -> Entry {
        Entry(
            at: event.recordedAt, what: try what(K.self, event, words), by: event.principal,
            state: StateWords.label(of: event.phase, K.kind))
    }

    private static func what<K: TicketKind>(_: K.Type, _ event: EventRow, _ words: Words) throws -> Label {
        switch try EventCodec.decode(K.self, event) {
        case .opened: return Label("登记", "opened")
        case .repinned: return Repin.label
        case .attached: return Attach.label
        case .corrected: return CorrectCustomer.label
        case .rang(let ring):
            let clock = words.clock(ring.clock)
            return ring.isBreach
                ? Label("\(clock.zh):到期", "\(clock.en): due")
                : Label("\(clock.zh):第 \(ring.rung + 1) 级预警", "\(clock.en): warning step \(ring.rung + 1)")
        case .happened(let fact): return fact.label
        }
    }

    /// What a clock is called, with its department.
    private struct Words {
        private let rules: [ClockRule]
        private let policies: PolicyShelf
        private let branch: Branch

        init<K: TicketKind>(_: K.Type, _ policies: PolicyShelf, branch: Branch) {
            rules = K.clockRules
            self.policies = policies
            self.branch = branch
        }

        func clock(_ key: ClockKey) -> Label {
            let rule = rules.first { $0.name == key.name }
            let title = rule?.titled ?? Label(key.name, key.name)
            if let party = Party(subject: key.subject)?.label {
                return Label("\(title.zh)(\(party.zh))", "\(title.en) (\(party.en))")
            }
            guard let department = Department(key.subject) else { return title }
            let subject = policies.label(of: department, in: branch)
            return Label("\(title.zh)(\(subject.zh))", "\(title.en) (\(subject.en))")
        }
    }
}

extension ClockLedger.Entry {
    /// A reminder is never late.
    func standing(at now: Instant, isJudged: Bool) -> Standing {
        switch verdict {
        case .late: return .late
        case .inTime: return .inTime
        case .released: return .released
        case nil:
            if isJudged && (isBreached || due < now) { return .late }
            return pause(at: now) != nil || heldOpenSince != nil ? .paused : .running
        }
    }
}
