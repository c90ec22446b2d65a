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
    /// After a pause without a planned end, or after it had been released.
    case resumed(clock: ClockKey, due: Instant)
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
            .resumed(let key, _), .repinned(let key, _, _, _), .stopped(let key, _, _), .secondOpinion(let key, _):
            key
        }
    }
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
    package func entries(beside key: ClockKey, from start: Instant) -> [Entry] {
        entries.filter { $0.key.name == key.name && $0.key.round == key.round && $0.start == start }
    }

    /// The same promise while it is nobody's in particular; a promise that is split by subject goes on from there.
    func undivided(of key: ClockKey, from start: Instant) -> Entry? {
        entries(beside: key, from: start).first { $0.isRunning && $0.key.subject.isEmpty && !key.subject.isEmpty }
    }

    package var running: [Entry] { entries.filter(\.isRunning) }

    package mutating func apply(_ change: ClockChange) throws(CorruptHistory) {
        switch change {
        case .set(let key, let start, let due, let policy, let fired):
            guard self[key] == nil else { throw CorruptHistory("set \(key.text)", after: "set") }
            var entry = Entry(key: key, start: start, due: due, policy: policy, fired: fired ?? 0)
            // What nobody in particular had kept is late for each of those who are named now.
            entry.isBreached = undivided(of: key, from: start)?.isBreached ?? false
            entries.append(entry)
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
        case .resumed(let key, let due):
            try update(key) { entry in
                entry.heldOpenSince = nil
                entry.due = due
                // Released before, wanted again.
                entry.verdict = nil
                entry.stoppedAt = nil
            }
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
