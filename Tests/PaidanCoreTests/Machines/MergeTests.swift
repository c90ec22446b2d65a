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

    @Test func theTwoHoursUntilDeliveryEndWithTheMerge() throws {
        var (story, target) = try Self.two(.test(set: [Complaint.forwardCountsWhen.key: .word("delivered")]))
        try story.act(.forward(departments: [.engineering]))

        try story.act(.mergeDuplicate(targetID: target))

        #expect(story.clock("forward:engineering:1")?.verdict == .released)
        #expect(story.flaws == [])
    }
}
