internal import PaidanCore
internal import PaidanEngine

extension ScenarioPlayer {
    func check(_ expectation: Expectation, _ place: Scenario.Place, _ surroundings: Surroundings) throws {
        try pass(to: now)
        report.expectations += 1
        do {
            let finding = try finding(of: expectation.claim, surroundings)
            guard finding.holds == expectation.isNegated else { return }
            fail(
                place, expectation.isNegated ? finding.expected.negated : finding.expected, finding.seen,
                about: try story(of: expectation.claim, surroundings))
        } catch let unknown as Unknown {
            fail(place, Label("有这张单据", "that there is such a ticket"), unknown.seen, about: nil)
        }
    }

    /// What a claim comes to.
    private struct Finding {
        let holds: Bool
        let expected: Label
        let seen: Label

        init(_ holds: Bool, _ expected: Label, _ seen: Label) {
            self.holds = holds
            self.expected = expected
            self.seen = seen
        }
    }

    private func finding(of claim: Expectation.Claim, _ around: Surroundings) throws -> Finding {
        switch claim {
        case .exists(let reference): return exists(reference, around)
        case .state(let reference, let phase): return try state(reference, phase, around)
        case .holder(let reference, let name): return try holder(reference, name, around)
        case .clock(let reference, let clock, let standing): return try self.clock(reference, clock, standing, around)
        case .clockDue(let reference, let clock, let moment): return try due(reference, clock, moment, around)
        case .told(let reference, let role, let notice, let clock):
            return try told(reference, role, notice, clock, around)
        case .queueHolds(let queue, let count): return try holds(queue, count)
        case .queueContains(let queue, let reference): return try contains(queue, reference, around)
        case .count(let kind, let phase, let isLate, let count): return try self.count(kind, phase, isLate, count)
        case .verified: return try verified()
        }
    }

    // MARK: Tickets

    private func exists(_ reference: TicketReference, _ around: Surroundings) -> Finding {
        let isThere = (try? find(reference, around)) != nil
        return Finding(
            isThere, Label("有 \(reference.text)", "that there is \(reference.text)"),
            isThere ? Label("有", "there is") : Label("没有", "there is none"))
    }

    private func row(_ reference: TicketReference, _ around: Surroundings) throws -> TicketRow {
        guard let row = try store.ticketRow(try find(reference, around)) else { throw Unknown(reference) }
        return row
    }

    private func state(_ reference: TicketReference, _ phase: String, _ around: Surroundings) throws -> Finding {
        let row = try row(reference, around)
        return Finding(
            row.phase == phase, StateWords.label(of: phase, row.kind), StateWords.label(of: row.phase, row.kind))
    }

    private func holder(_ reference: TicketReference, _ name: String, _ around: Surroundings) throws -> Finding {
        let row = try row(reference, around)
        let routing = engine.policies.active(branch: row.branch, kind: row.kind).policy.routing
        return Finding(
            row.custodian == name, routing.label(ofCustodian: name), routing.label(ofCustodian: row.custodian))
    }

    // MARK: Clocks

    /// Those that the name means; of a promise that was split or made again, what counts.
    private func entries(
        _ reference: TicketReference, _ clock: ClockName, _ around: Surroundings
    ) throws -> [ClockLedger.Entry] {
        let id = try find(reference, around)
        guard let loaded = try History.load(id, from: store, under: engine.policies) else { throw Unknown(reference) }
        let named = loaded.ledger.entries.filter { entry in
            entry.key.name == clock.rule && (clock.subject.map { $0 == entry.key.subject } ?? true)
        }
        let round = clock.round ?? named.map(\.key.round).max()
        let meant = named.filter { $0.key.round == round }
        let counted = meant.filter { $0.verdict != .released }
        return counted.isEmpty ? meant : counted
    }

