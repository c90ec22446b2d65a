extension CallTask {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .becameDue: enter(.due(Waiting(since: factTime, retryAt: nil)), at: factTime)
        case .assigned(let caller): self.caller = caller
        case .slotBooked(let at, let place, _, let closesAt), .customerBusy(let at, let place, _, let closesAt):
            self.closesAt = closesAt
            owe(at: factTime, slot: Slot(at: at, place: place))
        case .contactStarted(let channel, _, _):
            enter(.inProgress(Contact(since: factTime, channel: channel)), at: factTime)
        case .contactLapsed: owe(at: factTime)
        case .deadlinePassed: try becomeOverdue(event)

        case .answered(let answer): note([answer])
        case .heard(let ticket, let becomes, _, _, _): heard.append(Heard(ticket: ticket, becomes: becomes))
        case .notReached(let miss, let retryAt, _, _, let isTooSoon):
            if !(isTooSoon ?? false) { count(Attempt(at: factTime, miss: miss)) }
            if let retryAt {
                owe(at: factTime, retryAt: retryAt)
            } else {
                enter(.unreached(since: factTime), at: factTime)
            }
        case .retryOrdered(let retryAt, _):
            tries = 0
            owe(at: factTime, retryAt: retryAt)

        case .completed(let made):
            note(made.answers)
            isUnwelcome = isUnwelcome || made.dislikesCalls
            file(record(of: made, at: factTime), at: factTime)
        case .declined(_, let dislikesCalls):
            isUnwelcome = isUnwelcome || dislikesCalls
            file(record(ofDeclinedAt: factTime), at: factTime)
        case .amended(let answers, _):
            amendments += 1
            note(answers)
        case .reportWritten(let text): report = Report(at: factTime, text: text)
        case .submitted: enter(.inReview(Filing(number: filings, since: factTime)), at: factTime)
        case .submissionExtended(let submitBy, _):
            guard case .recorded(var filing) = state else { throw contradicts(event) }
            filing.submitBy = submitBy
            state = .recorded(filing)
        case .sentBack:
            filings += 1
            enter(.recorded(Filing(number: filings, since: factTime)), at: factTime)
        case .reviewed, .filed: enter(.archived, at: factTime)
        case .secondCallNeeded(let dueAt, let opensAt, _):
            round += 1
            tries = 0
            answers = []
            heard = []
            closesAt = nil
            report = nil
            basisAt = factTime
            self.dueAt = dueAt
            isPastDue = false
            enter(.planned(opensAt: opensAt), at: factTime)
        case .markedFaked: isFaked = true

        case .unreachedAccepted(let note): enter(.missed(reason: note), at: factTime)
        case .missed(let reason): enter(.missed(reason: reason), at: factTime)
        case .waived(let reason, let note): enter(.waived(Waiver(reason: reason, note: note)), at: factTime)
        case .madeTogether(let call): enter(.superseded(by: call), at: factTime)
        case .superseded(let other): enter(.superseded(by: other), at: factTime)
        case .nextPlanned(let call, _, _, _): next = call
        case .contradicted: break
        case .reparented(let parent): movedTo = parent
        case .pointRaised(let issue, _, _, _): heard.append(Heard(ticket: issue, becomes: .opinion))
        }
    }

    // MARK: Steps

    private mutating func enter(_ next: State, at factTime: Instant) {
        stages += 1
        arranged = Arrangement(number: stages, at: factTime)
        state = next
    }

    /// The call is still to be made, at a time or as soon as possible; after its date it is overdue.
    private mutating func owe(at factTime: Instant, retryAt: Instant? = nil, slot: Slot? = nil) {
        if isPastDue || factTime > dueAt {
            enter(.overdue(Overdue(since: dueAt, retryAt: retryAt, slot: slot)), at: factTime)
        } else if let slot {
            enter(.booked(slot), at: factTime)
        } else {
            enter(.due(Waiting(since: factTime, retryAt: retryAt)), at: factTime)
        }
    }

    /// What was arranged stands.
    private mutating func becomeOverdue(_ event: Event) throws(CorruptHistory) {
        let overdue: Overdue
        switch state {
        case .planned: overdue = Overdue(since: dueAt, retryAt: nil, slot: nil)
        case .due(let waiting): overdue = Overdue(since: dueAt, retryAt: waiting.retryAt, slot: nil)
        case .booked(let slot): overdue = Overdue(since: dueAt, retryAt: nil, slot: slot)
        case .inProgress, .unreached, .overdue, .recorded, .inReview, .archived, .missed, .waived, .superseded:
            throw contradicts(event)
        }
        stages += 1
        isPastDue = true
        state = .overdue(overdue)
    }

    private mutating func count(_ attempt: Attempt) {
        attempts += 1
        tries += 1
        lastAttempt = attempt
    }

    private mutating func note(_ news: [Answer]) {
        for answer in news {
            answers.removeAll { $0.question == answer.question }
            answers.append(answer)
        }
    }

    private mutating func file(_ record: Record, at factTime: Instant) {
        self.record = record
        filings += 1
        enter(.recorded(Filing(number: filings, since: factTime)), at: factTime)
    }

    private func record(of made: Made, at factTime: Instant) -> Record {
        Record(
            at: factTime, channel: made.channel, outcome: made.channel == nil ? .learned : .reached,
            isSatisfied: made.satisfied, score: made.score,
            points: made.points, isSigned: made.signed, isLate: isPastDue || factTime > dueAt,
            owesVisit: mustVisit && made.channel != .visit, missing: made.missing)
    }

    private func record(ofDeclinedAt factTime: Instant) -> Record {
        Record(
            at: factTime, channel: contact?.channel ?? .phone, outcome: .declined, isSatisfied: nil, score: nil,
            points: [], isSigned: false, isLate: isPastDue || factTime > dueAt, owesVisit: false, missing: [])
    }

    var contact: Contact? { if case .inProgress(let contact) = state { contact } else { nil } }
}
