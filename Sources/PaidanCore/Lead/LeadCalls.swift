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

    /// What follows when a visitor was graded (CBP-18, CBP-21). What runs already goes on: its caller says what comes next.
    func call(after grade: Grade, _ context: Context) -> PlannedCall? {
        guard calls.isEmpty, !opening.leadSource.isSpecial, let occasion = grade.occasion,
            context.policy(for: .call)[occasion.duty.limit] != nil
        else { return nil }
        return Self.call(occasion, 0, from: context.factTime, context)
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
        before.calls.map { .send($0, AnyCommand(CallTask.self, .supersede(newTaskID: nil))) }
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
