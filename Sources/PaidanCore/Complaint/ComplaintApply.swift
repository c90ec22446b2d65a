extension Complaint {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .classified(let categories, let departments, let replaced):
            self.categories = categories
            named = departments
            // Who is responsible for what was given back has been said anew.
            for id in replaced ?? [] { try update(id, event) { $0.outcome = .replaced } }
            for index in dispatches.indices where dispatches[index].outcome != .open {
                dispatches[index].isNamedAnew = departments.contains(dispatches[index].department)
            }

        case .explanationStarted: state = .explaining(Triage(since: factTime, why: .new))
        case .explanationAccepted(_, let isRevisited):
            answers.repliedAt = answers.repliedAt ?? factTime
            answers.planAgreedAt = answers.planAgreedAt ?? factTime
            if isRevisited { handle(at: factTime, isRevisited: true) } else { state = .closed(.explained) }
        case .explanationRejected: state = .received(Triage(since: factTime, why: .explanationRejected))

        case .surveyRequired(let departments, let summons):
            surveys += 1
            let survey = Survey(number: surveys, since: factTime, summoned: departments, summons: summons ?? [])
            state = .surveying(survey)
        case .surveyScheduled(let at, let attendees):
            guard case .surveying(var survey) = state else { throw contradicts(event) }
            survey.visit = Visit(at: at, attendees: attendees)
            state = .surveying(survey)
        case .surveyConcluded(_, let parts):
            promiseAnew(from: .survey(concludedAt: factTime))
            forgetWhoIsResponsible()
            record(parts, at: factTime)
            state = open.isEmpty ? .explaining(Triage(since: factTime, why: .surveyed)) : .inDepartment

        case .forwarded(let parts, let replaced):
            for id in replaced ?? [] { try update(id, event) { $0.outcome = .replaced } }
            record(parts, at: factTime)
            state = .inDepartment
        case .redispatched(let part, let replaced):
            if let replaced { try update(replaced, event) { $0.outcome = .replaced } }
            record([part], at: factTime)

        case .customerAnswered: answers.repliedAt = answers.repliedAt ?? factTime
        case .planProposed(_, let agreed): if agreed { answers.planAgreedAt = answers.planAgreedAt ?? factTime }
        case .outcomeVerified: answers.verifiedAt = answers.verifiedAt ?? factTime
        case .amended(let fields, _): amend(fields)
        case .severityRaised(let level, _): severity = level
        case .severityReviewOpened, .deliveryDied: break

        case .merged(let target, let moved): try merge(into: target, moved, at: factTime, event)
        case .unmerged(_, let back, let ended?, let progress):
            try unmerge(back, ended, progress ?? [], at: factTime, event)
        case .unmerged(_, let back, nil, _): try unmergeAsBefore(back, at: factTime, event)
        case .duplicateAbsorbed(let source, let receivedAt, let parts, let countsHere, let needs, let projects):
            duplicates.append(
                Duplicate(source: source, receivedAt: receivedAt, needs: needs ?? [], projects: projects ?? []))
            absorb(parts, from: source, countsHere: countsHere ?? false)
        case .duplicateReleased(let source, let parts, let number, let isFromNow):
            let isFromNow = isFromNow ?? false
            let basis = isFromNow ? .unmerge(at: factTime) : promise.basis
            release(source, parts, number.map { ForwardPromise(number: $0, basis: basis) }, isFromNow: isFromNow)

        case .held(let reason, let until, let note):
            holds += 1
            state = .onHold(Hold(number: holds, since: factTime, until: until, reason: reason, note: note))
        case .resumed, .leaderOrdered: state = .inDepartment
        case .escalated(let reason):
            escalations += 1
            owesEscalation = false
            let since = beforeLeaderSince ?? factTime
            beforeLeaderSince = nil
            state = .escalated(Escalation(number: escalations, since: since, reason: reason))
        case .leaderResolved(_, _, let isRevisited), .handled(let isRevisited):
            handle(at: factTime, isRevisited: isRevisited)

        case .tookOver(_, let part, let owesEscalation, let escalatedAt):
            record(
                [
                    Forwarding(
                        dispatch: part.id, department: part.department, countsWhenDelivered: nil, misses: part.misses)
                ],
                at: factTime)
            self.owesEscalation = owesEscalation
            beforeLeaderSince = escalatedAt
            state = .inDepartment

        case .dispatchDelivered(let id): try update(id, event) { $0.deliveredAt = factTime }
        case .dispatchMissed(let id, let misses, let owesEscalation):
            try update(id, event) { $0.misses = misses }
            self.owesEscalation = self.owesEscalation || owesEscalation
        case .dispatchEnded(let id, let outcome):
            try update(id, event) { record in
                record.outcome = outcome
                record.endedAt = factTime
            }
        case .returnedToTriage(let isMisrouted): returnToTriage(isMisrouted: isMisrouted, at: factTime)

        case .closed: state = .closed(.told)
        case .revisitSatisfied(_, let score):
            answers.repliedAt = answers.repliedAt ?? factTime
            state = .closed(.satisfied(score: score))
        case .revisitUnreachable(let attempts): state = .closed(.unreachable(attempts: attempts))
        case .revisitPlanned(let call, _): try updateHandled(event) { $0.call = call }
        case .revisitDeclined:
            answers.repliedAt = answers.repliedAt ?? factTime
            state = .closed(.declined)
        case .revisitDropped:
            try updateHandled(event) { handled in
                handled.call = nil
                handled.isRevisited = false
                handled.droppedAt = factTime
            }
        case .revisitDissatisfied:
            answers.repliedAt = answers.repliedAt ?? factTime
            repeats = repeats.plus(1)
            beginRound(from: .revisit(at: factTime))
            state = .received(Triage(since: factTime, why: .dissatisfied))
        case .answeredByLetter(let letterID, let note):
            if letterID != nil { answers.repliedAt = answers.repliedAt ?? factTime }
            state = .closedByLetter(Letter(letterID: letterID, note: note))
        case .withdrawn(let reason): state = .withdrawn(reason: reason)
        }
        if phase.isEnd || phase == .awaitingRevisit { cancelOpenDispatches(at: factTime) }
    }

    // MARK: Steps

    private mutating func record(_ parts: [Forwarding], at factTime: Instant) {
        for part in parts {
            let promise = promise(to: part.department)
            dispatches.append(
                DispatchRecord(
                    id: part.dispatch, department: part.department, round: round, promise: promise,
                    countsFor: promise.number, source: nil, countsHere: true, forwardedAt: factTime,
                    countsWhenDelivered: part.countsWhenDelivered ?? false, misses: part.misses ?? 0))
        }
    }

    private mutating func update(
        _ id: TicketID, _ event: Event, _ body: (inout DispatchRecord) -> Void
    ) throws(CorruptHistory) {
        guard let index = dispatches.firstIndex(where: { $0.id == id }) else { throw contradicts(event) }
        body(&dispatches[index])
    }

    private mutating func handle(at factTime: Instant, isRevisited: Bool) {
        handlings += 1
        state = .awaitingRevisit(Handled(number: handlings, at: factTime, isRevisited: isRevisited))
    }

    private mutating func updateHandled(_ event: Event, _ body: (inout Handled) -> Void) throws(CorruptHistory) {
        guard case .awaitingRevisit(var handled) = state else { throw contradicts(event) }
        body(&handled)
        state = .awaitingRevisit(handled)
    }

    private mutating func amend(_ fields: Amendment) {
        notice.content = fields.content ?? notice.content
        notice.demand = fields.demand ?? notice.demand
        notice.projectOrOrder = fields.projectOrOrder ?? notice.projectOrOrder
        ownReceivedAt = fields.receivedAt ?? ownReceivedAt
    }

    private mutating func merge(
        into target: TicketID, _ moved: [TicketID], at factTime: Instant, _ event: Event
    ) throws(CorruptHistory) {
        for id in moved { try update(id, event) { $0.outcome = .moved } }
        // Those that are still open here are cancelled with the state.
        let relieved = open.map(\.department)
        state = .merged(Merge(into: target, since: factTime, moved: moved, relieved: relieved))
    }

    /// What moved comes back as it stands now; whom the merger has relieved is owed a part again, two hours from this fact: it
    /// had been sent before, and the other complaint was with that department.
    private mutating func unmerge(
        _ back: [TicketID], _ ended: [Relative.Ended], _ progress: [Relative.Progress], at factTime: Instant,
        _ event: Event
    ) throws(CorruptHistory) {
        guard case .merged(let merge) = state else { throw contradicts(event) }
        unmerges += 1
        let former = dispatches.map { promise(to: $0.department).number }
        let isRelieved = dispatches.map { $0.outcome == .cancelled && merge.relieved.contains($0.department) }
        promiseAnew()
        for index in dispatches.indices where dispatches[index].countsFor == former[index] && !isRelieved[index] {
            dispatches[index].countsFor = promise.number
        }
        for id in back { try update(id, event) { $0.outcome = .open } }
        for part in ended {
            try update(part.id, event) { record in
                record.outcome = part.outcome
                record.endedAt = part.at
            }
        }
        for part in progress {
            try update(part.id, event) { record in
                record.deliveredAt = part.deliveredAt
                record.misses = part.misses
            }
        }
        for department in merge.relieved {
            let again = nextPromise(from: .unmerge(at: factTime))
            owedAgain.append(OwedAgain(department: department, promise: again))
            if !named.contains(department) { named.append(department) }
        }
        let isWithDepartments = owed.isEmpty && !(back.isEmpty && ended.isEmpty)
        state = isWithDepartments ? .inDepartment : .received(Triage(since: factTime, why: .unmerged))
    }

    /// In histories of before what had ended came back, too.
    private mutating func unmergeAsBefore(
        _ back: [TicketID], at factTime: Instant, _ event: Event
    ) throws(CorruptHistory) {
        for id in back { try update(id, event) { $0.outcome = .open } }
        unmerges += 1
        promiseAnew()
        state = back.isEmpty ? .received(Triage(since: factTime, why: .unmerged)) : .inDepartment
    }

    /// - Parameter countsHere: false in histories of before the two hours of such parts were judged here.
    private mutating func absorb(_ parts: [DispatchRecordMoved], from source: TicketID, countsHere: Bool) {
        // It may have come before, and gone back.
        dispatches.removeAll { record in parts.contains { $0.id == record.id } }
        for part in parts {
            let promise = promise(to: part.department)
            dispatches.append(
                DispatchRecord(
                    id: part.id, department: part.department, round: round, promise: promise,
                    countsFor: promise.number, source: source, countsHere: countsHere,
                    forwardedAt: part.forwardedAt, countsWhenDelivered: part.countsWhenDelivered ?? false,
                    deliveredAt: part.deliveredAt,
                    misses: part.misses))
        }
        guard !parts.isEmpty || !owed.isEmpty else { return }
        switch phase {
        // Other departments that the categories name still have to get it.
        case .received where countsHere && !unsent.isEmpty: break
        case .received, .explaining, .awaitingRevisit: state = .inDepartment
        case .surveying, .inDepartment, .onHold, .escalated, .merged, .closed, .closedByLetter, .withdrawn: break
        }
    }

    /// A department whose only part goes back is owed one of its own, under another promise: what was judged stays judged.
    /// - Parameters:
    ///   - again: that promise; nil in histories of before it was made.
    ///   - isFromNow: false in histories of before it counted from the undoing; they owe a part also where another department has
    ///     taken its place.
    private mutating func release(
        _ source: TicketID, _ parts: [TicketID], _ again: ForwardPromise?, isFromNow: Bool
    ) {
        duplicates.removeAll { $0.source == source }
        for index in dispatches.indices where parts.contains(dispatches[index].id) {
            let department = dispatches[index].department
            let isOfThePresent = dispatches[index].countsFor == promise(to: department).number
            let isReplaced = isFromNow && dispatches[index].outcome == .replaced
            dispatches[index].outcome = .takenBack
            guard let again, isOfThePresent, !isReplaced, !isSent(to: department) else { continue }
            owedAgain.removeAll { $0.department == department }
            owedAgain.append(OwedAgain(department: department, promise: again))
        }
    }

    private mutating func promiseAnew(from basis: Basis? = nil) {
        promise = nextPromise(from: basis)
        owedAgain = []
    }

    private mutating func returnToTriage(isMisrouted: Bool, at factTime: Instant) {
        if isMisrouted { misroutes += 1 }
        // What the undoing of a merger owes goes on counting from there.
        beginRound(from: isMisrouted ? nil : owedAgain.last?.promise.basis)
        state = .received(Triage(since: factTime, why: isMisrouted ? .misrouted : .noneLeft))
    }

    /// A person classifies again, so that nothing loops.
    private mutating func beginRound(from basis: Basis? = nil) {
        round += 1
        promiseAnew(from: basis)
        categories = []
        forgetWhoIsResponsible()
        owesEscalation = false
    }

    /// Whoever says it anew says it for what was merged into it as well.
    private mutating func forgetWhoIsResponsible() {
        named = []
        for index in duplicates.indices { duplicates[index].needs = [] }
    }

    /// What is still open with the departments is needed no longer; `effects` tells them.
    private mutating func cancelOpenDispatches(at factTime: Instant) {
        for index in dispatches.indices where dispatches[index].outcome == .open {
            dispatches[index].outcome = .cancelled
            dispatches[index].endedAt = factTime
        }
    }
}
