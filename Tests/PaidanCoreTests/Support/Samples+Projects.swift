@testable import PaidanCore

/// A project with its acceptances and supplies, in each state, and what may be said to them.
extension Samples {
    /// Twenty days of works, planned a week ahead.
    static let plan = RenovationProject.Command.approvePlan(
        materialArrivalOn: .monday + .days(7), hiddenWorksOn: .monday + .days(14), midTermOn: .monday + .days(30),
        finalOn: .monday + .days(40), shipments: [shipment])
    static let shipment = RenovationProject.Shipment(productContract: "PC-1", scheduledFor: .monday + .days(21))

    static let settled = RenovationProject.Command.settle(
        amount: 3_000_000, receiptNo: "R-1", warrantyEndsAt: .monday + .days(700), warrantyCardNo: "W-1", score: 4,
        answers: [CallTask.Answer(.works, score: 2)], points: ["the door sticks"], surveyDeclined: nil)
    static let settledWithoutSurvey = RenovationProject.Command.settle(
        amount: 0, receiptNo: "R-1", warrantyEndsAt: .monday + .days(700), warrantyCardNo: "W-1", score: nil,
        answers: nil, points: nil, surveyDeclined: true)

    static func project(_ policy: Policy, _ commands: RenovationProject.Command...) throws -> Story {
        var story = Story(policy)
        try story.open(RenovationProject.self, .test())
        try story.open(.test(project: story.projects[0]))
        for command in commands { try story.act(command) }
        return story
    }

