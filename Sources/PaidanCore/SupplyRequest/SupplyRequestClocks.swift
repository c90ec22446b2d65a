/// Parameters, clocks, custodian and effects: functions of the state and of the fact.
extension SupplyRequest {
    package static let kind = Kind.supply
    package static let label = Label("供货要求", "supply request")
    package static let letter = "S"
    /// A node that waits for its goods no more may still be moved; what has ended is told all the same.
    package static let reopening: [Verb] = [.neededMoved]

    static let answerWithin = Parameter<Limit?>(
        "supply.answerWithin", "店面答复供货要求", "answer of the store", rules: "RSC-03, T-25; without a change: B13")
    static let shippingNotice = Parameter<LeadTime?>(
        "project.shippingNotice", "发货调整须提前", "a change of shipping is told ahead", rules: "RSC-02, T-24; C1")
    static let changeToldWithin = Parameter<Limit>(
        "supply.changeToldWithin", "发货调整告知客户和工地", "customer and site told of a change",
        rules: "RSC-02; a reminder, assumption", else: .limit(.clock(.hours(4))))

    package static let parameters = [answerWithin.definition, shippingNotice.definition, changeToldWithin.definition]

    package static let answerClock = ClockRule(
        "supplyAnswer", "T-25", "店面答复供货要求", "store answers", limit: answerWithin.key)
    package static let neededClock = ClockRule(
        "supplyNeeded", "neededOn", "工地需要的时间", "needed on the site", limit: nil, isJudged: false)
    static let shipClock = ClockRule("supplyShip", "shipOn", "答复的发货时间", "promised shipping", limit: nil)
    static let arriveClock = ClockRule("supplyArrive", "arriveOn", "答复的到货时间", "promised arrival", limit: nil)
    package static let changeToldClock = ClockRule(
        "supplyChangeTold", "changeToldWithin", "告知客户和工地", "customer and site told", limit: changeToldWithin.key,
        isJudged: false)

    package static let clockRules = [answerClock, neededClock, shipClock, arriveClock, changeToldClock]

    /// None while the project is suspended: it has one of its own.
    package var clocks: [ClockSpec] {
        guard suspendedSince == nil else { return [] }
        switch state {
        case .requested: return [ClockSpec(Self.answerClock, round: requests, from: requestedAt), needed]
        case .confirmed: return promised + [needed]
        case .adjusted(let since):
            return promised + [needed, ClockSpec(Self.changeToldClock, round: stages, from: since)]
        case .shipped: return arriving + [needed]
        case .arrived, .cancelled: return []
        }
    }

    private var needed: ClockSpec {
        ClockSpec(Self.neededClock, round: stages + 1, from: min(requestedAt, neededOn), due: .at(neededOn))
    }

    private var promised: [ClockSpec] {
        promise.map { promise in
            [
                ClockSpec(
                    Self.shipClock, round: promise.number, from: min(promise.madeAt, promise.shipOn),
                    due: .at(promise.shipOn))
            ] + arriving
        } ?? []
    }

    private var arriving: [ClockSpec] {
        promise.map { promise in
            [
                ClockSpec(
                    Self.arriveClock, round: promise.number, from: min(promise.madeAt, promise.arriveOn),
                    due: .at(promise.arriveOn))
            ]
        } ?? []
    }

    package var custodian: Custodian {
        switch state {
        case .requested, .confirmed, .shipped: .store
        case .adjusted: .customerService
        case .arrived, .cancelled: .nobody
        }
    }

    package var heldBecause: Label? { suspendedSince == nil ? nil : AcceptanceNode.isSuspended }
    package var unwatched: Label? { heldBecause }

