internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What an import came to: rows by verdict, refusals by reason, tickets, and how each limit was kept.
struct ImportSummary {
    private let source: String
    private let isDryRun: Bool
    private let rows: [ImportOutcome.Row]
    private let tickets: [ImportOutcome.Ticket]
    private let limits: [Limit]

    /// How often a limit was kept and missed.
    private struct Limit {
        let number: String
        let label: Label
        /// `T-01 转责任部门`
        let title: Label
        var inTime = 0
        var late = 0
        var released = 0
        var running = 0
        /// Of those that run.
        var overdue = 0
        var secondInTime = 0
        var secondLate = 0

        mutating func count(_ clock: ImportOutcome.Clock) {
            switch clock.verdict {
            case .inTime: inTime += 1
            case .late: late += 1
            case .released: released += 1
            case nil:
                running += 1
                overdue += clock.isBreached ? 1 : 0
            }
            secondInTime += clock.secondOpinion == .inTime ? 1 : 0
            secondLate += clock.secondOpinion == .late ? 1 : 0
        }
    }

    init(_ outcome: ImportOutcome, source: String, isDryRun: Bool) {
        self.source = source
        self.isDryRun = isDryRun
        rows = outcome.rows
        tickets = outcome.tickets
        var limits: [Limit] = []
        for clock in outcome.tickets.flatMap(\.clocks) where clock.isJudged {
            let label = clock.label ?? Label(clock.key.name, clock.key.name)
            if let index = limits.firstIndex(where: { $0.number == clock.number && $0.label == label }) {
                limits[index].count(clock)
            } else {
                var limit = Limit(number: clock.number, label: label, title: clock.titled ?? label)
                limit.count(clock)
                limits.append(limit)
            }
        }
        self.limits = limits.sorted { ($0.number, $0.label.en) < ($1.number, $1.label.en) }
    }

    private func rowCount(_ verdict: ForeignRow.Verdict) -> Int { rows.count { $0.verdict == verdict } }
    private func ticketCount(_ fate: ImportOutcome.Ticket.Fate) -> Int { tickets.count { $0.fate == fate } }
    private var known: Int { rows.count(where: \.isKnown) }
    private var open: Int { tickets.count(where: \.isOpen) }

    /// The most frequent first, each with what its first row says.
    private var reasons: [(code: String, count: Int, firstLine: Int, reason: Label)] {
        let refused = Dictionary(grouping: rows.filter { $0.verdict == .refused }) { $0.code ?? "" }
        return refused.map { code, rows in
            let rows = rows.sorted { $0.line < $1.line }
            let reason = rows.lazy.compactMap(\.reason).first ?? ImportRefusal.word(for: code)
            return (code, rows.count, rows[0].line, reason ?? ImportRefusal.ruleOfOurs)
        }.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }

    // MARK: For programs

    func json(in language: Language) -> JSON {
        [
            "source": .string(source), "dryRun": .bool(isDryRun),
            "rows": [
                "all": .count(rows.count), "applied": .count(rowCount(.applied)), "note": .count(rowCount(.note)),
                "refused": .count(rowCount(.refused)), "known": .count(known),
            ],
            "refusals": .array(
                reasons.map { found in
                    .members(
                        ("code", .string(found.code)), ("count", .count(found.count)),
                        ("firstLine", .count(found.firstLine)),
                        ("example", .string(found.reason.text(in: language))))
                }),
            "tickets": [
                "all": .count(tickets.count), "opened": .count(ticketCount(.opened)),
                "continued": .count(ticketCount(.continued)),
                "unchanged": .count(ticketCount(.unchanged)), "refused": .count(ticketCount(.refused)),
                "open": .count(open),
            ],
            "limits": .array(limits.map { json(of: $0, language) }),
        ]
    }

    private func json(of limit: Limit, _ language: Language) -> JSON {
        [
            "number": .string(limit.number), "label": .string(limit.label.text(in: language)),
            "inTime": .count(limit.inTime), "late": .count(limit.late), "released": .count(limit.released),
            "running": .count(limit.running), "overdue": .count(limit.overdue),
            "secondInTime": .count(limit.secondInTime), "secondLate": .count(limit.secondLate),
        ]
    }

    // MARK: For people

    func text(on terminal: Terminal, in language: Language) -> String {
        let parts = [
            isDryRun ? Label("只试算,未保存", "nothing was kept: a dry run").text(in: language) : nil,
            rowsLine(language), ticketsLine(language), reasonsText(terminal, language), limitsText(terminal, language),
        ]
        return parts.compactMap(\.self).joined(separator: "\n")
    }

    private func rowsLine(_ language: Language) -> String {
        Label(
            "\(rows.count) 行:已执行 \(rowCount(.applied)),仅备注 \(rowCount(.note)),被拒绝 \(rowCount(.refused));其中此前已导入 \(known)",
            "\(rows.count) rows: \(rowCount(.applied)) applied, \(rowCount(.note)) notes, \(rowCount(.refused)) refused; \(known) of them known before"
        ).text(in: language)
    }

    private func ticketsLine(_ language: Language) -> String {
        Label(
            "\(tickets.count) 张工单:新登记 \(ticketCount(.opened)),续接 \(ticketCount(.continued)),未变 \(ticketCount(.unchanged)),未登记 \(ticketCount(.refused));未结 \(open)",
            "\(tickets.count) tickets: \(ticketCount(.opened)) opened, \(ticketCount(.continued)) continued, \(ticketCount(.unchanged)) unchanged, \(ticketCount(.refused)) refused; \(open) still open"
        ).text(in: language)
    }

    private func reasonsText(_ terminal: Terminal, _ language: Language) -> String? {
        guard !reasons.isEmpty else { return nil }
        let heads = [
            Label("拒绝原因", "refused because"), Label("行数", "rows"), Label("首行", "first line"),
            Label("例", "for instance"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [1: .right, 2: .right])
        for found in reasons {
            let word = ImportRefusal.word(for: found.code) ?? found.reason
            table.add([
                .init("\(word.text(in: language)) \(found.code)"), .init("\(found.count)"),
                .init("\(found.firstLine)"), .init(found.reason.text(in: language), .dim),
            ])
        }
        return "\n" + table.text(on: terminal)
    }

    private func limitsText(_ terminal: Terminal, _ language: Language) -> String? {
        guard !limits.isEmpty else { return nil }
        let heads = [
            Label("时限", "limit"), Label("按时", "in time"), Label("超时", "late"), Label("不再计时", "released"),
            Label("计时中", "running"), Label("已到期", "overdue"), Label("复核按时", "2nd: in time"),
            Label("复核超时", "2nd: late"),
        ]
        var table = TextTable(
            heads.map { $0.text(in: language) }, Dictionary(uniqueKeysWithValues: (1...7).map { ($0, .right) }))
        for limit in limits {
            table.add([
                .init(limit.title.text(in: language)), .init("\(limit.inTime)"),
                .init("\(limit.late)", limit.late > 0 ? .red : .plain), .init("\(limit.released)"),
                .init("\(limit.running)"), .init("\(limit.overdue)"), .init("\(limit.secondInTime)"),
                .init("\(limit.secondLate)"),
            ])
        }
        return "\n" + table.text(on: terminal)
    }
}
