import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// What happens to one ticket of a story happens to the others in the same transaction.
@Suite struct LinkedTicketTests {
    let house: TestHouse
    let engineer = TestHouse.worker(.engineering)
    let supplier = TestHouse.worker(.materials)

    init() throws { house = try TestHouse() }

    /// A complaint with engineering and materials, both working on a date.
    private func twoDepartmentsAtWork() throws -> (complaint: TicketID, engineering: TicketID, materials: TicketID) {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering", "materials"]])
        let parts = try house.parts(of: complaint)
        let engineering = try #require(parts.first { $0.department == .engineering }).id
        let materials = try #require(parts.first { $0.department == .materials }).id
        try house.act(engineering, "accept", ["promisedDate": "2026-03-03T18:00:00+08:00"], by: engineer)
        try house.act(materials, "accept", ["promisedDate": "2026-03-03T18:00:00+08:00"], by: supplier)
        return (complaint, engineering, materials)
    }

    @Test func theLastDepartmentDoneHandsTheComplaintBack() throws {
        let (complaint, engineering, materials) = try twoDepartmentsAtWork()

        try house.act(engineering, "reportDone", ["result": "好", "cause": "空鼓"], by: engineer)
        #expect(try house.row(complaint).phase == "inDepartment")
        try house.act(materials, "reportDone", ["result": "好", "cause": "色差"], by: supplier)

        #expect(try house.row(complaint).phase == "awaitingRevisit")
        #expect(try house.clock("resultTold:1:1", of: complaint) == nil)
        #expect(try house.clock("resultTold::1", of: complaint)?.isRunning == true)
    }

    @Test func allEndedAndOneReturnedGoesBackToTriageUnderTheSameTwoHours() throws {
        let (complaint, engineering, materials) = try twoDepartmentsAtWork()

        try house.act(engineering, "reportDone", ["result": "好", "cause": "空鼓"], by: engineer)
        try house.act(materials, "returnMisrouted", ["reason": "非主材", "suggestedDept": "furniture"], by: supplier)

        #expect(try house.row(complaint).phase == "received")
        let clock = try #require(try house.clock("forward::2", of: complaint))
        #expect(clock.start == TestHouse.monday)
        try house.advance(.hours(2) + Span(milliseconds: 1))
        try house.act(complaint, "forward", ["departments": ["furniture"]])
        #expect(try house.clock("forward:furniture:2", of: complaint)?.verdict == .late)
        #expect(try house.clock("forward:engineering:1", of: complaint)?.verdict == .inTime)
    }

    /// A department that was named, passed over and named again is under the two hours from receipt all the same.
    @Test(arguments: [(Span.hours(2), Verdict.inTime), (Span.hours(2) + Span(milliseconds: 1), .late)])
    func aDepartmentPassedOverAtTheForwardIsJudgedWhenItGetsItsPart(after: Span, verdict: Verdict) throws {
        let complaint = try house.open(["categories": ["construction", "furnishing"]]).ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        #expect(try house.clock("forward:furniture:1", of: complaint)?.verdict == .released)
        try house.advance(after)

        try house.act(complaint, "redispatch", ["department": "furniture"])

        #expect(try house.clock("forward:furniture:1", of: complaint)?.verdict == verdict)
    }

    @Test func aDepartmentNamedAgainIsWatchedAgain() throws {
        let complaint = try house.open(["categories": ["construction", "furnishing"]]).ticket
        try house.act(complaint, "classify", ["categories": ["construction"]])
        try house.act(complaint, "classify", ["categories": ["construction", "furnishing"]])

        #expect(try house.clock("forward:furniture:1", of: complaint)?.isRunning == true)
        try house.advance(.hours(2) + .seconds(1))
        #expect(try house.clock("forward:furniture:1", of: complaint)?.isBreached == true)
    }

    @Test func aReturnedPartCanBeReplacedWhileTheOthersWork() throws {
        let (complaint, _, materials) = try twoDepartmentsAtWork()
        try house.act(materials, "returnMisrouted", ["reason": "非主材"], by: supplier)
        #expect(try house.clock("forwardAgain:\(materials):1", of: complaint)?.isRunning == true)

        try house.act(complaint, "redispatch", ["department": "furniture"])

        #expect(try house.row(complaint).phase == "inDepartment")
        #expect(try house.clock("forward:furniture:1", of: complaint)?.verdict == .inTime)
        #expect(try house.clock("forwardAgain:\(materials):1", of: complaint)?.isRunning == false)
    }

    /// Of two reminders, each says which part it is about.
    @Test func aReminderIsShownWithTheNumberOfItsPart() throws {
        let (complaint, _, materials) = try twoDepartmentsAtWork()
        try house.act(materials, "returnMisrouted", ["reason": "非主材"], by: supplier)
        func subject(for actor: Actor) throws -> JSON? {
            let viewer = Viewer(
                actor, language: .zh, zone: .shanghai, routing: house.engine.policies.desks(), vault: nil)
            let clocks = try ClockView.json(of: complaint, in: house.store, for: viewer, at: house.now)
            return clocks?.first { $0["name"] == "forwardAgain" }?["subjectLabel"]
        }

        #expect(try subject(for: TestHouse.clerk) == .string(try house.row(materials).numberText))
        #expect(try subject(for: engineer) == nil, "who may not see the part learns nothing of it")
    }

