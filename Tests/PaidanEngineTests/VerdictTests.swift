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
}
