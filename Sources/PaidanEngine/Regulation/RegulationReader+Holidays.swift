import PaidanCore

/// 节假日安排: the list of one notice, e.g. `deploy/calendars/cn-2026.yaml`.
extension RegulationReader {
    private static let listKeys = ["name", "title", "year", "notice", "published", "source", "holidays"]
    private static let holidayKeys = ["zh", "en", "from", "to", "makeup"]

    static func holidayList(_ root: RegulationNode, _ findings: inout RegulationFindings) -> HolidayList? {
        var reader = RegulationReader(
            findings: findings, document: RegulationDocument(top: root.place), zones: { _ in nil })
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
        return list(name: name, year: year, notice: notice, days, at: root)
    }

    /// `{zh: 国庆节, en: National Day, from: 2026-10-01, to: 2026-10-07, makeup: [2026-09-20, 2026-10-10]}`.
    private mutating func readHoliday(_ node: RegulationNode, _ days: inout [HolidayList.Day]) {
        guard let record = record(node, Self.holidayKeys), let label = label(in: record) else { return }
        if let from = record["from"], let to = record["to"] {
            for date in dates(from, to) ?? [] { add(.init(date, .holiday, label), at: to, &days) }
        }
        guard let makeup = record["makeup"], !makeup.isNone else { return }
        for node in list(makeup) {
            if let date = date(node) { add(.init(date, .makeup, label), at: node, &days) }
        }
    }

    /// Every day from the one to the other.
    mutating func dates(_ from: RegulationNode, _ to: RegulationNode) -> [CivilDate]? {
        guard let first = date(from), let last = date(to) else { return nil }
        guard (0..<HolidayList.runMax).contains(last.day - first.day) else {
            refuse(
                to, .unknownDay, "\(first.text) 至 \(last.text) 不是 1–\(HolidayList.runMax) 天",
                "\(first.text) to \(last.text) are not 1–\(HolidayList.runMax) days")
            return nil
        }
        return (first.day...last.day).map { CivilDate(day: $0) }
    }

    mutating func add(_ day: HolidayList.Day, at node: RegulationNode, _ days: inout [HolidayList.Day]) {
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