    static func projects(_ policy: Policy) throws -> [Story] {
        let contracted = try project(policy)
        let planned = try project(policy, plan)
        let underway = try told(planned, .startWorks(resourcesReady: true))
        var hiddenWorks = underway
        try hiddenWorks.pass(.materialArrival)
        var materials = hiddenWorks
        try materials.pass(.hiddenWorks)
        var finishing = materials
        try finishing.pass(.midTerm)
        var ended = finishing
        try ended.pass(.mainMaterial)
        var awaiting = ended
        try awaiting.pass(.final)
        // The first material is still missing when the hidden works are done.
        var ahead = underway
        try ahead.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))
        try ahead.pass(.hiddenWorks)
        let beforeWarranty = [contracted, planned, underway, hiddenWorks, materials, finishing, awaiting]
        let verifying = try told(awaiting, settled)
        let inWarranty = try told(verifying, .verifySurvey(signed: true, trueRecord: "r"))
        var over = inWarranty
        try over.wait(until: .monday + .days(701))
        var closed = inWarranty
        try closed.act(.withdraw(reason: "solved"))
        try closed.wait(until: .monday + .days(701))
        return beforeWarranty + [verifying, inWarranty, over, closed, ended]
            + (try beforeWarranty.map { try told($0, .suspend(reason: "r", until: $0.now + .days(30))) })
            + [try told(underway, .cancelProject(reason: "r", settlement: "s"))]
            + [
                try withoutGoods(materials), try withoutGoods(finishing), ahead, try withoutGoods(ahead),
                try withoutOpenNodes(finishing),
                try project(policy, planWithoutNodes, .startWorks(resourcesReady: nil)),
            ]
    }

    static let planWithoutNodes = RenovationProject.Command.approvePlan(
        materialArrivalOn: nil, hiddenWorksOn: nil, midTermOn: nil, finalOn: nil, shipments: nil)

    /// The request of the last goods cancelled, which are waited for all the same.
    private static func withoutGoods(_ story: Story) throws -> Story {
        var story = story
        try story.act(.cancelSupply(reason: "r"), by: .specialist)
        return story
    }

    /// Every node cancelled, so that the works may be ended by hand.
    private static func withoutOpenNodes(_ story: Story) throws -> Story {
        var story = story
        for node in story.nodes where !story[node: node].phase.isEnd {
            try story.act(AcceptanceNode.self, .cancelNode(reason: "r"), by: .supervisor, on: node)
        }
        return story
    }

    static func told(_ story: Story, _ command: RenovationProject.Command) throws -> Story {
        var story = story
        try story.act(command)
        return story
    }

    static func projectCommands(for project: RenovationProject, at now: Instant) -> [RenovationProject.Command] {
        let later = now + .days(3)
        let node = project.openNodes.first?.node ?? project.nodes.first?.node ?? target
        let supply = project.supplies.first?.supply ?? target
        let linked = project.links.first?.linked ?? target
        return [
            .approvePlan(
                materialArrivalOn: later, hiddenWorksOn: later, midTermOn: later, finalOn: later,
                shipments: [RenovationProject.Shipment(productContract: "PC-2", scheduledFor: later)]),
            .addShipment(productContract: "PC-3", scheduledFor: later),
            .requestSupply(node: project.openNodes.first { $0.stage == .mainMaterial }?.node ?? target),
            .startWorks(resourcesReady: true),
            .endWorks(note: "n"), settledLater(later), settledLaterWithoutSurvey(later),
            .verifySurvey(signed: true, trueRecord: "r"),
            .assignTeam(
                siteLead: nil, inspector: nil, decorationDesigner: nil, furnishingDesigner: nil, homeConsultant: nil),
            .setBlocking(linked: linked, blocking: false, reason: "r"), .suspend(reason: "r", until: later),
            .resume(dates: nil), .cancelProject(reason: "r", settlement: "s"), .warrantyEnded, .closeProject, .advance,
            .nodeEnded(node: node, outcome: .passed), .nodeMoved(node: node, scheduledFor: later),
            .nodeReworked(node: node, isOpen: true), .supplyEnded(supply: supply, outcome: .arrived),
            .issuePaymentNotice(noticeNo: "J-1", amount: 1, payBy: later),
            .callPlanned(call: target, occasion: .afterSale, follows: nil),
            .callEnded(call: target, reached: true, displeased: false), .ticketLinked(linked: target),
            .ticketEnded(linked: linked),
            .amend(fields: RenovationProject.Amendment(site: "No. 1"), reason: "r"),
            .amend(fields: RenovationProject.Amendment(warrantyEndsAt: now + .days(900)), reason: "r"),
        ]
    }

    private static func settledLater(_ end: Instant) -> RenovationProject.Command {
        .settle(
            amount: 1, receiptNo: "R", warrantyEndsAt: end, warrantyCardNo: "W", score: 5, answers: nil, points: nil,
            surveyDeclined: nil)
    }

    private static func settledLaterWithoutSurvey(_ end: Instant) -> RenovationProject.Command {
        .settle(
            amount: 1, receiptNo: "R", warrantyEndsAt: end, warrantyCardNo: "W", score: nil, answers: nil, points: nil,
            surveyDeclined: true)
    }

    // MARK: Acceptances

    /// The node of a stage in each state.
    static func nodes(_ stage: AcceptanceNode.Stage, _ policy: Policy) throws -> [Story] {
        let planned = try project(policy, plan, .startWorks(resourcesReady: true))
        func after(_ story: Story, _ commands: AcceptanceNode.Command...) throws -> Story {
            var story = story
            for command in commands { try story.act(stage, command) }
            return story
        }
        let day = planned.node(stage).day.scheduledFor
        let reported = try after(planned, .reportDate(scheduledFor: day))
        let told = try after(planned, .notifyParties(parties: stage.parties, channel: .phone))
        let almost = try after(planned, .notifyParties(parties: [stage.parties[0]], channel: .phone))
        let asked = AcceptanceNode.Command.requestReschedule(
            scheduledFor: day + .days(2), mover: .siteLead, reason: "rain")
        let accepting = try after(told, .beginAcceptance(present: [.customer]))
        var stories = [
            planned, reported, told, almost, accepting, try after(planned, asked), try after(reported, asked),
            try after(told, asked), try after(accepting, .test(passed: true)),
            try after(accepting, .test(passed: false, department: .engineering)),
            try after(accepting, .test(passed: false)),
            try after(planned, .cancelNode(reason: "r")),
        ]
        if stage != .mainMaterial {
            let absent = try after(told, .beginAcceptance(present: [.inspector, .siteLead]))
            stories += [absent, try after(absent, .test(passed: true))]
        }
        return stories
    }

    static func nodeCommands(for node: AcceptanceNode, at now: Instant) -> [AcceptanceNode.Command] {
        let later = max(now, node.day.scheduledFor) + .hours(1)
        let part = node.part?.dispatch ?? target
        return [
            .reportDate(scheduledFor: max(now + .hours(1), node.day.scheduledFor)),
            .signProxy(proxyName: "p", agreementNo: "A-1", byInspector: nil),
            .notifyParties(parties: node.notices.map(\.party), channel: .phone),
            .notifyParties(parties: [node.notices.last?.party ?? .customer], channel: nil),
            .customerDeclines(note: nil), .requestReschedule(scheduledFor: later, mover: .siteLead, reason: "rain"),
            .approveReschedule(scheduledFor: later, verifiedByCall: true), .rejectReschedule(reason: "r"),
            .beginAcceptance(present: [.customer]), .goodsNotArrived(reason: "r", department: .materials),
            .test(passed: true), .test(passed: false), .customerConfirms(note: "n"),
            .customerDisputes(content: "c", becomes: .opinion), .customerDisputes(content: "c", becomes: .complaint),
            .sendToDepartment(department: .engineering), .leaderOrders(measures: "m", newDeadline: later),
            .reworkDone(scheduledFor: later, note: nil, cause: "c"), .cancelNode(reason: "r"), .dayCame,
            .supplyAssigned(supply: target), .supplyMoved(scheduledFor: later, mover: .homeConsultant, isLate: true),
            .goodsArrived, .parentSuspended(until: later), .parentResumed(scheduledFor: later),
            .parentResumed(scheduledFor: node.day.scheduledFor),
            .dispatchMissed(dispatch: part, misses: 1), .dispatchMissed(dispatch: part, misses: 2),
            .dispatchEnded(dispatch: part, outcome: .done),
        ]
    }

    // MARK: Supplies

    static func supplies(_ policy: Policy) throws -> [Story] {
        var requested = try project(policy, plan, .startWorks(resourcesReady: nil))
        try requested.pass(.materialArrival)
        try requested.pass(.hiddenWorks)
        func after(_ story: Story, _ commands: SupplyRequest.Command...) throws -> Story {
            var story = story
            for command in commands { try story.act(command) }
            return story
        }
        let dates = (ship: .monday + .days(20), arrive: requested.supply.neededOn)
        let confirmed = try after(requested, .confirmSupply(shipOn: dates.ship, arriveOn: dates.arrive))
        return [
            requested, confirmed,
            try after(
                confirmed, .proposeChange(shipOn: dates.ship + .days(1), arriveOn: dates.arrive + .days(1), reason: "r")
            ),
            try after(confirmed, .ship(note: nil)), try after(confirmed, .arrive(deliveryNote: "D-1")),
            try after(requested, .cancelSupply(reason: "r")),
        ]
    }

    static func supplyCommands(at now: Instant) -> [SupplyRequest.Command] {
        let (later, latest) = (now + .days(1), now + .days(2))
        return [
            .confirmSupply(shipOn: later, arriveOn: latest),
            .confirmSupply(shipOn: later, arriveOn: max(latest, .monday + .days(21))),
            .answerWithChange(shipOn: later, arriveOn: latest, reason: "r"),
            .proposeChange(shipOn: later, arriveOn: latest, reason: "r"), .acceptChange(customerTold: true),
            .rejectChange(reason: "r"), .siteLeadChangesDate(neededOn: latest, reason: "r"), .ship(note: "n"),
            .arrive(deliveryNote: "D"), .cancelSupply(reason: "r"), .neededMoved(neededOn: latest),
            .nodeEnded(outcome: .passed), .nodeEnded(outcome: .cancelled), .parentSuspended,
            .parentResumed(neededOn: latest), .parentResumed(neededOn: .monday + .days(21)),
            .parentResumed(neededOn: .monday + .days(22)),
        ]
    }
}

