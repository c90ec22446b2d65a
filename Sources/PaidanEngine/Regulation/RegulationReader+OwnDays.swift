import PaidanCore

/// 节假日安排 of a policy: lists by name or path, lists written out, and the company's own days.
extension RegulationReader {
    /// `[cn-2026, our-2026.yaml, {name: …, notice: …, year: …, days: […]}]`; the resolver reads what is only named.
    mutating func readLists(_ pair: RegulationNode.Pair) {
        guard !pair.value.isNone else { return set(.holidays, .off, at: pair.place) }
        var names: Set<String> = []
        for node in list(pair.value) {
            let entry = listEntry(node)
            guard let entry else { continue }
            if !names.insert(entry.name).inserted { refuseRepeated(entry.name, node) }
            document.lists.append(entry)
        }
        set(.holidays, .lists([]), at: pair.place)
    }

    private mutating func listEntry(_ node: RegulationNode) -> RegulationDocument.ListEntry? {
        if case .table = node.content { return writtenList(node).map { .written($0) } }
        return word(node).map { .named(RegulationDocument.Reference(text: $0, place: node.place)) }
    }

    private mutating func writtenList(_ node: RegulationNode) -> HolidayList? {
        guard let record = record(node, ["name", "notice", "year", "days"]) else { return nil }
        let name = record["name"].flatMap { word($0) }
        let notice = record["notice"].flatMap { word($0) }
        let year = record["year"].flatMap { $0.isNone ? nil : number($0, in: 1949...2149, "2026") }
        let days = record["days"].map { self.days($0) } ?? []
        guard let name, let notice else { return nil }
        return list(name: name, year: year, notice: notice, days, at: node)
    }

    /// 公司自定: days that only this company has off, works, or works at other hours.
    mutating func readOwnDays(_ pair: RegulationNode.Pair) {
        guard !pair.value.isNone else { return set(.ownDays, .off, at: pair.place) }
        let own = list(name: "ownDays", year: nil, notice: "", days(pair.value), at: pair.value)
        set(.ownDays, own.map { .lists([$0]) }, at: pair.place)
    }

    mutating func list(
        name: String, year: Int?, notice: String, _ days: [HolidayList.Day], at node: RegulationNode
    ) -> HolidayList? {
        do throws(CalendarError) {
            return try HolidayList(name: name, year: year, notice: notice, days: days)
        } catch {
            refuse(node, .tooLarge, "列表有误:\(error)", "no list of holidays: \(error)")
            return nil
        }
    }

    private mutating func days(_ node: RegulationNode) -> [HolidayList.Day] {
        var days: [HolidayList.Day] = []
        for node in list(node) { readDays(node, &days) }
        return days
    }

    /// `{from: 2026-01-16, to: 2026-01-16, hours: [09:00-12:00], zh: 年会, en: annual meeting}`; the hours may be `none`
    /// (放假) or `usual` (上班).
    private mutating func readDays(_ node: RegulationNode, _ days: inout [HolidayList.Day]) {
        guard let record = record(node, ["from", "to", "hours", "zh", "en"]), let label = label(in: record),
            let from = record["from"], let to = record["to"], let hours = record["hours"],
            let kind = kind(hours), let dates = dates(from, to)
        else { return }
        for date in dates { add(.init(date, kind, label), at: to, &days) }
    }

    private mutating func kind(_ node: RegulationNode) -> HolidayList.Day.Kind? {
        switch node.content {
        case .word("none", isQuoted: false): return .holiday
        case .word("usual", isQuoted: false): return .makeup
        case .word(let text, _):
            refuse(
                node, .badHours, "\(text) 不是 none、usual 或时段列表", "\(text) is not none, usual or a list of hours",
                "[09:00-12:00]")
            return nil
        case .list, .table, .refused: return hours(node).map { .hours($0) }
        }
    }
}

extension RegulationDocument.ListEntry {
    fileprivate var name: String {
        switch self {
        case .named(let reference): reference.text
        case .written(let list): list.name
        }
    }
}
