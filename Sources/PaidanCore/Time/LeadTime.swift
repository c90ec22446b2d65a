/// 提前量: how long before a planned date something must have been done: 「提前48小时告知」, 「提前5天」.
package struct LeadTime: Hashable, Sendable {
    /// Clock time, working time, days or months; more than zero.
    package let length: Limit

    /// - Throws: `noLength` for a cadence or a schedule, `badAmount` for zero and less.
    package init(_ length: Limit) throws(CalendarError) {
        switch length {
        case .clock(let span), .workingTime(let span): guard span > .zero else { throw .badAmount(span.milliseconds) }
        case .calendarDays(let count), .workingDays(let count), .months(let count):
            guard count > 0 else { throw .badAmount(Int64(count)) }
        case .every, .schedule, .firstOf: throw .noLength
        }
        self.length = length
    }

    /// The last moment that is early enough.
    ///
    /// Lengths up to the bounds of `Limit` end inside the horizon of every calendar.
    package func latest(before planned: Instant, in calendar: WorkCalendar) -> Instant {
        do throws(CalendarError) {
            return try calendar.latest(length, before: planned)
        } catch {
            preconditionFailure("no policy has the lead time \(length): \(error)")
        }
    }
}
