extension DepartmentDispatch {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case delivered(receipt: String)
        case accepted(promisedDate: Instant)
        case promiseChanged(date: Instant, reason: PersonalText)
        case returned(reason: PersonalText, suggestedDept: Department?)
        case progressed(note: PersonalText, partsNeeded: [String])
        case promisedAnew(date: Instant)
        case reportedDone(result: PersonalText, cause: PersonalText, responsible: PersonalText?)
        case phoned(note: PersonalText?)
        case reminded(note: PersonalText?)
        /// By what it is part of, which knows; or by a person, and then that one is told.
        case cancelled(reason: PersonalText?, byComplaint: Bool)
        case promiseMissed
        case renewalMissed
        case held(until: Instant)
        case resumed
        /// - Parameter runs: wherever the dispatch stands, and not only in place of a date that the department had given; nil in
        ///   histories of before that was said (`completed`).
        case ordered(measures: PersonalText, deadline: Instant, runs: Bool?)
        case surveyScheduled(at: Instant)
        /// The survey is concluded, or not wanted any more.
        case surveyEnded
        /// Into a complaint: another one, or the one that its opinion became.
        case reparented(parent: TicketID)
        case deliveryDied(queue: String, error: String, attempts: Int)
    }

    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .returned, .cancelled, .surveyEnded: clockRules
        // The leader's date takes the place of the one that the department owed.
        case .ordered: [promiseClock]
        case .delivered, .accepted, .promiseChanged, .progressed, .promisedAnew, .reportedDone, .phoned, .reminded,
            .promiseMissed, .renewalMissed, .held, .resumed, .surveyScheduled, .reparented, .deliveryDied:
            []
        }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .promiseMissed, .renewalMissed, .resumed: true
        case .delivered, .accepted, .promiseChanged, .returned, .progressed, .promisedAnew, .reportedDone, .phoned,
            .reminded, .cancelled, .held, .ordered, .surveyScheduled, .surveyEnded, .reparented, .deliveryDied:
            false
        }
    }

    /// What customer service and the queue do says nothing of what the department did.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .phoned, .reminded, .deliveryDied: true
        case .delivered, .accepted, .promiseChanged, .returned, .progressed, .promisedAnew, .reportedDone, .cancelled,
            .promiseMissed, .renewalMissed, .held, .resumed, .ordered, .surveyScheduled, .surveyEnded, .reparented:
            false
        }
    }

    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .delivered: take(at: factTime)
        case .accepted(let date):
            // An ordered date was running already.
            if case .working(let promise) = state {
                change(promise, to: date, at: factTime)
            } else {
                promise(date, at: factTime)
            }
        case .promisedAnew(let date): promise(date, at: factTime)
        case .promiseChanged(let date, _):
            guard case .working(let promise) = state else { throw contradicts(event) }
            change(promise, to: date, at: factTime)
        case .returned(let reason, let suggested): state = .returned(Return(reason: reason, suggested: suggested))
        case .reportedDone(let result, let cause, let responsible):
            let report = Report(at: factTime, result: result, cause: cause, responsible: responsible, isLate: isLate)
            state = .done(report)
        case .cancelled(let reason, _): state = .cancelled(reason: reason)

        case .promiseMissed: try miss(at: factTime, event)
        case .renewalMissed: misses = misses.plus(1)

        case .held(let until):
            heldSince = factTime
            heldUntil = until
        case .resumed: resume(at: factTime)
        case .ordered(_, let deadline, let runs):
            orderedFor = deadline
            setDate(deadline, at: factTime, runs: runs ?? false)
        case .surveyScheduled(let at): surveyAt = at
        case .surveyEnded: state = phase == .queued ? .cancelled(reason: nil) : .surveyed
        case .reparented(let parent):
            whole = parent
            wholeKind = .complaint

        case .progressed, .phoned, .reminded, .deliveryDied: break
        }
    }

    private mutating func take(at factTime: Instant) {
        publishedAt = factTime
        state =
            switch order {
            case nil: isSummons ? .summoned : .published
            case let order? where order.isMissed: .overdue(Overdue(since: factTime, missed: order.promise))
            case let order?: .working(order.promise)
            }
        order = nil
    }

    private mutating func miss(at factTime: Instant, _ event: Event) throws(CorruptHistory) {
        misses = misses.plus(1)
        if case .working(let promise) = state {
            state = .overdue(Overdue(since: factTime, missed: promise))
        } else if case .queued = state, order != nil {
            order?.isMissed = true
        } else {
            throw contradicts(event)
        }
    }

    private mutating func promise(_ date: Instant, at factTime: Instant) {
        promises += 1
        state = .working(Promise(number: promises, madeAt: factTime, date: date, datedAt: factTime))
    }

    private mutating func change(_ former: Promise, to date: Instant, at factTime: Instant) {
        state = .working(Promise(number: former.number, madeAt: former.madeAt, date: date, datedAt: factTime))
    }

    /// The leader's date takes the place of a date that still runs, of one that is owed, and is a new one after a miss.
    private mutating func setDate(_ deadline: Instant, at factTime: Instant, runs: Bool) {
        switch state {
        case .working(let promise): change(promise, to: deadline, at: factTime)
        case .overdue: promise(deadline, at: factTime)
        case .published where runs: promise(deadline, at: factTime)
        // Where one order runs, the next does, also for the same date.
        case .queued where runs || order != nil: orderInQueue(deadline, at: factTime)
        case .published, .queued, .summoned, .returned, .done, .surveyed, .cancelled: break
        }
    }

    private mutating func orderInQueue(_ deadline: Instant, at factTime: Instant) {
        if let former = order, !former.isMissed {
            let promise = former.promise
            order = Order(
                promise: Promise(
                    number: promise.number, madeAt: promise.madeAt, date: deadline, datedAt: factTime))
        } else {
            promises += 1
            order = Order(
                promise: Promise(number: promises, madeAt: factTime, date: deadline, datedAt: factTime))
        }
    }

    private mutating func resume(at factTime: Instant) {
        if let promise = order?.promise, let since = heldSince,
            let pause = hold(of: promise, since: since, until: factTime)
        {
            order?.promise.pauses.append(pause)
        }
        if case .working(var promise) = state, let since = heldSince {
            promise.pauses += [hold(of: promise, since: since, until: factTime)].compactMap(\.self)
            state = .working(promise)
        }
        heldSince = nil
        heldUntil = nil
    }

    /// A date given during a hold was paused only since it was given.
    func hold(of promise: Promise, since: Instant, until: Instant) -> Hold? {
        let since = max(since, promise.datedAt)
        return since < until ? Hold(since: since, until: until) : nil
    }

    /// The late mark is kept when an overdue dispatch is done after all.
    private var isLate: Bool {
        switch state {
        case .overdue: true
        case .queued, .published, .summoned, .working, .returned, .done, .surveyed, .cancelled: false
        }
    }
}
