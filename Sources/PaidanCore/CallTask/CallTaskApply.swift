extension CallTask {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .becameDue: enter(.due(Waiting(since: factTime, retryAt: nil)))
        case .assigned(let caller): self.caller = caller
        case .slotBooked(let at, let place), .customerBusy(let at, let place):
            owe(at: factTime, slot: Slot(at: at, place: place))
        case .contactStarted(let channel, _, _): enter(.inProgress(Contact(since: factTime, channel: channel)))
        case .contactLapsed: owe(at: factTime)
        case .deadlinePassed: try becomeOverdue(at: factTime, event)

        case .answered(let answer): note([answer])
        case .heard(let ticket, let becomes, _, _, _): heard.append(Heard(ticket: ticket, becomes: becomes))
        case .notReached(let miss, let retryAt):
            attempts += 1
            tries += 1
            lastAttempt = Attempt(at: factTime, miss: miss)
            if let retryAt { owe(at: factTime, retryAt: retryAt) } else { enter(.unreached(since: factTime)) }
        case .retryOrdered(let retryAt):
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
        case .submitted: enter(.inReview(Filing(number: filings, since: factTime)))
        case .submissionExtended(let submitBy, _):
            guard case .recorded(var filing) = state else { throw contradicts(event) }
            filing.submitBy = submitBy
            state = .recorded(filing)
        case .sentBack:
            filings += 1
            enter(.recorded(Filing(number: filings, since: factTime)))
        case .reviewed, .filed: enter(.archived)
        case .secondCallNeeded(let dueAt, let opensAt, _):
            round += 1
            tries = 0
            answers = []
            basisAt = factTime
            self.dueAt = dueAt
            enter(.planned(opensAt: opensAt))
        case .markedFaked: isFaked = true

        case .unreachedAccepted(let note): enter(.missed(reason: note))
        case .missed(let reason): enter(.missed(reason: reason))
        case .waived(let reason, let note): enter(.waived(Waiver(reason: reason, note: note)))
        case .superseded(let other): enter(.superseded(by: other))
        case .nextPlanned(let call, _, _, _): next = call
        case .contradicted: break
        }
    }

    // MARK: Steps

    private mutating func enter(_ next: State) {
        stages += 1
        state = next
    }

    /// The call is still to be made, at a time or as soon as possible; after its date it is overdue.
    private mutating func owe(at factTime: Instant, retryAt: Instant? = nil, slot: Slot? = nil) {
        if factTime > dueAt {
            enter(.overdue(Overdue(since: dueAt, retryAt: retryAt, slot: slot)))
        } else if let slot {
            enter(.booked(slot))
        } else {
            enter(.due(Waiting(since: factTime, retryAt: retryAt)))
        }
    }

    /// What was agreed stands.
    private mutating func becomeOverdue(at factTime: Instant, _ event: Event) throws(CorruptHistory) {
        switch state {
        case .planned: enter(.overdue(Overdue(since: factTime, retryAt: nil, slot: nil)))
        case .due(let waiting): enter(.overdue(Overdue(since: factTime, retryAt: waiting.retryAt, slot: nil)))
        case .booked(let slot): enter(.overdue(Overdue(since: factTime, retryAt: nil, slot: slot)))
        case .inProgress, .unreached, .overdue, .recorded, .inReview, .archived, .missed, .waived, .superseded:
            throw contradicts(event)
        }
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
        enter(.recorded(Filing(number: filings, since: factTime)))
    }

    private func record(of made: Made, at factTime: Instant) -> Record {
        Record(
            at: factTime, channel: made.channel, outcome: .reached, isSatisfied: made.satisfied, score: made.score,
            points: made.points, isSigned: made.signed, isLate: factTime > dueAt, missing: made.missing)
    }

    private func record(ofDeclinedAt factTime: Instant) -> Record {
        Record(
            at: factTime, channel: contact?.channel ?? .phone, outcome: .declined, isSatisfied: nil, score: nil,
            points: [], isSigned: false, isLate: factTime > dueAt, missing: [])
    }

    var contact: Contact? { if case .inProgress(let contact) = state { contact } else { nil } }
}
