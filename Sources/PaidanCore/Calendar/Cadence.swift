/// 滚动周期: a duty that comes again so long after it was last done or due: every three months, every 15 days. The next date
/// stands whether or not the last one was kept (corrections A7).
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

    /// The date after `last`, on which it was done or was due.
    package func date(after last: CivilDate) -> CivilDate {
        switch step {
        case .days(let count): last + Int64(count)
        case .months(let count): last.adding(months: count)
        }
    }
}
