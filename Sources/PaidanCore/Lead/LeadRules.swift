/// What `decide` asks besides the table.
extension Lead {
    // MARK: Intake

    /// LEAD-08, LEAD-23: what the design needs to begin.
    func completed(_ fields: Facts?, _ context: Context) throws(Refusal) -> Event {
        let all = fields.map(facts.amended) ?? facts
        try require(all.area.map(Self.areas.contains) ?? true, .areaOutOfRange)
        switch opening.leadSource {
        case .salesperson:
            try require(all.estate != nil && all.area != nil && all.floorPlan != nil, .salespersonDataMissing)
        case .inquiry: try require(all.estate != nil && all.area != nil && all.layout != nil, .inquiryDataMissing)
        case .walkIn, .company, .natural, .siteReturn, .designerReturn, .relation, .introduced, .invited, .other: break
        }
        return .intakeCompleted(fields: fields)
    }

    var screeningOccasion: CallTask.Occasion { opening.leadSource == .inquiry ? .inquiry : .siteReturn }

    // MARK: Dispatch

    /// Whose turn it is, or whom the dispatcher names. Another one than the rota's needs a reason, and so does a choice where
    /// nobody can take the lead. Without a rota in the branch whoever gives leads out names the designer.
    func chosen(
        _ designer: Account?, _ reason: PersonalText?, _ context: Context
    ) throws(Refusal) -> (designer: Account, receipt: DispatchReceipt?) {
        if let designer { try context.requireAtWork(designer, with: Rota.takers) }
        guard let rota = context.rota, let standings = rota.standings else {
            guard let designer else { throw .because(.noRota) }
            return (designer, nil)
        }
        let pass = pass(
            at: context.now, capacity: context.policy[Self.capacityMax],
            ranksByAbility: context.policy[Self.ranksByAbility], left: context.left)
        guard let choice = standings.choice(for: pass, named: designer, rota: rota.id) else {
            throw .because(designer == nil ? .nobodyFree(standings.passedBy(for: pass)) : .notOnRota)
        }
        try require(choice.0 == choice.1.offered || reason != nil, .anothersTurn)
        return choice
    }

    /// What this lead asks of a rota as it stands.
    func pass(
        at now: Instant, capacity: Int, ranksByAbility: Bool, left: [Account], forcedCounts: Bool = true
    ) -> Standings.Pass {
        Standings.Pass(
            now: now, appointment: appointment.flatMap { $0 > now ? $0 : nil },
            formers: formers + (designer.map { [$0] } ?? []), capacity: capacity, ranksByAbility: ranksByAbility,
            left: left, forcedCounts: forcedCounts)
    }

    func refused(_ declined: Declined, _ note: PersonalText?, _ context: Context) -> [Event] {
        let refused = Event.refused(declined: declined, note: note)
        guard declined.isCherryPicking, let designer else { return [refused] }
        return [refused, found(.cherryPicking, designer, note, context)]
    }

    // MARK: Follow-up

    /// LFU-10: whose data is handed over; a designer does that for no other.
    func owing(_ designer: Account?, _ context: Context) throws(Refusal) -> Account {
        let isBound = Self.isBound(context.actor, to: .handOverData)
        let own = handOvers.first { $0.formerDesigner.code == context.actor.principal }?.formerDesigner
        guard let former = designer ?? own ?? (handOvers.count == 1 ? handOvers[0].formerDesigner : nil) else {
            throw .because(isBound ? .anothersLead : .nameFormer)
        }
        try require(handOvers.contains { $0.formerDesigner == former }, .nothingToHandOver)
        try require(!isBound || former.code == context.actor.principal, .anothersLead)
        return former
    }

    /// 登记人 (LEAD-07).
    package static let isFoundByOpener = true

    /// The designer, the salesperson who brought the customer, and the team (LFU-04, LEAD-17).
    package var assignees: [Account] {
        let all = [designer, salesperson].compactMap(\.self) + team.map(\.designer)
        return all.reduce(into: []) { once, account in if !once.contains(account) { once.append(account) } }
    }

    // MARK: Another designer

