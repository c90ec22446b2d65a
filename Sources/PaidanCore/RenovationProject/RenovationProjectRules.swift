/// What `decide` asks besides the table, one rule a function.
extension RenovationProject {
    // MARK: Plan

    func planned(
        _ arrival: Instant?, _ hiddenWorks: Instant?, _ midTerm: Instant?, _ final: Instant?, _ shipments: [Shipment],
        _ context: Context
    ) throws(Refusal) -> [PlannedNode] {
        let single: [(stage: AcceptanceNode.Stage, date: Instant?)] = [
            (.materialArrival, arrival), (.hiddenWorks, hiddenWorks), (.midTerm, midTerm), (.final, final),
        ]
        var wanted: [(stage: AcceptanceNode.Stage, date: Instant, shipment: Shipment?)] = []
        for (stage, date) in single { if let date { wanted.append((stage, date, nil)) } }
        for shipment in shipments { wanted.append((.mainMaterial, shipment.scheduledFor, shipment)) }
        let missing = context.policy[Self.nodeList]?.stages.filter { stage in !wanted.contains { $0.0 == stage } } ?? []
        try require(missing.isEmpty, .datesAreMissing(of: missing))
        try require(wanted.count <= Self.nodesMax, .tooMany)
        for entry in wanted { try requireAhead(entry.date, context) }
        try requireOrder(single, shipments)
        var nodes: [PlannedNode] = []
        for (index, (stage, date, shipment)) in wanted.enumerated() {
            nodes.append(
                PlannedNode(
                    node: context.fresh(index), stage: stage, scheduledFor: date,
                    productContract: shipment?.productContract, contract: shipment?.contract))
        }
        return nodes
    }

    /// Each acceptance comes after the one before it, goods after the hidden works (PROJ-01, PROJ-10). What is moved later may come
    /// otherwise: that is a fact, and told.
    private func requireOrder(
        _ single: [(stage: AcceptanceNode.Stage, date: Instant?)], _ shipments: [Shipment]
    ) throws(Refusal) {
        let dated = single.compactMap { entry in entry.date.map { (stage: entry.stage, date: $0) } }
        for (former, next) in zip(dated, dated.dropFirst()) {
            try require(former.date <= next.date, .outOfOrder(next.stage, before: former.stage))
        }
        guard let hiddenWorks = dated.first(where: { $0.stage == .hiddenWorks })?.date else { return }
        try require(
            shipments.allSatisfy { hiddenWorks <= $0.scheduledFor }, .outOfOrder(.mainMaterial, before: .hiddenWorks))
    }

    /// - Returns: nil where nothing is said besides the dates.
    func plan(
        _ number: String?, _ finishOn: Instant?, _ terms: PersonalText?, _ risks: [Risk], _ context: Context
    ) throws(Refusal) -> ConstructionPlan? {
        if let finishOn { try requireAhead(finishOn, context) }
        try require(risks.count <= Self.risksMax, .tooMany)
        for owner in risks.compactMap(\.owner) {
            try context.requireColleague(owner, with: Role.allCases.filter(\.isPerson))
        }
        guard number != nil || finishOn != nil || terms != nil || !risks.isEmpty else { return nil }
        return ConstructionPlan(planNo: number, finishOn: finishOn, terms: terms, risks: risks)
    }

    func added(_ shipment: Shipment, _ context: Context) throws(Refusal) -> Event {
        let date = shipment.scheduledFor
        try requireAhead(date, context)
        try require(openNodes.count < Self.nodesMax, .tooMany)
        let node = PlannedNode(
            node: context.fresh(0), stage: .mainMaterial, scheduledFor: date,
            productContract: shipment.productContract, contract: shipment.contract)
        guard asksStores else { return .shipmentAdded(node: node, supply: nil) }
        let supply = PlannedSupply(
            supply: context.fresh(1), node: node.node, productContract: shipment.productContract, neededOn: date,
            contract: shipment.contract)
        return .shipmentAdded(node: node, supply: supply)
    }

    func requireAhead(_ date: Instant, _ context: Context) throws(Refusal) {
        try require(date > context.now, .inThePast)
        try require(date <= context.now + CallTask.farthestAhead, .tooFarAhead)
    }

