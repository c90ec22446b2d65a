import Testing

@testable import PaidanCore

/// 客服部应组织相关部门 (CMP-06): whoever is wanted on the site hears of it.
@Suite struct SummonsTests {
    private static func surveying() throws -> Story {
        var story = try Story.complaint()
        try story.act(.requireSurvey(departments: [.engineering, .materials]))
        return story
    }

    @Test func theSummonsStandsInEachDepartmentsQueue() throws {
        let story = try Self.surveying()

        #expect(story.messages == [.dispatchSurvey, .dispatchSurvey])
        for department in [Department.engineering, .materials] {
            #expect(story.dispatch(department)?.isSummons == true)
            #expect(story.dispatch(department)?.whole == story.complaints[0])
            #expect(story.clock("pickUp::1", at: department)?.isRunning == true)
        }
        #expect(story.notices.filter { $0 == .surveyRequired }.count == 2)
        #expect(story.flaws == [])
    }

    @Test func whoTakesDeliveryOwesNoDateAndNoResult() throws {
        var story = try Self.surveying()

        try story.act(.engineering, .delivered(receipt: nil))

        #expect(story.dispatch(.engineering)?.phase == .summoned)
        #expect(story.clock("pickUp::1", at: .engineering)?.verdict == .inTime)
        #expect(story.clock("promise::1", at: .engineering) == nil)
        try story.act(.engineering, .progress(note: "a ladder is needed", partsNeeded: nil))
        #expect(story.flaws == [])
    }

    @Test func notEvenInTheQueueMayItBeTakenForADispatch() throws {
        var story = try Self.surveying()
        for command in [
            DepartmentDispatch.Command.accept(promisedDate: .monday + .days(1)),
            .returnMisrouted(reason: "r", suggestedDept: nil),
            .reportDone(result: "r", cause: "c", responsible: nil),
        ] {
            #expect(throws: Refusal.because(.isSummons)) { try story.act(.engineering, command) }
        }
        #expect(throws: Refusal.because(.isSummons)) {
            try story.act(.engineering, .cancelDispatch(reason: nil), by: .specialist)
        }
    }

    @Test func theyAreToldWhen() throws {
        var story = try Self.surveying()

        try story.act(.scheduleSurvey(at: .monday + .days(1), attendees: nil))

        #expect(story.dispatch(.engineering)?.surveyAt == .monday + .days(1))
        #expect(story.messages.filter { $0 == .dispatchOrder }.count == 2)
    }

    @Test func theSummonsEndsWithTheSurvey() throws {
        var story = try Self.surveying()
        try story.act(.engineering, .delivered(receipt: nil))
        let summons = story.dispatches

        try story.act(.surveyConcluded(findings: "f", departments: [.engineering]))

        #expect(summons.map { story[dispatch: $0].phase } == [.done, .cancelled])
        #expect(story.dispatch(.engineering)?.isSummons == false)
        #expect(story.dispatch(.engineering)?.phase == .queued)
        #expect(story.complaint.open.map(\.department) == [.engineering])
        #expect(story.flaws == [])
    }

    @Test func aWithdrawnComplaintIsNotSurveyed() throws {
        var story = try Self.surveying()
        try story.act(.engineering, .delivered(receipt: nil))

        try story.act(.withdraw(reason: "w"))

        #expect(story.dispatches.map { story[dispatch: $0].phase } == [.done, .cancelled])
        #expect(story.messages.last == .dispatchCancelled)
        #expect(story.flaws == [])
    }

    /// A department that a duplicate has brought along is not sent it twice by the finding.
    @Test func whoIsAtWorkAlreadyIsNotSentItAgain() throws {
        var story = try Self.surveying()
        let other = try story.open()
        try story.act(.forward(departments: [.engineering]), on: other)
        try story.act(.mergeDuplicate(targetID: story.complaints[0]), on: other)

        try story.act(.surveyConcluded(findings: "f", departments: [.engineering, .materials]))

        #expect(story.complaint.open.map(\.department) == [.engineering, .materials])
        #expect(story.flaws == [])
    }
}
