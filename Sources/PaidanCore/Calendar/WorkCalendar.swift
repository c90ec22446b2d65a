/// 工作日历: the zone, the hours of each weekday, holidays and make-up workdays (调休). A value: whoever holds it can reckon
/// every limit again, without asking a clock, a file or tzdata.
package struct WorkCalendar: Hashable, Sendable {
    package let zone: Zone
    /// Monday to Sunday; at least one of them has work.
    package let week: [WorkingHours]
    /// The hours of a make-up workday whose weekday has none.
    package let makeupHours: WorkingHours
    /// Where two name the same day, the later one holds: the nation's first, then the company's.
    package let lists: [HolidayList]
    private let special: [CivilDate: HolidayList.Day]

    /// 40 years of China's lists; with more, a limit in working days could end beyond the horizon.
    package static let specialDaysMax = 1_500
    /// 60 minutes of work a week: with less, a limit that a policy may have would end beyond the horizon.
    package static let weeklyMinutesMin = 60
    /// 100 years: nothing is reckoned further than this from where it starts.
    package static let horizon = Span.days(36_525)

    /// Whole days on these weekdays, no holidays.
    /// - Parameter workdays: ISO weekdays, 1 is Monday; at least one of 1–7.
    package init(zone: Zone, workdays: [Int] = [1, 2, 3, 4, 5]) {
        precondition(workdays.contains { (1...7).contains($0) }, "a calendar without a working day never ends a limit")
        self.zone = zone
        self.week = (1...7).map { workdays.contains($0) ? .wholeDay : .none }
        self.makeupHours = .wholeDay
        self.lists = []
        self.special = [:]
    }

    /// - Parameters:
    ///   - week: seven entries, Monday first.
    ///   - makeupHours: of a make-up workday on a weekday without work; nil means those of the first working weekday.
    /// - Throws: `wrongWeek`, `noWorkingTime`, `tooLittleWorkingTime`, `tooManySpecialDays`.
    package init(
        zone: Zone, week: [WorkingHours], makeupHours: WorkingHours? = nil, lists: [HolidayList] = []
    ) throws(CalendarError) {
        guard week.count == 7 else { throw .wrongWeek(days: week.count) }
        guard let usual = week.first(where: { !$0.isEmpty }), makeupHours != WorkingHours.none else {
            throw .noWorkingTime
        }
        let minutes = week.reduce(0) { $0 + $1.minutes }
        guard minutes >= Self.weeklyMinutesMin else { throw .tooLittleWorkingTime(minutes: minutes) }
        let days = lists.flatMap(\.days)
        guard days.count <= Self.specialDaysMax else { throw .tooManySpecialDays(days.count) }
        self.zone = zone
        self.week = week
        self.makeupHours = makeupHours ?? usual
        self.lists = lists
        self.special = Dictionary(days.map { ($0.date, $0) }) { _, later in later }
    }

    /// ISO weekdays with work, 1 is Monday.
    package var workdays: [Int] { (1...7).filter { !week[$0 - 1].isEmpty } }

    // MARK: Days

    package enum Day: Hashable, Sendable {
        /// 工作日.
        case working(WorkingHours)
        /// 调休上班, and other days with hours of their own.
        case makeup(WorkingHours, Label)
        /// 休息日: the weekday has no work.
        case rest
        /// 放假.
        case holiday(Label)

        /// Empty on a day off.
        package var hours: WorkingHours {
            switch self {
            case .working(let hours), .makeup(let hours, _): hours
            case .rest, .holiday: .none
            }
        }

        package var isWorking: Bool { !hours.isEmpty }
    }

    package func day(_ date: CivilDate) -> Day {
        let usual = week[date.weekday - 1]
        guard let day = special[date] else { return usual.isEmpty ? .rest : .working(usual) }
        switch day.kind {
        case .holiday: return .holiday(day.label)
        case .makeup: return .makeup(usual.isEmpty ? makeupHours : usual, day.label)
        case .hours(let hours): return .makeup(hours, day.label)
        }
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool { day(date).isWorking }

    /// That day if it is a working day, else the last one before it (corrections C4).
    package func workingDay(onOrBefore date: CivilDate) -> CivilDate {
        var date = date
        while !isWorkingDay(date) { date = date + -1 }
        return date
    }

    /// That day if it is a working day, else the first one after it.
    package func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        var date = date
        while !isWorkingDay(date) { date = date + 1 }
        return date
    }

    /// The years between two dates for which no list gives the holidays; empty for a calendar that knows none at all.
    package func unlistedYears(from first: CivilDate, through last: CivilDate) -> [Int] {
        let listed = lists.compactMap(\.year)
        guard !listed.isEmpty, first <= last else { return [] }
        return (first.parts.year...last.parts.year).filter { !listed.contains($0) }
    }
}
