import Testing

@testable import PaidanCore

/// CMP-18: one matter, several complaints; and back again.
@Suite struct MergeTests {
    /// The first complaint came later; the second is the one that is kept.
    private static func two(_ policy: Policy = .test()) throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint(.test(), policy)
        let target = try story.open()
        return (story, target)
    }

    @Test func dispatchesThatTheTargetLacksMoveAndTheOthersAreCancelled() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.forward(departments: [.materials]), on: target)

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.phase == .merged)
        #expect(story[complaint: target].open.map(\.department) == [.materials, .engineering])
        #expect(story.dispatch(.engineering)?.whole == target)
        #expect(story.flaws == [])
    }

    @Test func aTargetInTriageGoesToTheDepartmentsWithTheMovedDispatches() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story[complaint: target].phase == .inDepartment)
    }

    @Test func dispatchesMoveIntoAHoldAndWaitWithIt() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.hold(reason: .customer, until: story.now + .days(1), note: nil), on: target)

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.dispatch(.engineering)?.heldSince == story.now)
        #expect(story.flaws == [])
    }

    @Test func dispatchesThatComeBackOutOfAHoldRunOn() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: story.now + .days(2)))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.hold(reason: .customer, until: story.now + .days(1), note: nil), on: target)
        try story.wait(.hours(1))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.phase == .inDepartment)
        #expect(story.dispatch(.engineering)?.heldSince == nil)
        #expect(story.clock("promisedDate::1", at: .engineering)?.due == .monday + .days(2) + .hours(1))
        #expect(story.flaws == [])
    }

    @Test func whatEndedMeanwhileDoesNotComeBack() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.phase == .received)
        #expect(story.flaws == [])
    }

    @Test func aTargetLeftWithoutDispatchesGoesBackToTriage() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story[complaint: target].phase == .received)
        #expect(story.phase == .inDepartment)
        #expect(story.flaws == [])
    }

    @Test func aClosedTargetKeepsWhatWasMerged() throws {
        var (story, target) = try Self.two()
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.withdraw(reason: "w"), on: target)

        #expect(throws: Refusal.because(.targetClosed)) { try story.act(.unmerge(reason: "r")) }
    }

    @Test func aComplaintIsNotMergedIntoItself() throws {
        var (story, _) = try Self.two()

        #expect(throws: Refusal.because(.sameTicket)) { try story.act(.mergeDuplicate(targetID: story.complaints[0])) }
    }

    // MARK: The two hours of what moves (A11)

    /// Received two and a half hours before the other one, and forwarded late.
    private static func lateAndNew(_ opening: Complaint.Opening = .test()) throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint(.test(receivedAt: .monday - .minutes(150)))
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(opening)
        return (story, target)
    }

    @Test func whatMovesIsJudgedByTheEarliestReceipt() throws {
        var (story, target) = try Self.lateAndNew()

        try story.act(.mergeDuplicate(targetID: target))

        let clock = try #require(story.clock("forward:engineering:1", of: target))
        #expect(clock.due == .monday - .minutes(30))
        #expect(clock.verdict == .late)
        #expect(story.clock("forward::1", of: target)?.verdict == .released)
    }

    @Test func whatMovedInTimeIsInTime() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .inTime)
    }

    @Test func aDepartmentThatWasNamedStillHasToGetIt() throws {
        var (story, target) = try Self.lateAndNew(.test(categories: [.tiles]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story[complaint: target].phase == .received)
        #expect(story.clock("forward:materials:1", of: target)?.isRunning == true)
        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .late)
        try story.act(.forward(departments: [.engineering, .materials]), on: target)
        #expect(story[complaint: target].open.map(\.department) == [.engineering, .materials])
        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story.flaws == [])
    }

    @Test func aDepartmentThatWasNamedAndComesWithTheOtherIsJudgedByTheEarliestReceipt() throws {
        var (story, target) = try Self.lateAndNew(.test(categories: [.works]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .late)
    }

    @Test func whatMovesBesideOtherDepartmentsHasItsTwoHours() throws {
        var (story, target) = try Self.lateAndNew()
        try story.act(.forward(departments: [.materials]), on: target)

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .late)
        #expect(story.clock("forward:materials:1", of: target)?.verdict == .inTime)
        #expect(story.clock("forward:materials:1", of: target)?.secondOpinion == .late)
    }

    @Test func whatWentBackAndComesAgainIsTakenOnce() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.unmerge(reason: "another matter"))
        #expect(story[complaint: target].dispatches.map(\.outcome) == [.takenBack])

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story[complaint: target].dispatches.map(\.outcome) == [.open])
        #expect(story.flaws == [])
    }

    @Test func whatComesToAHandledComplaintTellsNobody() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.clock("resultTold::1", of: target)?.verdict == .released)
    }

    @Test func untilDeliveryTheTwoHoursGoOnWhereItMovedTo() throws {
        var (story, target) = try Self.two(.test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))
        #expect(story.clock("forward:engineering:1", of: target)?.isRunning == true)

        try story.act(.engineering, .delivered(receipt: nil))
        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .inTime)
    }

    @Test func theTwoHoursUntilDeliveryEndWithTheMerge() throws {
        var (story, target) = try Self.two(.test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.clock("forward:engineering:1")?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test(arguments: [true, false]) func anUndoneMergeDeliversNothing(isAlone: Bool) throws {
        var (story, target) = try Self.two(.test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        if !isAlone { try story.act(.forward(departments: [.materials]), on: target) }
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .released)
        #expect((story.clock("forward:materials:1", of: target)?.isRunning ?? false) == !isAlone)
        #expect(story.flaws == [])
    }

    // MARK: The two hours of what went back

    private static let limit = Span(milliseconds: 7_200_000)
    private static let moment = Span(milliseconds: 1)

    /// The target names both departments; one came with the other complaint, and went back with it.
    private static func releasedInTriage() throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles]))
        try story.act(.mergeDuplicate(targetID: target))
        try #require(story[complaint: target].phase == .received)
        try #require(story.clock("forward:engineering:1", of: target)?.verdict == .inTime)
        try story.act(.unmerge(reason: "another matter"))
        return (story, target)
    }

    @Test(arguments: [(limit, Verdict.inTime), (limit + moment, .late)])
    func whoLosesItsPartIsOwedOneOfItsOwn(after wait: Span, verdict: Verdict) throws {
        var (story, target) = try Self.releasedInTriage()
        #expect(story.clock("forward:engineering:2", of: target)?.due == .monday + Self.limit)
        #expect(story.clock("forward:materials:1", of: target)?.isRunning == true)
        try story.wait(wait)

        try story.act(.forward(departments: [.engineering, .materials]), on: target)

        #expect(story.clock("forward:engineering:2", of: target)?.verdict == verdict)
        #expect(story.clock("forward:materials:1", of: target)?.verdict == verdict)
        #expect(story.clock("forward:engineering:1", of: target)?.verdict == .inTime, "what was judged stays judged")
        #expect(story.flaws == [])
    }

    /// Beside a department that is at work nobody forwards; one that is named is owed its part all the same.
    @Test(arguments: [true, false]) func whatIsMissedBesideOthersIsLate(isNamed: Bool) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: isNamed ? [.works, .tiles] : []))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.unmerge(reason: "another matter"))
        #expect((story.clock("forward:engineering:2", of: target)?.isRunning ?? false) == isNamed)
        try story.wait(Self.limit + Self.moment)
        #expect(story.rings.contains { $0.clock.text == "forward:engineering:2" && $0.isBreach } == isNamed)

        try story.act(.redispatch(department: .engineering), on: target)

        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .late)
        #expect(story.flaws == [])
    }

    @Test func whatIsHandledWithoutItIsNoForward() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles]))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.unmerge(reason: "another matter"))

        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story[complaint: target].phase == .awaitingRevisit)
        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test func whatComesAndGoesAgainIsOwedOnce() throws {
        var (story, target) = try Self.releasedInTriage()

        try story.act(.mergeDuplicate(targetID: target))
        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .inTime)
        try story.act(.unmerge(reason: "another matter"))

        #expect(story.clock("forward:engineering:3", of: target)?.isRunning == true)
        #expect(story[complaint: target].owedAgain.count == 1)
        #expect(story.flaws == [])
    }

    // MARK: A part that moved in and is given back in triage

    private static func returnedInTriage() throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.tiles]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        try #require(story[complaint: target].phase == .received)
        return (story, target)
    }

    @Test func whatIsGivenBackInTriageIsUnderTheTwoHours() throws {
        var (story, target) = try Self.returnedInTriage()
        let part = try #require(story[complaint: target].dispatches.first).id

        #expect(story.clock("forward::1", of: target)?.isRunning == true)
        #expect(story.clock("forwardAgain:\(part):1", of: target)?.isRunning == true)
        #expect(story.flaws == [])
        try story.wait(Self.limit + Self.moment)
        #expect(story.rings.contains { $0.clock.text == "forward::1" && $0.isBreach })
    }

    @Test func aPersonsForwardTakesItsPlace() throws {
        var (story, target) = try Self.returnedInTriage()

        try story.act(.forward(departments: [.materials, .furniture]), on: target)

        #expect(story[complaint: target].dispatches.first?.outcome == .replaced)
        #expect(story.clock("forward::1", of: target)?.verdict == .released)
        #expect(story.clock("forward:furniture:1", of: target)?.verdict == .inTime)
        #expect(story.flaws == [])
    }

    @Test func aRoutersForwardDoesNot() throws {
        var (story, target) = try Self.returnedInTriage()

        try story.act(.forward(departments: [.materials]), by: .router, on: target)

        #expect(story[complaint: target].givenBack.count == 1)
        #expect(story.clock("forward::1", of: target)?.isRunning == true)
        try story.act(.redispatch(department: .furniture), on: target)
        #expect(story.clock("forward::1", of: target)?.verdict == .released)
        #expect(story.flaws == [])
    }

    @Test func whoClassifiesAnewSaysWhoIsResponsible() throws {
        var (story, target) = try Self.returnedInTriage()

        try story.act(.classify(categories: [.tiles]), on: target)

        #expect(story[complaint: target].dispatches.first?.outcome == .replaced)
        #expect(story.clock("forward::1", of: target)?.verdict == .released)
        #expect(story.clock("forward:materials:1", of: target)?.isRunning == true)
        #expect(story.flaws == [])
    }
}
