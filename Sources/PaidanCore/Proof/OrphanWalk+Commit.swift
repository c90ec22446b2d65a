/// One commit, as the engine makes it.
extension OrphanWalk {
    static var id: TicketID { TicketID(ULID(high: 1, low: 0)) }

    func commit(_ attempt: Attempt, on ticket: inout Ticket<K>, _ index: Int) throws {
        try carryOut(attempt, on: &ticket, index, 0)
        for depth in 1...Self.followUpsMax {
            guard let next = ticket.state.followUps.first else { return }
            let followUp = Attempt(
                command: next, actor: .ticket, now: attempt.now, factTime: attempt.factTime, ticket: ticket)
            try carryOut(followUp, on: &ticket, index, depth)
        }
    }

    private static var followUpsMax: Int { 8 }

    private func carryOut(_ attempt: Attempt, on ticket: inout Ticket<K>, _ index: Int, _ depth: Int) throws {
        let state = ticket.state
        let parts = state.phase.isEnd ? situations[index].parts : []
        let relatives = state.needs(attempt.command).compactMap { Self.stranger($0, parts) }
        // No two commits of one way name tickets alike.
        let fresh = (index * (Self.followUpsMax + 1) + depth + 1) * Context.openedMax
        let context = context(
            by: attempt.actor, at: attempt.now, attempt.factTime, fresh: UInt64(fresh), relatives)
        let wish = try table.admit(
            attempt.command, as: K.verb(of: attempt.command), in: state.phase, by: attempt.actor)
        try record(try state.answer(to: wish, context), on: &ticket, wanted: state.clocks, context)
    }

    func record(
        _ events: [K.Event], on ticket: inout Ticket<K>, wanted: [ClockSpec], _ context: Context
    ) throws {
        for event in events { try ticket.apply(.happened(event), at: context.factTime) }
        let policy = policy
        let reconciler = ClockReconciler(
            active: ActivePolicy(number: 1, policy: policy), policies: { _ in policy }, factTime: context.factTime,
            released: events.flatMap(K.clocksReleased), cameByTime: events.contains(where: K.cameByTime))
        try ticket.apply(reconciler.changes(in: ticket.ledger, before: wanted, after: ticket.state.clocks))
    }

    func context(
        by actor: Actor, at now: Instant, _ factTime: Instant, fresh: UInt64, _ relatives: [Relative]
    ) -> Context {
        Context(
            id: Self.id, branch: .main, now: now, factTime: factTime, actor: actor, policy: policy,
            relatives: relatives, colleagues: [colleague], firstFreshID: ULID(high: 3, low: fresh))
    }

    /// Another ticket of this kind.
    private static func stranger(_ need: Need, _ parts: [Relative.Part]) -> Relative? {
        switch need {
        case .ticket(let id): Relative(id: id, kind: K.kind, branch: .main, isOpen: true, parts: parts)
        case .colleague, .rota, .formerRota, .takers, .namesakes, .phone: nil
        }
    }
}
