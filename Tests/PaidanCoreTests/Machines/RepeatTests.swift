import Testing

@testable import PaidanCore

/// 连续投诉两次以上 (CMP-22): the second complaint of a matter opens the severity review; the number is included.
@Suite struct RepeatTests {
    private static func closed(_ policy: Policy = .test()) throws -> Story {
        var story = try Story.complaint(.test(), policy)
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        return story
    }

    @Test func theFirstComplaintOpensNone() throws {
        #expect(try !Story.complaint().notices.contains(.severityReview))
    }

    @Test func theSecondComplaintOfAMatterIsReviewed() throws {
        var story = try Self.closed()
        try story.act(.replyToCustomer(text: "t"))

        try story.open(.test(follows: story.complaints[0]))

        #expect(story.notices.contains(.severityReview))
    }

    @Test func theFirstDissatisfiedRevisitIsReviewed() throws {
        var story = try Self.closed(.test(revisits: .workingDays(3)))

        try story.act(.revisitDissatisfied(callTaskID: nil, points: ["p"]), by: .revisitor)

        #expect(story.notices.contains(.severityReview))
        #expect(story.phase == .received)
    }

    @Test func whereThreeAreNamedTheThirdIsReviewed() throws {
        var story = try Self.closed(.test(set: [Complaint.repeatTriggers.key: .count(3)]))
        try story.act(.replyToCustomer(text: "t"))
        let second = try story.open(.test(follows: story.complaints[0]))
        #expect(!story.notices.contains(.severityReview))
        try story.act(.withdraw(reason: "w"), on: second)

        try story.open(.test(follows: second))

        #expect(story.notices.contains(.severityReview))
    }

    @Test func fromTheSecondTimeItMayGoToTheLeaderForThat() throws {
        var story = try Self.closed()
        try story.act(.replyToCustomer(text: "t"))
        let second = try story.open(.test(follows: story.complaints[0]))
        try story.act(.forward(departments: [.engineering]), on: second)

        try story.act(.escalate(reason: .repeated), on: second)

        #expect(story[complaint: second].phase == .escalated)
    }
}
