internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A ticket's clocks, the running ones counting down in the browser.
enum ClocksHTML {
    static func html(_ clocks: [JSON], _ call: Call) -> HTML {
        guard !clocks.isEmpty else { return "<p class=\"quiet\">—</p>" }
        let table = TableHTML(heads: [
            call.words("时限", "limit"), call.words("起算", "from"), call.words("到期", "due"), call.words("判定", "verdict"),
        ])
        return table.html(clocks.map { row($0, table, call) })
    }

    private static func row(_ clock: JSON, _ table: TableHTML, _ call: Call) -> HTML {
        let isLate = clock["isLate"]?.bool ?? false
        let subject = clock["subjectLabel"]?.string.map { " (\($0))" } ?? ""
        let reminder: HTML = "<em>\(call.words("提醒", "reminder"))</em> "
        let limit: HTML = """
            \(reminder, if: isReminder(clock))\(clock["label"]?.string ?? "")\(subject) \
            <span class="quiet">\(catalogueNumber(of: clock))</span>
            """
        return table.row(
            [limit, "\(time(clock["start"], call))", due(clock, isLate, call), "\(verdict(clock, call))"],
            isLate: isLate)
    }

    private static func moment(_ json: JSON?) -> Instant? { json?.string.flatMap(Instant.init(rfc3339:)) }
    private static func time(_ json: JSON?, _ call: Call) -> String { moment(json).map(call.clockTime) ?? "—" }

    private static func due(_ clock: JSON, _ isLate: Bool, _ call: Call) -> HTML {
        guard let due = moment(clock["due"]) else { return "—" }
        guard clock["running"]?.bool ?? false, clock["pausedSince"] == nil else { return "\(call.endTime(due))" }
        // Its name says that it is a reminder.
        return isReminder(clock) ? DueHTML.counting(to: due, call) : DueHTML.html(due, isLate: isLate, call)
    }

    /// `T-01`; other clocks have names for programs only.
    private static func catalogueNumber(of clock: JSON) -> String {
        clock["number"]?.string.flatMap { $0.hasPrefix(ClockRule.cataloguePrefix) ? $0 : nil } ?? ""
    }

    private static func isReminder(_ clock: JSON) -> Bool { clock["isJudged"] == false }

    private static func verdict(_ clock: JSON, _ call: Call) -> String {
        if let until = moment(clock["pausedUntil"]) {
            return call.words("暂停至 \(call.endTime(until))", "paused until \(call.endTime(until))")
        }
        if let since = moment(clock["pausedSince"]) {
            return call.words("自 \(call.clockTime(since)) 暂停", "paused since \(call.clockTime(since))")
        }
        if let over = clock["overLabel"]?.string { return over }
        guard let verdict = clock["verdict"]?.string.flatMap(Verdict.init(rawValue:)) else {
            return isReminder(clock) ? "—" : call.words("计时中", "running")
        }
        return verdict.label.text(in: call.language)
    }
}
