extension CallTask {
    /// A call as it is planned. Names and labels are the form and the stored bytes; they never change.
    package struct Opening: Codable, Hashable, Sendable {
        package var occasion: Occasion
        package var customer: PersonID
        package var projectOrOrder: String?
        /// 回访由头 (CALL-19): what the call is about, besides its occasion.
        package var purpose: PersonalText?
        /// When that happened from which the limit counts: the visit, the arrival, the deal. Now if it is not given.
        package var basisAt: Instant?
        /// The latest moment; the regulation's if it is not given.
        package var dueAt: Instant?
        /// When a cadence ends, e.g. with the warranty.
        package var cadenceEnds: Instant?
        package var dislikesCalls: Bool?
        package var severity: Complaint.Severity?
        /// 回访人: who is to call; everybody in customer service if it is not given.
        package var caller: Account?
        /// 须上门: the customer is to be visited, not phoned (CALL-26, CMP-21).
        package var onSite: Bool?
        /// The record that this call is to be compared with (两表对账).
        package var checks: TicketID?
        /// 要告知客户的情况: what was learned without the customer (PROJ-05). Filled by the call that learned it.
        package var tells: [Answer]?
        /// Filled by the decision.
        package var opensAt: Instant?
        /// When a call of a cadence that nobody has made gives way to the next one and is closed as missed. Filled by the
        /// decision.
        package var closesAt: Instant?
        /// The call before it in its cadence. Filled by that call.
        package var follows: TicketID?
        /// The ticket that the answer moves. Filled by that ticket.
        package var parent: TicketID?
        package var parentKind: Asking?
        /// 装修工程: whose works or warranty the call goes with; it ends with them.
        package var project: TicketID?

        package init(
            occasion: Occasion, customer: PersonID, projectOrOrder: String? = nil, purpose: PersonalText? = nil,
            basisAt: Instant? = nil, dueAt: Instant? = nil, cadenceEnds: Instant? = nil, dislikesCalls: Bool? = nil,
            severity: Complaint.Severity? = nil, caller: Account? = nil, onSite: Bool? = nil, checks: TicketID? = nil,
            tells: [Answer]? = nil, opensAt: Instant? = nil, follows: TicketID? = nil, parent: TicketID? = nil,
            parentKind: Asking? = nil, project: TicketID? = nil
        ) {
            self.occasion = occasion
            self.customer = customer
            self.projectOrOrder = projectOrOrder
            self.purpose = purpose
            self.basisAt = basisAt
            self.dueAt = dueAt
            self.cadenceEnds = cadenceEnds
            self.dislikesCalls = dislikesCalls
            self.severity = severity
            self.caller = caller
            self.onSite = onSite
            self.checks = checks
            self.tells = tells
            self.opensAt = opensAt
            self.follows = follows
            self.parent = parent
            self.parentKind = parentKind
            self.project = project
        }
    }

    package static let openers: [Role] = callers + [.ticket]
    /// Customer service; a leader asks where the severity wants him.
    static let callers: [Role] = [.revisitor, .specialist, .supervisor, .leader]

    package static func needs(_ opening: Opening) -> [Need] {
        [opening.checks, opening.project].compactMap { $0.map { .ticket($0) } }
            + (opening.caller.map { [.colleague($0)] } ?? [])
    }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        let basis = opening.basisAt ?? context.now
        let limit = context.policy[opening.occasion.duty.limit]
        guard let dueAt = opening.dueAt ?? limit?.due(from: basis, in: context.policy.calendar) else {
            throw .because(.noDueDate)
        }
        // A mistyped year would make a missed call of every date of its cadence since then.
        try context.requireRecent(min(basis, dueAt))
        if !context.actor.has(.ticket) {
            try require(max(basis, dueAt) <= context.now + farthestAhead, .tooFarAhead)
            let askers = CallTask(opening, at: context.now).askers(context.policy) ?? callers
            if let caller = opening.caller { try context.requireColleague(caller, with: askers) }
        }
        try requireCall(opening.checks, to: opening.customer, context)
        try RenovationProject.requireProject(opening.project, of: opening.customer, context)
        if opening.parent == nil, let project = opening.project {
            opening.parent = project
            opening.parentKind = .project
        }
        opening.basisAt = basis
        opening.dueAt = dueAt
        let ahead = Span.days(Int64(context.policy[daysAhead]))
        opening.opensAt = max(context.now, dueAt - ahead)
        opening.closesAt = CallTask(opening, at: context.now).givingWay(context)
        return (opening, dueAt - ahead <= context.now ? [.becameDue] : [])
    }

    /// A call that a person names is one to that customer; the one that a ticket names is its own.
    static func requireCall(_ id: TicketID?, to customer: PersonID, _ context: Context) throws(Refusal) {
        guard let id, !context.actor.has(.ticket) else { return }
        let call = try context.relative(id)
        try require(call.kind == .call && call.person == customer, .notThatCall)
    }
}

extension CallTask.Opening: PartlyFilled {
    package static var filledByDecision: [String] {
        ["tells", "opensAt", "closesAt", "follows", "parent", "parentKind"]
    }
}
