internal import PaidanCore

extension Limit {
    /// `2 小时`, `2 个工作日`, `当日`; what stands in the calendar as the policy writes it.
    var label: Label {
        switch self {
        case .clock(let span): span.exactLabel
        case .workingTime(let span): Label("工作时间 \(span.exactLabel.zh)", "\(span.exactLabel.en) of working time")
        case .calendarDays(0): Label("当日", "the same day")
        case .calendarDays(let days): Label("\(days) 天", "\(days) day\(days == 1 ? "" : "s")")
        case .workingDays(let days): Label("\(days) 个工作日", "\(days) working day\(days == 1 ? "" : "s")")
        case .months(let months): Label("\(months) 个月", "\(months) month\(months == 1 ? "" : "s")")
        case .every(let cadence):
            switch cadence.step {
            case .days(let days): Label("每 \(days) 天", "every \(days) day\(days == 1 ? "" : "s")")
            case .months(let months): Label("每 \(months) 个月", "every \(months) month\(months == 1 ? "" : "s")")
            }
        case .schedule(let schedule): schedule.rule.label
        case .firstOf(let schedules):
            Label(
                schedules.map(\.rule.label.zh).joined(separator: "、"),
                schedules.map(\.rule.label.en).joined(separator: ", "))
        }
    }
}

extension Schedule.Rule {
    /// `每周一、周五`, `每月最后 3 天`.
    fileprivate var label: Label {
        switch self {
        case .weekdays(let days, _):
            let names = days.sorted().map { Self.weekdays[$0 - 1] }
            return Label(
                "每" + names.map(\.zh).joined(separator: "、"), "every " + names.map(\.en).joined(separator: ", "))
        case .week(let day):
            let name = Self.weekdays[day - 1]
            return Label("每周(\(name.zh)起)", "each week from \(name.en)")
        case .month(let days):
            let (first, last) = (days.lowerBound, days.upperBound)
            return Label("每月 \(first)–\(last) 日", "days \(first)–\(last) of each month")
        case .monthEnd(let days): return Label("每月最后 \(days) 天", "the last \(days) days of each month")
        case .period(let months):
            return Label("每 \(months) 个月(按日历)", "each \(months) calendar month\(months == 1 ? "" : "s")")
        }
    }

    private static let weekdays = [
        Label("周一", "Monday"), Label("周二", "Tuesday"), Label("周三", "Wednesday"), Label("周四", "Thursday"),
        Label("周五", "Friday"), Label("周六", "Saturday"), Label("周日", "Sunday"),
    ]
}
