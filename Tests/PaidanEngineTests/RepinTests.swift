import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 时限改用现行制度: only a person moves a running clock, with a reason; what was judged stays judged.
@Suite struct RepinTests {
    private static func policy(_ lines: String...) throws -> Regulation { try policy(lines) }

    private static func policy(_ lines: [String]) throws -> Regulation {
        let text = (["name: next", "title: {zh: 新, en: next}", "extends: rs"] + lines).joined(separator: "\n")
        return try RegulationSample.loader().load(
            text: text, file: "next.yaml")
    }

    /// A complaint under RS, and another policy activated an hour later.
    private func house(_ lines: String...) throws -> (house: TestHouse, complaint: TicketID) {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.advance(.hours(1))
        try house.turn([.activate(Activation(try Self.policy(lines), by: Actor("admin", [.admin])))])
        return (house, complaint)
    }

    private func repin(
        _ clock: String, of complaint: TicketID, by actor: Actor = TestHouse.supervisor, in house: TestHouse
    ) throws {
        try house.act(complaint, "repinClock", ["clock": .string(clock), "reason": "新制度从今天起适用"], by: actor)
    }

    @Test func theClockIsReckonedAgainUnderThePolicyInForce() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 2 wd", "clocks: {firstReply: none}")
        #expect(try house.clock("firstReply::1", of: complaint)?.policy == 1)

        try repin("firstReply::1", of: complaint, in: house)

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.policy == 2)
        #expect(clock.start == TestHouse.monday)
        #expect(clock.due == .reading("2026-03-05T00:00:00+08:00"))
        #expect(try house.clock("plan::1", of: complaint)?.policy == 1, "only the one that was named")
        #expect(try house.eventTypes(of: complaint).last == "clockRepinned")
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    @Test func theRungsAreThoseOfTheNewPolicy() throws {
        let (house, complaint) = try house(
            "complaint.firstReplyWithin: 4 h",
            "clocks: {firstReply: [{after: 30 min, tell: [leader]}, {after: 2 h, tell: [leader]}, {late: [leader]}]}")

        try repin("firstReply::1", of: complaint, in: house)
        let repinned = try house.store.events(of: complaint).count
        try house.move(to: TestHouse.monday + .hours(5))

        let rings = try house.store.events(of: complaint).dropFirst(repinned).filter { event in
            String(decoding: event.data, as: UTF8.self).contains("firstReply")
        }
        // The first warning was due half an hour before and is the last that has passed: it comes at once.
        #expect(rings.map { ($0.recordedAt - TestHouse.monday).milliseconds } == [3_600_000, 7_200_000, 14_400_001])
    }

    @Test func aBreachStaysABreachAndTheNewDateIsTheSecondOpinion() throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(25))
        try house.turn([
            .activate(Activation(try Self.policy("complaint.firstReplyWithin: 60 h"), by: Actor("admin", [.admin])))
        ])

        try repin("firstReply::1", of: complaint, in: house)
        #expect(try house.clock("firstReply::1", of: complaint)?.isBreached == true)
        try house.move(to: TestHouse.monday + .hours(30))
        try house.act(complaint, "replyToCustomer", ["text": "已联系"])

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion == .inTime)
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    @Test func aBreachedClockNeverRingsAgain() throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(25))
        let rings = try house.eventTypes(of: complaint).count { $0 == "rang" }
        try house.turn([
            .activate(Activation(try Self.policy("complaint.firstReplyWithin: 26 h"), by: Actor("admin", [.admin])))
        ])

        try repin("firstReply::1", of: complaint, in: house)
        try house.move(to: TestHouse.monday + .hours(40))

        #expect(try house.eventTypes(of: complaint).count { $0 == "rang" } == rings)
    }

    @Test func aFactReportedLateIsJudgedOnceAndSeenTwice() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 2 h", "clocks: {firstReply: none}")
        try repin("firstReply::1", of: complaint, in: house)
        try house.move(to: TestHouse.monday + .hours(2) + .minutes(20))

        try house.act(
            complaint, "replyToCustomer", ["text": "已联系"], occurredAt: TestHouse.monday + .hours(1) + .minutes(55))

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.verdict == .late && clock.secondOpinion == .inTime)
    }

    /// What was reported may have happened before the clock was moved: moving is no step of the story.
    @Test func repinningDoesNotShutOutAnEarlierFact() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 3 h", "clocks: {firstReply: none}")
        try repin("firstReply::1", of: complaint, in: house)

        try house.act(
            complaint, "replyToCustomer", ["text": "已联系"], occurredAt: TestHouse.monday + .minutes(50))

        #expect(try house.clock("firstReply::1", of: complaint)?.stoppedAt == TestHouse.monday + .minutes(50))
    }

    @Test func aClockOnHoldKeepsItsPauseAndTakesTheNewLadder() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        try house.act(
            part, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], by: TestHouse.worker(.engineering))
        try house.act(complaint, "hold", ["reason": "customer", "until": "2026-03-03T10:00:00+08:00"])
        let due = try #require(try house.clock("promisedDate::1", of: part)).due
        try house.turn([
            .activate(
                Activation(
                    try Self.policy("clocks: {promisedDate: [{before: 2 h, tell: [leader]}, {late: [leader]}]}"),
                    by: Actor("admin", [.admin])))
        ])

        try repin("promisedDate::1", of: part, in: house)

        let clock = try #require(try house.clock("promisedDate::1", of: part))
        #expect(clock.due == due && clock.policy == 2)
        #expect(clock.pause(at: house.now)?.until == TestHouse.monday + .hours(24))
        #expect(try house.store.runningClocks(of: part).first?.next == due - .hours(2))
    }

    // MARK: Refusals

    @Test(arguments: [
        ("firstReply:engineering:1", "no-such-clock"), ("nonsense", "no-such-clock"),
        ("verification::1", "no-such-clock"), ("plan::1", "not-promised"),
    ])
    func whatCannotBeMovedIsRefused(clock: String, code: String) throws {
        let (house, complaint) = try house("complaint.planWithin: none")

        let failure = try #require(throws: Failure.self) { try repin(clock, of: complaint, in: house) }

        guard case .refused(.because(let reason)) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(reason.code == code)
    }

    @Test func theSamePolicyTwiceIsRefused() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 22 h")
        try repin("firstReply::1", of: complaint, in: house)

        #expect(throws: Failure.self) { try repin("firstReply::1", of: complaint, in: house) }
    }

    @Test func whoMayNotConsentToMoreTimeIsRefused() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 22 h")

        #expect(throws: Failure.refused(.notYours(verb: "repinClock", needs: [.supervisor, .leader, .admin]))) {
            try repin("firstReply::1", of: complaint, by: TestHouse.clerk, in: house)
        }
        #expect(throws: Failure.noSuchTicket) {
            let head = Actor("head", [.departmentHead], departments: [.engineering])
            try repin("firstReply::1", of: complaint, by: head, in: house)
        }
        try repin("firstReply::1", of: complaint, by: TestHouse.leader, in: house)
    }

    @Test func aReasonIsAskedFor() throws {
        let (house, complaint) = try house("complaint.firstReplyWithin: 22 h")

        let failure = try #require(throws: Failure.self) {
            try house.act(complaint, "repinClock", ["clock": "firstReply::1"], by: TestHouse.supervisor)
        }

        guard case .invalid(let errors) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(errors.map(\.pointer) == ["/reason"])
    }
}