    package var person: PersonID { opening.customer }
    package var parent: TicketID? { opening.project }
    package var project: TicketID? { opening.project }
    package static let sharesAssignees = true
    package static let hasSubject = true
    package var subject: Subject? {
        Subject(opening.contract?.goods?.label, reference: opening.productContract, plannedFor: expectedOn)
    }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(id: id, kind: .supply, branch: branch, isOpen: !phase.isEnd, person: person)
    }

    package var guide: Guide? {
        switch state {
        case .requested, .confirmed: Self.storeGuide
        case .adjusted: Self.changeGuide
        case .shipped, .arrived, .cancelled: nil
        }
    }

    private static let storeGuide = Guide(
        title: Label("供货要点", "how to supply"),
        steps: [
            Label("按产品合同和工地要求的时间发货", "ship by the product contract, at the time that the site needs"),
            Label("时间有调整的,提前告知施工负责人和客服专员", "tell the site lead and customer service of a change in time"),
        ])
    private static let changeGuide = Guide(
        title: Label("告知要点", "what to tell"),
        steps: [Label("通知客户主材进场调整后的时间,再告知工地", "tell the customer the new date, then the site")])

    // MARK: Effects

    package func effectsOfOpening(_ context: Context) -> [Effect] {
        [.tell([.homeConsultant, .furnishingDesigner], .supplyRequested)]
    }

    package func effects(of event: Event, before: SupplyRequest, _ context: Context) -> [Effect] {
        switch event {
        case .confirmed(_, let arriveOn):
            [.tell([.specialist], .supplyAnswered)]
                + (arriveOn == before.expectedOn ? [] : [.tell([.siteLead], .supplyChanged)])
                + node(at: arriveOn, movedBy: .homeConsultant, isLate: false, before)
        case .changed(_, let arriveOn, _, let isLate):
            [.tell([.siteLead, .specialist], .supplyChanged)] + marked(isLate)
                + node(at: arriveOn, movedBy: .homeConsultant, isLate: isLate, before)
        case .changeAccepted: [.tell([.homeConsultant], .supplyChanged)]
        case .changeRejected: [.tell([.homeConsultant], .supplyRequested)]
        case .siteChanged(let date, let mover, _, let isLate):
            [.tell([.homeConsultant, .furnishingDesigner], .supplyRequested)] + marked(isLate)
                + node(at: date, movedBy: mover, isLate: isLate, before)
        case .shipped: [.tell([.specialist, .siteLead], .goodsShipped)]
        case .arrived: [.send(opening.node, AnyCommand(AcceptanceNode.self, .goodsArrived))] + ended(.arrived, context)
        case .cancelled(_, let byProject):
            byProject ? [] : [.tell([.homeConsultant], .supplyCancelled)] + ended(.cancelled, context)
        // What is on its way needs no answer any more.
        case .neededMoved, .resumed:
            phase == .requested ? [.tell([.homeConsultant, .furnishingDesigner], .supplyRequested)] : []
        case .nodeEnded, .suspended: []
        }
    }

    private func marked(_ isLate: Bool) -> [Effect] { isLate ? [.tell([.supervisor], .lateChange)] : [] }

    /// The acceptance waits for the goods.
    private func node(at date: Instant, movedBy mover: Party, isLate: Bool, _ before: SupplyRequest) -> [Effect] {
        guard date != before.expectedOn else { return [] }
        let moved = AcceptanceNode.Command.supplyMoved(scheduledFor: date, mover: mover, isLate: isLate)
        return [.send(opening.node, AnyCommand(AcceptanceNode.self, moved))]
    }

    private func ended(_ outcome: Outcome, _ context: Context) -> [Effect] {
        [.send(opening.project, .supplyEnded(supply: context.id, outcome: outcome))]
    }
}

/// What `NoOrphanProof` asks of a supply request.
extension SupplyRequest {
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        [
            Opening(
                project: .sample, node: .sample, customer: .sample, productContract: .sample,
                neededOn: now + .days(10))
        ]
    }

    package func gist(_ policy: Policy) -> [String] { [suspendedSince == nil ? "" : "suspended"] }

    package func mayHear(_ command: Command) -> Bool {
        switch Self.verb(of: command) {
        case .parentSuspended: suspendedSince == nil
        case .parentResumed: suspendedSince != nil
        case .confirmSupply, .answerWithChange, .proposeChange, .acceptChange, .rejectChange, .siteLeadChangesDate,
            .ship, .arrive, .cancelSupply, .neededMoved, .nodeEnded:
            true
        }
    }

    package static let lastResorts: [Verb] = [.cancelSupply, .nodeEnded]
}