    private func clock(
        _ reference: TicketReference, _ clock: ClockName, _ standing: Standing, _ around: Surroundings
    ) throws -> Finding {
        let entries = try entries(reference, clock, around)
        let order = Standing.allCases
        let kind = try row(reference, around).kind.type
        let seen = entries.map { $0.standing(at: now, isJudged: kind.isJudged($0.key)) }.max { a, b in
            (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
        }
        return Finding((seen ?? .absent) == standing, standing.label, (seen ?? .absent).label)
    }

    private func due(
        _ reference: TicketReference, _ clock: ClockName, _ moment: Moment, _ around: Surroundings
    ) throws -> Finding {
        let entries = try entries(reference, clock, around)
        let expected = text(moment.instant(after: now, in: calendar))
        let seen = entries.map { text($0.due) }
        let words =
            seen.isEmpty
            ? Standing.absent.label : Label("到期 \(seen.joined(separator: "、"))", "due \(seen.joined(separator: ", "))")
        return Finding(
            !seen.isEmpty && seen.allSatisfy { $0 == expected }, Label("到期 \(expected)", "due \(expected)"), words)
    }

    private func text(_ moment: Instant) -> String { moment.rfc3339(in: calendar.zone) }

    // MARK: Notices

    private func told(
        _ reference: TicketReference, _ role: Role, _ notice: Notice?, _ clock: ClockName?, _ around: Surroundings
    ) throws -> Finding {
        let id = try find(reference, around)
        let filter = NoticeFilter(roles: [role], departments: [], branch: nil, ticket: id, limit: Self.noticesMax)
        let given = try store.notices(for: filter)
        let meant = given.filter { row in
            (notice.map { $0 == row.notice } ?? true) && (clock.map { $0.rule == row.clock?.name } ?? true)
        }
        let wanted = notice?.label ?? Label("任何通知", "anything")
        let seen = given.reversed().map(\.notice.label)
        return Finding(
            !meant.isEmpty, Label("告知\(role.label.zh):\(wanted.zh)", "\(role.label.en) told: \(wanted.en)"),
            seen.isEmpty
                ? Label("未告知", "was told nothing")
                : Label(
                    "已告知:\(seen.map(\.zh).joined(separator: "、"))",
                    "was told: \(seen.map(\.en).joined(separator: ", "))"))
    }

    /// Of one ticket to one role; the newest ones are looked through.
    private static let noticesMax = 10_000

    // MARK: Queues and counts

    private func holds(_ queue: QueueName, _ count: Int) throws -> Finding {
        let seen = try store.messageCounts().filter { $0.queue == queue.text && $0.state != "dead" }.reduce(0) {
            $0 + $1.count
        }
        return Finding(seen == count, Label("\(count) 条", "\(count) messages"), Label("\(seen) 条", "\(seen) messages"))
    }

    private func contains(_ queue: QueueName, _ reference: TicketReference, _ around: Surroundings) throws -> Finding {
        let id = try find(reference, around)
        let isThere = try !store.unsettled(of: id, in: queue).isEmpty
        return Finding(
            isThere, Label("在队列 \(queue.text) 中", "a message in the queue \(queue.text)"),
            isThere ? Label("在队列中", "there is one") : Label("不在队列中", "there is none"))
    }

    private func count(_ kind: Kind, _ phase: String?, _ isLate: Bool?, _ count: Int) throws -> Finding {
        var filter = TicketFilter()
        filter.kind = kind
        filter.phase = phase
        filter.isLate = isLate
        let seen = try store.ticketCounts(matching: filter).reduce(0) { $0 + $1.count }
        return Finding(seen == count, Label("\(count) 张", "\(count)"), Label("\(seen) 张", "\(seen)"))
    }

    private func verified() throws -> Finding {
        let findings = Verifier(store).run(store).findings.map(\.what)
        let all = Label(
            findings.prefix(Self.findingsMax).map(\.zh).joined(separator: ";"),
            findings.prefix(Self.findingsMax).map(\.en).joined(separator: "; "))
        return Finding(
            findings.isEmpty, Label("核对无误", "that all agrees"),
            findings.isEmpty
                ? Label("无误", "all agrees") : Label("\(findings.count) 处:\(all.zh)", "\(findings.count): \(all.en)"))
    }

    /// So many are told.
    private static let findingsMax = 5

    private func story(of claim: Expectation.Claim, _ around: Surroundings) throws -> TicketStory? {
        let reference: TicketReference
        switch claim {
        case .exists(let named): reference = TicketReference(label: named.label, path: [], text: named.label)
        case .state(let named, _), .holder(let named, _), .clock(let named, _, _), .clockDue(let named, _, _),
            .told(let named, _, _, _), .queueContains(_, let named):
            reference = named
        case .queueHolds, .count, .verified: return nil
        }
        guard let id = try? find(reference, around) else { return nil }
        return try story(of: id, called: reference.text)
    }
}

extension Label {
    fileprivate var negated: Label { Label("不应:\(zh)", "not: \(en)") }
}