extension RenovationProject.Opening {
    /// With its designers; who leads and inspects the works, and who sells for them, is named later.
    static func test() -> Self {
        Self(customer: .somebody, contractNo: "HT-1", decorationDesigner: .desk, furnishingDesigner: .desk)
    }
}

extension AcceptanceNode.Command {
    /// A result; states only what matters to a test.
    static func test(
        passed: Bool, department: Department? = nil, signed: Bool? = true, documentNo: String? = "DOC-1"
    ) -> Self {
        .recordResult(
            passed: passed, checklist: "c", defects: passed ? nil : ["a tile is hollow"], department: department,
            signed: signed, documentNo: documentNo)
    }
}

extension Story {
    var projects: [TicketID] { ids[.project, default: []] }
    var nodes: [TicketID] { ids[.node, default: []] }
    var supplies: [TicketID] { ids[.supply, default: []] }

    subscript(project id: TicketID) -> RenovationProject { ticket(RenovationProject.self, id).state }
    subscript(node id: TicketID) -> AcceptanceNode { ticket(AcceptanceNode.self, id).state }
    subscript(supply id: TicketID) -> SupplyRequest { ticket(SupplyRequest.self, id).state }

    /// The first project, the last node of a stage, the last supply request.
    var project: RenovationProject { self[project: projects[0]] }
    var supply: SupplyRequest { self[supply: supplies[supplies.count - 1]] }

    func id(of stage: AcceptanceNode.Stage) -> TicketID {
        guard let id = nodes.last(where: { self[node: $0].opening.stage == stage }) else {
            preconditionFailure("no node of \(stage)")
        }
        return id
    }

    func node(_ stage: AcceptanceNode.Stage) -> AcceptanceNode { self[node: id(of: stage)] }

    mutating func act(_ command: RenovationProject.Command, by role: Role? = nil) throws {
        let roles = RenovationProject.table[RenovationProject.verb(of: command)].roles
        try act(RenovationProject.self, command, by: role ?? roles[0])
    }

    mutating func act(
        _ stage: AcceptanceNode.Stage, _ command: AcceptanceNode.Command, by role: Role? = nil,
        occurredAt: Instant? = nil
    ) throws {
        let verb = AcceptanceNode.verb(of: command)
        let usual = verb == .cancelNode ? .supervisor : AcceptanceNode.table[verb].roles[0]
        try act(AcceptanceNode.self, command, by: role ?? usual, on: id(of: stage), occurredAt: occurredAt)
    }

    mutating func act(_ command: SupplyRequest.Command, by role: Role? = nil) throws {
        let roles = SupplyRequest.table[SupplyRequest.verb(of: command)].roles
        try act(SupplyRequest.self, command, by: role ?? roles[0], on: supplies[supplies.count - 1])
    }

    /// Everybody concerned is told, comes, and signs.
    mutating func pass(_ stage: AcceptanceNode.Stage) throws {
        try act(stage, .notifyParties(parties: node(stage).notices.map(\.party), channel: .phone))
        try act(stage, .beginAcceptance(present: [.customer, .inspector]))
        try act(stage, .test(passed: true))
    }
}
