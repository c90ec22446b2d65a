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
        case .every, .schedule, .firstOf: Label(RegulationLimit.text(of: self), RegulationLimit.text(of: self))
        }
    }
}
