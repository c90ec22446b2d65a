import Testing

@testable import PaidanCore

/// On whose list a call stands, and when.
@Suite struct CallAssignmentTests {
    private static let caller = Account(unchecked: "caller")

    private static func story(_ opening: CallTask.Opening = .test()) throws -> Story {
        var story = Story(.test())
        try story.open(CallTask.self, opening)
        return story
    }

    @Test func aCallIsEverybodysUntilItIsAssignedAndMayBeGivenBack() throws {
        var story = try Self.story()
        #expect(story.call.caller == nil)
        try story.act(CallTask.self, .assign(caller: Self.caller))
        #expect(story.call.caller == Self.caller)
        #expect(story.call.custodian == .customerService, "whoever is away keeps nothing waiting")
        try story.act(CallTask.self, .assign(caller: nil))
        #expect(story.call.caller == nil)
    }

    @Test(arguments: ["engineer", "elsewhere", "nobody-of-that-name"])
    func onlyACallerOfTheBranchIsAssigned(_ account: String) throws {
        var story = try Self.story()
        #expect(throws: Refusal.because(.noSuchColleague)) {
            try story.act(CallTask.self, .assign(caller: Account(unchecked: account)))
        }
        #expect(throws: Refusal.because(.noSuchColleague)) {
            try story.open(CallTask.self, .test(caller: Account(unchecked: account)))
        }
    }

    @Test func theNextCallOfACadenceStaysWithItsCaller() throws {
        var story = Story(.test(set: [CallTask.Occasion.afterSale.duty.limit.key: .limit(.calendarDays(90))]))
        try story.open(CallTask.self, .test(.afterSale, caller: Self.caller))
        try story.act(CallTask.self, .made())
        #expect(story.calls.count == 2)
        #expect(story.lastCall.caller == Self.caller)
    }

    @Test func aCallCanBeMadeFromItsAgreedTimeItsNextTryOrItsDay() throws {
        let planned = try Self.story()
        guard case .planned(let opensAt) = planned.call.state else { return #expect(Bool(false), "not planned") }
        #expect(planned.call.callableFrom == opensAt)

        var due = try Self.story(.test(dueAt: .monday + .days(1)))
        #expect(due.call.callableFrom == .monday)
        let agreed = Instant.monday + .hours(5)
        try due.act(CallTask.self, .bookSlot(at: agreed, place: nil, overrideReason: nil))
        #expect(due.call.callableFrom == agreed)
        let retry = Instant.monday + .hours(6)
        try due.act(CallTask.self, .noAnswer(miss: .noAnswer, retryAt: retry, overrideReason: nil))
        #expect(due.call.callableFrom == retry)
        try due.act(CallTask.self, .noAnswer(miss: .wrongNumber, retryAt: nil, overrideReason: nil))
        #expect(due.call.callableFrom == nil, "a supervisor decides first")
    }
}
