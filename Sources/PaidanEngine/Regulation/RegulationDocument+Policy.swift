import PaidanCore

/// From a document without findings to the policy. Lists are in the order of their codes, as the written text is.
extension RegulationDocument {
    var policy: Policy {
        guard case .span(let grace) = settings[.lateEntryGrace]?.value, let calendar = try? calendar else {
            preconditionFailure("the checks let \(name) through without a calendar")
        }
        return Policy(
            name: name, title: title, calendar: calendar,
            routing: Routing(departments: desks, lines: lines), lateEntryGrace: grace, readings: readings,
            ladders: ladders)
    }

    /// 工作日历; nil while zone or workdays are missing.
    var calendar: WorkCalendar? {
        get throws(CalendarError) {
            guard case .zone(let zone) = settings[.zone]?.value, case .workdays(let days) = settings[.workdays]?.value
            else { return nil }
            let usual = hours(.all) ?? .wholeDay
            let week = (1...7).map { days.contains($0) ? hours(.weekday($0)) ?? usual : .none }
            return try WorkCalendar(zone: zone, week: week, makeupHours: hours(.makeup), lists: holidays + ownDays)
        }
    }

    private func hours(_ which: RegulationKey.Hours) -> WorkingHours? {
        if case .hours(let hours) = settings[.hours(which)]?.value { hours } else { nil }
    }

    /// The nation's first: where two name the same day, the later one holds.
    private var holidays: [HolidayList] { lists(.holidays) }
    private var ownDays: [HolidayList] { lists(.ownDays) }

    private func lists(_ key: RegulationKey) -> [HolidayList] {
        if case .lists(let lists) = settings[key]?.value { lists } else { [] }
    }

    var desks: [Routing.Desk] {
        values { key, value in
            guard case .department(let code) = key, case .department(let label) = value else { return nil }
            return Routing.Desk(department: Department(unchecked: code), label: label)
        }
    }

    var lines: [Routing.Line] {
        values { key, value in
            guard case .category(let code) = key, case .category(let label, let department) = value else { return nil }
            return Routing.Line(category: Category(unchecked: code), label: label, department: department)
        }
    }

    private var readings: [String: ParameterReading] {
        let pairs: [(String, ParameterReading)] = values { key, value in
            guard case .parameter(let name) = key, case .reading(let reading) = value else { return nil }
            return (name, reading)
        }
        let fallbacks = Kind.parameters.compactMap { parameter in parameter.fallback.map { (parameter.key, $0) } }
        return Dictionary(pairs + fallbacks) { given, _ in given }
    }

    private var ladders: [String: Ladder] {
        let pairs: [(String, Ladder)] = values { key, value in
            guard case .clock(let name) = key, case .ladder(let ladder) = value else { return nil }
            return (name, ladder)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func values<Value>(_ pick: (RegulationKey, RegulationValue) -> Value?) -> [Value] {
        settings.sorted { $0.key < $1.key }.compactMap { pick($0.key, $0.value.value) }
    }
}
