import Testing

@testable import PaidanCore

/// A complaint's revisit that is a call of its own.
@Suite struct RevisitByCallTests {
    private static func handled(
        severity: Complaint.Severity = .general, _ readings: [String: ParameterReading] = [:]
    ) throws -> Story {
        var all = readings
        all[Complaint.revisitByCall.key] = .flag(true)
        var story = try Story.complaint(.test(severity: severity), .test(revisits: .calendarDays(3), set: all))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        return story
    }

    @Test func theCallIsOpenedWithTheFactThatTheComplaintIsHandled() throws {
        let story = try Self.handled()
        #expect(story.phase == .awaitingRevisit)
        #expect(story.call.opening.occasion == .revisit)
        #expect(story.call.dueAt == "2026-03-06T00:00:00+08:00")
        #expect(story.flaws == [])
    }

    @Test func withoutTheSwitchThereIsNone() throws {
        let story = try Self.handled([Complaint.revisitByCall.key: .flag(false)])
        #expect(story.calls.count == 1)
        var plain = try Story.complaint(.test(), .test(revisits: .calendarDays(3)))
        try plain.act(.startExplanation)
        try plain.act(.explanationAccepted(notes: nil))
        #expect(plain.phase == .awaitingRevisit)
        #expect(plain.calls == [])
    }

    /// What the caller brings back, and what becomes of the complaint.
    enum Way: String, CaseIterable {
        case satisfied, dissatisfied, declined, unreachable, waived, missed
    }

    private static func tell(_ way: Way, _ story: inout Story) throws {
        switch way {
        case .satisfied: try story.act(CallTask.self, .made(score: 5))
        case .dissatisfied: try story.act(CallTask.self, .made(false))
        case .declined:
            try story.act(CallTask.self, .customerDeclines(note: nil, dislikesCalls: nil, overrideReason: nil))
        case .unreachable:
            try story.act(CallTask.self, .inVain(.wrongNumber))
            try story.act(CallTask.self, .acceptUnreached(note: nil))
        case .waived: try story.act(CallTask.self, .waive(reason: .letterOnly, note: "n"))
        case .missed:
            try story.wait(.days(5))
            try story.act(CallTask.self, .closeMissed(reason: "r"))
        }
    }

    @Test(arguments: [
        (Way.satisfied, Complaint.Phase.closed, Verdict.inTime), (.dissatisfied, .received, .inTime),
        (.declined, .closed, .inTime), (.unreachable, .closed, .inTime), (.waived, .awaitingRevisit, .released),
        (.missed, .awaitingRevisit, .late),
    ])
    func itsResultMovesTheComplaint(_ way: Way, _ phase: Complaint.Phase, _ verdict: Verdict) throws {
        var story = try Self.handled()
        try Self.tell(way, &story)
        #expect(story.phase == phase)
        #expect(story.clock("revisit::1")?.verdict == verdict)
        #expect(story.flaws == [])
    }

    /// CMP-21: by severity, whether the first asking and the one after a dissatisfied answer have to be visits.
    @Test(arguments: [
        (Complaint.RevisitOnSite.first, Complaint.Severity.general, true, false), (.first, .major, true, true),
        (.major, .important, false, false), (.major, .major, true, true), (.never, .major, false, false),
    ])
    func theFirstAskingIsAVisitAndOfAMajorComplaintEveryOne(
        _ rule: Complaint.RevisitOnSite, _ severity: Complaint.Severity, _ first: Bool, _ again: Bool
    ) throws {
        var story = try Self.handled(severity: severity, [Complaint.revisitOnSite.key: .word(rule.rawValue)])
        #expect(story.call.mustVisit == first)
        #expect(
            (story.call.guide?.steps.count ?? 0) == story.call.opening.occasion.script.guide(onSite: first).steps.count)

        try story.act(CallTask.self, .made(false, channel: .visit, signed: true))
        if story.phase == .escalated { try story.act(.leaderResolves(result: "r", cause: "c"), by: .leader) }
        if story.phase == .received {
            try story.act(.forward(departments: [.engineering]))
            try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        }

