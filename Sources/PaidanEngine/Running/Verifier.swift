package import PaidanCore

/// Replays every ticket from its facts and compares what comes out with what lists, boards and the clock watch are told; reckons
/// the due moments and verdicts of its clocks again, each by the policy and the calendar that were stored for it. Reads only;
/// works beside a running server and on a copy of the file.
package struct Verifier {
    /// Something that does not agree.
    package struct Finding: Hashable, Sendable {
        /// nil when it concerns no single ticket.
        package let ticket: TicketID?
        package let what: String

        package init(ticket: TicketID?, _ what: String) {
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

    /// What does not agree about one ticket; empty when there is none.
    func findings(of id: TicketID, in reading: any Reading) throws -> [Finding] {
        var report = Report()
        try check(id, reading, &report)
        return report.findings
    }

    private func check(_ id: TicketID, _ reading: any Reading, _ report: inout Report) throws {
        guard let row = try reading.ticketRow(id) else { return }
        report.tickets += 1
        do {
            try check(row.kind.type, row, reading, &report)
        } catch let corrupt as CorruptHistory {
            report.findings.append(Finding(ticket: id, corrupt.description))
        } catch let error as CodecError {
            report.findings.append(Finding(ticket: id, "\(error)"))
        }
    }

    private func check<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ report: inout Report
    ) throws {
        let events = try reading.events(of: row.id)
        report.events += events.count
        let replay = try Replay<K>(id: row.id, branch: row.branch, History.entries(K.self, events))
        var findings = chain(events, of: row.id)
        findings += phases(replay, events) + proofs(replay)
        let loaded = Loaded(
            ticket: replay.ticket, number: row.number, openedAt: events[0].recordedAt,
            updatedAt: events[events.count - 1].recordedAt, hash: events[events.count - 1].hash)
        if loaded.row != row { findings.append("the row differs from its facts: \(difference(loaded.row, row))") }
        let clocks = loaded.clockRows(policies).sorted { $0.key.text < $1.key.text }
        let stored = try reading.runningClocks(of: row.id).sorted { $0.key.text < $1.key.text }
        if clocks != stored {
            findings.append(
                "the clocks differ: \(clocks.map(\.key.text)) by its facts, \(stored.map(\.key.text)) in the watch")
        }
        report.findings += findings.map { Finding(ticket: row.id, $0) }
    }

    private func chain(_ events: [EventRow], of id: TicketID) -> [String] {
        var findings: [String] = []
        var previous = HashChain.start
        for (index, event) in events.enumerated() {
            if event.version != index + 1 { findings.append("fact \(index + 1) is missing") }
            if HashChain.hash(of: event, after: previous, ticket: id) != event.hash {
                findings.append("fact \(event.version) \(event.type) was changed")
            }
            previous = event.hash
        }
        return findings
    }

    /// The state after each fact is the one that was recorded with it, whatever today's table says.
    private func phases<K: TicketKind>(_ replay: Replay<K>, _ events: [EventRow]) -> [String] {
        zip(replay.scenes, events).dropFirst().compactMap { scene, event in
            let phase = K.table.name(of: scene.ticket.state.phase)
            return phase == event.phase ? nil : "fact \(event.version) led to \(event.phase), now to \(phase)"
        }
    }

    /// Every clock was due, stopped and judged as the facts and its own policy say.
    private func proofs<K: TicketKind>(_ replay: Replay<K>) -> [String] {
        DeadlineProof.all(of: replay) { policies[$0] }.flatMap { proof in
            proof.findings.map { finding in
                let (key, number) = (proof.clock.key.text, proof.clock.policy)
                let zone = policies[number].calendar.zone
                func text(_ moment: Instant) -> String { moment.rfc3339(in: zone) }
                return switch finding {
                case .due(let recorded, let reckoned, _):
                    "\(key) is due \(text(reckoned)) by policy \(number), recorded \(text(recorded))"
                case .stop(let recorded, let reckoned, let version):
                    "\(key) was stopped at \(text(reckoned)) by fact \(version), recorded \(text(recorded))"
                case .verdict(let recorded, let reckoned, let version):
                    "\(key) is \(reckoned.rawValue) by fact \(version), recorded \(recorded.rawValue)"
                }
            }
        }
    }

    private func difference(_ replayed: TicketRow, _ stored: TicketRow) -> String {
        let pairs: [(String, String, String)] = [
            ("phase", replayed.phase, stored.phase), ("version", "\(replayed.version)", "\(stored.version)"),
            ("rev", "\(replayed.rev)", "\(stored.rev)"), ("custodian", replayed.custodian, stored.custodian),
            ("due", "\(replayed.due?.milliseconds ?? 0)", "\(stored.due?.milliseconds ?? 0)"),
            ("late", "\(replayed.isLate)", "\(stored.isLate)"),
            ("parent", "\(replayed.parent, default: "-")", "\(stored.parent, default: "-")"),
            ("updatedAt", "\(replayed.updatedAt.milliseconds)", "\(stored.updatedAt.milliseconds)"),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) by its facts, \($0.2) stored" }.joined(
            separator: "; ")
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
                        report.findings.append(Finding(ticket: nil, "feed \(feed): \(next) is missing"))
                        next = entry.sequence
                    }
                    next += 1
                }
                if slice.count < Self.sliceMax { break }
            }
            if next - 1 != head {
                report.findings.append(
                    Finding(ticket: nil, "feed \(feed): the head is \(head), the last entry \(next - 1)"))
            }
        }
    }
}
