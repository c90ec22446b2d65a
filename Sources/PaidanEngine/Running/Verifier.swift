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
        /// Named by facts, each as often as by a ticket.
        package internal(set) var files = 0
        /// That no row names; they do no harm.
        package internal(set) var surplusFiles = 0
        package internal(set) var findings: [Finding] = []

        /// Of a file in which nothing can be looked at.
        package static func unreadable(_ what: String) -> Report {
            var report = Report()
            report.findings = [
                Finding(ticket: nil, Label("数据库文件无法读取:\(what)", "the database file cannot be read: \(what)"))
            ]
            return report
        }
    }

    /// How many tickets are read at once.
    package static let sliceMax = 500

    private let policies: PolicyShelf
    private var policyFindings: [Finding] = []
    /// nil where nobody looks at files.
    private let audit: FileAudit?

    /// A stored policy that no longer reads is a finding, and so is what was promised under it.
    /// - Parameter files: nil where only the database is looked at.
    package init(_ reading: any Reading, files: FileAudit? = nil) {
        var (shelf, findings) = (PolicyShelf(), [Finding]())
        do {
            for stored in try reading.storedPolicies() {
                do {
                    try shelf.add(try stored.policy.get())
                } catch {
                    let (number, reason) = (stored.number, Self.label(of: error))
                    findings.append(
                        Finding(
                            ticket: nil,
                            Label("第 \(number) 号制度:\(reason.zh)", "policy \(number): \(reason.en)")))
                }
            }
        } catch {
            findings.append(Finding(ticket: nil, Self.label(of: error)))
        }
        policies = shelf
        policyFindings = findings
        audit = files
    }

    init(_ policies: PolicyShelf) {
        self.policies = policies
        audit = nil
    }

    /// - Parameter progress: called after each slice with the number of tickets looked at.
    package func run(_ reading: any Reading, progress: (Int) -> Void = { _ in }) -> Report {
        var report = Report()
        report.findings = policyFindings
        goingOn(&report) { report in
            for fault in try reading.faults() {
                report.findings.append(Finding(ticket: nil, Label("数据库文件:\(fault)", "the database file: \(fault)")))
            }
        }
        checkTickets(reading, &report, progress)
        goingOn(&report) { try checkFeeds(reading, &$0) }
        goingOn(&report) { report in report.surplusFiles = try audit?.surplus(in: reading) ?? 0 }
        return report
    }

    private func checkTickets(_ reading: any Reading, _ report: inout Report, _ progress: (Int) -> Void) {
        var last = Int64.min
        while true {
            let slice = nextTickets(after: last, reading, &report)
            guard let end = slice.last else { break }
            for stored in slice { check(stored, reading, &report) }
            last = end.row
            progress(report.tickets)
        }
    }

    /// Behind a page that cannot be read tickets are looked for row by row.
    private func nextTickets(after last: Int64, _ reading: any Reading, _ report: inout Report) -> [StoredTicket] {
        do {
            return try reading.storedTickets(after: last, limit: Self.sliceMax)
        } catch {
            let (start, reason) = (max(last, 0), Self.label(of: error))
            func lost(_ zh: String, _ en: String) {
                report.findings.append(
                    Finding(ticket: nil, Label("工单表第 \(zh):\(reason.zh)", "rows \(en) of the tickets: \(reason.en)")))
            }
            for row in start..<start + Self.unreadableMax {
                guard let found = try? reading.storedTickets(after: row, limit: 1) else { continue }
                if row > start { lost("\(start + 1) 至 \(row) 行", "\(start + 1) to \(row)") }
                return found
            }
            lost("\(start + 1) 行起", "from \(start + 1) on")
            return []
        }
    }

    /// More rows than that, and nobody looks for what may be behind them.
    private static let unreadableMax: Int64 = 10_000

    /// What a damaged file does not let be read is a finding; the rest is looked at all the same.
    private func goingOn(_ report: inout Report, _ look: (inout Report) throws -> Void) {
        do {
            try look(&report)
        } catch {
            report.findings.append(Finding(ticket: nil, Self.label(of: error)))
        }
    }

    private static func label(of error: any Error) -> Label {
        switch error {
        case let worded as any Worded: return worded.label
        case let regulation as RegulationErrors:
            let first = regulation.errors.first
            return Label(
                "无法读取:\(first?.text(in: .zh) ?? "")", "cannot be read: \(first?.text(in: .en) ?? "")")
        default: return Label("无法读取:\(error)", "cannot be read: \(error)")
        }
    }

    // MARK: One ticket

    private func check(_ stored: StoredTicket, _ reading: any Reading, _ report: inout Report) {
        report.tickets += 1
        switch stored.ticket {
        case .failure(let damaged):
            report.findings.append(
                Finding(
                    ticket: nil, Label("\(stored.name) 无法读取:\(damaged)", "\(stored.name) cannot be read: \(damaged)")))
        case .success(let row):
            do {
                try check(row.kind.type, row, reading, &report)
            } catch {
                report.findings.append(Finding(ticket: row.id, Self.label(of: error)))
            }
        }
    }

    private func check<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ report: inout Report
    ) throws {
        let events = try reading.events(of: row.id)
        report.events += events.count
        let replay = try Replay<K>(id: row.id, branch: row.branch, History.entries(K.self, events, under: policies))
        let proofs = DeadlineProof.all(of: replay) { policies[$0] }
        var findings = try findings(of: replay, row, events, in: reading) + proofs.flatMap(labels)
        if let rota = replay as? Replay<Rota> { findings += try turns(of: rota, row.id, in: reading) }
        findings += try files(of: replay.ticket, in: reading)
        report.files += replay.ticket.files.count
        report.findings += findings.map { Finding(ticket: row.id, $0) }
    }

    /// What its facts name must be there, and be what it was.
    private func files<K: TicketKind>(of ticket: Ticket<K>, in reading: any Reading) throws -> [Label] {
        guard let audit else { return [] }
        return try ticket.files.compactMap { try audit.finding($0, of: ticket.state.person, in: reading) }
    }

    /// What does not agree about a ticket besides what its clocks were told (`DeadlineProof`); empty when all does.
    func findings<K: TicketKind>(
        of replay: Replay<K>, _ row: TicketRow, _ events: [EventRow], in reading: any Reading
    ) throws -> [Label] {
        let loaded = History.loaded(replay.ticket, number: row.number, events)
        var findings = chain(events, of: row) + phases(replay, events)
        if loaded.row != row {
            let difference = difference(loaded.row, row)
            findings.append(
                Label("工单表与事件不符:\(difference.zh)", "the row differs from its facts: \(difference.en)"))
        }
        let clocks = loaded.clockRows(policies).sorted { $0.key.text < $1.key.text }
        findings += readable {
            let stored = try reading.runningClocks(of: row.id).sorted { $0.key.text < $1.key.text }
            guard clocks != stored else { return [] }
            let (told, kept) = (clocks.map(\.key), stored.map(\.key))
            func words(_ keys: [ClockKey]) -> String {
                keys.isEmpty ? "无" : keys.map { Self.word(for: $0) }.joined(separator: "、")
            }
            return [
                Label(
                    "时限不符:按事件应为 \(words(told)),计时表中为 \(words(kept))",
                    "the clocks differ: \(told.map(\.text)) by its facts, \(kept.map(\.text)) in the watch")
            ]
        }
        findings += readable {
            let (told, kept) = (loaded.assignees.map(\.code).sorted(), try reading.assignees(of: row.id).map(\.code))
            guard told != kept else { return [] }
            func words(_ codes: [String]) -> String { codes.isEmpty ? "-" : codes.joined(separator: ", ") }
            return [
                Label(
                    "经办人不符:按事件应为 \(words(told)),列表中为 \(words(kept))",
                    "the assignees differ: \(words(told)) by its facts, \(words(kept)) in the lists")
            ]
        }
        findings += readable {
            let isImported = events.first?.importedAt != nil
            return messages(try reading.messages(of: row.id), of: row, isImported: isImported)
        }
        return findings
    }

    /// A row that cannot be read is a finding about its ticket.
    private func readable(_ look: () throws -> [Label]) -> [Label] {
        do { return try look() } catch { return [Self.label(of: error)] }
    }

    /// What stands in the queues for a ticket. Most messages are gone when they were taken; the first of a dispatch that nobody has
    /// taken must be there, and none may stand in another queue than its own.
    private func messages(_ messages: [MessageRow], of row: TicketRow, isImported: Bool) -> [Label] {
        let own = row.department.map { QueueName($0, in: row.branch) }
        let astray = messages.filter { $0.queue != ($0.kind == .complaintRoute ? QueueName.routing : own) }
        var findings = astray.map { message in
            Label(
                "消息 \(message.id) 在队列 \(message.queue) 中,应在 \(own?.text ?? "-")",
                "message \(message.id) stands in the queue \(message.queue) instead of \(own?.text ?? "-")")
        }
        let waits =
            row.kind == .dispatch && row.phase == DepartmentDispatch.table.name(of: DepartmentDispatch.Phase.queued)
        if waits, !isImported, !messages.contains(where: \.kind.isOffer) {
            findings.append(Label("待签收,但队列中没有它的消息", "it waits to be taken, and its message is in no queue"))
        }
        return findings
    }

    private func chain(_ events: [EventRow], of row: TicketRow) -> [Label] {
        var findings: [Label] = []
        if let first = events.first, !begins(first, row) {
            findings.append(
                Label(
                    "第 1 条事件(\(first.type)),或者单号、种类、分公司被改动过",
                    "fact 1 \(first.type), or number, kind or branch of the ticket, was changed"))
        }
        var previous: [UInt8] = []
        for (index, event) in events.enumerated() {
            if event.version != index + 1 {
                findings.append(Label("缺少第 \(index + 1) 条事件", "fact \(index + 1) is missing"))
            }
            if index > 0, HashChain.hash(of: event, after: previous, ticket: row.id) != event.hash {
                findings.append(
                    Label(
                        "第 \(event.version) 条事件(\(event.type))被改动过", "fact \(event.version) \(event.type) was changed"))
            }
            previous = event.hash
        }
        return findings
    }

    private func begins(_ first: EventRow, _ row: TicketRow) -> Bool {
        [HashChain.start(of: row), HashChain.formerStart].contains { start in
            HashChain.hash(of: first, after: start, ticket: row.id) == first.hash
        }
    }

    /// The state after each fact is the one that was recorded with it, whatever today's table says.
    private func phases<K: TicketKind>(_ replay: Replay<K>, _ events: [EventRow]) -> [Label] {
        func word(_ phase: String) -> String { StateWords.label(of: phase, K.kind).zh }
        return zip(replay.scenes, events).dropFirst().compactMap { scene, event in
            let phase = K.table.name(of: scene.ticket.state.phase)
            guard phase != event.phase else { return nil }
            return Label(
                "第 \(event.version) 条事件当时进入“\(word(event.phase))”,重放后为“\(word(phase))”",
                "fact \(event.version) led to \(event.phase), now to \(phase)")
        }
    }

    /// Where a clock was not due, stopped or judged as the facts and its own policy say.
    private func labels(of proof: DeadlineProof) -> [Label] {
        let (key, number) = (proof.clock.key.text, proof.clock.policy)
        let clock = Self.word(for: proof.clock.key)
        let zone = policies[number].calendar.zone
        func text(_ moment: Instant) -> String { moment.rfc3339(in: zone) }
        return proof.findings.map { finding in
            switch finding {
            case .due(let recorded, let reckoned, _):
                Label(
                    "\(clock) 按第 \(number) 号制度应于 \(text(reckoned)) 到期,记录为 \(text(recorded))",
                    "\(key) is due \(text(reckoned)) by policy \(number), recorded \(text(recorded))")
            case .stop(let recorded, let reckoned, let version):
                Label(
                    "\(clock) 按第 \(version) 条事件应于 \(text(reckoned)) 停止,记录为 \(text(recorded))",
                    "\(key) was stopped at \(text(reckoned)) by fact \(version), recorded \(text(recorded))")
            case .verdict(let recorded, let reckoned, let version):
                Label(
                    "\(clock) 按第 \(version) 条事件应为\(reckoned.label.zh),记录为\(recorded.label.zh)",
                    "\(key) is \(reckoned.rawValue) by fact \(version), recorded \(recorded.rawValue)")
            }
        }
    }

    /// 转部门 (forward/engineering)
    private static func word(for key: ClockKey) -> String {
        let label = Kind.clocks.first { $0.name == key.name }?.label.zh
        return label.map { "\($0)(\(key.text))" } ?? key.text
    }

    private static let columns = [
        "phase": "状态", "version": "版本", "rev": "rev", "custodian": "责任方", "due": "到期", "late": "超时", "person": "客户",
        "department": "部门", "open": "未结", "openedAt": "开立时间", "parent": "所属工单", "updatedAt": "更新时间",
    ]

    private func difference(_ replayed: TicketRow, _ stored: TicketRow) -> Label {
        func word(_ phase: String) -> String { StateWords.label(of: phase, stored.kind).zh }
        let pairs: [(String, String, String)] = [
            ("phase", replayed.phase, stored.phase), ("version", "\(replayed.version)", "\(stored.version)"),
            ("rev", "\(replayed.rev)", "\(stored.rev)"), ("custodian", replayed.custodian, stored.custodian),
            ("due", "\(replayed.due?.milliseconds ?? 0)", "\(stored.due?.milliseconds ?? 0)"),
            ("late", "\(replayed.isLate)", "\(stored.isLate)"),
            ("person", "\(replayed.person)", "\(stored.person)"),
            ("department", replayed.department?.code ?? "-", stored.department?.code ?? "-"),
            ("open", "\(replayed.isOpen)", "\(stored.isOpen)"),
            ("openedAt", "\(replayed.openedAt.milliseconds)", "\(stored.openedAt.milliseconds)"),
            ("parent", "\(replayed.parent, default: "-")", "\(stored.parent, default: "-")"),
            ("updatedAt", "\(replayed.updatedAt.milliseconds)", "\(stored.updatedAt.milliseconds)"),
        ]
        let differing = pairs.filter { $0.1 != $0.2 }
        return Label(
            differing.map { name, told, kept in
                let (told, kept) = name == "phase" ? (word(told), word(kept)) : (told, kept)
                return "\(Self.columns[name] ?? name)按事件为 \(told),表中为 \(kept)"
            }.joined(separator: ";"),
            differing.map { "\($0.0) \($0.1) by its facts, \($0.2) stored" }.joined(separator: "; "))
    }

    // MARK: Feeds

    /// A feed's numbers run from 1 to its head without a gap.
    private func checkFeeds(_ reading: any Reading, _ report: inout Report) throws {
        for (feed, head) in try reading.writtenFeedHeads().sorted(by: { $0.key < $1.key }) {
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
