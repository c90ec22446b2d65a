internal import PaidanCore

/// A ticket under one regulation: its state as the facts make it, its clocks as the regulation makes them.
struct TrialSide<K: TicketKind> {
    private var state: K
    private(set) var ledger = ClockLedger()
    /// How often the rungs of its clocks told whom.
    private(set) var told: [Role: Int] = [:]
    private let policy: @Sendable (Int) -> Policy
    /// The clocks wanted after the last commit.
    private var wanted: [ClockSpec] = []
    private var upcoming: Upcoming?

    /// The rung that fires next.
    private struct Upcoming {
        let key: ClockKey
        let rung: Int
        let at: Instant
        let isBreach: Bool
        let ladder: Ladder
    }

    /// What one commit says besides its facts.
    struct Step {
        let at: Instant
        var released: [ClockRule] = []
        var repinned: Repinned?

        init(at: Instant) { self.at = at }
    }

    init(_ state: K, under policy: @escaping @Sendable (Int) -> Policy) {
        self.state = state
        self.policy = policy
    }

    var isOver: Bool { state.phase.isEnd }
    var department: Department? { state.department }

    mutating func apply(_ fact: K.Event, at moment: Instant) throws { try state.apply(fact, at: moment) }

    /// Brings the clocks in line with the state, as the commit of a command does.
    mutating func settle(_ step: Step, under active: ActivePolicy) throws {
        let after = state.clocks
        let reconciler = ClockReconciler(
            active: active, policies: policy, factTime: step.at, released: step.released)
        let changes = reconciler.changes(in: ledger, before: wanted, after: after, repinned: step.repinned?.clock)
        wanted = after
        guard !changes.isEmpty else { return }
        try ledger.apply(changes)
        plan()
    }

    /// Every rung up to then fires at its moment, as on a server that never stops.
    mutating func fire(until moment: Instant) throws {
        while let next = upcoming, next.at <= moment {
            try ledger.recordRing(of: next.key, rung: next.rung, isBreach: next.isBreach && K.isJudged(next.key))
            for role in next.ladder.tells(ofRung: next.rung, isBreach: next.isBreach) {
                told[role, default: 0] += 1
            }
            plan()
        }
    }

    private mutating func plan() {
        upcoming = nil
        for entry in ledger.entries where entry.isRunning {
            let policy = policy(entry.policy)
            guard let next = entry.nextRung(under: policy, judged: K.isJudged(entry.key)),
                upcoming.map({ next.at < $0.at }) ?? true
            else { continue }
            upcoming = Upcoming(
                key: entry.key, rung: next.rung, at: next.at, isBreach: next.isBreach,
                ladder: policy.ladder(of: entry.key.name))
        }
    }
}
