/// 工作时段: when the company works on a day, e.g. 9:00–12:00 and 13:30–18:00. What touches is joined; a night shift is two
/// intervals on two days.
package struct WorkingHours: Hashable, Sendable {
    /// Minutes since local midnight, half-open, ascending, apart from each other.
    package let intervals: [Range<Int>]

    /// 休: no work.
    package static let none = WorkingHours(checked: [])
    /// 全天: 0:00–24:00.
    package static let wholeDay = WorkingHours(checked: [0..<minutesADay])

    package static let minutesADay = 1_440
    package static let intervalsMax = 24

    /// - Parameter intervals: in any order, each within 0–1,440 minutes since local midnight, none empty.
    /// - Throws: `badInterval`, `overlappingIntervals`, `tooManyIntervals`.
    package init(_ intervals: [Range<Int>]) throws(CalendarError) {
        guard intervals.count <= Self.intervalsMax else { throw .tooManyIntervals(intervals.count) }
        var joined: [Range<Int>] = []
        for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard !interval.isEmpty, interval.lowerBound >= 0, interval.upperBound <= Self.minutesADay else {
                throw .badInterval(from: interval.lowerBound, until: interval.upperBound)
            }
            guard let last = joined.last, interval.lowerBound <= last.upperBound else {
                joined.append(interval)
                continue
            }
            guard interval.lowerBound == last.upperBound else {
                throw .overlappingIntervals(from: interval.lowerBound)
            }
            joined[joined.count - 1] = last.lowerBound..<interval.upperBound
        }
        self.init(checked: joined)
    }

    private init(checked intervals: [Range<Int>]) { self.intervals = intervals }

    package var isEmpty: Bool { intervals.isEmpty }

    /// - Parameter minute: since local midnight.
    package func contains(_ minute: Int) -> Bool { intervals.contains { $0.contains(minute) } }

    /// `10:00–11:30, 15:30–17:00`
    package var text: String {
        intervals.map { "\(Self.text($0.lowerBound))–\(Self.text($0.upperBound))" }.joined(separator: ", ")
    }

    private static func text(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

    /// Minutes of work on a day of 24 hours.
    package var minutes: Int { intervals.reduce(0) { $0 + $1.count } }
}
