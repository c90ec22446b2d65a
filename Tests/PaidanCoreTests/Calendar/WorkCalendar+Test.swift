@testable import PaidanCore

extension WorkingHours {
    /// 9:00–12:00, 13:30–18:00.
    static let office = hours("9:00-12:00", "13:30-18:00")

    static func hours(_ texts: String...) -> WorkingHours {
        let intervals = texts.map { text in
            let minutes = text.split(separator: "-").map { time in
                let parts = time.split(separator: ":").compactMap { Int($0) }
                return parts[0] * 60 + parts[1]
            }
            return minutes[0]..<minutes[1]
        }
        guard let hours = try? WorkingHours(intervals) else { preconditionFailure("\(texts) are no hours") }
        return hours
    }
}

extension WorkCalendar {
    /// Monday to Friday in office hours, Saturday mornings, with the lists of China unless a test gives others.
    static func office(
        zone: Zone = .shanghai, saturday: WorkingHours = .none, lists: [HolidayList] = [.china2025, .china2026]
    ) -> WorkCalendar {
        let week = Array(repeating: WorkingHours.office, count: 5) + [saturday, .none]
        guard let calendar = try? WorkCalendar(zone: zone, week: week, lists: lists) else {
            preconditionFailure("office hours are a calendar")
        }
        return calendar
    }
}

extension HolidayList {
    static let china2025 = shipped("cn-2025")
    static let china2026 = shipped("cn-2026")

    static func test(_ days: Day..., year: Int? = nil) -> HolidayList {
        guard let list = try? HolidayList(name: "test", year: year, notice: "test", days: days) else {
            preconditionFailure("\(days) are no list")
        }
        return list
    }

    /// Reads the lines of `deploy/calendars/NAME.yaml`, in the one form in which they are written.
    private static func shipped(_ name: String) -> HolidayList {
        guard let text = try? Repository.text("deploy/calendars/\(name).yaml") else {
            preconditionFailure("no list \(name)")
        }
        var (days, year, notice): ([Day], Int?, String) = ([], nil, "")
        for line in text.split(separator: "\n") {
            if line.hasPrefix("  - {") { days += holiday(line) }
            if line.hasPrefix("year: ") { year = Int(line.dropFirst(6)) }
            if line.hasPrefix("notice: ") { notice = String(line.dropFirst(8)) }
        }
        guard let list = try? HolidayList(name: name, year: year, notice: notice, days: days) else {
            preconditionFailure("\(name) is no list")
        }
        return list
    }

    private static func holiday(_ line: Substring) -> [Day] {
        func between(_ start: String, _ end: String) -> Substring {
            let rest = line.split(separator: start, maxSplits: 1)[1]
            return rest.split(separator: end, maxSplits: 1)[0]
        }
        let label = Label(String(between("{zh: ", ", en: ")), String(between("en: ", ", from: ")))
        let (from, to) = (date(between("from: ", ",")), date(between("to: ", ",")))
        let off = (from.day...to.day).map { Day(CivilDate(day: $0), .holiday, label) }
        let makeup = between("makeup: ", "}").split(whereSeparator: { "[], ".contains($0) }).filter { $0 != "none" }
        return off + makeup.map { Day(date($0), .makeup, label) }
    }

    private static func date(_ text: Substring) -> CivilDate { CivilDate(stringLiteral: String(text)) }
}

extension CivilDate: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let date = CivilDate(text: text) else { preconditionFailure("\(text) is no date") }
        self = date
    }
}

extension Zone {
    static let berlin = Zone(
        name: "Europe/Berlin", first: .hours(1),
        transitions: [
            Transition(from: "2026-03-29T01:00:00Z", offset: .hours(2)),
            Transition(from: "2026-10-25T01:00:00Z", offset: .hours(1)),
        ])
    /// Summer time of half an hour.
    static let lordHowe = Zone(
        name: "Australia/Lord_Howe", first: .hours(11),
        transitions: [
            Transition(from: "2026-04-04T15:00:00Z", offset: .minutes(630)),
            Transition(from: "2026-10-03T15:30:00Z", offset: .hours(11)),
        ])
}
