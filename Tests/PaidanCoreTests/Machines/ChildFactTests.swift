import Testing

@testable import PaidanCore

/// Whatever a complaint is doing, a linked ticket's news is taken in and leads to a sound state.
@Suite struct ChildFactTests {
    /// Whose part is taken away reads why.
    @Test func aPartKeepsTheReasonOfTheWithdrawal() throws {
        var complaint = try Story.complaint()
        try complaint.act(.forward(departments: [.engineering]))
        var opinion = Story()
        try opinion.open(OpinionIssue.self, .test())
        try opinion.act(OpinionIssue.self, .forward(department: .engineering))

        try complaint.act(.withdraw(reason: "solved"))
        try opinion.act(OpinionIssue.self, .withdraw(reason: "solved"))

        for story in [complaint, opinion] {
            guard case .cancelled("solved") = story.dispatch(.engineering)?.state else { return #expect(Bool(false)) }
        }
    }

    /// News of one of the complaint's parts, or of a duplicate.
    enum News: String, CaseIterable {
        case delivered, missedOnce, missedTwice, done, returned, cancelled, absorbed, absorbedWithParts, released

        func command(of part: TicketID, at now: Instant) -> Complaint.Command {
            let source = Samples.target
            let moved = Complaint.DispatchRecordMoved(
                id: ChildFactTests.foreign, department: .furniture, forwardedAt: now, misses: 0)
            return switch self {
            case .delivered: .dispatchDelivered(dispatch: part)
            case .missedOnce: .dispatchMissed(dispatch: part, misses: 1)
            case .missedTwice: .dispatchMissed(dispatch: part, misses: 2)
            case .done: .dispatchEnded(dispatch: part, outcome: .done)
            case .returned: .dispatchEnded(dispatch: part, outcome: .returned)
            case .cancelled: .dispatchEnded(dispatch: part, outcome: .cancelled)
            case .absorbed: .absorbDuplicate(source: source, receivedAt: now - .hours(3), parts: [], needs: [])
            case .absorbedWithParts:
                .absorbDuplicate(source: source, receivedAt: now - .hours(3), parts: [moved], needs: [])
            case .released: .releaseDuplicate(source: source, parts: [part])
            }
        }
    }

    /// A dispatch of the other complaint.
    private static let foreign = TicketID(ULID(high: 9, low: 9))

    /// A regulation that promises the customer nothing beyond the two hours leaves the fewest clocks.
    private static let policies: [Policy] = [
        .test(), .test(revisits: .workingDays(3)),
        .test(without: [Complaint.firstReplyWithin.key, Complaint.planWithin.key, Complaint.verifyWithin.key]),
        .test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]),
    ]

    /// Every sample in an open state, and where it may have them, with two departments at work.
    private static func parents() throws -> [Story] {
        try policies.flatMap { policy in
            try Samples.complaints(policy).filter { !$0.phase.isEnd }.flatMap { story in
                guard story.phase == .inDepartment else { return [story] }
                var two = story
                try two.act(.redispatch(department: .furniture))
                var held = two
                try held.act(.hold(reason: .parts, until: held.now + .days(1), note: nil))
                var escalated = two
                try escalated.act(.escalate(reason: .customerDemand))
                return [story, two, held, escalated]
            }
        }
    }

    @Test(arguments: News.allCases)
    func isTakenInByEveryOpenState(_ news: News) throws {
        let parents = try Self.parents()
        try #require(Set(parents.map(\.phase)) == Set(Complaint.Phase.allCases.filter { !$0.isEnd }))

        for story in parents {
            let part = try #require(story.complaint.dispatches.last).id
            var after = story
            try after.openDispatch(Self.foreign, to: .furniture, of: Samples.target)
            #expect(throws: Never.self, "\(news.rawValue) in \(story.phase)") {
                try after.act(news.command(of: part, at: story.now), by: .ticket)
            }
            #expect(after.flaws(ofComplaint: after.complaints[0]) == [], "\(news.rawValue) in \(story.phase)")
        }
    }

    @Test func allDoneLeadsToTheCustomer() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.phase == .inDepartment)
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.phase == .awaitingRevisit)
    }

    @Test func oneReturnedAmongTheEndedLeadsToTriage() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))

        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .furniture))
        #expect(story.phase == .inDepartment)
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.phase == .received)
        #expect(story.complaint.round == 2)
        #expect(story.complaint.misroutes == 1)
    }

    @Test func aReplacedReturnCountsNoMore() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .furniture))
        try story.act(.redispatch(department: .furniture))

        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(.furniture, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.phase == .awaitingRevisit)
    }

    @Test func allCancelledByHandLeadsBackToTriageAndIsNoMisroute() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))

        try story.act(.engineering, .cancelDispatch(reason: nil), by: .specialist)

        #expect(story.phase == .received)
        #expect(story.complaint.misroutes == 0)
        #expect(story.flaws == [])
    }

    @Test func whatEndsDuringAHoldIsDecidedAtResume() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.hold(reason: .customer, until: story.now + .days(1), note: nil))

        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.phase == .onHold)
        try story.act(.resume)
        #expect(story.phase == .awaitingRevisit)
    }

    @Test func aSecondMissGoesToTheLeader() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        #expect(story.phase == .inDepartment)
        try story.act(.engineering, .newPromise(date: story.now + .hours(1)))

        try story.wait(.hours(2))

        #expect(story.phase == .escalated)
        #expect(story.notices.contains(.escalated))
    }

    @Test func aDebtToTheLeaderEndsWithTheRound() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.hold(reason: .customer, until: story.now + .days(1), note: nil))
        let part = try #require(story.complaint.dispatches.last).id
        try story.act(.dispatchMissed(dispatch: part, misses: 2), by: .ticket)
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .materials))
        try story.act(.resume)
        try #require(story.phase == .received)

        try story.act(.forward(departments: [.materials]))

        #expect(story.phase == .inDepartment)
    }

    @Test func theMissCounterSurvivesANewDispatchToTheSameDepartment() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))

        try story.act(.forward(departments: [.engineering]))

        #expect(story.dispatch(.engineering)?.misses == 1)
    }

    @Test func theLeaderReopensADissatisfiedOneWithNothingLeftToDo() throws {
        var story = try Story.complaint(
            .test(severity: .important), .test(set: [Complaint.repeatTriggers.key: .count(1)]))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(.revisitDissatisfied(callTaskID: nil, points: ["p"]))
        try #require(story.phase == .escalated)

        try story.act(.leaderOrders(measures: "m", newDeadline: story.now + .days(1)), by: .leader)

        #expect(story.phase == .received)
        #expect(story.flaws == [])
    }
}