    /// LFU-09, LFU-10: a designer reports that the customer wants another one, and reports it to the director; that it is so is said
    /// by somebody else. A call-back of the company's is not the designer's.
    func changeAsked(
        _ wish: ChangeWish, _ reason: PersonalText, _ context: Context
    ) throws(Refusal) -> Event {
        try require(wish != .companyCall || isWitness(context.actor), .notTheWitness)
        if wish == .hasLeft { try requireLeft(context) }
        return .changeAsked(
            wish: wish, reason: reason, isVerified: wish.isTheCustomers && isWitness(context.actor),
            askedBy: Account(context.actor.principal))
    }

    /// 已离职 is for the heads to state, and true only where no token of the designer's is in force.
    private func requireLeft(_ context: Context) throws(Refusal) {
        try require(context.actor.hasAny(of: [.director, .supervisor]), .notForYouToSay)
        try require(designer.map { context.left.contains($0) } ?? false, .stillAtWork)
    }

    /// Whoever may say what the customer wants of the designer: not whoever has the lead, and none of the team.
    func isWitness(_ actor: Actor) -> Bool {
        let having = [designer].compactMap(\.self) + team.map(\.designer)
        return actor.hasAny(of: Self.witnesses) && !having.contains { $0.code == actor.principal }
    }

    /// Whoever asked takes it back. What the customer wants nobody takes back who could not say it, once it is known to be so.
    func mayWithdraw(_ actor: Actor) -> Bool {
        guard let change else { return false }
        let isAsker = change.askedBy?.code == actor.principal
        return change.isUnconditional ? isWitness(actor) : isAsker || (change.wish.isTheCustomers && isWitness(actor))
    }

    // MARK: Checks

    func notesChecked(_ finding: Finding, _ note: PersonalText?, _ context: Context) -> [Event] {
        let checked = Event.notesChecked(finding: finding, note: note)
        guard let designer, let breach = finding.ofNotes else { return [checked] }
        return [checked, found(breach, designer, note, context)]
    }

    func registerChecked(
        _ finding: Finding, _ account: Account?, _ note: PersonalText?, _ context: Context
    ) throws(Refusal) -> [Event] {
        let checked = Event.registerChecked(finding: finding, note: note)
        guard finding != .good else { return [checked] }
        // C8: the seed does not say who pays.
        let payer = account ?? (context.policy[Self.registerPayer] == .designer ? designer : nil)
        guard let payer else { throw .because(.namePayer) }
        if let account { try context.requireColleague(account, with: Role.allCases.filter(\.isPerson)) }
        return [checked, found(.thinRegister, payer, note, context)]
    }

    /// Recorded with what the regulation provides for it; a clock's own breach says its fine itself.
    func found(_ breach: Breach, _ account: Account, _ note: PersonalText?, _ context: Context) -> Event {
        .breachFound(
            breach: breach, account: account, fine: Self.fine(for: breach, context.policy),
            rounds: breach.suspends ? context.policy[Self.suspensionRounds] : nil, note: note)
    }

    func agreed(_ members: [Member], _ context: Context) throws(Refusal) -> Event {
        try require(!members.isEmpty && members.count <= Self.teamMax, .tooMany)
        // Each within its bounds before they are added up.
        let areShares = members.allSatisfy { Self.shares.contains($0.share) }
        try require(areShares && members.map(\.share).reduce(0, +) == Self.shares.upperBound, .sharesNotWhole)
        for member in members { try context.requireAtWork(member.designer, with: Rota.takers) }
        return .teamAgreed(members: members)
    }

    static let teamMax = 8

    // MARK: The end

    var change: Change? { if case .reassignPending(let change) = state { change } else { nil } }

    var invalidation: Invalidation? {
        if case .invalidationPending(let invalidation) = state { invalidation } else { nil }
    }

    /// Whoever has the lead is one side, everybody else the other.
    func side(of actor: Actor) -> Side {
        let company = Self.table[.proposeInvalid].roles.filter { $0 != .designer }
        let isDesigner = actor.principal == designer?.code || !actor.hasAny(of: company)
        return isDesigner ? .designer : .company
    }

