/// 算式: how a due moment came about, so that it can be shown and checked by hand. The segments follow each other without
/// a gap from `start` to `due`.
package struct Reckoning: Hashable, Sendable {
    package struct Segment: Hashable, Sendable {
        package let kind: Kind
        package let from: Instant
        package let until: Instant
        /// The local days that it covers, for limits in days and months; 0 for limits in time.
        package let days: Int
    }

    package enum Kind: Hashable, Sendable {
        /// 计入.
        case counted
        /// 调休上班: counted, although the weekday is none of work.
        case makeup(Label)
        /// 起始日: the day on which the clock starts does not count.
        case startDay
        /// 未到日程: before the days of a schedule.
        case notYet
        /// 非工作时段: before, between and after the hours of a working day.
        case offHours
        /// 休息日.
        case rest
        /// 放假.
        case holiday(Label)
        /// 暂停.
        case paused(Label)

        package var isCounted: Bool {
            switch self {
            case .counted, .makeup: true
            case .startDay, .notYet, .offHours, .rest, .holiday, .paused: false
            }
        }

        package var label: Label {
            switch self {
            case .counted: Label("计入", "counted")
            case .makeup(let holiday): Label("调休上班(\(holiday.zh)),计入", "make-up workday (\(holiday.en)), counted")
            case .startDay: Label("起始日,不计", "day of the start, not counted")
            case .notYet: Label("未到日程,不计", "before the days of the schedule, not counted")
            case .offHours: Label("非工作时段", "outside working hours")
            case .rest: Label("休息日", "day off")
            case .holiday(let holiday): Label("放假(\(holiday.zh))", "holiday (\(holiday.en))")
            case .paused(let reason): Label("暂停(\(reason.zh))", "paused (\(reason.en))")
            }
        }
    }

    package let limit: Limit
    package let start: Instant
    package let due: Instant
    package let segments: [Segment]
    /// Years in between for which no holiday list was at hand: working days there are those of the week alone.
    package let unlistedYears: [Int]

    /// What the counted segments add up to: the limit itself, for clock time and working time.
    package var countedTime: Span {
        segments.reduce(.zero) { $1.kind.isCounted ? $0 + ($1.until - $1.from) : $0 }
    }

    /// For limits in days the limit itself; 0 for limits in time.
    package var countedDays: Int { segments.reduce(0) { $1.kind.isCounted ? $0 + $1.days : $0 } }
}
