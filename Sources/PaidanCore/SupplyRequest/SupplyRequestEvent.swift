extension SupplyRequest {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case confirmed(shipOn: Instant, arriveOn: Instant)
        /// `isLate`: later than 48 hours before the date that was promised (RSC-02), or too late for the customer to be told ahead.
        /// `reason`: nil where the store confirmed another day than it was asked for.
        case changed(shipOn: Instant, arriveOn: Instant, reason: PersonalText?, isLate: Bool)
        /// `neededOn`: from then on the site needs it when it comes; nil in histories of before that was said.
        case changeAccepted(neededOn: Instant? = nil)
        case changeRejected(reason: PersonalText)
        /// `isLate`: later than five days before (RSC-01).
        case siteChanged(neededOn: Instant, mover: Party, reason: PersonalText?, isLate: Bool)
        case shipped(note: PersonalText?, items: PersonalText? = nil)
        case arrived(deliveryNote: String?)
        case cancelled(reason: PersonalText?, byProject: Bool)
        case neededMoved(neededOn: Instant)
        case nodeEnded(outcome: AcceptanceNode.Outcome)
        case suspended
        /// `stands`: what the store has promised for that day; nil where it is asked anew. `tellsAnew`: whoever has to tell of a
        /// change has the whole time again; nil where nobody has, and in histories of before that was said.
        case resumed(neededOn: Instant, stands: Bool? = nil, tellsAnew: Bool? = nil)
    }

    package static func cameByTime(_ event: Event) -> Bool { false }

    /// Another date is wanted, so that what was asked and promised is none any more.
    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .changeRejected, .siteChanged, .cancelled, .neededMoved, .nodeEnded, .suspended, .resumed: clockRules
        case .confirmed, .changed, .changeAccepted, .shipped, .arrived: []
        }
    }

    package mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .confirmed(let shipOn, let arriveOn):
            promise(shipOn, arriveOn, at: factTime)
            enter(.confirmed)
        case .changed(let shipOn, let arriveOn, _, let isLate):
            if isLate { lateChanges += 1 }
            promise(shipOn, arriveOn, at: factTime)
            enter(.adjusted(since: factTime))
        case .changeAccepted(let date):
            neededOn = date ?? neededOn
            enter(.confirmed)
        case .changeRejected:
            // The acceptance keeps the rejected date until there is another one.
            let expected = expectedOn
            ask(for: neededOn, at: factTime)
            expectedOn = expected
        case .siteChanged(let date, _, _, let isLate):
            if isLate { lateChanges += 1 }
            ask(for: date, at: factTime)
        case .shipped: enter(.shipped(at: factTime))
        case .arrived: enter(.arrived(at: factTime))
        case .cancelled(let reason, _): enter(.cancelled(reason: reason))

        case .neededMoved(let date): reconsider(date, at: factTime)
        case .nodeEnded(let outcome):
            enter(outcome == .passed ? .arrived(at: factTime) : .cancelled(reason: nil))
        case .suspended: suspendedSince = factTime
        case .resumed(let date, let stands, let tellsAnew):
            suspendedSince = nil
            if tellsAnew ?? false {
                enter(.adjusted(since: factTime))
            } else if stands ?? false {
                stages += 1
            } else {
                reconsider(date, at: factTime)
            }
        }
    }

    // MARK: Steps

    private mutating func enter(_ next: State) {
        stages += 1
        state = next
    }

    /// A date that takes the place of another is the same promise.
    private mutating func promise(_ shipOn: Instant, _ arriveOn: Instant, at factTime: Instant) {
        if var current = promise {
            current.shipOn = shipOn
            current.arriveOn = arriveOn
            promise = current
        } else {
            promises += 1
            promise = Promise(number: promises, madeAt: factTime, shipOn: shipOn, arriveOn: arriveOn)
        }
        expectedOn = arriveOn
    }

    private mutating func ask(for date: Instant, at factTime: Instant) {
        neededOn = date
        expectedOn = date
        requests += 1
        requestedAt = factTime
        promise = nil
        enter(.requested)
    }

    /// What is on its way comes when it comes.
    private mutating func reconsider(_ date: Instant, at factTime: Instant) {
        switch state {
        case .requested, .confirmed, .adjusted: ask(for: date, at: factTime)
        case .shipped, .arrived, .cancelled:
            neededOn = date
            stages += 1
        }
    }
}

/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension SupplyRequest.Event: Worded {
    package var label: Label {
        switch self {
        case .confirmed: Label("店面确认供货时间", "the store confirmed")
        case .changed: Label("店面调整发货时间", "the store changed the date")
        case .changeAccepted: Label("调整已告知客户和工地", "customer and site were told of the change")
        case .changeRejected: Label("未同意调整", "the change was rejected")
        case .siteChanged: Label("工地调整进场时间", "the site needs it at another time")
        case .shipped: Label("已发货", "it was shipped")
        case .arrived: Label("已到场", "it arrived")
        case .cancelled: Label("取消供货", "the supply was cancelled")
        case .neededMoved: Label("随节点改期", "moved with the node")
        case .nodeEnded: Label("节点已结束", "the node ended")
        case .suspended: Label("随工程暂停", "suspended with the project")
        case .resumed: Label("随工程恢复", "resumed with the project")
        }
    }
}
