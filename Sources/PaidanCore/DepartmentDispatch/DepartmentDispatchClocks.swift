/// Clocks, custodian, effects: functions of the state and of the fact.
extension DepartmentDispatch {
    package static let kind = Kind.dispatch
    package static let label = Label("部门转单", "department dispatch")
    package static let letter = "D"

    static let pickUpWithin = Parameter<Limit?>(
        "dispatch.pickUpWithin", "部门签收", "forward to delivery", rules: "T-01d; assumption", mustBeGiven: true)
    static let promiseWithin = Parameter<Limit?>(
        "dispatch.promiseWithin", "部门答复承诺日期", "delivery to the department's date", rules: "FBK-02; assumption",
        mustBeGiven: true)
    static let silenceIsMiss = Parameter<Bool>(
        "dispatch.silenceIsMiss", "逾期后不答复视为再次逾期", "silence after a miss counts as another",
        rules: "B2; off in every shipped policy", untold: .anything)

    package static let parameters = [pickUpWithin.definition, promiseWithin.definition, silenceIsMiss.definition]

    package static let pickUpClock = ClockRule("pickUp", "T-01d", "部门签收", "pick-up", limit: pickUpWithin.key)
    package static let promiseClock = ClockRule("promise", "T-02", "答复承诺日期", "give a date", limit: promiseWithin.key)
    package static let promisedDateClock = ClockRule("promisedDate", "T-03", "承诺日期", "promised date", limit: nil)

    package static let clockRules = [pickUpClock, promiseClock, promisedDateClock]

    package var clocks: [ClockSpec] {
        switch state {
        case .queued: [ClockSpec(Self.pickUpClock, from: openedAt)]
        case .published: [ClockSpec(Self.promiseClock, round: promises + 1, from: publishedAt ?? openedAt)]
        case .working(let promise): [dated(promise, met: nil)]
        case .overdue(let overdue):
            [dated(overdue.missed, met: nil), ClockSpec(Self.promiseClock, round: promises + 1, from: overdue.since)]
        case .returned, .done, .cancelled: []
        }
    }

    private func dated(_ promise: Promise, met: Instant?) -> ClockSpec {
        let current = heldSince.flatMap { since in
            heldUntil.flatMap { hold(of: promise, since: since, until: $0) }
        }
        let holds = promise.pauses + [current].compactMap(\.self)
        return ClockSpec(
            Self.promisedDateClock, round: promise.number, from: promise.madeAt, due: .at(promise.date), met: met,
            pauses: holds.map { Pause(Self.complaintOnHold, from: $0.since, until: $0.until) })
    }

    static let complaintOnHold = Label("投诉暂停", "the complaint is on hold")

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        switch phase {
        case .working where clock.name == Self.promisedDateClock.name: .promiseMissed
        case .overdue where clock.name == Self.promiseClock.name && policy[Self.silenceIsMiss]: .renewalMissed
        case .queued, .published, .working, .overdue, .returned, .done, .cancelled: nil
        }
    }

    package func effects(ofRung rung: Int, isBreach: Bool, of clock: ClockKey) -> [Effect] {
        isBreach && clock.name == Self.promiseClock.name ? [.enqueue(message(.dispatchReminder))] : []
    }

    package var custodian: Custodian {
        switch state {
        case .queued, .published, .working, .overdue: .departments([opening.department])
        case .returned, .done, .cancelled: .nobody
        }
    }

    package var person: PersonID { opening.customer }
    package var department: Department? { opening.department }
    package var parent: TicketID? { whole }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(id: id, kind: .dispatch, branch: branch, isOpen: !phase.isEnd, person: person)
    }

    package var briefing: Briefing {
        var briefing = Briefing()
        briefing.categories = opening.categories
        briefing.severity = opening.severity.rawValue
        briefing.orderedFor = orderedFor
        briefing.misses = misses > 0 ? misses : nil
        switch state {
        case .working(let promise): briefing.promisedDate = promise.date
        case .overdue(let overdue): briefing.promisedDate = overdue.missed.date
        case .queued, .published, .returned, .done, .cancelled: break
        }
        return briefing
    }

    package static func taken(_ message: MessageKind, receipt: String) -> Command? {
        message == .dispatchNew ? .delivered(receipt: receipt) : nil
    }

    package static func deliveryDead(queue: String, error: String, attempts: Int) -> Command? {
        .deliveryDead(queue: queue, error: error, attempts: attempts)
    }

    // MARK: Effects

    package func effectsOfOpening(_ context: Context) -> [Effect] {
        [.enqueue(message(.dispatchNew, clock: ClockKey(Self.pickUpClock)))]
    }

    package func effects(of event: Event, before: DepartmentDispatch, _ context: Context) -> [Effect] {
        switch event {
        case .delivered:
            [.withdrawMessages(kind: .dispatchNew)]
                + (opening.reportsDelivery ?? false ? tell(.delivered, context) : [])
        case .accepted, .promiseChanged, .promisedAnew: [.tell([.specialist], .departmentPromised)]
        case .returned: ended(.returned, context)
        case .reportedDone: ended(.done, context)
        case .cancelled(_, let byComplaint):
            (before.phase == .queued
                ? [.withdrawMessages(kind: .dispatchNew)] : [.enqueue(message(.dispatchCancelled))])
                + (byComplaint ? [] : tell(.ended(.cancelled), context))

        case .promiseMissed:
            [.enqueue(message(.dispatchReminder)), .tell([.departmentHead, .specialist], .departmentMissed)]
                + tell(.missed(misses), context)
        case .renewalMissed:
            [.tell([.departmentHead, .supervisor], .departmentMissed)] + tell(.missed(misses), context)
        case .reminded: [.enqueue(message(.dispatchReminder))]
        case .held: [.enqueue(message(.dispatchHeld))]
        case .resumed: [.enqueue(message(.dispatchResumed))]
        case .ordered: [.enqueue(message(.dispatchOrder))]
        case .deliveryDied: [.tell([.departmentHead, .supervisor], .deliveryDead)]
        case .progressed, .phoned, .reparented: []
        }
    }

    private func ended(_ outcome: Complaint.DispatchRecord.Outcome, _ context: Context) -> [Effect] {
        [.withdrawMessages(kind: .dispatchNew)] + tell(.ended(outcome), context)
    }

    private func tell(_ news: News, _ context: Context) -> [Effect] {
        wholeKind.type.told(news, of: context.id).map { [.send(whole, $0)] } ?? []
    }

    private func message(_ kind: MessageKind, clock: ClockKey? = nil) -> Message {
        Message(kind, to: opening.department, clock: clock)
    }
}
