/// A fact as it stands in a ticket's history.
package enum Fact<K: TicketKind>: Hashable, Sendable {
    case opened(K.Opening)
    case happened(K.Event)
    /// A rung of a clock fired, `late` after its moment.
    case rang(Ring)
    /// A person moved a running clock under the policy in force.
    case repinned(Repinned)
    /// 已附文件
    case attached(FilesAttached)
    /// 客户资料已更正
    case corrected(CustomerCorrected)

    /// Whether time alone brought it.
    package var cameByTime: Bool { if case .happened(let event) = self { K.cameByTime(event) } else { false } }

    /// Leaves `rev` as it is, so that neither a warning nor a photo makes a clerk's form stale.
    package var leavesRev: Bool {
        switch self {
        case .opened, .happened, .repinned, .corrected: false
        case .rang, .attached: true
        }
    }
}

/// A rung that fired. The last rung of a clock is the breach.
package struct Ring: Codable, Hashable, Sendable {
    package let clock: ClockKey
    /// From 0.
    package let rung: Int
    package let isBreach: Bool
    /// How long after its moment the rung was recorded.
    package let late: Span

    package init(clock: ClockKey, rung: Int, isBreach: Bool, late: Span) {
        self.clock = clock
        self.rung = rung
        self.isBreach = isBreach
        self.late = late
    }
}

/// Any ticket: identity, versions and clocks around the machine of its kind.
package struct Ticket<K: TicketKind>: Hashable, Sendable {
    package let id: TicketID
    package let branch: Branch
    package private(set) var state: K
    package private(set) var ledger = ClockLedger()
    /// Counts every fact from 1.
    package private(set) var version = 1
    /// The version of the last fact that is neither a clock's own nor only brings files.
    package private(set) var rev = 1
    /// When the last fact happened, those that stand aside left out.
    package private(set) var factTime: Instant
    /// 附件, in the order in which they came, each once.
    package private(set) var files: [FileDigest] = []
    /// How people left it: since then only time has passed.
    private var lastAct: Act

    private struct Act: Hashable {
        let at: Instant
        let phase: K.Phase
    }

    package init(_ opening: K.Opening, id: TicketID, branch: Branch, at factTime: Instant) {
        self.id = id
        self.branch = branch
        self.state = K(opening, at: factTime)
        self.factTime = factTime
        self.lastAct = Act(at: factTime, phase: state.phase)
    }

    /// The only door for a wish: the table first, then the machine.
    package func decide(_ command: K.Command, _ context: Context) throws(Refusal) -> [K.Event] {
        let wish = try K.table.admit(command, as: K.verb(of: command), in: state.phase, by: context.actor)
        try requireOwnDepartment(K.verb(of: command), context.actor)
        return try state.answer(to: wish, context)
    }

    /// Somebody whose only right here is a departmental one must belong to the department that holds the ticket.
    private func requireOwnDepartment(_ verb: K.Verb, _ actor: Actor) throws(Refusal) {
        guard let department = state.department, !actor.hasUnboundRole(of: K.table[verb].roles) else { return }
        try require(actor.departments.contains(department), .otherDepartment)
    }

    package mutating func apply(_ fact: Fact<K>, at factTime: Instant) throws(CorruptHistory) {
        version += 1
        switch fact {
        case .opened: throw CorruptHistory("opened", after: K.table.name(of: state.phase))
        case .happened(let event):
            rev = version
            try state.apply(event, at: factTime)
            // What was done before it may still be told of.
            if K.isAside(event) { return }
            self.factTime = factTime
            if !K.cameByTime(event) { lastAct = Act(at: factTime, phase: state.phase) }
        case .rang(let ring):
            // A reminder has a last rung like any clock, but nothing is late.
            try ledger.recordRing(of: ring.clock, rung: ring.rung, isBreach: ring.isBreach && K.isJudged(ring.clock))
        // What people report of the ticket may still have happened before.
        case .repinned: rev = version
        case .corrected(let correction):
            rev = version
            state.apply(correction)
        case .attached(let attached): files += attached.files.filter { !files.contains($0) }
        }
    }

    package mutating func apply(_ changes: [ClockChange]) throws(CorruptHistory) {
        try ledger.apply(changes)
    }

    /// When a fact is taken to have happened. Commit time, unless a clock or another ticket led to it at a known moment,
    /// or a person reports it within the policy's grace; never before what people did last.
    package func factTime(
        of verb: K.Verb, occurredAt: Instant?, causedAt: Instant? = nil, now: Instant, policy: Policy
    ) -> Instant {
        if let causedAt { return max(causedAt, earliest(verb)) }
        guard let claimed = claimedTime(of: verb, occurredAt: occurredAt, now: now),
            now - claimed <= policy.lateEntryGrace
        else { return now }
        return claimed
    }

    /// When a person says that a fact happened, if it can have happened then; also beyond the grace, when it no longer counts.
    package func claimedTime(of verb: K.Verb, occurredAt: Instant?, now: Instant) -> Instant? {
        guard let occurredAt, occurredAt <= now, case .reported = K.table[verb].time, occurredAt >= earliest(verb)
        else { return nil }
        return occurredAt
    }

    /// What was done before a date passed may be told of after it: what time alone brought does not stand before it, unless
    /// only that made it possible. The breach that is recorded stays; the entry gives a second opinion.
    private func earliest(_ verb: K.Verb) -> Instant {
        K.table[verb].from.contains(lastAct.phase) ? lastAct.at : factTime
    }
}