    func requireOwn(_ node: TicketID) throws(Refusal) {
        try require(nodes.contains { $0.node == node }, .notThatNode)
    }

    /// The plan names dates; what it does not name waits as many days longer as the works stood still (assumption).
    func replanned(_ dates: [NodeDate], _ context: Context) throws(Refusal) -> [NodeDate] {
        guard case .suspended(let suspension) = state else { return [] }
        try require(dates.allSatisfy { date in openNodes.contains { $0.node == date.node } }, .notThatNode)
        for date in dates { try requireAhead(date.scheduledFor, context) }
        return openNodes.map { record in
            dates.first { $0.node == record.node }
                ?? NodeDate(node: record.node, scheduledFor: date(of: record, after: suspension, context))
        }
    }

    /// At the same hour, and ahead. What was agreed during the standstill stands, and so does a date that had passed before it: it
    /// was judged, and nobody has agreed on another one.
    private func date(of record: NodeRecord, after suspension: Suspension, _ context: Context) -> Instant {
        let zone = context.policy.calendar.zone
        let planned = zone.date(of: record.scheduledFor)
        let days = zone.date(of: context.factTime).day - zone.date(of: suspension.since).day
        guard days > 0, record.datedIn < stages, zone.end(of: planned) > suspension.since else {
            return record.scheduledFor
        }
        func moved(by days: Int64) -> Instant {
            zone.start(of: planned + days) + (record.scheduledFor - zone.start(of: planned))
        }
        return moved(by: days) > context.factTime ? moved(by: days) : moved(by: days + 1)
    }

    // MARK: Works

    /// Nodes of a stage are all ended; a plan without any node goes on only by hand.
    func isDone(_ stage: AcceptanceNode.Stage) -> Bool {
        !nodes.isEmpty && nodes.allSatisfy { $0.stage != stage || $0.outcome != .open }
    }

    func advanced(_ context: Context) -> [Event] {
        switch phase {
        case .underway: return [.advanced(to: .hiddenWorks)]
        case .hiddenWorks:
            let supplies = requestable(context)
            return [.advanced(to: .materialsPhase)] + (supplies.isEmpty ? [] : [.suppliesRequested(supplies: supplies)])
        case .materialsPhase: return [.advanced(to: .finishing)]
        case .contracted, .planned, .finishing, .awaitingPayment, .verifyingSurvey, .inWarranty, .closed, .suspended,
            .cancelled:
            return [ended(nil, context)]
        }
    }

    /// 隐蔽工程验收后,按施工计划对接店面 (PROJ-10).
    private func requestable(_ context: Context) -> [PlannedSupply] {
        let waiting = openNodes.filter { record in !supplies.contains { $0.node == record.node } }
        return waiting.compactMap { record in record.productContract.map { (record, $0) } }.enumerated().map {
            index, entry in
            PlannedSupply(
                supply: context.fresh(index), node: entry.0.node, productContract: entry.1,
                neededOn: entry.0.scheduledFor, contract: entry.0.contract)
        }
    }

    /// Whether the hidden works are done, also where the first material is still being put right (PROJ-10).
    private var asksStores: Bool { asksStores(besides: nil) }

    /// - Parameter node: one that ends just now.
    private func asksStores(besides node: TicketID?) -> Bool {
        switch phase {
        case .materialsPhase, .finishing: return true
        case .underway:
            let hiddenWorks = nodes.filter { $0.stage == .hiddenWorks }
            return !hiddenWorks.isEmpty && hiddenWorks.allSatisfy { $0.outcome != .open || $0.node == node }
        case .contracted, .planned, .hiddenWorks, .awaitingPayment, .verifyingSurvey, .inWarranty, .closed, .suspended,
            .cancelled:
            return false
        }
    }

    /// 隐蔽工程验收后,按施工计划对接店面 (PROJ-10), whatever still holds the phase up; else that is asked with the next phase.
    func requestedAfter(_ node: TicketID, _ context: Context) -> [Event] {
        guard phase == .underway, nodes.contains(where: { $0.node == node && $0.stage == .hiddenWorks }),
            asksStores(besides: node)
        else { return [] }
        let supplies = requestable(context)
        return supplies.isEmpty ? [] : [.suppliesRequested(supplies: supplies)]
    }

