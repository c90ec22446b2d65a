extension AcceptanceNode {
    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .dateReported(let day, let isLate, let delivery, let number):
            self.delivery = delivery ?? self.delivery
            if reported == nil || number != nil {
                reported = Report(
                    number: number ?? 1, at: factTime, scheduledFor: day.scheduledFor, isLate: isLate)
            }
            set(day, at: factTime)
            enter(.dateConfirmed)
        case .proxySigned(
            let name, let agreement, let byInspector, let isShort, let phone, let scope, let signedAt, let number):
            proxies = number ?? max(proxies, 1)
            proxy = Proxy(
                name: name, agreementNo: agreement, byInspector: byInspector, phone: phone, scope: scope,
                signedAt: signedAt)
            notices.removeAll { $0.party == .proxy }
            let since = number == nil ? nil : factTime
            notices.append(NoticeDuty(party: .proxy, isShort: isShort, toldAt: nil, since: since))
        case .partiesTold(let parties, _):
            tell(parties, at: factTime)
            if untold.isEmpty, phase != .partiesNotified { enter(.partiesNotified) }
        case .declined: declinedAt = factTime

        case .rescheduleRequested(let date, let mover, _, let isLate):
            changes += 1
            change = ChangeRequest(
                number: changes, requestedAt: factTime, scheduledFor: date, mover: mover, isLate: isLate)
            enter(.changeRequested(since: try standing(event)))
        case .rescheduleRejected:
            guard case .changeRequested(let standing) = state else { throw contradicts(event) }
            change?.decidedAt = factTime
            enter(standing.state)
        case .rescheduled(let day, let mover, let isLate):
            if let asked = change {
                reported =
                    reported
                    ?? Report(number: 1, at: asked.requestedAt, scheduledFor: day.scheduledFor, isLate: isLate)
            }
            change?.decidedAt = factTime
            move(to: day, by: mover, isLate: isLate, at: factTime)
            enter(.planned)
        case .dateMoved(let day, let mover, let isLate):
            move(to: day, by: mover, isLate: isLate, at: factTime)
            standAgain()
        case .supplyDateNoted: break
        case .dayCame(let call): called(call, on: day.endsAt)

        case .began(let present, _, let call):
            called(call, on: isItsDay(factTime) ? day.endsAt : nil)
            tell(present, at: factTime)
            enter(.accepting(Acceptance(since: factTime, present: present)))
        case .goodsMissing(let reason, let part, let call):
            called(call, on: day.endsAt)
            beginRework(.goodsMissing, [reason], part, at: factTime)
        case .passed(_, let call, let results):
            called(call)
            self.results = results ?? []
            enter(.passed(at: factTime))
        case .passedInAbsence(let document, _, let call, let results):
            called(call)
            self.results = results ?? []
            enter(.awaitingConfirmation(Absence(since: factTime, documentNo: document)))
        case .failed(let defects, let part, let call, let results):
            called(call)
            self.results = results ?? []
            beginRework(.failed, defects, part, at: factTime)
        case .confirmed(_, let confirmation, let call):
            called(call)
            self.confirmation = confirmation
            enter(.passed(at: factTime))
        case .disputed(let content, _, _): beginRework(.disputed, [content], nil, at: factTime)

        case .sentToDepartment(let part): try updateRework(event) { $0.part = part }
        case .leaderOrdered: try updateRework(event) { $0.escalatedAt = nil }
        case .dispatchMissed(_, let misses): try updateRework(event) { $0.misses = misses }
        case .escalated:
            escalations += 1
            try updateRework(event) { $0.escalatedAt = factTime }
        case .dispatchEnded:
            try updateRework(event) { rework in
                rework.part = nil
                rework.escalatedAt = nil
            }
        case .reworkDone(let day, _, _):
            move(to: day, by: nil, isLate: false, at: factTime)
            enter(.planned)
        case .cancelled(let reason, _): enter(.cancelled(reason: reason))

        case .supplyAssigned(let supply): self.supply = supply
        case .goodsArrived: arrivedAt = factTime
        case .suspended(let until): suspension = Suspension(since: factTime, until: until)
        case .resumed(let day, let standstill, let short, let keepsDay):
            suspension = nil
            if let standstill { standstills = Array((standstills + [standstill]).suffix(Self.standstillsKept)) }
            if let day {
                move(to: day, by: nil, isLate: false, at: factTime)
                standAgain()
            } else {
                if isDated, !(keepsDay ?? false) { stands += 1 }
                keepDate(short ?? [], at: factTime)
            }
        }
    }

    // MARK: Steps

    private mutating func enter(_ next: State) {
        stages += 1
        state = next
    }

    private mutating func set(_ day: Day, at factTime: Instant) {
        self.day = day
        datings += 1
        datedAt = factTime
        notices = day.duties
        declinedAt = nil
    }

    private mutating func move(to day: Day, by mover: Party?, isLate: Bool, at factTime: Instant) {
        let move = Move(at: factTime, from: self.day.scheduledFor, to: day.scheduledFor, mover: mover, isLate: isLate)
        moves = Array((moves + [move]).suffix(Self.movesKept))
        set(day, at: factTime)
    }

    private mutating func tell(_ parties: [Party], at factTime: Instant) {
        for index in notices.indices where parties.contains(notices[index].party) && notices[index].toldAt == nil {
            notices[index].toldAt = factTime
        }
    }

    /// - Parameter day: the end of the day that the call is for, where it is for one.
    private mutating func called(_ call: TicketID?, on day: Instant? = nil) {
        guard call != nil else { return }
        calledFor = datings
        calledDay = day ?? calledDay
    }

    /// What begins on an earlier day has its call then, and the planned day has none yet.
    private func isItsDay(_ moment: Instant) -> Bool { moment > day.endsAt - .days(1) }

    /// - Parameter short: who is to be told at once from now on.
    private mutating func keepDate(_ short: [Party], at factTime: Instant) {
        stages += 1
        guard isDated else { return }
        for index in notices.indices where short.contains(notices[index].party) {
            notices[index].isShort = true
            notices[index].since = factTime
        }
    }

    /// A new date has to be told to everybody again; a change that is looked at is still to be decided.
    private mutating func standAgain() {
        switch state {
        case .planned, .dateConfirmed, .partiesNotified: enter(.planned)
        case .changeRequested: enter(.changeRequested(since: .planned))
        case .accepting, .awaitingConfirmation, .rework, .passed, .cancelled: stages += 1
        }
    }

    private func standing(_ event: Event) throws(CorruptHistory) -> Standing {
        switch state {
        case .planned: .planned
        case .dateConfirmed: .dateConfirmed
        case .partiesNotified: .partiesNotified
        case .changeRequested, .accepting, .awaitingConfirmation, .rework, .passed, .cancelled: throw contradicts(event)
        }
    }

    private mutating func beginRework(
        _ why: Rework.Why, _ matter: [PersonalText], _ part: Rework.Part?, at factTime: Instant
    ) {
        reworks += 1
        enter(.rework(Rework(number: reworks, since: factTime, why: why, matter: matter, part: part)))
    }

    private mutating func updateRework(_ event: Event, _ body: (inout Rework) -> Void) throws(CorruptHistory) {
        guard case .rework(var rework) = state else { throw contradicts(event) }
        body(&rework)
        state = .rework(rework)
    }
}

extension AcceptanceNode.Standing {
    fileprivate var state: AcceptanceNode.State {
        switch self {
        case .planned: .planned
        case .dateConfirmed: .dateConfirmed
        case .partiesNotified: .partiesNotified
        }
    }
}
