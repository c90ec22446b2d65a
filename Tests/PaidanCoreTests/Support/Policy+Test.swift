@testable import PaidanCore

extension Policy {
    /// A regulation with every promise that a machine knows, and with revisits only where a test asks for them.
    static func test(
        revisits: Limit? = nil, set readings: [String: ParameterReading] = [:], without absent: [String] = [],
        ladders: [String: Ladder] = [:], calendar: WorkCalendar = WorkCalendar(zone: .shanghai)
    ) -> Policy {
        var all: [String: ParameterReading] = [
            Complaint.forwardWithin.key: .limit(.clock(.hours(2))),
            Complaint.forwardAfterSurveyWithin.key: .limit(.clock(.hours(2))),
            Complaint.forwardAgainWithin.key: .limit(.clock(.minutes(30))),
            Complaint.firstReplyWithin.key: .limit(.clock(.hours(24))),
            Complaint.planWithin.key: .limit(.calendarDays(7)),
            Complaint.verifyWithin.key: .limit(.workingDays(10)),
            Complaint.surveyWithin.key: .limit(.workingDays(2)),
            Complaint.leaderOrdersWithin.key: .limit(.clock(.hours(24))),
            Complaint.resultToldWithin.key: .limit(.clock(.hours(24))),
            Complaint.revisitAttempts.key: .count(3),
            Complaint.missesBeforeEscalation.key: .count(2),
            Complaint.repeatTriggers.key: .count(2),
            Complaint.severityReviewers.key: .roles([.supervisor, .leader]),
            OpinionIssue.triageWithin.key: .limit(.clock(.hours(4))),
            OpinionIssue.confirmWithin.key: .limit(.calendarDays(3)),
            OpinionIssue.leaderOrdersWithin.key: .limit(.clock(.hours(24))),
            OpinionIssue.missesBeforeEscalation.key: .count(2),
            AcceptanceNode.hiddenWorksNotice.key: .leadTime(.days(2)),
            AcceptanceNode.mainMaterialNotice.key: .leadTime(.hours(48)),
            AcceptanceNode.rescheduleNotice.key: .leadTime(.days(5)),
            AcceptanceNode.partyNotice.key: .leadTime(.days(1)),
            AcceptanceNode.moveToldWithin.key: .limit(.clock(.hours(4))),
            AcceptanceNode.changeDecidedWithin.key: .limit(.workingDays(1)),
            AcceptanceNode.resultWithin.key: .limit(.calendarDays(0)),
            AcceptanceNode.confirmWithin.key: .limit(.calendarDays(3)),
            AcceptanceNode.reworkWithin.key: .limit(.calendarDays(7)),
            AcceptanceNode.leaderOrdersWithin.key: .limit(.clock(.hours(24))),
            AcceptanceNode.missesBeforeEscalation.key: .count(2),
            SupplyRequest.answerWithin.key: .limit(.clock(.hours(24))),
            SupplyRequest.shippingNotice.key: .leadTime(.hours(48)),
            SupplyRequest.changeToldWithin.key: .limit(.clock(.hours(4))),
            RenovationProject.hasQuestionnaire.key: .flag(true),
            RenovationProject.hasWarrantyCard.key: .flag(true),
            RenovationProject.planWithin.key: .limit(.calendarDays(7)),
            RenovationProject.startWithin.key: .limit(.calendarDays(30)),
            RenovationProject.worksWithin.key: .limit(.calendarDays(30)),
            RenovationProject.paymentWithin.key: .limit(.calendarDays(7)),
            RenovationProject.surveyWithin.key: .limit(.calendarDays(3)),
            CallTask.attemptsMax.key: .count(3),
            CallTask.retryAfter.key: .limit(.clock(.hours(2))),
            CallTask.daysAhead.key: .count(3),
            CallTask.recordWithin.key: .limit(.calendarDays(0)),
            CallTask.reportWithin.key: .limit(.calendarDays(1)),
            CallTask.submitWithin.key: .limit(.calendarDays(3)),
            CallTask.submitLaterWithin.key: .limit(.calendarDays(7)),
            CallTask.reviewWithin.key: .limit(.workingDays(3)),
            CallTask.unreachedWithin.key: .limit(.workingDays(1)),
            CallTask.overdueWithin.key: .limit(.workingDays(1)),
            CallTask.dislikeStretch.key: .count(2),
            CallTask.scoresApart.key: .count(2),
            Lead.sources.key: .words(Lead.Source.allCases.map(\.rawValue)),
            Lead.dispatchers.key: .roles(Lead.dispatchersMax),
            Lead.capacityMax.key: .count(15),
            Lead.quoteReleasers.key: .roles([.designSupervisor, .director, .leader]),
            Rota.listsVisitors.key: .flag(true),
            Rota.collectors.key: .roles(Rota.collectorsMax),
            Lead.opensProject.key: .flag(true),
            Lead.suspensionRounds.key: .count(2),
            Lead.intakeWithin.key: .limit(.calendarDays(0)),
            Lead.screeningWithin.key: .limit(.calendarDays(0)),
            Lead.dispatchWithin.key: .limit(.workingDays(1)),
            Lead.firstContactWithin.key: .limit(.calendarDays(1)),
            Lead.maxContactGap.key: .limit(.calendarDays(3)),
            Lead.idleWithin.key: .limit(.calendarDays(7)),
            Lead.firstTalkFormWithin.key: .limit(.calendarDays(0)),
            Lead.firstTalkProcessedWithin.key: .limit(.calendarDays(0)),
            Lead.decisionWithin.key: .limit(.workingDays(1)),
            Lead.handOverWithin.key: .limit(.calendarDays(1)),
            Lead.notesCheckedWithin.key: .limit(.workingDays(2)),
            Lead.branchToldWithin.key: .limit(.clock(.hours(2))),
            DepartmentDispatch.pickUpWithin.key: .limit(.clock(.minutes(30))),
            DepartmentDispatch.promiseWithin.key: .limit(.clock(.hours(4))),
        ]
        if let revisits { all[Complaint.revisitWithin.key] = .limit(revisits) }
        all.merge(readings) { _, given in given }
        for key in absent { all[key] = nil }
        return Policy(
            name: "test", title: Label("测试制度", "test"), calendar: calendar, routing: .test,
            lateEntryGrace: .minutes(30),
            readings: all, ladders: ladders)
    }
}

