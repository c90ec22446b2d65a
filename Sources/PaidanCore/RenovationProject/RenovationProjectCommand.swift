extension RenovationProject {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case approvePlan(
            materialArrivalOn: Instant?, hiddenWorksOn: Instant?, midTermOn: Instant?, finalOn: Instant?,
            shipments: [Shipment]?, planNo: String? = nil, finishOn: Instant? = nil, terms: PersonalText? = nil,
            risks: [Risk]? = nil)
        case addShipment(
            productContract: String, scheduledFor: Instant, goods: Goods? = nil, products: PersonalText? = nil,
            shipOn: Instant? = nil, store: String? = nil)
        case requestSupply(node: TicketID)
        case startWorks(resourcesReady: Bool?)
        case endWorks(note: PersonalText?)
        case issuePaymentNotice(noticeNo: String, amount: Int, payBy: Instant?)
        case settle(
            amount: Int, receiptNo: String, warrantyEndsAt: Instant, warrantyCardNo: String?, score: Int?,
            answers: [CallTask.Answer]?, points: [PersonalText]?, surveyDeclined: Bool?,
            warrantyStartsAt: Instant? = nil, warrantyScope: PersonalText? = nil)
        case verifySurvey(signed: Bool, trueRecord: PersonalText?)
        case assignTeam(
            siteLead: Account?, inspector: Account?, decorationDesigner: Account?, furnishingDesigner: Account?,
            homeConsultant: Account?, vacant: [Party]? = nil)
        case setBlocking(linked: TicketID, blocking: Bool, reason: PersonalText)
        case suspend(reason: PersonalText, until: Instant)
        case resume(dates: [NodeDate]?)
        case cancelProject(reason: PersonalText, settlement: PersonalText)
        case amend(fields: Amendment, reason: PersonalText)
        // Given by a clock, by the project itself, by its nodes, supplies, calls and complaints.
        case warrantyEnded
        case closeProject
        case advance
        case nodeEnded(node: TicketID, outcome: AcceptanceNode.Outcome)
        case nodeMoved(node: TicketID, scheduledFor: Instant)
        case nodeReworked(node: TicketID, isOpen: Bool)
        case supplyEnded(supply: TicketID, outcome: SupplyRequest.Outcome)
        case callPlanned(call: TicketID, occasion: CallTask.Occasion, follows: TicketID?)
        case callEnded(call: TicketID, reached: Bool, displeased: Bool)
        /// `insteadOf`: what it takes the place of.
        case ticketLinked(linked: TicketID, insteadOf: TicketID? = nil)
        case ticketEnded(linked: TicketID, unlinked: Bool? = nil)
    }

    /// What `amend` corrects; a field left out stays.
    package struct Amendment: Codable, Hashable, Sendable {
        package var contractNo: String?
        /// 工程地址.
        package var site: PersonalText?
        /// What was settled, in 分.
        package var amount: Int?
        package var receiptNo: String?
        package var warrantyCardNo: String?
        package var warrantyEndsAt: Instant?

        package init(
            contractNo: String? = nil, site: PersonalText? = nil, amount: Int? = nil, receiptNo: String? = nil,
            warrantyCardNo: String? = nil, warrantyEndsAt: Instant? = nil
        ) {
            self.contractNo = contractNo
            self.site = site
            self.amount = amount
            self.receiptNo = receiptNo
            self.warrantyCardNo = warrantyCardNo
            self.warrantyEndsAt = warrantyEndsAt
        }

        /// Whether it is about what was settled.
        var isOfTheSettlement: Bool {
            amount != nil || receiptNo != nil || warrantyCardNo != nil || warrantyEndsAt != nil
        }
    }

    package enum Verb: Int, Name {
        case approvePlan, addShipment, startWorks, endWorks, issuePaymentNotice, settle, verifySurvey, assignTeam,
            setBlocking, suspend, resume, cancelProject, requestSupply, amend
        case warrantyEnded, closeProject, advance, nodeEnded, nodeMoved, nodeReworked, supplyEnded, callPlanned,
            callEnded, ticketLinked, ticketEnded
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .approvePlan: .approvePlan
        case .addShipment: .addShipment
        case .requestSupply: .requestSupply
        case .startWorks: .startWorks
        case .endWorks: .endWorks
        case .issuePaymentNotice: .issuePaymentNotice
        case .settle: .settle
        case .verifySurvey: .verifySurvey
        case .assignTeam: .assignTeam
        case .setBlocking: .setBlocking
        case .suspend: .suspend
        case .resume: .resume
        case .cancelProject: .cancelProject
        case .amend: .amend
        case .warrantyEnded: .warrantyEnded
        case .closeProject: .closeProject
        case .advance: .advance
        case .nodeEnded: .nodeEnded
        case .nodeMoved: .nodeMoved
        case .nodeReworked: .nodeReworked
        case .supplyEnded: .supplyEnded
        case .callPlanned: .callPlanned
        case .callEnded: .callEnded
        case .ticketLinked: .ticketLinked
        case .ticketEnded: .ticketEnded
        }
    }
}
