import Testing

@testable import PaidanCore

/// Policies that would let a ticket be forgotten, each with the way on which it happens.
@Suite struct NoOrphanTests {
    private func flaws(
        revisits: Limit? = nil, set readings: [String: ParameterReading] = [:], without keys: [String] = []
    ) -> [OrphanFlaw] {
        NoOrphanProof(of: .test(revisits: revisits, set: readings, without: keys)).flaws
    }

    @Test func nothingIsForgottenUnderAPolicyThatMakesEveryPromise() {
        #expect(flaws() == [])
    }

    @Test(arguments: [
        (Complaint.surveyWithin.key, "received —requireSurvey→ surveying"),
        (Complaint.leaderOrdersWithin.key, "received —takeOver→ escalated"),
        (Complaint.resultToldWithin.key, "received —forward→ inDepartment —dispatchEnded→ awaitingRevisit"),
        (DepartmentDispatch.pickUpWithin.key, "queued"),
        (DepartmentDispatch.promiseWithin.key, "queued —delivered→ published"),
    ])
    func aStateNeedsAClock(key: String, way: String) throws {
        let flaw = try #require(flaws(without: [key]).first { $0.claim == .clock })

        #expect(flaw.way == way)
        #expect(flaw.keys.first == key)
    }

    @Test func aPromiseToTheCustomerWatchesOnlyUntilItIsKept() throws {
        let policy = Policy.test(without: [Complaint.surveyWithin.key])

        #expect(policy[Complaint.firstReplyWithin] != nil)
        #expect(NoOrphanProof(of: policy).flaws.map(\.phase.name) == ["surveying"])
    }

    @Test func everyRoadToADepartmentPassesTheTwoHours() throws {
        let found = flaws(without: [Complaint.forwardWithin.key])

        let flaw = try #require(found.first { $0.claim == .forwarding })
        #expect(flaw.way == "received —forward→ inDepartment")
        #expect(flaw.keys == [Complaint.forwardWithin.key])
        #expect(found.contains { $0.claim == .clock && $0.way == "received" })
    }

    @Test func theRoadByTheSurveyPassesTheSecondLimit() throws {
        let flaw = try #require(
            flaws(without: [Complaint.forwardAfterSurveyWithin.key]).first { $0.claim == .forwarding })

        #expect(flaw.way == "received —requireSurvey→ surveying —surveyConcluded→ inDepartment")
        #expect(flaw.keys == [Complaint.forwardAfterSurveyWithin.key])
    }

    @Test func somebodyMustBeAbleToMakeTheRevisit() throws {
        let nobody = ParameterReading.rolesByWord(
            ["general": [.specialist], "important": [.specialist], "major": [.qualityOffice]])

        let flaw = try #require(
            flaws(revisits: .workingDays(3), set: [Complaint.revisitLevel.key: nobody]).first { $0.claim == .wayOut })

        #expect(flaw.phase.name == "awaitingRevisit")
        #expect(flaw.keys == [Complaint.revisitLevel.key])
    }

    @Test func whereEveryComplaintIsRevisitedNobodyNeedsToBeTold() throws {
        #expect(flaws(revisits: .workingDays(3), without: [Complaint.resultToldWithin.key]) == [])

        let byCall = flaws(
            revisits: .workingDays(3), set: [Complaint.revisitByCall.key: .flag(true)],
            without: [Complaint.resultToldWithin.key])
        #expect(byCall.map(\.claim) == [.clock], "a call that nobody made leaves the customer to be told")
        #expect(byCall.first?.path.last?.verb == "revisitDropped")
    }

    @Test func theWayIsToldInBothLanguages() throws {
        let reason = try #require(flaws(without: [Complaint.surveyWithin.key]).first).reason

        #expect(
            reason.en
                == "a complaint would be forgotten: in surveying site survey no clock runs and no reason is written; "
                + "the way there: received —requireSurvey require a site survey→ surveying site survey; "
                + "set complaint.surveyWithin")
        #expect(
            reason.zh
                == "客户投诉会成为悬案:surveying 现场勘察 没有时限,也没有写明原因。"
                + "路径:received 待分诊 —requireSurvey 要求现场勘察→ surveying 现场勘察;请设定 complaint.surveyWithin")
    }
}
