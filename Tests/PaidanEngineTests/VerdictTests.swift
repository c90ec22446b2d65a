import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// What is late stays late, what only reminds is never late, and no warning comes when it cannot help any more.
@Suite struct VerdictTests {
    private func rungs(of ticket: TicketID, _ house: TestHouse) throws -> [JSON?] {
        try house.store.events(of: ticket).filter { $0.type == "rang" }.map { try JSON(parsing: $0.data)["rung"] }
    }

    private func received(_ ago: String, _ house: TestHouse) throws -> TicketID {
        try house.open(["receivedAt": .string("2026-03-02T\(ago)+08:00")]).ticket
    }

    @Test func aBreachIsNotForgottenWhenTheComplaintIsWithdrawn() throws {
        let house = try TestHouse()
        let late = try house.open().ticket
        try house.advance(.minutes(121))
        let punctual = try house.open().ticket

        for complaint in [late, punctual] { try house.act(complaint, "withdraw", ["reason": "客户撤诉"]) }

        #expect(try house.clock("forward::1", of: late)?.verdict == .late)
        #expect(try house.clock("forward::1", of: punctual)?.verdict == .released)
    }

    /// The two hours were nobody's in particular when they ran out.
    @Test func whatIsOverdueStaysSoWhenADepartmentIsNamed() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.minutes(121))

        try house.act(complaint, "classify", ["categories": ["construction"]])

        let clock = try #require(try house.clock("forward:engineering:1", of: complaint))
        #expect(clock.isRunning && clock.isBreached)
        #expect(try house.row(complaint).isLate)
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        #expect(try house.clock("forward:engineering:1", of: complaint)?.verdict == .late)
        #expect(try Verifier(house.store).run(house.store).findings.isEmpty)
    }

    @Test func aReminderHasAnEndButNoVerdict() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        try house.act(part, "returnMisrouted", ["reason": "不属于工程部"], by: TestHouse.worker(.engineering))

        try house.advance(.minutes(31))

        let clock = try #require(try house.clock("forwardAgain::2", of: complaint))
        #expect(clock.isRunning && !clock.isBreached)
        #expect(try !house.row(complaint).isLate)
        let notices = try house.store.notices(for: NoticeFilter(roles: Role.allCases, departments: [], branch: nil))
        let told = notices.filter { $0.clock?.name == "forwardAgain" }.map(\.notice)
        #expect(told == [.clockDue, .clockDue, .clockWarning], "newest first; two roles are told at the end")
    }

    @Test func whatIsOverdueWhenItIsTakenInIsLateWithoutWarnings() throws {
        let house = try TestHouse()
        let complaint = try received("07:30:00", house)

        try house.turn([])

        #expect(try rungs(of: complaint, house) == [2])
    }

    @Test func ofTheWarningsThatHavePassedOnlyTheLastIsGiven() throws {
        let house = try TestHouse()
        let complaint = try received("08:10:00", house)

        try house.turn([])

        #expect(try rungs(of: complaint, house) == [1])
    }

    // MARK: Late entries

    /// Reported within the grace, after the clock has recorded that the date passed.
    @Test func workInTimeThatIsEnteredLateGetsASecondOpinion() throws {
        let house = try TestHouse()
        let worker = TestHouse.worker(.engineering)
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        let date = TestHouse.monday + .hours(30)
        try house.act(part, "accept", ["promisedDate": .integer(date.milliseconds)], by: worker)
        try house.move(to: date + .minutes(20))
        #expect(try house.row(part).phase == "overdue")

        try house.act(
            part, "reportDone", ["result": "好", "cause": "空鼓"], by: worker, occurredAt: date - .minutes(5))

        let clock = try #require(try house.clock("promisedDate::1", of: part))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion == .inTime)
        #expect(try house.store.events(of: part).last?.factAt == date - .minutes(5))
        #expect(try house.row(complaint).phase == "awaitingRevisit")
        #expect(try Verifier(house.store).run(house.store).findings.isEmpty)
    }

    // MARK: Warnings

    private func warnings(ofADatePromisedFor span: Span) throws -> (atOnce: Int, later: Int) {
        let house = try TestHouse()
        let worker = TestHouse.worker(.engineering)
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        let date = TestHouse.monday + span
        try house.act(part, "accept", ["promisedDate": .integer(date.milliseconds)], by: worker)
        try house.turn([])
        let atOnce = try rungs(of: part, house).count
        try house.move(to: date)
        return (atOnce, try rungs(of: part, house).count)
    }

    /// Whoever promises for tomorrow need not be told at once that the date is near (`before: 1 d`).
    @Test func aWarningThatWouldComeWithThePromiseIsNotGiven() throws {
        #expect(try warnings(ofADatePromisedFor: .days(1)) == (0, 0))
        #expect(try warnings(ofADatePromisedFor: .hours(5)) == (0, 0))
        #expect(try warnings(ofADatePromisedFor: .days(1) + Span(milliseconds: 1)) == (0, 1))
    }
}
