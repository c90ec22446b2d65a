/// 节假日安排: the days of one notice that are not what their weekday says.
package struct HolidayList: Hashable, Sendable {
    /// 特殊日.
    package struct Day: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// 放假.
            case holiday
            /// 调休上班: a make-up workday, with the usual hours.
            case makeup
            /// 特殊时段: works other hours than its weekday, e.g. until noon. Never empty.
            case hours(WorkingHours)
        }

        package let date: CivilDate
        package let kind: Kind
        /// Which holiday, e.g. 国庆节.
        package let label: Label

        package init(_ date: CivilDate, _ kind: Kind, _ label: Label) {
            self.date = date
            self.kind = kind
            self.label = label
        }
    }

    /// Days one after the other that are alike.
    package struct Run: Hashable, Sendable {
        package let first: CivilDate
        package let last: CivilDate
        package let kind: Day.Kind
        package let label: Label
    }

    /// Its short name, e.g. `cn-2026`.
    package let name: String
    /// The year whose holidays it lists in full; nil for single days of a company.
    package let year: Int?
    /// Who ordered it, e.g. 国办发明电〔2025〕7号.
    package let notice: String
    /// In ascending order.
    package let days: [Day]

    package static let daysMax = 400
    /// Longer than any holiday: a mistyped year is no list of 365 days off.
    package static let runMax: Int64 = 31

    /// - Parameter days: in any order, no date twice.
    /// - Throws: `repeatedDay`, `tooManySpecialDays`, `noWorkingTime` for special hours without an hour.
    package init(name: String, year: Int?, notice: String, days: [Day]) throws(CalendarError) {
        guard days.count <= Self.daysMax else { throw .tooManySpecialDays(days.count) }
        let sorted = days.sorted { $0.date < $1.date }
        for (day, next) in zip(sorted, sorted.dropFirst()) where day.date == next.date {
            throw .repeatedDay(day.date)
        }
        guard sorted.allSatisfy({ $0.kind != .hours(.none) }) else { throw .noWorkingTime }
        self.name = name
        self.year = year
        self.notice = notice
        self.days = sorted
    }

    /// All days, in ascending order.
    package var runs: [Run] {
        days.reduce(into: []) { runs, day in
            let last = runs.last
            let goesOn =
                last?.kind == day.kind && last?.label == day.label && last.map { $0.last + 1 } == day.date
                && last.map { day.date.day - $0.first.day < Self.runMax } ?? false
            let first = goesOn ? runs.removeLast().first : day.date
            runs.append(Run(first: first, last: day.date, kind: day.kind, label: day.label))
        }
    }
}
