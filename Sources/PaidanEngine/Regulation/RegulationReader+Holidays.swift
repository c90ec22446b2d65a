import PaidanCore

/// 节假日安排: the list of one notice, e.g. `deploy/calendars/cn-2026.yaml`.
extension RegulationReader {
    private static let listKeys = ["name", "title", "year", "notice", "published", "source", "holidays"]
    private static let holidayKeys = ["zh", "en", "from", "to", "makeup"]
    /// Longer than any holiday: a mistyped year is no list of 365 days off.
    private static let holidayMax: Int64 = 31

    static func holidayList(_ root: RegulationNode, _ findings: inout RegulationFindings) -> HolidayList? {
        var reader = RegulationReader(findings: findings, document: RegulationDocument(top: root.place))
        let list = reader.holidayList(root)
        findings = reader.findings
        return list
    }

    private mutating func holidayList(_ root: RegulationNode) -> HolidayList? {
        guard let record = record(root, Self.listKeys) else { return nil }
        let name = record["name"].flatMap { word($0) }
        let notice = record["notice"].flatMap { word($0) }
        let year = record["year"].flatMap { $0.isNone ? nil : number($0, in: 1949...2149, "2026") }
        _ = record["title"].flatMap { label($0) }
        _ = record["published"].flatMap { date($0) }
        _ = record["source"].flatMap { word($0) }
        var days: [HolidayList.Day] = []
        if let holidays = record["holidays"] {
            for node in list(holidays) { readHoliday(node, &days) }
        }
        guard let name, let notice else { return nil }
        do throws(CalendarError) {
            return try HolidayList(name: name, year: year, notice: notice, days: days)
        } catch {
            refuse(root, .tooLarge, "列表有误:\(error)", "no list of holidays: \(error)")
            return nil
        }
    }

    /// `{zh: 国庆节, en: National Day, from: 2026-10-01, to: 2026-10-07, makeup: [2026-09-20, 2026-10-10]}`.
    private mutating func readHoliday(_ node: RegulationNode, _ days: inout [HolidayList.Day]) {
        guard let record = record(node, Self.holidayKeys), let label = label(in: record) else { return }
        if let from = record["from"], let to = record["to"], let first = date(from), let last = date(to) {
            if (0..<Self.holidayMax).contains(last.day - first.day) {
                for day in first.day...last.day { add(.init(CivilDate(day: day), .holiday, label), at: to, &days) }
            } else {
                refuse(
                    to, .unknownDay, "\(first.text) 至 \(last.text) 不是 1–\(Self.holidayMax) 天",
                    "\(first.text) to \(last.text) are not 1–\(Self.holidayMax) days")
            }
        }
        guard let makeup = record["makeup"], !makeup.isNone else { return }
        for node in list(makeup) {
            if let date = date(node) { add(.init(date, .makeup, label), at: node, &days) }
        }
    }

    private mutating func add(_ day: HolidayList.Day, at node: RegulationNode, _ days: inout [HolidayList.Day]) {
        guard !days.contains(where: { $0.date == day.date }) else { return refuseRepeated(day.date.text, node) }
        days.append(day)
    }

    private mutating func date(_ node: RegulationNode) -> CivilDate? {
        guard let text = word(node) else { return nil }
        if let date = CivilDate(text: text) { return date }
        refuse(node, .unknownDay, "\(text) 不是日期", "\(text) is no date", "2026-10-01")
        return nil
    }
}
