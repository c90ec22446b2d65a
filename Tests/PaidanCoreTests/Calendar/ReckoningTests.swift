import Testing

@testable import PaidanCore

/// 算式: what `ticket explain` prints.
@Suite struct ReckoningTests {
    private static let calendar = WorkCalendar.office()

    private func lines(_ reckoning: Reckoning) -> [String] {
        reckoning.segments.map { segment in
            let days = segment.days > 0 ? " \(segment.days) d" : ""
            let (from, until) = (segment.from.rfc3339(in: .shanghai), segment.until.rfc3339(in: .shanghai))
            return "\(from.dropFirst(5).prefix(11)) \(until.dropFirst(5).prefix(11)) \(segment.kind.label.en)\(days)"
        }
    }

    @Test func workingDaysAreShownWithWhatIsInBetween() throws {
        let reckoning = try Self.calendar.reckoning(of: .workingDays(3), from: "2025-09-27T10:00:00+08:00")

        #expect(
            lines(reckoning) == [
                "09-27T10:00 09-28T00:00 day of the start, not counted 1 d",
                "09-28T00:00 09-29T00:00 make-up workday (National Day and Mid-Autumn Festival), counted 1 d",
                "09-29T00:00 10-01T00:00 counted 2 d",
            ])
        #expect(reckoning.countedDays == 3)
    }

    @Test func holidaysAreNamed() throws {
        let reckoning = try Self.calendar.reckoning(of: .workingDays(2), from: "2026-09-30T10:00:00+08:00")

        #expect(
            lines(reckoning) == [
                "09-30T10:00 10-01T00:00 day of the start, not counted 1 d",
                "10-01T00:00 10-08T00:00 holiday (National Day) 7 d",
                "10-08T00:00 10-10T00:00 counted 2 d",
            ])
    }

    @Test func workingTimeIsShownPieceByPiece() throws {
        let hold = Pause(
            Label("等客户", "waiting for the customer"), from: "2026-03-06T17:00:00+08:00",
            until: "2026-03-09T10:00:00+08:00")
        let reckoning = try Self.calendar.reckoning(
            of: .workingTime(.hours(4)), from: "2026-03-06T16:00:00+08:00", pauses: [hold])

        #expect(
            lines(reckoning) == [
                "03-06T16:00 03-06T17:00 counted",
                "03-06T17:00 03-06T18:00 paused (waiting for the customer)",
                "03-06T18:00 03-07T00:00 outside working hours",
                "03-07T00:00 03-09T00:00 day off",
                "03-09T00:00 03-09T09:00 outside working hours",
                "03-09T09:00 03-09T10:00 paused (waiting for the customer)",
                "03-09T10:00 03-09T12:00 counted",
                "03-09T12:00 03-09T13:30 outside working hours",
                "03-09T13:30 03-09T14:30 counted",
            ])
        #expect(reckoning.countedTime == .hours(4))
    }

    @Test func aYearWithoutAListIsSaid() throws {
        let inside = try Self.calendar.reckoning(of: .workingDays(5), from: "2026-12-21T10:00:00+08:00")
        let beyond = try Self.calendar.reckoning(of: .workingDays(10), from: "2026-12-21T10:00:00+08:00")
        let other = try Self.calendar.reckoning(of: .calendarDays(30), from: "2026-12-21T10:00:00+08:00")
        let none = try WorkCalendar(zone: .shanghai).reckoning(of: .workingDays(10), from: "2026-12-21T10:00:00+08:00")

        #expect(inside.unlistedYears.isEmpty)
        #expect(beyond.unlistedYears == [2027])
        // Holidays do not matter to it, or nobody ever gave a list.
        #expect(other.unlistedYears.isEmpty)
        #expect(none.unlistedYears.isEmpty)
    }

    @Test(arguments: [Limit.clock(.zero), .workingTime(.zero)])
    func nothingToCountNeedsNoArithmetic(_ limit: Limit) throws {
        let reckoning = try Self.calendar.reckoning(of: limit, from: .monday)

        #expect(reckoning.due == .monday)
        #expect(reckoning.segments.isEmpty)
    }
}
