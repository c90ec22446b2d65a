import Testing

@testable import PaidanCore

/// 时间账: who had a complaint for how long.
@Suite struct TimeAccountTests {
    /// `customerService received 10:00-12:00 2 h`
    private func lines(_ account: TimeAccount) -> [String] {
        account.intervals.map { interval in
            let times = [interval.from, interval.until].map { $0.rfc3339(in: .shanghai).dropFirst(8).prefix(8) }
            return "\(interval.holder.name) \(interval.phase) \(times[0]) \(times[1])"
        }
    }

    @Test func intakeAndDepartmentHaveTheirOwnIntervals() throws {
        var story = try Story.complaint()
        try story.wait(.minutes(90))
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.hours(3))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.wait(.minutes(15))
        try story.act(.replyToCustomer(text: "t"))
        try story.wait(.hours(50))

        let account = try story.account()

        #expect(
            lines(account) == [
                "customerService received 02T10:00 02T11:30", "department:engineering inDepartment 02T11:30 02T14:30",
                "customerService awaitingRevisit 02T14:30 02T14:45",
            ])
        #expect(account.isEnded)
        #expect(account.totals.map(\.holder) == [.customerService, .departments([.engineering])])
        #expect(account.totals.map(\.clockTime) == [.minutes(105), .hours(3)])
        #expect(account.clockTime == .minutes(285))
    }

    @Test func receiptIsBeforeTheKeyboard() throws {
        let story = try Story.complaint(.test(receivedAt: "2026-03-02T09:40:00+08:00"))

        let account = try story.account()

        #expect(account.from == "2026-03-02T09:40:00+08:00")
        #expect(
            lines(account) == [
                "customerService beforeOpening 02T09:40 02T10:00", "customerService received 02T10:00 02T10:00",
            ])
        #expect(account.clockTime == .minutes(20))
    }

    @Test func whatIsToldWithinTheGraceCountsFromWhenItHappened() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)
        try story.wait(.minutes(60))
        try story.act(.explanationRejected(notes: nil), occurredAt: story.now - .minutes(20))

        let account = try story.account()

        #expect(
            lines(account) == [
                "customerService explaining 02T10:00 02T10:40", "customerService received 02T10:40 02T11:00",
            ])
        #expect(account.intervals.last?.reason == Complaint.Triage.Why.explanationRejected.label)
        #expect(account.intervals.last?.begunBy == 3)
    }

    @Test func whatIsToldLaterCountsFromThen() throws {
        var story = try Story.complaint()
        try story.act(.startExplanation)
        try story.wait(.minutes(60))
        try story.act(.explanationRejected(notes: nil), occurredAt: story.now - .minutes(40))

        #expect(lines(try story.account()).first == "customerService explaining 02T10:00 02T11:00")
    }

    @Test func severalDepartmentsAreOneHolderAndEachHasAnAccountOfItsOwn() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.wait(.hours(1))
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.wait(.hours(1))

        let account = try story.account()
        let parts = try story.dispatches.map { try story.account(DepartmentDispatch.self, $0) }

        #expect(
            lines(account) == [
                "department:engineering+materials inDepartment 02T10:00 02T11:00",
                "department:engineering inDepartment 02T11:00 02T12:00",
            ])
        #expect(account.clockTime == .hours(2))
        #expect(parts.map(\.clockTime) == [.hours(2), .hours(1)])
        #expect(parts.map(\.isEnded) == [false, true])
    }

    @Test func aHoldIsTheCustomersOrTheSuppliersTime() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.hours(1))
        try story.act(.hold(reason: .parts, until: story.now + .hours(5), note: nil))
        try story.wait(.hours(6))

        let account = try story.account()
        let part = try story.account(DepartmentDispatch.self)

        #expect(account.totals.first { $0.holder == .supplier }?.clockTime == .hours(5))
        #expect(account.intervals[1].reason == Complaint.HoldReason.parts.label)
        #expect(part.intervals.map(\.reason) == [nil, DepartmentDispatch.complaintOnHold, nil])
    }

    @Test func aMergedComplaintIsNobodysUntilTheMergerIsUndone() throws {
        var story = try Story.complaint()
        try story.open()
        try story.wait(.minutes(10))
        try story.act(.mergeDuplicate(targetID: story.complaints[1]))
        #expect(try story.account().isEnded)
        #expect(try story.account().clockTime == .minutes(10))

        try story.wait(.minutes(30))
        try story.act(.unmerge(reason: "r"))
        try story.wait(.minutes(5))

        #expect(
            lines(try story.account()) == [
                "customerService received 02T10:00 02T10:10", "nobody merged 02T10:10 02T10:40",
                "customerService received 02T10:40 02T10:45",
            ])
    }

    @Test func workingTimeIsCountedByTheCalendarThatHeldThen() throws {
        var story = try Story.complaint(.test(), .test(calendar: .office()), at: "2026-03-06T17:00:00+08:00")
        try story.wait(until: "2026-03-09T10:00:00+08:00")
        let replay = try story.replay(Complaint.self)
        let weekend = CalendarCourse([
            CalendarCourse.Era(from: .monday, policy: 1, calendar: .office()),
            // From Saturday on every day is one of work, day and night.
            CalendarCourse.Era(
                from: "2026-03-07T00:00:00+08:00", policy: 2,
                calendar: WorkCalendar(zone: .shanghai, workdays: Array(1...7))),
        ])

        #expect(TimeAccount(of: replay, at: story.now, by: story.course).workingTime == .hours(2))
        let other = TimeAccount(of: replay, at: story.now, by: weekend)
        #expect(other.workingTime == .hours(1 + 48 + 10))
        #expect(other.clockTime == .hours(65))
        #expect(weekend.eras(from: other.from, until: other.until).map(\.policy) == [1, 2])
    }

    /// Which designer had a lead for how long, and not only that one had it.
    @Test func aLeadsAccountNamesItsDesigners() throws {
        var story = Story()
        try story.open(Lead.self, .test(.company))
        try story.act(Lead.self, .completeIntake(fields: nil))
        try story.act(Lead.self, .dispatch(designer: .ann, reason: nil), by: .director)
        try story.wait(.hours(2))
        try story.act(Lead.self, .requestDesignerChange(wish: .customer, reason: "r"))
        try story.act(Lead.self, .reassign(designer: .bob, reason: nil), by: .director)
        try story.wait(.hours(3))

        let account = try story.account(Lead.self)
        #expect(account.intervals.compactMap(\.keeper) == [.ann, .bob])
        let held = account.totals.filter { $0.holder == .designer }
        #expect(held.map(\.keeper) == [.ann, .bob] && held.map(\.clockTime) == [.hours(2), .hours(3)])
    }
}