    /// LFU-06, A-19: fewer follow-ups than the regulation wants are marked and need an explanation.
    func lost(
        _ reason: LossReason, _ fault: Fault, _ competitor: PersonalText?, _ note: PersonalText?,
        of account: Account?, _ context: Context
    ) throws(Refusal) -> [Event] {
        let isEarly = contacts < context.policy[Self.minContacts] ?? 0
        try require(!isEarly || note != nil, .lostEarly)
        let lost = Event.lost(lossReason: reason, fault: fault, competitor: competitor, note: note, isEarly: isEarly)
        guard let breach = fault.breach else {
            try require(account == nil, .nobodysFault)
            return [lost]
        }
        // A14, PEN-01: that it was somebody's fault is a finding.
        try require(context.actor.hasAny(of: Self.finders), .notTheFinder)
        guard let blamed = account ?? (fault == .designer ? designer : salesperson), had(blamed, as: fault) else {
            throw .because(.nobodysFault)
        }
        return [lost, found(breach, blamed, note, context)]
    }

    /// Who finds breaches, at the end of a lead as before it.
    private static let finders: [Role] = [.director, .leader, .supervisor, .designSupervisor]

    /// Whoever was late may have lost the lead to another designer before it was lost (LFU-03).
    private func had(_ account: Account, as fault: Fault) -> Bool {
        switch fault {
        case .none: false
        case .designer: ([designer].compactMap(\.self) + formers + team.map(\.designer)).contains(account)
        case .salesperson: account == salesperson
        }
    }

    // MARK: Merging

    /// B18: a person decides that two leads are one; where nothing shows that it is one customer, with a reason.
    func merged(into target: TicketID, _ reason: PersonalText?, _ context: Context) throws(Refusal) -> Event {
        try require(target != context.id, .sameLead)
        let other = try context.relative(target)
        try require(other.kind == .lead && other.isOpen, .notAnOpenLead)
        let isSame =
            other.person == person || sameCustomer.contains(target) || other.sameCustomer.contains(context.id)
        try require(isSame || reason != nil, .anothersCustomer)
        return .merged(into: target, reason: reason, moved: moved(to: other).map(\.call).nonEmpty)
    }
}

extension Lead.Fault {
    fileprivate var breach: Lead.Breach? {
        switch self {
        case .none: nil
        case .designer: .lostByDesigner
        case .salesperson: .lostBySalesperson
        }
    }
}

extension Lead.Finding {
    fileprivate var ofNotes: Lead.Breach? {
        switch self {
        case .good: nil
        case .thin: .thinNotes
        case .missing: .noNotes
        }
    }
}

extension Refusal.Reason {
    static let salespersonDataMissing = Self(
        "salesperson-data-missing", "业务员客源须有楼盘、面积、户型图", "a salesperson's lead needs estate, floor area and floor plan")
    static let inquiryDataMissing = Self(
        "inquiry-data-missing", "来电客源须有楼盘、户型、面积", "an inquiry needs estate, layout and floor area")
    static let isBeingCalled = Self("is-being-called", "已在电话了解中", "the customer is being called already")
    static let callFirst = Self("call-first", "须先电话回访客户", "the customer has to be called first")
    static let notPreset = Self(
        "not-preset", "该来源的客源须派单", "leads from there are given out by a dispatcher")
    static let notTheDispatcher = Self(
        "not-the-dispatcher", "此单不由您派;私自派单按违规处理", "you do not give this lead out; doing so is a breach",
        key: Lead.dispatchers.key)
    static let noRota = Self(
        "no-rota", "本分公司没有轮值表,请指定设计师", "this branch has no rota; name the designer")
    /// Why each on the rota cannot take it, in the order of the pass; `namedMax` of them.
    static func nobodyFree(_ candidates: [DispatchReceipt.Candidate]) -> Self {
        let skipped = candidates.compactMap { candidate in
            candidate.skipped.map { why in
                Label("\(candidate.designer.code):\(why.label.zh)", "\(candidate.designer.code): \(why.label.en)")
            }
        }
        let rest = skipped.count - namedMax
        let others = rest > 0 ? [Label("另有 \(rest) 人", "\(rest) more")] : []
        let named = skipped.prefix(namedMax) + others
        let zh = named.isEmpty ? "表上没有人" : named.map(\.zh).joined(separator: ";")
        let en = named.isEmpty ? "there is nobody on it" : named.map(\.en).joined(separator: "; ")
        return Self(
            "nobody-free", "轮值表上无人可接(\(zh)),确需派单的指定设计师并说明理由",
            "nobody on the rota can take it (\(en)); name somebody and say why")
    }