    @Test func aSecondMissEscalatesAndTheLeadersDeadlineBecomesThePromise() throws {
        let complaint = try house.open(["categories": ["construction"]]).ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        try house.act(part, "accept", ["promisedDate": "2026-03-02T12:00:00+08:00"], by: engineer)
        try house.move(to: TestHouse.monday + .hours(2))
        #expect(try house.row(part).phase == "working")
        try house.advance(Span(milliseconds: 1))
        #expect(try house.row(part).phase == "overdue")
        #expect(try house.row(complaint).phase == "inDepartment")

        try house.act(part, "newPromise", ["date": "2026-03-02T13:00:00+08:00"], by: engineer)
        try house.move(to: TestHouse.monday + .hours(3) + Span(milliseconds: 1))

        #expect(try house.row(complaint).phase == "escalated")
        #expect(try house.row(complaint).custodian == "leader")
        #expect(
            throws: Failure.refused(
                .because(
                    Refusal.Reason(
                        "leader-must-order", "已两次逾期,须由主管领导批示",
                        "two dates were missed; the supervising leader has to order")))
        ) {
            try house.act(part, "newPromise", ["date": "2026-03-03T13:00:00+08:00"], by: engineer)
        }
        try house.act(
            complaint, "leaderOrders", ["measures": "增派人手", "newDeadline": "2026-03-04T10:00:00+08:00"],
            by: TestHouse.leader)
        #expect(try house.row(complaint).phase == "inDepartment")
        #expect(try house.row(part).phase == "working")
        #expect(try house.clock("leaderOrder::1", of: complaint)?.verdict == .inTime)
        #expect(try house.clock("promisedDate::3", of: part)?.isRunning == true)
    }

    @Test func aHoldPausesThePromisedDateByExactlyItsLength() throws {
        let (complaint, engineering, _) = try twoDepartmentsAtWork()
        let before = try #require(try house.clock("promisedDate::1", of: engineering)).due

        try house.act(complaint, "hold", ["reason": "parts", "until": "2026-03-02T15:00:00+08:00"])
        #expect(try house.row(complaint).custodian == "supplier")
        let clock = try #require(try house.clock("promisedDate::1", of: engineering))
        #expect(clock.pause(at: house.now)?.from == TestHouse.monday)
        #expect(clock.due == before + .hours(5), "the end of the hold is planned")
        try house.move(to: TestHouse.monday + .hours(5))

        #expect(try house.row(complaint).phase == "inDepartment")
        #expect(try house.clock("promisedDate::1", of: engineering)?.due == before + .hours(5))
        #expect(try house.clock("promisedDate::1", of: engineering)?.pause(at: house.now) == nil)
    }

    @Test func withdrawingCancelsEveryOpenPart() throws {
        let (complaint, engineering, materials) = try twoDepartmentsAtWork()

        try house.act(complaint, "withdraw", ["reason": "客户撤诉"])

        #expect(try [engineering, materials].map { try house.row($0).phase } == ["cancelled", "cancelled"])
        #expect(try house.store.messages(of: engineering).map(\.kind) == [.dispatchCancelled])
        #expect(try house.store.runningClocks(of: complaint).isEmpty)
    }

    @Test func mergingMovesWhatTheTargetLacksAndUnmergingBringsItBack() throws {
        let target = try house.open().ticket
        try house.act(target, "forward", ["departments": ["engineering"]])
        try house.advance(.minutes(10))
        let (complaint, engineering, materials) = try twoDepartmentsAtWork()

        try house.act(complaint, "mergeDuplicate", ["targetID": .string(target.description)])

        #expect(try house.row(complaint).phase == "merged")
        #expect(try house.row(engineering).phase == "cancelled")
        #expect(try house.row(materials).parent == target)
        try house.act(complaint, "unmerge", ["reason": "不是同一问题"])
        #expect(try house.row(complaint).phase == "received", "engineering has to get it again")
        #expect(try house.row(materials).parent == complaint)
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let again = try #require(try house.parts(of: complaint).last { $0.department == .engineering }).id
        try house.act(again, "cancelDispatch", ["reason": "不需要"])
        try house.act(materials, "reportDone", ["result": "好", "cause": "色差"], by: supplier)
        #expect(try house.row(complaint).phase == "awaitingRevisit")
        #expect(try house.row(target).phase == "inDepartment")
    }

    @Test func mergingAnOlderComplaintCountsFromItsReceipt() throws {
        let older = try house.open().ticket
        try house.advance(.minutes(90))
        let target = try house.open().ticket
        try house.act(target, "forward", ["departments": ["engineering"]])
        #expect(try house.clock("forward:engineering:1", of: target)?.verdict == .inTime)
        try house.advance(.minutes(40))

        try house.act(older, "mergeDuplicate", ["targetID": .string(target.description)])

        let clock = try #require(try house.clock("forward:engineering:1", of: target))
        #expect(clock.start == TestHouse.monday)
        #expect(clock.verdict == .inTime)
        #expect(clock.secondOpinion == nil)
    }

    @Test func theLastPartCancelledByHandGoesBackToTriageInsteadOfHanging() throws {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id

        try house.act(part, "cancelDispatch", ["reason": "派错"])

        #expect(try house.row(complaint).phase == "received")
        #expect(try house.clock("forward::2", of: complaint)?.isRunning == true)
        #expect(try house.store.messages(of: part).isEmpty)
    }

    @Test func nobodyActsOnAnotherDepartmentsPart() throws {
        let (_, engineering, _) = try twoDepartmentsAtWork()

        #expect(throws: Failure.self) {
            try house.act(engineering, "reportDone", ["result": "好", "cause": "x"], by: supplier)
        }
        #expect(try house.row(engineering).phase == "working")
    }
}