    /// The goods of an acceptance whose request was cancelled are still waited for.
    func requestedAgain(for node: TicketID, _ context: Context) throws(Refusal) -> PlannedSupply {
        guard let record = openNodes.first(where: { $0.node == node }) else { throw .because(.notThatNode) }
        guard let contract = record.productContract else { throw .because(.noProductContract) }
        try require(asksStores, .hiddenWorksFirst)
        try require(!openSupplies.contains { $0.node == node }, .isAskedAlready)
        let haveArrived = supplies.last { $0.node == node }?.outcome == .arrived
        try require(!haveArrived || record.isInRework, .haveArrived)
        try require(record.scheduledFor > context.now, .dateHasPassed)
        return PlannedSupply(
            supply: context.fresh(0), node: node, productContract: contract, neededOn: record.scheduledFor,
            contract: record.contract)
    }

    func ended(_ note: PersonalText?, _ context: Context) -> Event {
        .worksEnded(
            note: note, closing: owedCalls(context, of: [.midProject]), call: plannedCall(.afterSale, context, at: 0))
    }

    /// A call is planned where the regulation has a limit for it.
    func plannedCall(_ occasion: CallTask.Occasion, _ context: Context, at index: Int) -> TicketID? {
        context.policy(for: .call)[occasion.duty.limit] == nil ? nil : context.fresh(index)
    }

    /// Calls that nobody has made yet.
    func owedCalls(_ context: Context, of occasions: [CallTask.Occasion]? = nil) -> [TicketID] {
        calls.filter { occasions?.contains($0.occasion) ?? true }.map(\.call).filter { call in
            context.relatives.contains { $0.id == call && $0.isOpen && $0.record == nil }
        }
    }

    /// 月中、月尾回访 that are still to be made, where `call` is one of a node.
    func callsOfTheCalendar(besides call: TicketID) -> [TicketID] {
        guard calls.contains(where: { $0.call == call && $0.occasion.isOfANode }) else { return [] }
        return calls.filter { $0.occasion == .midProject && $0.isReached == nil }.map(\.call)
    }

    /// who was asked at a node's call within the days on which the calendar wants one, is not asked again. A call that has been
    /// begun, or a time that is agreed with the customer, stays.
    func alsoMade(with call: TicketID, _ context: Context) -> [TicketID] {
        let policy = context.policy(for: .call)
        guard let limit = policy[CallTask.Occasion.midProject.duty.limit], limit.isOfTheCalendar else { return [] }
        return callsOfTheCalendar(besides: call).filter { other in
            guard let dueAt = context.relatives.first(where: { $0.id == other })?.call?.isOwedBy else { return false }
            return limit.isOn(at: context.factTime, due: dueAt, in: policy.calendar)
        }
    }

    // MARK: Payment

    /// In 分. Nothing may be left to pay.
    static let balances = 0...10_000_000_000

    /// 保修单 (PAY-03).
    struct Warranty {
        let cardNo: String?
        /// From the settlement on where nothing else is said.
        let startsAt: Instant?
        let endsAt: Instant
        let scope: PersonalText?

        init(
            cardNo: String?, startsAt: Instant?, endsAt: Instant, scope: PersonalText?, _ context: Context
        ) throws(Refusal) {
            try require(cardNo != nil || !context.policy[hasWarrantyCard], .noWarrantyCard)
            try context.requireRecent(startsAt)
            try require(startsAt ?? context.factTime < endsAt, .warrantyEndsFirst)
            self.cardNo = cardNo
            self.startsAt = startsAt
            self.endsAt = endsAt
            self.scope = scope
        }
    }

