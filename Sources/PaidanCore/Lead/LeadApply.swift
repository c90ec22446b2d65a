extension Lead {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .intakeCompleted(let fields):
            if let fields { facts = facts.amended(by: fields) }
            enter(.awaitingDispatch(since: factTime))
        case .screeningStarted(let planned):
            calls.append(OwedCall(planned))
            enter(.screening(since: factTime))
        case .screened: enter(.awaitingDispatch(since: factTime))
        case .designerPreset(let designer, let measuringAt):
            self.designer = designer
            agree(on: measuringAt, at: factTime)
            enter(.withDesigner(since: factTime))
        case .assigned(let designer, _, _, let endsDuty):
            self.designer = designer
            // Who has the lead again owes nobody its data.
            if endsDuty ?? false { handOvers.removeAll { $0.formerDesigner == designer } }
            enter(.withDesigner(since: factTime))
        case .refused:
            if let designer { formers.append(designer) }
            designer = nil
            team = []
            enter(.awaitingDispatch(since: factTime))

        case .contacted(let way, _, let next, _, _, _, _):
            if way == .visit { visit(at: factTime) }
            meet(at: factTime, isMeeting: way.isMeeting, next)
            if phase == .withDesigner { enter(.following) }
        case .firstTalkHeld(_, let next, _, _):
            firstTalks += 1
            firstTalk = FirstTalk(number: firstTalks, heldAt: factTime)
            meet(at: factTime, isMeeting: true, next)
            if phase == .withDesigner { enter(.following) }
        case .firstTalkHandedIn(_, _, let basics):
            firstTalk?.formAt = factTime
            if let basics { facts = facts.amended(by: basics) }
        case .firstTalkProcessed: firstTalk?.processedAt = factTime
        case .notesChecked: unchecked = nil
        case .appointmentBooked(let at): agree(on: at, at: factTime)
        case .visitRegistered(_, _, _, let next):
            visit(at: factTime)
            told = nil
            agree(on: next, at: factTime)
        case .registerChecked: break

        case .quoteReleaseAsked(let text, let amount):
            quotes += 1
            quote = Quote(number: quotes, quote: text, amount: amount, askedAt: factTime)
        case .quoteReleased: quote?.released = true
        case .quoteRefused: quote?.released = false

        case .changeAsked(let wish, _, let isVerified, let askedBy):
            enter(
                .reassignPending(
                    Change(
                        since: factTime, wish: wish, isVerified: isVerified ?? wish.isTheCustomers, askedBy: askedBy,
                        from: try standstill(event))))
        case .changeVerified:
            guard var change else { throw contradicts(event) }
            change.isVerified = true
            state = .reassignPending(change)
        case .reassigned(let designer, _, _, let keepsDuties):
            replaceDesigner(by: designer, at: factTime, keepsDuties: keepsDuties ?? false)
        case .changeRejected, .changeWithdrawn:
            guard let change else { throw contradicts(event) }
            goBack(to: change.from, at: factTime)
        case .dataHandedOver(_, let former): handOvers.removeAll { former == nil || $0.formerDesigner == former }
        case .invalidProposed(let side, _):
            let from = try standstill(event)
            // Where nobody has the lead yet, there is no other side.
            enter(
                .invalidationPending(
                    Invalidation(since: factTime, proposedBy: side, isConfirmed: designer == nil, from: from)))
        case .invalidConfirmed:
            guard var invalidation else { throw contradicts(event) }
            invalidation.isConfirmed = true
            state = .invalidationPending(invalidation)
        case .invalidRejected:
            guard let invalidation else { throw contradicts(event) }
            goBack(to: invalidation.from, at: factTime)
        case .invalidApproved: end(.invalid)
        case .signed(let number, let amount, _, let project, let site):
            end(
                .signed(
                    Contract(contractNo: number, signedAt: factTime, amount: amount, project: project, site: site)))
        case .lost(let reason, let fault, _, _, let isEarly):
            end(.lost(Loss(lossReason: reason, fault: fault, isEarly: isEarly)))
        case .merged(let target, _, _): end(.merged(into: target))

        case .graded(let grade, let isKey, let hasObjection):
            self.grade = grade
            self.isKey = isKey
            self.hasObjection = hasObjection
            ungradedVisit = nil
        case .teamAgreed(let members): team = members
        case .branchTold: isBranchTold = true
        case .breachFound(let breach, let account, _, _, _):
            breaches.append(BreachFound(breach: breach, account: account, at: factTime))
        case .contactGapExceeded(let designer, _):
            if let designer { breaches.append(BreachFound(breach: .contactGap, account: designer, at: factTime)) }
        case .amended(let fields, _): facts = facts.amended(by: fields)
        case .contractCorrected(let number, let amount, let site, _):
            guard case .signed(var contract) = state else { throw contradicts(event) }
            contract.contractNo = number ?? contract.contractNo
            contract.amount = amount ?? contract.amount
            contract.site = site ?? contract.site
            state = .signed(contract)
        case .callPlanned(let planned): calls.append(OwedCall(planned))
        case .callJoined(let call, let occasion): calls.append(OwedCall(call: call, occasion: occasion))
        case .callsDropped(let dropped): calls.removeAll { dropped.contains($0.call) }
        case .callEnded(let call, let reached, _):
            calls.removeAll { $0.call == call }
            isScreened = isScreened || (reached && phase == .screening)
        case .duplicateAbsorbed(let source, let brought):
            sameCustomer.removeAll { $0 == source }
            sameCustomer.append(source)
            if let brought { take(brought) }
        }
    }

    // MARK: Steps

    private mutating func enter(_ next: State) {
        stages += 1
        state = next
    }

    private mutating func end(_ next: State) {
        calls = []
        enter(next)
    }

    private mutating func visit(at factTime: Instant) {
        isVisited = true
        ungradedVisit = factTime
    }

    private mutating func take(_ brought: Brought) {
        calls += brought.calls
        isVisited = isVisited || brought.isVisited
        ungradedVisit = [ungradedVisit, brought.ungradedVisit].compactMap(\.self).max()
        metAt = [metAt, brought.metAt].compactMap(\.self).min()
        inquiredAt = inquiredAt ?? brought.inquiredAt
        salesperson = salesperson ?? brought.salesperson
    }

    /// A contact while the lead waits for a decision counts, too: the follow-up has not stopped (A3).
    private mutating func meet(at factTime: Instant, isMeeting: Bool, _ next: Instant?) {
        contacts += 1
        if designer != nil { gap = Contacted(number: contacts, at: factTime) }
        // A call on the way to it leaves what was agreed.
        if isMeeting || told.map({ $0.appointment <= factTime }) ?? false { told = nil }
        agree(on: next, at: factTime)
        guard isMeeting else { return }
        meetings += 1
        if unchecked == nil { unchecked = Unchecked(number: meetings, since: factTime) }
    }

    /// Another time takes the place of the one before.
    mutating func agree(on appointment: Instant?, at factTime: Instant) {
        guard let appointment else { return }
        self.appointment = appointment
        toldTimes += 1
        told = Told(
            number: toldTimes, since: min(factTime, appointment), appointment: appointment,
            replaces: told?.appointment)
    }

    private mutating func replaceDesigner(by next: Account, at factTime: Instant, keepsDuties: Bool) {
        if let designer {
            formers.append(designer)
            // Who has the lead again owes nobody its data.
            handOvers = keepsDuties ? handOvers.filter { $0.formerDesigner != next } : []
            handOvers.append(HandOverOwed(formerDesigner: designer, since: factTime, number: formers.count))
        }
        designer = next
        team = []
        gap = nil
        unchecked = nil
        if firstTalk?.formAt == nil { firstTalk = nil }
        enter(.withDesigner(since: factTime))
    }

    /// Where it stands, as far as it can come back to that.
    private func standstill(_ event: Event) throws(CorruptHistory) -> Standstill {
        switch state {
        case .awaitingDispatch: .awaitingDispatch
        case .withDesigner: .withDesigner
        case .following: .following
        case .registered, .screening, .reassignPending, .invalidationPending, .invalid, .signed, .lost, .merged:
            throw contradicts(event)
        }
    }

    /// Whoever was in touch in between is following the lead by now.
    private mutating func goBack(to standstill: Standstill, at factTime: Instant) {
        switch standstill {
        case .awaitingDispatch: enter(.awaitingDispatch(since: factTime))
        case .withDesigner: enter(gap == nil ? .withDesigner(since: factTime) : .following)
        case .following: enter(.following)
        }
    }
}
