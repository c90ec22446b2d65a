/// Months and years have no fixed length: what they mean is written here once.
extension CivilDate {
    /// The same day `months` later (earlier if negative); the last day of that month where it lacks that day (月末规则).
    /// 31 January and one month is 28 or 29 February; 28 February and one month is 28 March.
    /// - Parameter months: at most `Limit.monthsMax` either way.
    package func adding(months: Int) -> CivilDate {
        let (year, month, dayOfMonth) = parts
        let count = year * 12 + month - 1 + months
        // Rounds down, also before the year 0.
        let (newYear, newMonth) = (count >= 0 ? count / 12 : (count - 11) / 12, (count % 12 + 12) % 12 + 1)
        let length = Self.days(inMonth: newMonth, of: newYear)
        return firstOfMonth(newYear, newMonth) + Int64(min(dayOfMonth, length) - 1)
    }

    /// 29 February and one year is 28 February.
    package func adding(years: Int) -> CivilDate { adding(months: years * 12) }

    package var firstOfMonth: CivilDate { self + Int64(1 - parts.dayOfMonth) }

    /// 月末.
    package var lastOfMonth: CivilDate {
        let (year, month, dayOfMonth) = parts
        return self + Int64(Self.days(inMonth: month, of: year) - dayOfMonth)
    }

    /// This day or the next with that weekday.
    /// - Parameter weekday: 1 is Monday, 7 is Sunday.
    package func onOrAfter(weekday: Int) -> CivilDate { self + Int64((weekday - self.weekday + 7) % 7) }

    private func firstOfMonth(_ year: Int, _ month: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, dayOfMonth: 1) else {
            preconditionFailure("every month has a first day: \(year)-\(month)")
        }
        return date
    }
}

extension CivilDate {
    /// Reads `2026-10-01`.
    package init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        self.init(year: year, month: month, dayOfMonth: day)
    }

    /// `2026-10-01`.
    package var text: String {
        let (year, month, dayOfMonth) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    }
}