    func settled(
        _ amount: Int, _ receipt: String, _ warranty: Warranty, _ survey: Survey, _ isDeclined: Bool,
        _ context: Context
    ) throws(Refusal) -> Event {
        try require(Self.balances.contains(amount), .balanceOutOfRange)
        try requireAhead(warranty.endsAt, context)
        let questions = CallTask.Occasion.questionnaire.script.questions
        try CallTask.requireFitting(survey.answers, questions)
        try require(survey.score.map(Complaint.scores.contains) ?? true, .scoreOutOfRange)
        try require(survey.points.count <= Complaint.pointsMax, .noPoints)
        let isFilled = survey.score != nil || !survey.answers.isEmpty || !survey.points.isEmpty
        try require(isFilled || isDeclined || !context.policy[Self.hasQuestionnaire], .noQuestionnaire)
        return .settled(
            amount: amount, receiptNo: receipt, warrantyEndsAt: warranty.endsAt, warrantyCardNo: warranty.cardNo,
            score: survey.score, answers: survey.answers, points: survey.points,
            isToBeVerified: isFilled && context.policy[Self.hasQuestionnaire], warrantyStartsAt: warranty.startsAt,
            warrantyScope: warranty.scope, opinions: unverified(survey.points, context))
    }

    /// What a customer is dissatisfied with is fed back also where no questionnaire is verified (PAY-05).
    private func unverified(_ points: [PersonalText], _ context: Context) -> [TicketID]? {
        points.isEmpty || context.policy[Self.hasQuestionnaire] ? nil : points.indices.map { context.fresh($0) }
    }

    /// Errors of writing: a warranty that has ended stays so.
    func requireAmendable(_ fields: Amendment, _ context: Context) throws(Refusal) {
        try require(fields != Amendment(), .nothingToAmend)
        guard fields.isOfTheSettlement else { return }
        guard let settlement else { throw .because(.notSettled) }
        try require(fields.amount.map(Self.balances.contains) ?? true, .balanceOutOfRange)
        guard let endsAt = fields.warrantyEndsAt else { return }
        try require(!isWarrantyOver, .warrantyIsOver)
        try requireAhead(endsAt, context)
        try require(settlement.warrantyStartsAt < endsAt, .warrantyEndsFirst)
    }

    /// 售后回访到保修期满为止 (CBP-03, T-33), also where a complaint keeps the project; else what is left ends with it.
    func warrantyEnded(_ context: Context) -> Event {
        let owed = openLinks.isEmpty ? [] : owedCalls(context, of: [.afterSale])
        return .warrantyEnded(followUpsMissing: followUpsMissing(context), closing: owed.isEmpty ? nil : owed)
    }

    /// 售后服务中至少跟踪两次 (LFU-07): what is missing is recorded and told, and holds nothing up (B16).
    func followUpsMissing(_ context: Context) -> Int? {
        guard let wanted = context.policy[Self.minFollowUps], wanted > callsAfterWorks else { return nil }
        return wanted - callsAfterWorks
    }

    /// 与回访结果有异议的,表上注明真实的记录并签字 (PAY-04).
    func verified(_ isSigned: Bool, _ record: PersonalText?, _ context: Context) throws(Refusal) -> Event {
        try require(isSigned, .surveyNotSigned)
        let apart = context.policy(for: .call)[CallTask.scoresApart]
        let said = CallTask.Testimony(isSatisfied: nil, score: survey?.score, answers: survey?.answers ?? [])
        let others = context.relatives.compactMap(\.record)
        let contradicted = others.flatMap { said.questions(contradicting: $0, scoresApart: apart) }
        let differing = said.answers.map(\.question).filter(contradicted.contains)
        let isOtherwise = others.contains { !said.overall(contradicting: $0, scoresApart: apart).isEmpty }
        try require((differing.isEmpty && !isOtherwise) || record != nil, .recordsDiffer)
        let points = survey?.points ?? []
        return .surveyVerified(
            trueRecord: record, differing: differing, opinions: points.indices.map { context.fresh($0) })
    }
}

extension RenovationProject {
    /// What a project says of a step of one of its parts, whoever asks: where its team names somebody for a role, nobody else acts by
    /// it (RSC-01, RSC-04); an acceptance that the regulation wants is given up by whoever supervises, not by whoever plans it
    /// (PROJ-01; assumption).
    package static func refusal<K: TicketKind>(
        of verb: K.Verb, _: K.Type, to actor: Actor, on part: TicketID, beside project: Relative
    ) -> Refusal.Reason? {
        if project.team?.excludes(actor, as: K.table[verb].roles) ?? false { return .anothersProject }
        guard K.lastResorts.contains(verb), project.wantedNodes.contains(part) else { return nil }
        return actor.hasAny(of: [.supervisor, .ticket]) ? nil : .wantedByTheRegulation
    }
}

