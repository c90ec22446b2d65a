import PaidanCore

/// 工作时段的写法: `09:00-12:00`, in a list.
enum RegulationHours {
    static func text(of hours: WorkingHours) -> String {
        "[\(hours.intervals.map { "\(time($0.lowerBound))-\(time($0.upperBound))" }.joined(separator: ", "))]"
    }

    /// Minutes since midnight. `24:00` ends a day.
    static func interval(_ text: String) throws(RegulationObjection) -> Range<Int> {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map { minute($0) }
        guard times.count == 2, let from = times[0], let until = times[1] else {
            throw RegulationObjection(
                .badHours, "\(text) 不是时段", "\(text) are no hours", suggestion: "09:00-12:00")
        }
        guard from < until else {
            throw RegulationObjection(
                .badHours, "\(text) 的结束不晚于开始;跨夜的班分成两天写",
                "\(text) end no later than they begin; a night shift is two intervals on two days",
                suggestion: until < from ? "\(time(until))-\(time(from))" : "09:00-12:00")
        }
        return from..<until
    }

    private static func time(_ minute: Int) -> String { "\(digits(minute / 60)):\(digits(minute % 60))" }
    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `09:00`, also `9:00`.
    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        let total = hour * 60 + minute
        return total <= WorkingHours.minutesADay ? total : nil
    }
}
