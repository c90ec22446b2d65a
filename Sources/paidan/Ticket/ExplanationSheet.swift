internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// An explanation as people read it.
struct ExplanationSheet {
    private let explanation: JSON
    private let language: Language

    init(_ explanation: JSON, _ language: Language) {
        self.explanation = explanation
        self.language = language
    }

    func text(on terminal: Terminal) -> String {
        let number = explanation["number"]?.short ?? ""
        let parts = (explanation["parts"]?.array ?? []).flatMap { part in
            let left = part["leftAt"].map { $0.clockTime }
            let title = [
                part.words("number"), part["departmentLabel"]?.string ?? part["subjectLabel"]?.string,
                left.map { say("至 \($0) 随原投诉拆出", "until \($0), when it went back with its complaint") },
            ].compactMap(\.self).joined(separator: "  ")
            return account(title, part, terminal) + [proofs(title, part, terminal)]
        }
        let own = account(number, explanation, terminal) + [handOvers(terminal), proofs(number, explanation, terminal)]
        return ([head(terminal), summary] + own + parts + [verdict(terminal)]).compactMap(\.self).joined(
            separator: "\n\n")
    }

    private func say(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }

    private func head(_ terminal: Terminal) -> String {
        let (state, asOf) = (explanation["state"]?["label"]?.short ?? "", explanation["asOf"]?.clockTime ?? "")
        return terminal.styled("\(explanation["number"]?.short ?? "")  \(state)".harmless, .bold)
            + "  " + say("截至 \(asOf)", "as of \(asOf)")
    }