extension LeadTime {
    static func days(_ count: Int) -> LeadTime { of(.calendarDays(count)) }
    static func hours(_ count: Int64) -> LeadTime { of(.clock(.hours(count))) }

    private static func of(_ length: Limit) -> LeadTime {
        guard let lead = try? LeadTime(length) else { preconditionFailure("\(length) is no lead time") }
        return lead
    }
}

extension Routing {
    static let test = Routing(
        departments: [
            Desk(department: .engineering, label: Label("工程部", "engineering")),
            Desk(department: .materials, label: Label("商贸", "materials")),
            Desk(department: .furniture, label: Label("基地", "furniture")),
        ],
        lines: [
            Line(category: .works, label: Label("施工", "works"), department: .engineering),
            Line(category: .tiles, label: Label("主材", "tiles"), department: .materials),
            Line(category: .doors, label: Label("家居", "doors"), department: .furniture),
        ])
}

extension PaidanCore.Category {
    static let works = Self(unchecked: "works")
    static let tiles = Self(unchecked: "tiles")
    static let doors = Self(unchecked: "doors")
}

extension PersonalText: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(sealed: text) }
}

extension Complaint.Opening {
    /// States only what matters to a test.
    static func test(
        channel: Complaint.Channel = .phone, severity: Complaint.Severity? = nil,
        categories: [PaidanCore.Category]? = nil,
        receivedAt: Instant? = nil, letterOnly: Bool? = nil, urgent: Bool? = nil, follows: TicketID? = nil,
        project: TicketID? = nil
    ) -> Self {
        Self(
            channel: channel, customer: PersonID(ULID(high: 7, low: 7)), content: "the floor creaks",
            categories: categories,
            severity: severity, receivedAt: receivedAt, urgent: urgent, letterOnly: letterOnly, follows: follows,
            project: project)
    }
}

extension Instant: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is not RFC 3339") }
        self = instant
    }

    /// A Monday morning in Shanghai.
    static let monday: Instant = "2026-03-02T10:00:00+08:00"
}
