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
        case ordered(measures: PersonalText, deadline: Instant)
        /// Into a complaint: another one, or the one that its opinion became.
        case reparented(parent: TicketID)
        case deliveryDied(queue: String, error: String, attempts: Int)
    }

    package static func releasesClocks(_ event: Event) -> Bool {
        switch event {
        case .returned, .cancelled: true
        case .delivered, .accepted, .promiseChanged, .progressed, .promisedAnew, .reportedDone, .phoned, .reminded,
            .promiseMissed, .renewalMissed, .held, .resumed, .ordered, .reparented, .deliveryDied:
            false
        }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        switch event {
        case .promiseMissed, .renewalMissed, .resumed: true
        case .delivered, .accepted, .promiseChanged, .returned, .progressed, .promisedAnew, .reportedDone, .phoned,
            .reminded, .cancelled, .held, .ordered, .reparented, .deliveryDied:
            false
        }
    }

    /// What customer service and the queue do says nothing of what the department did.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .phoned, .reminded, .deliveryDied: true
        case .delivered, .accepted, .promiseChanged, .returned, .progressed, .promisedAnew, .reportedDone, .cancelled,
            .promiseMissed, .renewalMissed, .held, .resumed, .ordered, .reparented:
            false
        }
    }

    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .delivered:
            publishedAt = factTime
            state = .published
        case .accepted(let date), .promisedAnew(let date): promise(date, at: factTime)
        case .promiseChanged(let date, _):
            guard case .working(let promise) = state else { throw contradicts(event) }
            change(promise, to: date, at: factTime)
        case .returned(let reason, let suggested): state = .returned(Return(reason: reason, suggested: suggested))
        case .reportedDone(let result, let cause, let responsible):
            let report = Report(at: factTime, result: result, cause: cause, responsible: responsible, isLate: isLate)
            state = .done(report)
        case .cancelled(let reason, _): state = .cancelled(reason: reason)

        case .promiseMissed:
            guard case .working(let promise) = state else { throw contradicts(event) }
            misses += 1
            state = .overdue(Overdue(since: factTime, missed: promise))
        case .renewalMissed: misses += 1

        case .held(let until):
            heldSince = factTime
            heldUntil = until
        case .resumed: resume(at: factTime)
        case .ordered(_, let deadline):
            orderedFor = deadline
            order(deadline, at: factTime)
        case .reparented(let parent):
            whole = parent
            wholeKind = .complaint

        case .progressed, .phoned, .reminded, .deliveryDied: break
        }
    }

    private mutating func promise(_ date: Instant, at factTime: Instant) {
        promises += 1
        state = .working(Promise(number: promises, madeAt: factTime, date: date, datedAt: factTime))
    }

    private mutating func change(_ former: Promise, to date: Instant, at factTime: Instant) {
        state = .working(Promise(number: former.number, madeAt: former.madeAt, date: date, datedAt: factTime))
    }

    /// The leader's date takes the place of a date that still runs, and is a new one after a miss.
    private mutating func order(_ deadline: Instant, at factTime: Instant) {
        switch state {
        case .working(let promise): change(promise, to: deadline, at: factTime)
        case .overdue: promise(deadline, at: factTime)
        case .queued, .published, .returned, .done, .cancelled: break
        }
    }

    private mutating func resume(at factTime: Instant) {
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
        case .queued, .published, .working, .returned, .done, .cancelled: false
        }
    }
}
