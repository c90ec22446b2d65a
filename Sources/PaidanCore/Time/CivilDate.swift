/// A day of the proleptic Gregorian calendar, counted from 1970-01-01. Local days are days of a `Zone`.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    package let day: Int64

    package init(day: Int64) { self.day = day }

    /// - Returns: nil unless `month` is 1–12 and `dayOfMonth` exists in it.
    package init?(year: Int, month: Int, dayOfMonth: Int) {
        guard (1...12).contains(month), dayOfMonth >= 1, dayOfMonth <= Self.days(inMonth: month, of: year) else {
            return nil
        }
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(dayOfMonth) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.day = era * Self.daysPerEra + dayOfEra - Self.marchOfYearZero
    }

    /// Year, month 1–12, day 1–31.
    package var parts: (year: Int, month: Int, dayOfMonth: Int) {
        let shifted = day + Self.marchOfYearZero
        let era = (shifted >= 0 ? shifted : shifted - Self.daysPerEra + 1) / Self.daysPerEra
        let dayOfEra = shifted - era * Self.daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { Int((day % 7 + 10) % 7) + 1 }

    package static func < (a: CivilDate, b: CivilDate) -> Bool { a.day < b.day }
    package static func + (a: CivilDate, days: Int64) -> CivilDate { CivilDate(day: a.day + days) }

    private static let daysPerEra: Int64 = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let marchOfYearZero: Int64 = 719_468

    /// 28–31; `month` is 1–12.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
