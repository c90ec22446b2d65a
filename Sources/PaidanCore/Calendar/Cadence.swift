/// 滚动周期: a duty that comes again so long after it was last done: every three months, every 15 days. The next date stands
/// whether or not the last one was kept (corrections A7).
package struct Cadence: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        /// 每 n 天: every n-th day (corrections C9).
        case days(Int)
        /// 每 n 个月, with the last-day rule.
        case months(Int)
    }

    package let step: Step

    /// - Throws: `badAmount` unless 1–3,650 days or 1–120 months.
    package init(_ step: Step) throws(CalendarError) {
        switch step {
        case .days(let count): guard (1...Limit.daysMax).contains(count) else { throw .badAmount(Int64(count)) }
        case .months(let count): guard (1...Limit.monthsMax).contains(count) else { throw .badAmount(Int64(count)) }
        }
        self.step = step
    }

    /// The `number`-th date after the day on which it was last done; the second is for who missed the first. Counted from
    /// `done` each time, so that 31 January gives 28 February and then 31 March.
    /// - Parameter number: at least 1.
    /// - Throws: `badAmount`; `beyondHorizon` after 100 years.
    package func date(_ number: Int = 1, after done: CivilDate) throws(CalendarError) -> CivilDate {
        guard (1...36_525).contains(number) else { throw .badAmount(Int64(number)) }
        switch step {
        case .days(let count):
            guard number * count <= 36_525 else { throw .beyondHorizon }
            return done + Int64(number * count)
        case .months(let count):
            guard number * count <= 1_200 else { throw .beyondHorizon }
            return done.adding(months: number * count)
        }
    }
}
