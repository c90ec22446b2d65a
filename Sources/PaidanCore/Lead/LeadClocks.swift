/// Clocks and custodian: functions of the state.
extension Lead {
    package static let kind = Kind.lead
    package static let label = Label("客源", "lead")
    package static let letter = "L"
    package static let reopening: [Verb] = [.recordBreach, .correctContract]

    static let intakeClock = reminder("leadIntake", "intakeWithin", intakeWithin.key, "登记完整", "registered in full")
    package static let screeningClock = reminder(
        "leadScreening", "screeningWithin", screeningWithin.key, "先电话了解", "customer called first")
    static let dispatchClock = reminder("leadDispatch", "dispatchWithin", dispatchWithin.key, "待派单", "to be given out")
    static let firstContactClock = reminder(
        "leadFirstContact", "firstContactWithin", firstContactWithin.key, "接单后首次跟进", "first contact")
    static let gapClock = ClockRule("contactGap", "T-14", "跟单回访间隔", "gap between follow-ups", limit: maxContactGap.key)
    static let idleClock = reminder("leadIdle", "idleWithin", idleWithin.key, "久未跟进", "no contact for long")
    package static let formClock = ClockRule(
        "firstTalkForm", "T-18", "提交首谈表", "first-talk form handed in", limit: firstTalkFormWithin.key)
    package static let processedClock = ClockRule(
        "firstTalkProcessed", "T-19", "处理首谈表", "first-talk form processed", limit: firstTalkProcessedWithin.key)
    package static let decisionClock = reminder(
        "leadDecision", "decisionWithin", decisionWithin.key, "待总监决定", "decision wanted")
    package static let quoteClock = reminder(
        "leadQuote", "quoteDecision", decisionWithin.key, "待放行报价", "quote to be released")
    package static let handOverClock = reminder(
        "leadHandOver", "handOverWithin", handOverWithin.key, "移交客户资料", "data to be handed over")
    package static let notesClock = reminder(
        "leadNotes", "notesCheckedWithin", notesCheckedWithin.key, "检查笔记", "notes to be checked")
    static let appointmentClock = ClockRule(
        "leadAppointment", "appointment", "约定时间", "agreed time", limit: nil, isJudged: false)
    static let branchClock = reminder(
        "leadBranchTold", "branchToldWithin", branchToldWithin.key, "告知分公司经理", "branch manager to be told")

    private static func reminder(
        _ name: String, _ number: String, _ key: String, _ zh: String, _ en: String
    ) -> ClockRule {
        ClockRule(name, number, zh, en, limit: key, isJudged: false)
    }

    package static let clockRules = [
        intakeClock, screeningClock, dispatchClock, firstContactClock, gapClock, idleClock, formClock, processedClock,
        decisionClock, quoteClock, handOverClock, notesClock, branchClock, appointmentClock,
    ]

    package var clocks: [ClockSpec] {
        switch state {
        case .registered(let since): [spec(Self.intakeClock, since)] + telling + agreed
        case .screening(let since): [spec(Self.screeningClock, since)] + telling + agreed
        case .awaitingDispatch(let since): [spec(Self.dispatchClock, since)] + telling + agreed
        case .withDesigner(let since): [spec(Self.firstContactClock, since)] + owed
        case .following: inTouch + owed
        case .reassignPending(let change): [spec(Self.decisionClock, change.since)] + inTouch + owed
        case .invalidationPending(let invalidation):
            [spec(Self.decisionClock, invalidation.since)] + inTouch + owed
        case .invalid, .signed, .lost, .merged: []
        }
    }

    private func spec(_ rule: ClockRule, _ since: Instant) -> ClockSpec { ClockSpec(rule, round: stages, from: since) }

    /// Each contact begins a gap of its own. Whatever is booked or proposed stops none (A3, A4).
    private var inTouch: [ClockSpec] {
        gap.map { gap in
            [
                ClockSpec(Self.gapClock, round: gap.number, from: gap.at),
                ClockSpec(Self.idleClock, round: gap.number, from: gap.at),
            ]
        } ?? []
    }

    /// What somebody owes besides.
    private var owed: [ClockSpec] {
        let talk = firstTalk.flatMap { talk -> ClockSpec? in
            guard let formAt = talk.formAt else {
                return ClockSpec(Self.formClock, round: talk.number, from: talk.heldAt)
            }
            return talk.processedAt == nil ? ClockSpec(Self.processedClock, round: talk.number, from: formAt) : nil
        }
        let asked = quote.flatMap { quote in
            quote.released == nil ? ClockSpec(Self.quoteClock, round: quote.number, from: quote.askedAt) : nil
        }
        let data = handOvers.map { ClockSpec(Self.handOverClock, round: $0.number, from: $0.since) }
        let notes = unchecked.map { ClockSpec(Self.notesClock, round: $0.number, from: $0.since) }
        return [talk, asked, notes].compactMap(\.self) + data + telling + agreed
    }

    /// Whoever told a customer a time is reminded of it, wherever the lead lies.
    private var agreed: [ClockSpec] {
        told.map { told in
            [ClockSpec(Self.appointmentClock, round: told.number, from: told.since, due: .at(told.appointment))]
        } ?? []
    }

    /// LEAD-26: of an inquiry.
    private var telling: [ClockSpec] {
        guard !isBranchTold, let since = inquiredAt else { return [] }
        return [ClockSpec(Self.branchClock, from: since)]
    }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        clock.name == Self.gapClock.name ? .contactGapPassed : nil
    }

    package var custodian: Custodian {
        switch state {
        case .registered, .screening: .customerService
        case .awaitingDispatch, .reassignPending, .invalidationPending: .dispatcher
        case .withDesigner, .following: .designer
        case .invalid, .signed, .lost, .merged: .nobody
        }
    }

    package var keeper: Account? { custodian == .designer ? designer : nil }

    /// T-14 and T-18 are the designer's wherever the lead lies (A3), T-19 is customer service's.
    package func answerable(for clock: ClockKey) -> (holder: Custodian, account: Account?) {
        switch clock.name {
        case Self.gapClock.name, Self.formClock.name: (.designer, designer)
        case Self.processedClock.name: (.customerService, nil)
        default: (custodian, keeper)
        }
    }

    package var begunAt: Instant? { metAt }

    package var heldBecause: Label? {
        switch state {
        case .reassignPending(let change):
            change.wish.isTheCustomers && !change.isVerified ? Self.unverifiedChange : change.wish.label
        case .registered, .screening, .awaitingDispatch, .withDesigner, .following, .invalidationPending, .invalid,
            .signed, .lost, .merged:
            nil
        }
    }

    private static let unverifiedChange = Label(
        "设计师转述客户要求更换,待核实", "the designer says that the customer wants another one; to be verified")

    package var person: PersonID { opening.customer }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(
            id: id, kind: .lead, branch: branch, isOpen: !phase.isEnd, person: person, sameCustomer: sameCustomer,
            occasions: calls.compactMap(\.occasion))
    }
}
