extension RenovationProject {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        /// `wanted`: the stages without which the regulation takes no plan; nil where it wants none.
        case planApproved(nodes: [PlannedNode], plan: ConstructionPlan? = nil, wanted: [AcceptanceNode.Stage]? = nil)
        /// With its supply request at once where the hidden works are done.
        case shipmentAdded(node: PlannedNode, supply: PlannedSupply?)
        case worksStarted(resourcesReady: Bool, call: TicketID?)
        case advanced(to: Standing)
        case suppliesRequested(supplies: [PlannedSupply])
        /// `closing`: calls that were owed only while works ran. `call`: the first one after the works.
        case worksEnded(note: PersonalText?, closing: [TicketID], call: TicketID?)
        case paymentNoticeIssued(noticeNo: String, amount: Int, payBy: Instant?)
        /// `opinions`: one for each point of dissatisfaction, where no questionnaire is verified first.
        case settled(
            amount: Int, receiptNo: String, warrantyEndsAt: Instant, warrantyCardNo: String?, score: Int?,
            answers: [CallTask.Answer], points: [PersonalText], isToBeVerified: Bool, warrantyStartsAt: Instant? = nil,
            warrantyScope: PersonalText? = nil, opinions: [TicketID]? = nil)
        /// `differing`: questions that a call's record answers otherwise; `opinions`: one for each point of dissatisfaction.
        case surveyVerified(trueRecord: PersonalText?, differing: [CallTask.Question], opinions: [TicketID])
        case teamAssigned(team: Team)
        case blockingSet(linked: TicketID, isBlocking: Bool, reason: PersonalText)
        case suspended(reason: PersonalText, until: Instant)
        case resumed(dates: [NodeDate])
        case cancelled(reason: PersonalText, settlement: PersonalText, closing: [TicketID])
        case amended(fields: Amendment, reason: PersonalText)
        /// `followUpsMissing`: how many calls after the works it lacks of those that the regulation wants (LFU-07).
        /// `closing`: calls after the works that are owed only until then.
        case warrantyEnded(followUpsMissing: Int? = nil, closing: [TicketID]? = nil)
        case closed(closing: [TicketID])
        /// `leavesNone`: no acceptance is ahead from then on; nil where one is, and in histories of before that was said.
        case nodeEnded(node: TicketID, outcome: AcceptanceNode.Outcome, leavesNone: Bool? = nil)
        case nodeMoved(node: TicketID, scheduledFor: Instant)
        case nodeReworked(node: TicketID, isOpen: Bool)
        case supplyEnded(supply: TicketID, outcome: SupplyRequest.Outcome)
        case callPlanned(call: TicketID, occasion: CallTask.Occasion, follows: TicketID?)
        /// How a call that goes with it went. `standsFor`: calls that the calendar wanted just then and that were made with it.
        case callEnded(call: TicketID, reached: Bool, displeased: Bool, standsFor: [TicketID]? = nil)
        /// `insteadOf`: what it has taken the place of.
        case ticketLinked(linked: TicketID, isBlocking: Bool, insteadOf: TicketID? = nil)
        /// `unlinked`: it goes on, but not about this project: what had been merged into it went back.
        case ticketEnded(linked: TicketID, unlinked: Bool? = nil)
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .warrantyEnded: true
        case .planApproved, .shipmentAdded, .worksStarted, .advanced, .suppliesRequested, .worksEnded, .settled,
            .surveyVerified, .teamAssigned, .blockingSet, .suspended, .resumed, .cancelled, .amended, .closed,
            .nodeEnded, .nodeMoved, .nodeReworked, .supplyEnded, .callPlanned, .callEnded, .ticketLinked,
            .ticketEnded, .paymentNoticeIssued:
            false
        }
    }

    /// What others tell of says nothing of when the works were done.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .teamAssigned, .blockingSet, .amended, .callPlanned, .callEnded, .ticketLinked, .ticketEnded: true
        case .planApproved, .shipmentAdded, .worksStarted, .advanced, .suppliesRequested, .worksEnded, .settled,
            .surveyVerified, .suspended, .resumed, .cancelled, .warrantyEnded, .closed, .nodeEnded, .nodeMoved,
            .nodeReworked, .supplyEnded, .paymentNoticeIssued:
            false
        }
    }

    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .suspended, .cancelled: clockRules
        case .planApproved, .shipmentAdded, .worksStarted, .advanced, .suppliesRequested, .worksEnded, .settled,
            .surveyVerified, .teamAssigned, .blockingSet, .resumed, .amended, .warrantyEnded, .closed, .nodeEnded,
            .nodeMoved, .nodeReworked, .supplyEnded, .callPlanned, .callEnded, .ticketLinked, .ticketEnded,
            .paymentNoticeIssued:
            []
        }
    }
}

/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension RenovationProject.Event: Worded {
    package var label: Label {
        switch self {
        case .planApproved: Label("施工计划已确认", "the plan was approved")
        case .shipmentAdded: Label("增加一批进场", "a shipment was added")
        case .worksStarted: Label("正式开工", "the works started")
        case .advanced: Label("进入下一阶段", "the next phase began")
        case .suppliesRequested: Label("发出供货要求", "the supplies were requested")
        case .worksEnded: Label("竣工", "the works ended")
        case .paymentNoticeIssued: Label("已开交款通知单", "the payment notice was issued")
        case .settled: Label("尾款已结算", "the balance was settled")
        case .surveyVerified: Label("满意度调查表已核对", "the questionnaire was verified")
        case .teamAssigned: Label("指派人员", "the team was assigned")
        case .blockingSet: Label("设定投诉是否影响尾期验收", "whether a complaint holds the final acceptance was set")
        case .suspended: Label("停工", "the works were suspended")
        case .resumed: Label("复工", "the works were resumed")
        case .cancelled: Label("工程取消", "the project was cancelled")
        case .amended: Label("更正登记内容", "the registration was amended")
        case .warrantyEnded: Label("保修期满", "the warranty ended")
        case .closed: Label("工程结束", "the project was closed")
        case .nodeEnded: Label("节点已结束", "a node ended")
        case .nodeMoved: Label("节点改期", "a node was moved")
        case .nodeReworked: Label("节点整改", "a node was put right")
        case .supplyEnded: Label("供货已结束", "a supply ended")
        case .callPlanned: Label("安排回访", "a call was planned")
        case .callEnded: Label("回访已结束", "a call ended")
        case .ticketLinked: Label("关联投诉", "a complaint was linked")
        case .ticketEnded: Label("关联投诉已办结", "a linked complaint ended")
        }
    }
}