extension Context {
    /// What the project says of it, where that is known.
    func requireFit<K: TicketKind>(_: K.Type, _ verb: K.Verb, beside project: TicketID) throws(Refusal) {
        guard let whole = relatives.first(where: { $0.id == project }) else { return }
        if let reason = RenovationProject.refusal(of: verb, K.self, to: actor, on: id, beside: whole) {
            throw .because(reason)
        }
    }

    /// nil where the project is not known.
    func team(of project: TicketID) -> RenovationProject.Team? { relatives.first { $0.id == project }?.team }
}

extension Refusal.Reason {
    static let anothersProject = Self(
        "anothers-project", "该工程的人员分工中,这一岗位另有他人", "this project's team names somebody else for that")
    static let noPlaceOfTheTeam = Self("no-place-of-the-team", "不是工程人员的岗位", "that is no place on a team")
    static let notSettled = Self("not-settled", "尾款尚未结算", "the balance is not settled yet")
    static let warrantyIsOver = Self("warranty-is-over", "保修期已满,不能更正", "the warranty has ended")
    static func datesAreMissing(of stages: [AcceptanceNode.Stage]) -> Self {
        let names = Label(joining: stages.map(\.label))
        return Self(
            "dates-are-missing", "施工计划缺少制度要求的节点日期:\(names.zh)",
            "the plan lacks dates that the regulation wants: \(names.en)", key: RenovationProject.nodeList.key)
    }
    static func outOfOrder(_ stage: AcceptanceNode.Stage, before former: AcceptanceNode.Stage) -> Self {
        Self(
            "out-of-order", "\(stage.label.zh)的日期早于\(former.label.zh)",
            "\(stage.label.en) is planned before \(former.label.en)")
    }
    static let notThatNode = Self("not-that-node", "不是该工程未结束的节点", "that is no open node of this project")
    static func nodesAreOpen(_ stages: [AcceptanceNode.Stage]) -> Self {
        let names = Label(joining: stages.map(\.label))
        return Self("nodes-are-open", "还有未结束的验收节点:\(names.zh)", "acceptances are still open: \(names.en)")
    }
    static let isAskedAlready = Self(
        "is-asked-already", "该批货的供货要求还在处理中", "the store is being asked for these goods already")
    static let noProductContract = Self(
        "no-product-contract", "该节点没有产品合同,不向店面要货", "that acceptance has no product contract to ask a store for")
    static let hiddenWorksFirst = Self(
        "hidden-works-first", "隐蔽工程验收后才向店面要货", "stores are asked once the hidden works are accepted")
    static let haveArrived = Self("have-arrived", "该批货已到场", "these goods have arrived")
    static let dateHasPassed = Self(
        "date-has-passed", "该节点的日期已过,请先改期", "the date of that acceptance has passed; give it another one first")
    static let notLinked = Self("not-linked", "该单没有关联到本工程", "that ticket is not linked to this project")
    static let balanceOutOfRange = Self(
        "balance-out-of-range", "尾款应为 0 至一亿元,以分填写", "the balance is 0 to a hundred million yuan, in fen")
    static let noWarrantyCard = Self(
        "no-warranty-card", "请填写保修单编号", "give the number of the warranty card",
        key: RenovationProject.hasWarrantyCard.key)
    static let noQuestionnaire = Self(
        "no-questionnaire", "请填写满意度调查表;客户不填的,注明拒填",
        "fill in the questionnaire, or say that the customer declined it", key: RenovationProject.hasQuestionnaire.key)
    static let warrantyEndsFirst = Self(
        "warranty-ends-first", "保修期的结束应晚于开始", "the warranty has to end after it has begun")
    static let surveyNotSigned = Self(
        "survey-not-signed", "核对的客服专员须在调查表上签字", "whoever verifies the questionnaire has to sign it")
    static let recordsDiffer = Self(
        "records-differ", "调查表与回访记录不一致,请注明真实的记录",
        "the questionnaire and a call's record differ: note what is true")
}
