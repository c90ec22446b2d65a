/// How a promise ended. Raw values reach disk.
package enum Verdict: String, Codable, Sendable {
    case inTime
    case late
    /// Nobody's promise any more: withdrawn, merged, returned, or carried on under another subject.
    case released
}

/// What one commit does to a ticket's clocks; stored with the event that caused it, enough to rebuild the ledger.
package enum ClockChange: Hashable, Sendable {
    /// Frozen from the policy with this activation number. `fired` rungs are inherited when a promise splits by subject.
    case set(clock: ClockKey, start: Instant, due: Instant, policy: Int, fired: Int?)
    case moved(clock: ClockKey, start: Instant, due: Instant)
    /// All its pauses so far, and its due moment with them.
    case paused(clock: ClockKey, by: [Pause], due: Instant)
    /// A pause without a planned end, in histories of before there was one.
    case heldOpen(clock: ClockKey, since: Instant)
    /// After a pause without a planned end, or after it had been released; `fired` rungs, where others than its own count.
    case resumed(clock: ClockKey, due: Instant, fired: Int?)
    /// It carries on a promise whose breach was recorded under another subject.
    case breached(clock: ClockKey)
    /// Moved by a person under the policy with this activation number.
    case repinned(clock: ClockKey, due: Instant, policy: Int, fired: Int)
    case stopped(clock: ClockKey, at: Instant, verdict: Verdict)
    /// A late entry or a corrected start would judge otherwise; the verdict stays.
    case secondOpinion(clock: ClockKey, verdict: Verdict)
}

extension ClockChange {
    package var key: ClockKey {
        switch self {
        case .set(let key, _, _, _, _), .moved(let key, _, _), .paused(let key, _, _), .heldOpen(let key, _),
            .resumed(let key, _, _), .breached(let key), .repinned(let key, _, _, _), .stopped(let key, _, _),
            .secondOpinion(let key, _):
            key
        }
    }
}

extension ClockChange {
    fileprivate func stops(_ key: ClockKey) -> Bool { if case .stopped(key, _, _) = self { true } else { false } }
}

/// The clocks that a ticket has had, in the order in which they were set.
package struct ClockLedger: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let key: ClockKey
        package internal(set) var start: Instant
        package internal(set) var due: Instant
        package internal(set) var policy: Int
        /// How many rungs have fired; the last one is the breach.
        package internal(set) var fired: Int
        package internal(set) var pauses: [Pause] = []
        /// Only in histories of before pauses had a planned end.
        package internal(set) var heldOpenSince: Instant?
        package internal(set) var stoppedAt: Instant?
        package internal(set) var verdict: Verdict?
        package internal(set) var secondOpinion: Verdict?
        package internal(set) var isBreached = false

        package var isRunning: Bool { verdict == nil }

        /// 超时: kept too late, or running with its breach recorded. Neither a reminder nor what was released is late.
        package var isLate: Bool { verdict == .late || (isRunning && isBreached) }

        /// The pause in which it stands at `moment`.
        package func pause(at moment: Instant) -> Pause? {
            pauses.first { $0.from <= moment && moment < $0.until }
        }
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package subscript(key: ClockKey) -> Entry? { entries.first { $0.key == key } }

    /// The policy of a promise that may be split by subject; nil when it was never set.
    package func policy(of promise: ClockKey) -> Int? {
        entries.first { $0.key.name == promise.name && $0.key.round == promise.round }?.policy
    }

    /// The clocks that count the same stretch for other subjects; a promise that is split goes on under its policy.
    func entries(beside key: ClockKey, from start: Instant) -> [Entry] {
        entries.filter { $0.key.isSamePromise(as: key) && $0.start == start }
    }

    /// Whether a clock for `key` would go on under the policy of one that is known.
    package func hasPromise(of key: ClockKey, from start: Instant) -> Bool {
        entries.contains { $0.key.isSamePromise(as: key) && ($0.start == start || $0.isRunning) }
    }

    package var running: [Entry] { entries.filter(\.isRunning) }

    /// What one fact did, in order.
    package mutating func apply(_ changes: [ClockChange]) throws(CorruptHistory) {
        for change in changes {
            try apply(change)
            guard case .set(let key, let start, _, _, _) = change, inheritsBreach(key, from: start, changes) else {
                continue
            }
            try apply(.breached(clock: key))
        }
    }

    /// Histories of before `breached` was recorded leave it to be understood: whoever is named goes on with the late promise
    /// that was nobody's in particular, and that ends with the same fact.
    private func inheritsBreach(_ key: ClockKey, from start: Instant, _ changes: [ClockChange]) -> Bool {
        guard !key.subject.isEmpty else { return false }
        return entries(beside: key, from: start).contains { former in
            former.key.subject.isEmpty && former.isRunning && former.isBreached
                && changes.contains { $0.stops(former.key) }
        }
    }

    mutating func apply(_ change: ClockChange) throws(CorruptHistory) {
        switch change {
        case .set(let key, let start, let due, let policy, let fired):
            guard self[key] == nil else { throw CorruptHistory("set \(key.text)", after: "set") }
            entries.append(Entry(key: key, start: start, due: due, policy: policy, fired: fired ?? 0))
        case .moved(let key, let start, let due):
            try update(key) { entry in
                entry.start = start
                entry.due = due
            }
        case .paused(let key, let pauses, let due):
            try update(key) { entry in
                entry.pauses = pauses
                entry.due = due
                entry.heldOpenSince = nil
            }
        case .heldOpen(let key, let since): try update(key) { $0.heldOpenSince = since }
        case .repinned(let key, let due, let policy, let fired):
            try update(key) { entry in
                entry.policy = policy
                entry.due = due
                entry.fired = fired
            }
        case .resumed(let key, let due, let fired):
            try update(key) { entry in
                entry.heldOpenSince = nil
                entry.due = due
                entry.fired = fired ?? entry.fired
                // Released before, wanted again.
                entry.verdict = nil
                entry.stoppedAt = nil
            }
        case .breached(let key): try update(key) { $0.isBreached = true }
        case .stopped(let key, let at, let verdict):
            try update(key) { entry in
                entry.stoppedAt = at
                entry.verdict = verdict
                entry.heldOpenSince = nil
            }
        case .secondOpinion(let key, let verdict): try update(key) { $0.secondOpinion = verdict }
        }
    }

    /// - Parameter isBreach: whether this was the last rung.
    package mutating func recordRing(of key: ClockKey, rung: Int, isBreach: Bool) throws(CorruptHistory) {
        guard let entry = self[key], entry.isRunning, entry.fired == rung else {
            throw CorruptHistory("rang \(key.text) rung \(rung)", after: "\(self[key]?.fired ?? -1) rungs")
        }
        try update(key) { entry in
            entry.fired = rung + 1
            entry.isBreached = entry.isBreached || isBreach
        }
    }

    private mutating func update(_ key: ClockKey, _ body: (inout Entry) -> Void) throws(CorruptHistory) {
        guard let index = entries.firstIndex(where: { $0.key == key }) else {
            throw CorruptHistory("a change of \(key.text)", after: "no such clock")
        }
        body(&entries[index])
    }
}