        #expect(story.calls.count == 2 && story.lastCall.mustVisit == again)
    }

    /// Taken, marked and told (B16); a second call of the same matter may be phoned unless it is a major complaint's.
    @Test func whatWasPhonedInsteadOfVisitedIsMarked() throws {
        let rule = [
            Complaint.revisitOnSite.key: ParameterReading.word("first"), CallTask.isReviewed.key: .flag(true),
        ]
        var story = try Self.handled(rule)
        var visited = story
        try visited.act(CallTask.self, .made(channel: .visit, signed: true))
        #expect(visited.call.record?.owesVisit == false && !visited.notices.contains(.visitOwed))

        try story.act(CallTask.self, .made(channel: .phone))
        #expect(story.phase == .closed)
        #expect(story.call.record?.owesVisit == true && story.notices.contains(.visitOwed))
        try story.act(CallTask.self, .submitRecord(note: nil))
        try story.act(CallTask.self, .needSecondCall(dueAt: story.now + .days(1), reason: "r"))
        #expect(!story.call.mustVisit)
    }

    @Test(arguments: [Way.waived, .missed])
    func withoutARevisitTheCustomerIsToldAndThatCloses(_ way: Way) throws {
        var story = try Self.handled()
        try Self.tell(way, &story)
        #expect(story.clock("resultTold::1")?.due == story.now + .hours(24))
        try story.act(.replyToCustomer(text: "done"))
        #expect(story.phase == .closed)
    }

    @Test(arguments: [
        Complaint.Command.revisitSatisfied(callTaskID: nil, score: 5),
        .revisitDissatisfied(callTaskID: nil, points: ["p"]),
        .revisitUnreachable(attempts: 3), .revisitDeclined(callTaskID: nil), .withdraw(reason: "r"),
    ])
    func whatSomebodyRecordsOnTheComplaintTakesTheCallsPlace(_ command: Complaint.Command) throws {
        var story = try Self.handled()
        try story.act(CallTask.self, .startContact(channel: .phone, overrideReason: nil))
        try story.act(command)
        #expect(story.call.phase == .superseded)
        #expect(story.flaws == [])
    }

    @Test func aDuplicateThatBringsWorkTakesTheCallsPlace() throws {
        var story = try Self.handled()
        let other = try story.open()
        try story.act(.forward(departments: [.materials]), on: other)
        try story.act(.mergeDuplicate(targetID: story.complaints[0]), on: other)
        #expect(story.phase == .inDepartment)
        #expect(story.call.phase == .superseded)
    }

    @Test func theNextHandlingOpensTheNextCall() throws {
        var story = try Self.handled()
        try story.act(CallTask.self, .made(false))
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        #expect(story.calls.count == 2)
        #expect(story.lastCall.phase == .planned)
        #expect(story.flaws == [])
    }

    @Test func onlyThatComplaintMaySupersedeIt() throws {
        var story = try Self.handled()
        #expect(throws: Refusal.because(.isWaitedFor)) { try story.act(CallTask.self, .supersede(newTaskID: nil)) }
    }

    /// CMP-13, CMP-14.
    @Test func whoCallsFollowsTheSeverity() throws {
        let levels: ParameterReading = .rolesByWord([
            "general": [.revisitor, .specialist], "important": [.supervisor], "major": [.leader],
        ])
        var story = try Self.handled(severity: .major, [Complaint.revisitLevel.key: levels])
        for role in [Role.specialist, .revisitor, .supervisor] {
            #expect(throws: Refusal.because(.wrongRevisitLevel)) { try story.act(CallTask.self, .made(), by: role) }
        }
        try story.act(CallTask.self, .made(), by: .leader)
        #expect(story.phase == .closed)
    }

    /// Typed in after midnight, made before it.
    @Test func aCallReportedWithinTheGraceKeepsTheComplaintsLimit() throws {
        var story = try Self.handled()
        let due: Instant = "2026-03-06T00:00:00+08:00"
        try story.wait(until: due + .minutes(10))
        #expect(story.call.phase == .overdue)
        var early = try Self.handled()
        try early.wait(until: due - .minutes(10))
        try early.act(CallTask.self, .made(), occurredAt: due - .minutes(30))

        #expect(early.clock("revisit::1")?.stoppedAt == due - .minutes(30))
        try story.act(CallTask.self, .made(), occurredAt: due)
        #expect(story.clock("revisit::1")?.secondOpinion == .inTime)
    }

    @Test func aRevisitMustSayWhetherTheCustomerIsSatisfied() throws {
        var story = try Self.handled()
        #expect(throws: Refusal.because(.noVerdict)) { try story.act(CallTask.self, .made(nil)) }
    }
}
