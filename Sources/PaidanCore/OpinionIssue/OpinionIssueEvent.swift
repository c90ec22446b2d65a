extension OpinionIssue {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case answeredAtOnce(text: PersonalText)
        case replyPromised(promisedDate: Instant, note: PersonalText?)
        case replied(text: PersonalText)
        case forwarded(part: Part)
        case dispatchMissed(dispatch: TicketID, misses: Int)
        case escalated
        case dispatchDone(dispatch: TicketID)
        /// Given back or cancelled by hand.
        case dispatchLost(dispatch: TicketID, outcome: Complaint.DispatchRecord.Outcome)
        case leaderOrdered(measures: PersonalText, newDeadline: Instant)
        case leaderResolved(result: PersonalText)
        case confirmationPlanned(call: TicketID, dueAt: Instant)
        case confirmationDropped(call: TicketID, how: CallTask.Dropped)
        case customerContent(callTaskID: TicketID?, score: Int?)
        case customerNotContent(callTaskID: TicketID?, points: [PersonalText], part: Part?, promisedDate: Instant?)
        case customerUnreachable(attempts: Int)
        case customerDeclined(callTaskID: TicketID?)
        case becameComplaint(
            complaint: TicketID, content: PersonalText?, categories: [Category]?, severity: Complaint.Severity?)
        case amended(fields: Amendment, reason: PersonalText)
        case withdrawn(reason: PersonalText)
    }

    /// The department that the opinion is forwarded to.
    package struct Part: Codable, Hashable, Sendable {
        package let dispatch: TicketID
        package let department: Department
        /// Dates this department has missed before in this opinion.
        package let misses: Int?
    }

    /// A promised answer that is nobody's any more: the complaint has its own limits.
    package static func releasesClocks(_ event: Event) -> Bool {
        switch event {
        case .becameComplaint, .withdrawn: true
        case .answeredAtOnce, .replyPromised, .replied, .forwarded, .dispatchMissed, .escalated, .dispatchDone,
            .dispatchLost, .leaderOrdered, .leaderResolved, .confirmationPlanned, .confirmationDropped,
            .customerContent, .customerNotContent, .customerUnreachable, .customerDeclined, .amended:
            false
        }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .dispatchMissed, .escalated: true
        case .answeredAtOnce, .replyPromised, .replied, .forwarded, .dispatchDone, .dispatchLost, .leaderOrdered,
            .leaderResolved, .confirmationPlanned, .confirmationDropped, .customerContent, .customerNotContent,
            .customerUnreachable, .customerDeclined, .becameComplaint, .amended, .withdrawn:
            false
        }
    }

    /// A corrected notice says nothing of what the customer was told.
    package static func isAside(_ event: Event) -> Bool { if case .amended = event { true } else { false } }

    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .answeredAtOnce, .replied: answer(.customerService, at: factTime)
        case .leaderResolved:
            cancelOpenDispatch()
            answer(.leader, at: factTime)
        case .dispatchDone(let id):
            try update(id, event) { $0.outcome = .done }
            answer(.department, at: factTime)

        case .replyPromised(let date, _):
            promise(date, at: factTime)
            if phase == .raised { state = .promised }
        case .forwarded(let part):
            record(part)
            state = .inDepartment
        case .dispatchMissed(let id, let misses): try update(id, event) { $0.misses = misses }
        case .escalated:
            escalations += 1
            state = .escalated(Escalation(number: escalations, since: factTime))
        case .leaderOrdered: state = .inDepartment
        case .dispatchLost(let id, let outcome):
            try update(id, event) { $0.outcome = outcome }
            beginRound(outcome == .returned ? .misrouted : .noneLeft, at: factTime)

        case .confirmationPlanned(let call, _): try confirm(by: call, event)
        case .confirmationDropped: try confirm(by: nil, event)
        case .customerContent(_, let score): state = .closed(.content(score: score))
        case .customerNotContent(_, _, let part, let date):
            beginRound(.notContent, at: factTime)
            if let date { promise(date, at: factTime) }
            if let part {
                record(part)
                state = .inDepartment
            } else if date != nil {
                state = .promised
            }
        case .customerUnreachable(let attempts): state = .closed(.unreachable(attempts: attempts))
        case .customerDeclined: state = .closed(.declined)

        case .becameComplaint(let complaint, _, _, _):
            if let open { try update(open.id, event) { $0.outcome = .moved } }
            state = .upgraded(complaint: complaint)
        case .amended(let fields, _):
            notice.content = fields.content ?? notice.content
            notice.projectOrOrder = fields.projectOrOrder ?? notice.projectOrOrder
        case .withdrawn(let reason):
            cancelOpenDispatch()
            state = .closed(.withdrawn(reason: reason))
        }
        if phase.isEnd { promise = nil }
    }

    // MARK: Steps

    /// Whoever was promised an answer has it.
    private mutating func answer(_ by: Answerer, at factTime: Instant) {
        answers += 1
        promise = nil
        state = .answered(Answer(number: answers, at: factTime, by: by))
    }

    /// Another date in time is the same promise; after a missed one it is a new promise, and the missed one stays missed.
    private mutating func promise(_ date: Instant, at factTime: Instant) {
        if var former = promise, factTime <= former.date {
            former.date = date
            promise = former
        } else {
            promises += 1
            promise = ReplyPromise(number: promises, madeAt: factTime, date: date)
        }
    }

    private mutating func record(_ part: Part) {
        dispatches.append(DispatchRecord(id: part.dispatch, department: part.department, misses: part.misses ?? 0))
    }

    private mutating func update(
        _ id: TicketID, _ event: Event, _ body: (inout DispatchRecord) -> Void
    ) throws(CorruptHistory) {
        guard let index = dispatches.firstIndex(where: { $0.id == id }) else { throw contradicts(event) }
        body(&dispatches[index])
    }

    /// A promise to the customer outlives the department that gave its part back.
    private mutating func beginRound(_ why: Triage.Why, at factTime: Instant) {
        round += 1
        state = promise == nil ? .raised(Triage(since: factTime, why: why)) : .promised
    }

    private mutating func confirm(by call: TicketID?, _ event: Event) throws(CorruptHistory) {
        guard case .answered(var answer) = state else { throw contradicts(event) }
        answer.call = call
        state = .answered(answer)
    }

    /// `effects` tells it.
    private mutating func cancelOpenDispatch() {
        for index in dispatches.indices where dispatches[index].outcome == .open {
            dispatches[index].outcome = .cancelled
        }
    }
}
