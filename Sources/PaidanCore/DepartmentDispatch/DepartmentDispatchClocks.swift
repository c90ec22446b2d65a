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
        case .queued:
            [ClockSpec(Self.pickUpClock, from: openedAt)] + (order.map { [dated($0.promise, met: nil)] } ?? [])
        // The survey has a limit of its own (T-76).
        case .summoned: []
        case .published: [ClockSpec(Self.promiseClock, round: promises + 1, from: publishedAt ?? openedAt)]
        case .working(let promise): [dated(promise, met: nil)]
        case .overdue(let overdue):
            [dated(overdue.missed, met: nil), ClockSpec(Self.promiseClock, round: promises + 1, from: overdue.since)]
        case .returned, .done, .surveyed, .cancelled: []
        }
    }

    private func dated(_ promise: Promise, met: Instant?) -> ClockSpec {
        ClockSpec(
            Self.promisedDateClock, round: promise.number, from: promise.madeAt, due: .at(promise.date), met: met,
            pauses: holds(of: promise).map { Pause(Self.complaintOnHold, from: $0.since, until: $0.until) })
    }

    /// The holds since a promise's date was given, with the present one.
    private func holds(of promise: Promise) -> [Hold] {
        let current = heldSince.flatMap { since in
            heldUntil.flatMap { hold(of: promise, since: since, until: $0) }
        }
        return promise.pauses + [current].compactMap(\.self)
    }

    /// Of the date that stands now.
    var holds: [Hold] {
        switch state {
        case .queued: order.map { holds(of: $0.promise) } ?? []
        case .working(let promise): holds(of: promise)
        case .published, .summoned, .overdue, .returned, .done, .surveyed, .cancelled: []
        }
    }

    static let complaintOnHold = Label("投诉暂停", "the complaint is on hold")

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        switch phase {
        case .queued where clock.name == Self.promisedDateClock.name: .promiseMissed
        case .working where clock.name == Self.promisedDateClock.name: .promiseMissed
        case .overdue where clock.name == Self.promiseClock.name && policy[Self.silenceIsMiss]: .renewalMissed
        case .queued, .published, .summoned, .working, .overdue, .returned, .done, .cancelled: nil
        }
    }

    package func effects(ofRung rung: Int, isBreach: Bool, of clock: ClockKey) -> [Effect] {
        isBreach && clock.name == Self.promiseClock.name ? [.enqueue(message(.dispatchReminder))] : []
    }

    package var custodian: Custodian {
        switch state {
        case .queued, .published, .summoned, .working, .overdue: .departments([opening.department])
        case .returned, .done, .surveyed, .cancelled: .nobody
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
        briefing.task = opening.task?.rawValue
        briefing.surveyAt = surveyAt
        switch state {
        case .working(let promise): briefing.promisedDate = promise.date
        case .overdue(let overdue): briefing.promisedDate = overdue.missed.date
        case .queued, .published, .summoned, .returned, .done, .surveyed, .cancelled: break
        }
        return briefing
    }

    package static func taken(_ message: MessageKind, receipt: String) -> Command? {
        message.isOffer ? .delivered(receipt: receipt) : nil
    }

    package static func deliveryDead(queue: String, error: String, attempts: Int) -> Command? {
        .deliveryDead(queue: queue, error: error, attempts: attempts)
    }

    // MARK: Effects

    package func effectsOfOpening(_ context: Context) -> [Effect] {
        [.enqueue(message(offer, clock: ClockKey(Self.pickUpClock)))]
            + (isSummons ? [.tell([.departmentHead], .surveyRequired)] : [])
    }

    package func effects(of event: Event, before: DepartmentDispatch, _ context: Context) -> [Effect] {
        switch event {
        case .delivered:
            [.withdrawMessages(kind: offer)]
                + (opening.reportsDelivery ?? false ? tell(.delivered, context) : [])
        case .accepted, .promiseChanged, .promisedAnew: [.tell([.specialist], .departmentPromised)]
        case .returned: ended(.returned, context)
        case .reportedDone: ended(.done, context)
        case .cancelled(_, let byComplaint):
            (before.phase == .queued
                ? [.withdrawMessages(kind: offer)]
                : [.enqueue(message(.dispatchCancelled)), .tell([.departmentHead], .partCancelled)])
                + (byComplaint ? [] : tell(.ended(.cancelled), context))

        case .promiseMissed:
            [.enqueue(message(.dispatchReminder)), .tell([.departmentHead, .specialist], .departmentMissed)]
                + tell(.missed(misses), context)
        case .renewalMissed:
            [.tell([.departmentHead, .supervisor], .departmentMissed)] + tell(.missed(misses), context)
        case .reminded: [.enqueue(message(.dispatchReminder))]
        case .held: [.enqueue(message(.dispatchHeld))]
        case .resumed: [.enqueue(message(.dispatchResumed))]
        case .ordered, .surveyScheduled: [.enqueue(message(.dispatchOrder))]
        case .surveyEnded:
            [before.phase == .queued ? .withdrawMessages(kind: offer) : .enqueue(message(.dispatchCancelled))]
        case .deliveryDied: [.tell([.departmentHead, .supervisor], .deliveryDead)]
        case .reparented: before.phase == .queued ? offeredAnew : []
        case .progressed, .phoned: []
        }
    }

    /// What waits for the department names the ticket that this one was part of. It is offered what it is part of now, with what
    /// was ordered meanwhile.
    private var offeredAnew: [Effect] {
        MessageKind.allCases.map { .withdrawMessages(kind: $0) }
            + [.enqueue(message(offer, clock: ClockKey(Self.pickUpClock)))]
            + (heldSince == nil ? [] : [.enqueue(message(.dispatchHeld))])
    }

    private func ended(_ outcome: Complaint.DispatchRecord.Outcome, _ context: Context) -> [Effect] {
        [.withdrawMessages(kind: offer)] + tell(.ended(outcome), context)
    }

    private func tell(_ news: News, _ context: Context) -> [Effect] {
        wholeKind.type.told(news, of: context.id).map { [.send(whole, $0)] } ?? []
    }

    private var offer: MessageKind { isSummons ? .dispatchSurvey : .dispatchNew }

    private func message(_ kind: MessageKind, clock: ClockKey? = nil) -> Message {
        Message(kind, to: opening.department, clock: clock)
    }
}
