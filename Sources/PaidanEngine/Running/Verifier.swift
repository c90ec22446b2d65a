package import PaidanCore

/// Replays every ticket from its facts and compares what comes out with what lists, boards and the clock watch are told; reckons
/// the due moments and verdicts of its clocks again, each by the policy and the calendar that were stored for it. Reads only;
/// works beside a running server and on a copy of the file.
package struct Verifier {
    /// Something that does not agree.
    package struct Finding: Hashable, Sendable {
        /// nil when it concerns no single ticket.
        package let ticket: TicketID?
        package let what: Label

        package init(ticket: TicketID?, _ what: Label) {
            self.ticket = ticket
            self.what = what
        }
    }

    package struct Report: Hashable, Sendable {
        package internal(set) var tickets = 0
        package internal(set) var events = 0
        package internal(set) var findings: [Finding] = []
    }

    /// How many tickets are read at once.
    package static let sliceMax = 500

    private let policies: PolicyShelf

    /// - Throws: when a stored policy no longer reads.
    package init(_ reading: any Reading) throws {
        self.init(try PolicyShelf(reading.activatedPolicies()))
    }

    init(_ policies: PolicyShelf) { self.policies = policies }

    /// - Parameter progress: called after each slice with the number of tickets looked at.
    package func run(_ reading: any Reading, progress: (Int) -> Void = { _ in }) throws -> Report {
        var report = Report()
        var last: TicketID?
        while true {
            let slice = try reading.allTicketIDs(after: last, limit: Self.sliceMax)
            guard let end = slice.last else { break }
            for id in slice { try check(id, reading, &report) }
            last = end
            progress(report.tickets)
        }
        try checkFeeds(reading, &report)
        return report
    }

    // MARK: One ticket

    private func check(_ id: TicketID, _ reading: any Reading, _ report: inout Report) throws {
        guard let row = try reading.ticketRow(id) else { return }
        report.tickets += 1
        do {
            try check(row.kind.type, row, reading, &report)
        } catch let corrupt as CorruptHistory {
            report.findings.append(Finding(ticket: id, corrupt.label))
        } catch let error as CodecError {
            report.findings.append(Finding(ticket: id, Label("无法读取:\(error)", "\(error)")))
        }
    }

    private func check<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ report: inout Report
    ) throws {
        let events = try reading.events(of: row.id)
        report.events += events.count
        let replay = try Replay<K>(id: row.id, branch: row.branch, History.entries(K.self, events))
        let proofs = DeadlineProof.all(of: replay) { policies[$0] }
        let findings = try findings(of: replay, row, events, in: reading) + proofs.flatMap(labels)
        report.findings += findings.map { Finding(ticket: row.id, $0) }
    }

    /// What does not agree about a ticket besides what its clocks were told (`DeadlineProof`); empty when all does.
    func findings<K: TicketKind>(
        of replay: Replay<K>, _ row: TicketRow, _ events: [EventRow], in reading: any Reading
    ) throws -> [Label] {
        let loaded = History.loaded(replay.ticket, number: row.number, events)
        var findings = chain(events, of: row.id) + phases(replay, events)
        if loaded.row != row {
            let difference = difference(loaded.row, row)
            findings.append(
                Label("工单表与事件不符:\(difference.zh)", "the row differs from its facts: \(difference.en)"))
        }
        let clocks = loaded.clockRows(policies).sorted { $0.key.text < $1.key.text }
        let stored = try reading.runningClocks(of: row.id).sorted { $0.key.text < $1.key.text }
        if clocks != stored {
            let (told, kept) = (clocks.map(\.key.text), stored.map(\.key.text))
            findings.append(
                Label(
                    "时限不符:按事件应为 \(told),计时表中为 \(kept)", "the clocks differ: \(told) by its facts, \(kept) in the watch")
            )
        }
        return findings
    }

    private func chain(_ events: [EventRow], of id: TicketID) -> [Label] {
        var findings: [Label] = []
        var previous = HashChain.start
        for (index, event) in events.enumerated() {
            if event.version != index + 1 {
                findings.append(Label("缺少第 \(index + 1) 条事件", "fact \(index + 1) is missing"))
            }
            if HashChain.hash(of: event, after: previous, ticket: id) != event.hash {
                findings.append(
                    Label(
                        "第 \(event.version) 条事件 \(event.type) 被改动过", "fact \(event.version) \(event.type) was changed"))
            }
            previous = event.hash
        }
        return findings
    }

    /// The state after each fact is the one that was recorded with it, whatever today's table says.
    private func phases<K: TicketKind>(_ replay: Replay<K>, _ events: [EventRow]) -> [Label] {
        zip(replay.scenes, events).dropFirst().compactMap { scene, event in
            let phase = K.table.name(of: scene.ticket.state.phase)
            guard phase != event.phase else { return nil }
            return Label(
                "第 \(event.version) 条事件当时进入 \(event.phase),重放后为 \(phase)",
                "fact \(event.version) led to \(event.phase), now to \(phase)")
        }
    }

    /// Where a clock was not due, stopped or judged as the facts and its own policy say.
    private func labels(of proof: DeadlineProof) -> [Label] {
        let (key, number) = (proof.clock.key.text, proof.clock.policy)
        let zone = policies[number].calendar.zone
        func text(_ moment: Instant) -> String { moment.rfc3339(in: zone) }
        return proof.findings.map { finding in
            switch finding {
            case .due(let recorded, let reckoned, _):
                Label(
                    "\(key) 按第 \(number) 号制度应于 \(text(reckoned)) 到期,记录为 \(text(recorded))",
                    "\(key) is due \(text(reckoned)) by policy \(number), recorded \(text(recorded))")
            case .stop(let recorded, let reckoned, let version):
                Label(
                    "\(key) 按第 \(version) 条事件应于 \(text(reckoned)) 停止,记录为 \(text(recorded))",
                    "\(key) was stopped at \(text(reckoned)) by fact \(version), recorded \(text(recorded))")
            case .verdict(let recorded, let reckoned, let version):
                Label(
                    "\(key) 按第 \(version) 条事件应为\(reckoned.label.zh),记录为\(recorded.label.zh)",
                    "\(key) is \(reckoned.rawValue) by fact \(version), recorded \(recorded.rawValue)")
            }
        }
    }

    private func difference(_ replayed: TicketRow, _ stored: TicketRow) -> Label {
        let pairs: [(String, String, String)] = [
            ("phase", replayed.phase, stored.phase), ("version", "\(replayed.version)", "\(stored.version)"),
            ("rev", "\(replayed.rev)", "\(stored.rev)"), ("custodian", replayed.custodian, stored.custodian),
            ("due", "\(replayed.due?.milliseconds ?? 0)", "\(stored.due?.milliseconds ?? 0)"),
            ("late", "\(replayed.isLate)", "\(stored.isLate)"),
            ("parent", "\(replayed.parent, default: "-")", "\(stored.parent, default: "-")"),
            ("updatedAt", "\(replayed.updatedAt.milliseconds)", "\(stored.updatedAt.milliseconds)"),
        ]
        let differing = pairs.filter { $0.1 != $0.2 }
        return Label(
            differing.map { "\($0.0) 按事件为 \($0.1),表中为 \($0.2)" }.joined(separator: ";"),
            differing.map { "\($0.0) \($0.1) by its facts, \($0.2) stored" }.joined(separator: "; "))
    }

    // MARK: Feeds

    /// A feed's numbers run from 1 to its head without a gap.
    private func checkFeeds(_ reading: any Reading, _ report: inout Report) throws {
        for (feed, head) in try reading.feedHeads().sorted(by: { $0.key < $1.key }) {
            var next = 1
            while true {
                let slice = try reading.feed(feed, after: next - 1, limit: Self.sliceMax)
                for entry in slice {
                    if entry.sequence != next {
                        report.findings.append(
                            Finding(ticket: nil, Label("\(feed):缺少第 \(next) 号", "feed \(feed): \(next) is missing")))
                        next = entry.sequence
                    }
                    next += 1
                }
                if slice.count < Self.sliceMax { break }
            }
            if next - 1 != head {
                report.findings.append(
                    Finding(
                        ticket: nil,
                        Label(
                            "\(feed):末号记为 \(head),最后一条为第 \(next - 1) 号",
                            "feed \(feed): the head is \(head), the last entry \(next - 1)")))
            }
        }
    }
}