    /// Who held it how long, and which limits were kept; nil of a server that does not say it.
    private var summary: String? {
        let lines = (explanation["summary"]?["lines"]?.array ?? []).compactMap { $0.string?.harmless }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    // MARK: 时间账

    private func account(_ title: String, _ ticket: JSON, _ terminal: Terminal) -> [String?] {
        let account = ticket["account"] ?? [:]
        let whole = say(
            "\(length(account, "clockTime")),其中工作时间 \(length(account, "workingTime"))",
            "\(length(account, "clockTime")), of it \(length(account, "workingTime")) working time")
        return [
            terminal.styled("\(title)  \(say("时间账", "time account"))".harmless, .bold) + "  \(whole)\n"
                + intervals(account).text(on: terminal),
            totals(account).text(on: terminal),
        ]
    }

    /// `2 小时 1 秒` of an ISO 8601 duration.
    private func length(_ object: JSON, _ name: String) -> String {
        let text = object[name]?.string ?? ""
        return Span(iso8601: text)?.fullLabel.text(in: language) ?? text
    }

    private func intervals(_ account: JSON) -> TextTable {
        var table = TextTable([
            say("自", "from"), say("至", "until"), say("责任方", "held by"), say("状态", "state"), say("用时", "time"),
            say("工作时间", "working time"), say("缘由", "reason"),
        ])
        for interval in account["intervals"]?.array ?? [] {
            table.add([
                .init(interval["from"]?.clockTime ?? ""), .init(interval["until"]?.clockTime ?? ""),
                .init(interval.words("holder")), .init(interval["state"]?["label"]?.short ?? ""),
                .init(length(interval, "clockTime")), .init(length(interval, "workingTime")),
                .init(interval["reason"]?.short ?? ""),
            ])
        }
        return table
    }

    private func totals(_ account: JSON) -> TextTable {
        var table = TextTable([say("责任方", "held by"), say("用时", "time"), say("工作时间", "working time")])
        for total in account["totals"]?.array ?? [] {
            table.add([
                .init(total.words("holder")), .init(length(total, "clockTime")), .init(length(total, "workingTime")),
            ])
        }
        table.add([
            .init(say("合计", "all"), .bold), .init(length(account, "clockTime"), .bold),
            .init(length(account, "workingTime"), .bold),
        ])
        return table
    }

    // MARK: 交接凭证

    private func handOvers(_ terminal: Terminal) -> String? {
        guard let account = explanation["handOvers"], let hops = account["hops"]?.array, !hops.isEmpty else {
            return nil
        }
        var table = TextTable([
            say("部门", "department"), say("单号", "number"), say("转出", "forwarded"), say("签收", "delivered"),
            say("投递", "offers"), say("承诺", "accepted"), say("完成", "done"), say("结果", "outcome"),
        ])
        for hop in hops {
            table.add([
                .init(hop.words("department")), .init(hop["number"]?.short ?? ""), leg(hop["forwarded"]),
                leg(hop["delivered"]), .init(hop["attempts"]?.short ?? ""), leg(hop["accepted"]), leg(hop["done"]),
                .init(outcome(of: hop)),
            ])
        }
        let (returned, again) = (account["returned"]?.integer ?? 0, account["backAgain"]?.integer ?? 0)
        let counts = say(
            "退回 \(returned) 次,其中又转给退回过的部门 \(again) 次",
            "given back: \(returned); sent again to a department that had given it back: \(again)")
        return terminal.styled(say("交接凭证", "hand-over account"), .bold) + "  \(counts)\n"
            + table.text(on: terminal)
    }

    /// `2026-03-02 10:05 T-01 按时`
    private func leg(_ leg: JSON?) -> TextTable.Cell {
        let clocks = leg?["clocks"]?.array ?? []
        let verdicts = clocks.compactMap { clock -> String? in
            let verdict = clock["verdictLabel"]?.short ?? (isLate(clock) ? say("超时", "late") : nil)
            return verdict.map { "\(clock["number"]?.short ?? "") \($0)" }
        }
        let text = ([leg?["at"]?.clockTime ?? "—"] + verdicts).joined(separator: " ")
        return .init(text, clocks.contains(where: isLate) ? .red : .plain)
    }

    private func isLate(_ clock: JSON) -> Bool { clock["isLate"]?.bool == true }

    private func outcome(of hop: JSON) -> String {
        let suggested = hop["suggested"].map { _ in "→ \(hop.words("suggested"))" }
        return [hop.words("outcome"), suggested].compactMap(\.self).joined(separator: " ")
    }

    // MARK: 时限证明

    private func proofs(_ title: String, _ ticket: JSON, _ terminal: Terminal) -> String? {
        guard let clocks = ticket["clocks"]?.array, !clocks.isEmpty else { return nil }
        let heading = terminal.styled("\(title)  \(say("时限证明", "deadline proofs"))".harmless, .bold)
        return ([heading] + clocks.map { proof($0, terminal) }).joined(separator: "\n")
    }

    private func proof(_ clock: JSON, _ terminal: Terminal) -> String {
        let why = terminal.styled((clock["why"]?.string ?? "").harmless, isLate(clock) ? .red : .plain)
        let arithmetic = clock["arithmetic"] ?? [:]
        let steps = (arithmetic["steps"]?.array ?? []).compactMap { $0["text"]?.string }
        let events = (clock["events"]?.array ?? []).map { event in
            say("第 \(event["version"]?.short ?? "") 条", "fact \(event["version"]?.short ?? "")")
                + " \(event["at"]?.clockTime ?? "") \(event["text"]?.short ?? "")"
        }
        let lines = [basis(of: clock)] + steps + [arithmetic["sum"]?.string, unlisted(arithmetic)].compactMap(\.self)
        let findings = (clock["findings"]?.array ?? []).compactMap(\.string)
        return
            (["· " + why] + (lines + events).map { "    " + terminal.styled($0.harmless, .dim) }
            + findings.map { "    " + terminal.styled(say("不一致:\($0)", "does not agree: \($0)").harmless, .red) })
            .joined(separator: "\n")
    }

    /// `依据 complaint.forwardWithin (CMP-05);制度 dx 第 1 号 3b1f…;日历 Asia/Shanghai (2025b), cn-2025, cn-2026`
    private func basis(of clock: JSON) -> String {
        let policy = clock["policy"] ?? [:]
        let rule = clock["parameter"].map { "\($0.short) (\(clock["rules"]?.short ?? ""))" }
        let hash = (policy["hash"]?.string ?? "").prefix(12)
        let zone = "\(policy["zone"]?.short ?? "") (tzdata \(policy["tzdata"]?.short ?? ""))"
        let calendars = ([zone] + (policy["calendars"]?.array ?? []).map(\.short)).joined(separator: ", ")
        let (name, number) = (policy["name"]?.short ?? "", policy["number"]?.short ?? "")
        return [
            rule.map { say("依据 \($0)", "by \($0)") },
            say("制度 \(name) 第 \(number) 号 \(hash)", "policy \(name) number \(number) \(hash)"),
            say("日历 \(calendars)", "calendar \(calendars)"),
        ].compactMap(\.self).joined(separator: say(";", "; "))
    }

    private func unlisted(_ arithmetic: JSON) -> String? {
        guard let years = arithmetic["unlistedYears"]?.array, !years.isEmpty else { return nil }
        let list = years.map(\.short).joined(separator: ", ")
        return say("没有 \(list) 年的放假安排,按星期计", "no holidays are listed for \(list); weekdays alone count")
    }

    // MARK: The end

    private func verdict(_ terminal: Terminal) -> String {
        let findings = (explanation["findings"]?.array ?? []).map {
            "  \($0["number"]?.short ?? "")  \($0["what"]?.short ?? "")"
        }
        guard explanation["agrees"]?.bool != true else {
            return terminal.styled(say("重算与记录一致", "reckoned again, all agrees with what was recorded"), .green)
        }
        let alarm = say(
            "重算与记录不一致!见上文及 paidan verify",
            "What was recorded DOES NOT AGREE with what is reckoned again; see above, and paidan verify")
        return ([terminal.styled(alarm, .red)] + findings.map(\.harmless)).joined(separator: "\n")
    }
}
