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

    // MARK: What comes back

    /// Forwarded in time, merged beside materials; what became of its part there is what came back.
    private static func undone(
        _ end: DepartmentDispatch.Command, by role: Role = .departmentWorker, after wait: Span = .hours(3)
    ) throws -> (story: Story, target: TicketID) {
        var (story, target) = try two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, end, by: role)
        try story.wait(wait)
        try story.act(.unmerge(reason: "another matter"))
        return (story, target)
    }

    @Test func whatWasDoneMeanwhileComesBackDone() throws {
        let (story, target) = try Self.undone(.reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story.phase == .awaitingRevisit)
        #expect(story.complaint.dispatches.map(\.outcome) == [.done])
        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.clock("forward:engineering:2") == nil)
        #expect(story[complaint: target].dispatches.map(\.outcome) == [.open, .takenBack])
        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story.flaws == [])
    }

    @Test func whatWasGivenBackMeanwhileComesBackSo() throws {
        let (story, _) = try Self.undone(.returnMisrouted(reason: "r", suggestedDept: nil))

        #expect(story.phase == .received)
        #expect(story.complaint.misroutes == 1)
        #expect(story.complaint.named == [], "a person says anew who is responsible")
        #expect(story.flaws == [])
    }

    @Test func whatWasCancelledMeanwhileComesBackSo() throws {
        let (story, _) = try Self.undone(.cancelDispatch(reason: "r"), by: .supervisor)

        #expect(story.phase == .received)
        #expect(story.complaint.misroutes == 0)
        #expect(story.flaws == [])
    }

    @Test func whatWasDeliveredMeanwhileHasBeenDelivered() throws {
        let delivered = Policy.test(set: [Complaint.forwardCountsWhen.key: .word("delivered")])
        var (story, target) = try Self.two(delivered)
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, .delivered(receipt: nil))
        try story.wait(.hours(3))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        #expect(story.complaint.dispatches.map(\.deliveredAt) == [.monday])
        #expect(story.flaws == [])
    }

    @Test func aDateThatPassedMeanwhileCounts() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, .delivered(receipt: nil))
        try story.act(.engineering, .accept(promisedDate: story.now + .hours(2)))
        try story.wait(.hours(3))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.complaint.dispatches.map(\.misses) == [1])
        #expect(story.flaws == [])
    }

    /// Furniture has it in the place of engineering, which said that it is not responsible.
    @Test func whoeverGaveItBackIsOwedNothingWhereAnotherHasItInstead() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.forward(departments: [.engineering, .materials]), by: .router, on: target)
        try story.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: .furniture))
        try story.act(.redispatch(department: .furniture), on: target)

        try story.act(.unmerge(reason: "another matter"))

        #expect(story[complaint: target].owed == [])
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(.furniture, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story[complaint: target].phase == .awaitingRevisit)
        #expect(story.flaws == [])
    }

    @Test func whatWasDoneBeforeIsNotSentAgain() throws {
        var (story, target) = try Self.two()
        try story.act(.classify(categories: [.works, .tiles]))
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.forward(departments: [.engineering]), on: target)
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.unmerge(reason: "another matter"))
        try #require(story.phase == .received, "engineering was relieved of its part")

        try story.act(.forward(departments: [.engineering, .materials]), by: .router)

        #expect(story.complaint.open.map(\.department) == [.engineering])
        #expect(story.flaws == [])
    }

    /// The other complaint was with that department: the two hours of a part of its own count from when it has none any more.
    @Test(arguments: [(limit, Verdict.inTime), (limit + moment, .late)])
    func whomTheMergerRelievedIsOwedAPartFromItsUndoing(after wait: Span, verdict: Verdict) throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.forward(departments: [.engineering]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.wait(.hours(3))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.phase == .received)
        let again = try #require(story.clock("forward:engineering:3"))
        #expect(again.due == story.now + Self.limit && again.isRunning)
        #expect(story.clock("forward:engineering:1")?.verdict == .inTime)
        try story.wait(wait)
        try story.act(.forward(departments: [.engineering]))
        #expect(story.clock("forward:engineering:3")?.verdict == verdict)
        #expect(story.flaws == [])
    }

    @Test func whatWasNeverForwardedCountsFromReceipt() throws {
        var (story, target) = try Self.two()
        try story.act(.mergeDuplicate(targetID: target))
        try story.wait(.hours(1))

        try story.act(.unmerge(reason: "another matter"))

        #expect(story.clock("forward::2")?.due == .monday + Self.limit)
    }

    // MARK: What a merged complaint needs

    /// Two complaints about works beside one about tiles: the second one's part was cancelled, the first one's goes away.
    private static func threeOfTwoDepartments() throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open()
        try story.act(.forward(departments: [.materials]), on: target)
        let third = try story.open()
        try story.act(.forward(departments: [.engineering]), on: third)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.mergeDuplicate(targetID: target), on: third)
        try story.act(.unmerge(reason: "another matter"))
        return (story, target)
    }

    @Test func whatIsMergedStillNeedsItsDepartment() throws {
        var (story, target) = try Self.threeOfTwoDepartments()
        #expect(story.clock("forward:engineering:2", of: target)?.isRunning == true)

        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))

        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story[complaint: target].custodian == .customerService)
        #expect(story.flaws == [])
        try story.act(.redispatch(department: .engineering), on: target)
        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .inTime)
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story[complaint: target].phase == .awaitingRevisit)
    }

    @Test func whatIsUnmergedNeedsNothingMore() throws {
        var (story, target) = try Self.threeOfTwoDepartments()

        try story.act(.unmerge(reason: "another matter"), on: story.complaints[2])

        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .released)
        #expect(story[complaint: target].owed == [])
        #expect(story.flaws == [])
    }

    /// It had been classified and nobody had sent it yet.
    @Test func whatWasNotSentYetIsOwedWhereItGoes() throws {
        var (story, target) = try Self.two()
        try story.act(.classify(categories: [.works]))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.materials, .reportDone(result: "r", cause: "c", responsible: nil))
        try #require(story[complaint: target].phase == .awaitingRevisit)

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story.clock("forward:engineering:1", of: target)?.isRunning == true)
        #expect(story.flaws == [])
    }

    @Test func whatWasGivenBackIsPlacedBeforeAMerger() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering, .materials]))
        try story.act(.forward(departments: [.engineering]), on: target)
        try story.act(.materials, .returnMisrouted(reason: "r", suggestedDept: .furniture))

        #expect(throws: Refusal.because(.givenBack)) { try story.act(.mergeDuplicate(targetID: target)) }

        try story.act(.redispatch(department: .furniture))
        try story.act(.mergeDuplicate(targetID: target))
        #expect(story[complaint: target].open.map(\.department) == [.engineering, .furniture])
    }

    // MARK: What a router may

    @Test func aRouterForwardsNothingThatNobodyClassified() throws {
        var story = try Story.complaint()

        #expect(throws: Refusal.because(.noCategory)) {
            try story.act(.forward(departments: [.engineering]), by: .router)
        }
    }

    @Test(arguments: [[Department.engineering], [.engineering, .furniture], [.engineering, .materials, .furniture]])
    func aRouterForwardsWhatTheCategoriesName(_ departments: [Department]) throws {
        var story = try Story.complaint(.test(categories: [.works, .tiles]))

        #expect(throws: Refusal.because(.notAsClassified)) {
            try story.act(.forward(departments: departments), by: .router)
        }
        #expect(story.clock("forward:materials:1")?.isRunning == true)
    }

    @Test func aTargetLeftWithoutDispatchesGoesBackToTriage() throws {
        var (story, target) = try Self.two()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.mergeDuplicate(targetID: target))

        try story.wait(.hours(3))
        try story.act(.unmerge(reason: "another matter"))

        #expect(story[complaint: target].phase == .received)
        #expect(story.phase == .inDepartment)
        let owed = try #require(story.clock("forward::3", of: target))
        #expect(
            owed.isRunning && owed.start == story.now && owed.due == story.now + Self.limit,
            "it had a department until now")
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
        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story.clock("forward:engineering:2", of: target)?.isRunning == true)

        try story.act(.escalate(reason: .customerDemand), on: target)
        try story.act(.leaderResolves(result: "r", cause: "c"), by: .leader, on: target)

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

    // MARK: What nobody forwarded

    /// The target works with materials; the department that the other complaint took back again is owed a part of its own.
    private static func owedBesideMaterials() throws -> (story: Story, target: TicketID) {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles], letterOnly: true))
        try story.act(.forward(departments: [.materials]), on: target)
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.unmerge(reason: "another matter"))
        try #require(story.clock("forward:engineering:2", of: target)?.isRunning == true)
        return (story, target)
    }

    @Test func whatGoesBackToTriageIsNoForward() throws {
        var (story, target) = try Self.owedBesideMaterials()

        try story.act(.materials, .returnMisrouted(reason: "r", suggestedDept: nil))

        #expect(story[complaint: target].phase == .received)
        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .released)
        #expect(story.clock("forward:materials:1", of: target)?.verdict == .inTime)
        #expect(story.clock("forward::3", of: target)?.isRunning == true)
        #expect(story.flaws == [])
    }

    @Test func aLetterIsNoForward() throws {
        var (story, target) = try Self.owedBesideMaterials()

        try story.act(.replyByLetter(letterID: "L-1", note: nil), on: target)

        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .released)
        #expect(story.clock("forward:materials:1", of: target)?.verdict == .inTime)
        #expect(story.flaws == [])
    }

    @Test func whatWasLateWhenNobodyForwardedItStaysLate() throws {
        var (story, target) = try Self.owedBesideMaterials()
        try story.wait(Self.limit + Self.moment)

        try story.act(.materials, .returnMisrouted(reason: "r", suggestedDept: nil))

        #expect(story.clock("forward:engineering:2", of: target)?.verdict == .late)
    }

    private static let ends: [DepartmentDispatch.Command] = [
        .returnMisrouted(reason: "r", suggestedDept: nil), .reportDone(result: "r", cause: "c", responsible: nil),
    ]

    /// Its table knows what the categories name, and nothing of what became of it.
    @Test(arguments: ends) func aRouterSendsNothingToWhomeverHasHadIt(_ end: DepartmentDispatch.Command) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, end)
        try #require(story[complaint: target].phase == .received)
        var byHand = story

        try story.act(.forward(departments: [.engineering, .materials]), by: .router, on: target)
        #expect(story[complaint: target].open.map(\.department) == [.materials])
        #expect(story.flaws == [])

        try byHand.act(.forward(departments: [.engineering, .materials]), on: target)
        #expect(byHand[complaint: target].open.map(\.department) == [.engineering, .materials])
    }

    /// Named once more by a person who had seen that it was given back.
    @Test func aRouterSendsToWhomeverAPersonNamesAnew() throws {
        var (story, target) = try Self.returnedInTriage()
        try story.act(.classify(categories: [.works, .tiles]), on: target)

        try story.act(.forward(departments: [.engineering, .materials]), by: .router, on: target)

        #expect(story[complaint: target].open.map(\.department) == [.engineering, .materials])
        #expect(story.flaws == [])
    }

    private static let endsBefore: [(DepartmentDispatch.Command, by: Role)] = [
        (.reportDone(result: "r", cause: "c", responsible: nil), .departmentWorker),
        (.cancelDispatch(reason: "r"), .supervisor),
    ]

    /// What a department has done, or was relieved of, before a person named it is no answer to being named.
    @Test(arguments: endsBefore)
    func aRouterSendsToWhomeverAPersonNamesAfterItsPartHasEnded(
        _ end: DepartmentDispatch.Command, by role: Role
    ) throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open(.test(categories: [.works, .tiles]))
        try story.act(.mergeDuplicate(targetID: target))
        try story.act(.engineering, end, by: role)
        try story.act(.classify(categories: [.works]), on: target)

        try story.act(.forward(departments: [.engineering]), by: .router, on: target)

        #expect(story[complaint: target].phase == .inDepartment)
        #expect(story[complaint: target].open.map(\.department) == [.engineering])
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

    /// In histories of before it was said so, what was given back stayed.
    @Test func whatAFactDoesNotReplaceStays() throws {
        let (story, target) = try Self.returnedInTriage()
        var complaint = story[complaint: target]

        try complaint.apply(
            .classified(categories: [.tiles], departments: [.materials], replaces: nil), at: story.now)

        #expect(complaint.givenBack.count == 1)
    }

    /// Some histories replaced it without saying so; then nobody is reminded of it any more.
    @Test func whatNobodyIsRemindedOfAnyMoreWasReplaced() throws {
        let (story, target) = try Self.returnedInTriage()
        let part = try #require(story[complaint: target].givenBack.first).id
        let reminder = try #require(ClockKey(text: "forwardAgain:\(part):1"))
        let event = Complaint.Event.classified(categories: [.tiles], departments: [.materials], replaces: nil)

        let told = try Complaint.completed(event, in: .received) { () throws(CorruptHistory) in
            [.stopped(clock: reminder, at: story.now, verdict: .released)]
        }

        #expect(told == .classified(categories: [.tiles], departments: [.materials], replaces: [part]))
        #expect(try Complaint.completed(event, in: .received) { () throws(CorruptHistory) in [] } == event)
    }
}
