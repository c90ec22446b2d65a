/// 客源的回访: the calls that go with a lead. Each is a ticket of its own (M12) with its own limit and verdict; the lead hears how it
/// went and takes back those that are left when it ends.
extension Lead {
    /// A call that is opened with the fact.
    package struct PlannedCall: Codable, Hashable, Sendable {
        package let call: TicketID
        package let occasion: CallTask.Occasion
        package let basisAt: Instant
        package let dueAt: Instant
    }

    /// - Parameter index: of the ids that this decision gives.
    static func call(
        _ occasion: CallTask.Occasion, _ index: Int, from basis: Instant, _ context: Context
    ) -> PlannedCall {
        let calls = context.policy(for: .call)
        // 工地回单: customer service calls first, and DX names no limit.
        let limit = calls[occasion.duty.limit] ?? context.policy[screeningWithin]
        return PlannedCall(
            call: context.fresh(index), occasion: occasion, basisAt: basis,
            dueAt: limit.due(from: basis, in: calls.calendar))
    }

    /// 首次上访必须回访 (LEAD-28): also of whoever phoned before, or was brought by somebody.
    func callsOfFirstVisit(_ context: Context) -> [Event] {
        let occasion = CallTask.Occasion.firstVisit
        guard !isVisited, !opening.leadSource.isSpecial, context.policy(for: .call)[occasion.duty.limit] != nil
        else { return [] }
        return [.callPlanned(call: Self.call(occasion, 0, from: context.factTime, context))]
    }

    /// Until they visit (CBP-15..17): whoever came is not called to come.
    func callsEndedByVisit() -> [Event] { dropped { $0.isUntilVisit } }

    /// What follows when a visitor was graded, counted from the visit (CBP-18, CBP-21). The calls of another class end (CBP-22); what
    /// else runs already goes on: its caller says what comes next.
    func calls(after grade: Grade, _ context: Context) -> [Event] {
        let isOtherClass = self.grade.map { $0.occasion != grade.occasion } ?? true
        let ended = isOtherClass ? calls.filter { $0.occasion?.isOfVisitor ?? false } : []
        let planned = ended.count == calls.count ? call(after: grade, context) : nil
        return dropping(ended) + (planned.map { [.callPlanned(call: $0)] } ?? [])
    }

    private func call(after grade: Grade, _ context: Context) -> PlannedCall? {
        guard !opening.leadSource.isSpecial, let occasion = grade.occasion,
            context.policy(for: .call)[occasion.duty.limit] != nil
        else { return nil }
        return Self.call(occasion, 0, from: ungradedVisit ?? context.factTime, context)
    }

    private func dropped(_ isOver: (CallTask.Occasion) -> Bool) -> [Event] {
        dropping(calls.filter { $0.occasion.map(isOver) ?? false })
    }

    private func dropping(_ ended: [OwedCall]) -> [Event] {
        ended.isEmpty ? [] : [.callsDropped(calls: ended.map(\.call))]
    }

    /// 成交客户当日回访 (CBP-25).
    static func congratulation(_ context: Context) -> PlannedCall? {
        guard context.policy(for: .call)[CallTask.Occasion.deal.duty.limit] != nil else { return nil }
        return call(.deal, 0, from: context.factTime, context)
    }

    func open(_ planned: PlannedCall, _ context: Context) -> Effect {
        let opening = CallTask.Opening(
            occasion: planned.occasion, customer: person, basisAt: planned.basisAt, dueAt: planned.dueAt,
            parent: context.id, parentKind: .lead)
        return .open(planned.call, AnyOpening(CallTask.self, opening))
    }

    /// One that outlives the lead goes with the works that follow, where there are any.
    func open(_ planned: PlannedCall, withProject project: TicketID?, _ context: Context) -> Effect {
        let opening = CallTask.Opening(
            occasion: planned.occasion, customer: person, basisAt: planned.basisAt, dueAt: planned.dueAt,
            project: project)
        return .open(planned.call, AnyOpening(CallTask.self, opening))
    }

    /// Nobody calls a customer about a lead that has ended.
    func takenBack(since before: Lead) -> [Effect] {
        before.calls.map(\.call).map(Self.superseded)
    }

    static func superseded(_ call: TicketID) -> Effect {
        .send(call, AnyCommand(CallTask.self, .supersede(newTaskID: nil)))
    }

    // MARK: Merging

    /// A11: what the other lead lacks goes along, so that every first visit is called back whatever becomes of its lead (LEAD-28).
    func moved(to other: Relative) -> [OwedCall] {
        calls.filter { owed in owed.occasion.map { !other.occasions.contains($0) } ?? true }
    }

    func passedOn(to target: TicketID, _ moved: [TicketID], _ before: Lead, _ context: Context) -> [Effect] {
        let brought = Brought(
            calls: before.calls.filter { moved.contains($0.call) }, isVisited: isVisited, ungradedVisit: ungradedVisit,
            metAt: metAt, inquiredAt: isBranchTold ? nil : inquiredAt, salesperson: salesperson)
        let left = before.calls.map(\.call).filter { !moved.contains($0) }
        return left.map(Self.superseded) + moved.map { .send($0, AnyCommand(CallTask.self, .reparent(parent: target))) }
            + [.send(target, AnyCommand(Lead.self, .absorbDuplicate(source: context.id, brought: brought)))]
    }

    /// Whoever came as another lead has come.
    func absorbed(_ source: TicketID, _ brought: Brought?) -> [Event] {
        var after = self
        after.calls += brought?.calls ?? []
        let hasCome = isVisited || brought?.isVisited ?? false
        return [.duplicateAbsorbed(source: source, brought: brought)] + (hasCome ? after.callsEndedByVisit() : [])
    }
}

extension Lead.OwedCall {
    init(_ planned: Lead.PlannedCall) { self.init(call: planned.call, occasion: planned.occasion) }
}

extension CallTask.Occasion {
    fileprivate var isUntilVisit: Bool { [.inquiry, .inquirySecond, .inquiryWeekly].contains(self) }

    /// Of the cadences of a class (CBP-18..21).
    fileprivate var isOfVisitor: Bool {
        [.visitor, .visitorSecond, .keyVisitor, .hesitantVisitor, .casualVisitor].contains(self)
    }
}

extension Lead.Grade {
    fileprivate var occasion: CallTask.Occasion? {
        switch self {
        case .a, .b: .visitor
        case .c: .casualVisitor
        case .d: nil
        }
    }
}

extension Lead: AsksByCall {
    static func command(on result: CallTask.Result, by call: TicketID) -> Command {
        switch result {
        case .satisfied: .callEnded(call: call, reached: true, displeased: false)
        case .dissatisfied: .callEnded(call: call, reached: true, displeased: true)
        case .declined, .learned, .unreachable, .dropped: .callEnded(call: call, reached: false, displeased: false)
        }
    }
}