    /// How many a refusal names.
    static let namedMax = 10

    static let anothersTurn = Self(
        "anothers-turn", "未轮到该设计师,请说明理由", "it is another designer's turn; give a reason")
    static let anothersLead = Self("anothers-lead", "不是您的客源", "that is not your lead")
    static let sameDesigner = Self(
        "same-designer", "须换另一位设计师", "it has to be another designer")
    static let nameFormer = Self(
        "name-former", "有多位设计师待移交资料,请指明是哪位", "several designers owe data; say whose is handed over")
    static let notTheFinder = Self(
        "not-the-finder", "是谁的责任由总监或主管认定;请选无人责任", "a head finds whose fault it was; leave it to them")
    static let anothersCustomer = Self(
        "anothers-customer", "看不出是同一客户;确是同一客户的,请说明理由", "nothing shows that it is the same customer; give a reason")
    static let alreadyHeld = Self("already-held", "首谈已记录", "the first talk is recorded already")
    static let noFormOwed = Self(
        "no-form-owed", "没有待交的首谈表:请先记录首谈", "no first-talk form is owed; record the first talk first")
    static let noFormThere = Self("no-form-there", "没有待处理的首谈表", "no first-talk form waits to be processed")
    static let noNotesWaiting = Self("no-notes-waiting", "没有待查的笔记", "no notes wait to be checked")
    static let notTheReleaser = Self(
        "not-the-releaser", "本制度不由您放行报价", "this regulation has somebody else release quotes",
        key: Lead.quoteReleasers.key)
    static let namePayer = Self(
        "name-payer", "请指明责任人", "say whose register it is", key: Lead.registerPayer.key)
    static let quotePending = Self("quote-pending", "上一份报价尚未决定", "the former quote is still to be decided on")
    static let noQuotePending = Self("no-quote-pending", "没有待放行的报价", "no quote waits to be released")
    static let notTheWitness = Self(
        "not-the-witness", "客户要不要换设计师,由客服、前台、业务员或总监向客户核实,设计师本人不能代答",
        "whether the customer wants another designer is asked by customer service, front desk, salesperson or director, not by the designer"
    )
    static let notForYouToSay = Self(
        "not-for-you-to-say", "设计师已离职由总监或客服主管说明", "that the designer has left is stated by a director or a supervisor")
    static let stillAtWork = Self(
        "still-at-work", "该设计师仍有有效令牌,并未离职", "a token of the designer's is in force: the designer has not left")
    static let nothingToVerify = Self(
        "nothing-to-verify", "没有待核实的客户要求", "no wish of the customer's waits to be verified")
    static let notTheAsker = Self(
        "not-the-asker", "由提出人撤回;已核实的客户要求由客服、前台、业务员或总监撤回",
        "whoever asked withdraws it; a verified wish of the customer's: customer service, front desk, salesperson or director"
    )
    static let customerDecides = Self(
        "customer-decides", "客户要求更换的,无条件更换", "where the customer wants another designer, there is another one")
    static let nothingToHandOver = Self("nothing-to-hand-over", "没有待移交的资料", "no data is left to hand over")
    static let otherSideConfirms = Self(
        "other-side-confirms", "须由对方确认", "the other side has to confirm")
    static let notConfirmed = Self("not-confirmed", "双方尚未确认", "both sides have not confirmed yet")
    static let amountOutOfRange = Self(
        "amount-out-of-range", "金额应为 1 分至一亿元", "the amount is 1 fen to a hundred million yuan")
    static let lostEarly = Self(
        "lost-early", "跟进次数不足,请说明原因", "fewer follow-ups than wanted: say why", key: Lead.minContacts.key)
    static let nobodysFault = Self(
        "nobodys-fault", "这位同事不是该客源的经手人,不能记为责任人", "that colleague never had this lead in that part")
    static let sameLead = Self("same-lead", "不能并入自身", "a lead cannot be merged into itself")
    static let notAnOpenLead = Self("not-an-open-lead", "目标不是未结束的客源", "the target is no open lead")
    static let sharesNotWhole = Self(
        "shares-not-whole", "提成比例合计须为 100%", "the shares have to add up to 100")
}
