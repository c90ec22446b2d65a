package import PaidanCore

/// The one place that runs commands. Used by one thread, synchronously: time, chance and storage are handed in, so the
/// simulator drives exactly this code.
///
/// A turn is one transaction: what waits is decided in order, each job on what the ones before it left, then written
/// and committed together. A refused or failing job never touches the others.
package final class Engine {
    let store: any Store
    let vault: Vault
    let limits: QueueLimits
    let fileLimits: FileLimits
    package internal(set) var policies: PolicyShelf
    var numbers: [Kind: Int]
    /// Where each feed stands in which something has happened.
    package internal(set) var feedHeads: [String: Int]
    var lastMessageID: Int64
    var cache = TicketCache()
    /// Keys of customers whose tickets were touched lately.
    var personKeys: [PersonID: PersonKey] = [:]
    var mint = Mint()
    var random: any RandomNumberGenerator
    /// Answers messages of `routing` in the turn itself; nil leaves them to workers of that queue.
    let router: (@Sendable (_ body: [UInt8]) -> Settling.Answer)?
    /// Messages of the unit written last that the router is to answer before they are written.
    var toRoute: [MessageRow] = []
    var news = News()
    var deathsInARow: [QueueName: Int] = [:]
    package internal(set) var stoppedQueues: StoppedQueues
    /// Incidents on record since the start.
    var reported: Set<String> = []
    /// This turn meets damage: each thing is done so that it can be taken back alone.
    var isCareful = false
    /// Feeds whose head moved in this turn.
    var movedFeeds: [String] = []
    /// 分公司, in order of their codes.
    package private(set) var branches: [Branch]
    /// With their names, for people.
    package private(set) var branchRows: [BranchRow]
    let forms: FormBook
    private var lastPruning: Instant?
    private var lastTurn = Instant(milliseconds: 0)
    /// Nothing is due before this: the first rung, lapse of a lease or end of a delay, or earlier. Kept in memory, so that
    /// a turn need not ask for what is not there. nil when nothing is planned; long ago until the first turn has looked.
    package private(set) var nextMoment: Instant? = Instant(milliseconds: 0)

    /// Reads what it needs to know from the store. A store without a policy needs one activated first
    /// (`Engine.prepare`).
    /// - Parameters:
    ///   - known: regulations at hand; a stored policy that is among them need not be read again.
    ///   - router: 进程内转单程序, if one is to live here.
    package init(
        store: any Store, vault: Vault, limits: QueueLimits = QueueLimits(), files: FileLimits = FileLimits(),
        random: any RandomNumberGenerator,
        known: [Regulation] = [], router: (@Sendable (_ body: [UInt8]) -> Settling.Answer)? = nil
    ) throws {
        self.store = store
        self.vault = vault
        self.limits = limits
        fileLimits = files
        self.random = random
        self.router = router
        self.forms = try FormBook()
        let shelf = try PolicyShelf(store.activatedPolicies(), known: known)
        guard shelf.isComplete else { throw EngineError.noPolicy }
        policies = shelf
        branches = try store.branches()
        branchRows = try store.branchRows()
        feedHeads = try store.feedHeads()
        stoppedQueues = try StoppedQueues(in: store)
        lastMessageID = try store.highestMessageID()
        numbers = [:]
        for kind in Kind.allCases { numbers[kind] = try store.highestNumber(of: kind) }
    }

    /// Puts the first policy in force in a store that has none.
    package static func prepare(_ store: any Store, with regulation: Regulation, at now: Instant) throws {
        guard try store.activatedPolicies().isEmpty else { return }
        let activation = Activation(regulation, by: Actor("system:setup", []))
        try store.transaction { try store.insert(PolicyRow(activation, number: 1, at: now)) }
    }

    /// How many jobs one turn takes at most; more wait for the next.
    package static let jobsMax = 256
    /// How many rungs one turn fires at most, so that a long list of overdue clocks does not keep others waiting.
    package static let rungsMax = 64
    private static let pruningInterval = Span.hours(1)
    static let manualClockMeta = "manualClock"

    // MARK: A turn

    /// Fires what is due, does the jobs, forwards what waits for it, leases messages to those who have room; one transaction.
    /// - Parameter watchesClocks: false leaves what is due to the server's watch.
    /// - Returns: where the disk has no room a turn of which nothing is left; the next one tries again.
    /// - Throws: whatever else the store throws. The outcome is then unknown and this engine must not be used again.
    package func turn(
        at now: Instant, _ jobs: [Job], watchesClocks: Bool = true, windows: inout some Windows
    ) throws -> Turn {
        precondition(jobs.count <= Self.jobsMax, "a turn takes at most \(Self.jobsMax) jobs")
        isCareful = false
        do {
            return try transact(at: now, jobs, watchesClocks, &windows)
        } catch let error where Damage(error) != nil {
            isCareful = true
            return try transact(at: now, jobs, watchesClocks, &windows)
        }
    }

    /// - Throws: what the store throws; nothing is left then, unless the outcome is unknown.
    private func transact(
        at now: Instant, _ jobs: [Job], _ watchesClocks: Bool, _ windows: inout some Windows
    ) throws -> Turn {
        news = News()
        movedFeeds = []
        toRoute = []
        let (before, formerWindows, formerTurn, formerPruning) = (memory, windows, lastTurn, lastPruning)
        var outcomes: [Outcome] = []
        do {
            try store.transaction {
                if watchesClocks && isDue(at: now) || Sabotage.isOn(.rungTooEarly) {
                    try fireDueClocks(at: now)
                    try expireLeases(at: now)
                    nextMoment = [try store.nextClockMoment(), try store.nextQueueMoment(after: now)]
                        .compactMap(\.self).min()
                }
                lastTurn = now
                try pruneNowAndThen(at: now)
                for job in jobs { outcomes.append(try carryOut(job, at: now)) }
                try routeInHouse(at: now)
                try grantLeases(at: now, &windows)
                for feed in movedFeeds where !Sabotage.isOn(.feedHeadForgotten) {
                    try store.setFeedHead(feed, to: feedHeads[feed] ?? 0)
                }
            }
        } catch {
            if Sabotage.isOn(.answerBeforeCommit) { return Turn(outcomes: outcomes, news: news) }
            goBack(to: before)
            (windows, lastTurn, lastPruning) = (formerWindows, formerTurn, formerPruning)
            guard case StoreError.diskFull = error else { throw error }
            return Turn(outcomes: jobs.map { _ in .failed(.diskFull) }, news: News(), isRefused: true)
        }
        return Turn(outcomes: outcomes, news: news)
    }

    /// A clock moved by hand stands here: the next start goes on from there, though nothing may have happened then.
    package func noteClock(at now: Instant) throws {
        try store.transaction { try store.setMeta(Self.manualClockMeta, to: "\(now.milliseconds)") }
    }

    /// The last thing before a stop: what the log holds goes into the file. On a full disk it is as safe in the log.
    package func settleDown() throws {
        do { try store.checkpoint() } catch StoreError.diskFull { return }
    }

    /// Whether a clock, a lease or a delayed message needs a turn now. A clock that was put back makes the future anew.
    package func isDue(at now: Instant) -> Bool { now < lastTurn || nextMoment.map { $0 <= now } ?? false }

    /// Of what was taken back.
    func restore(branches: [Branch], branchRows: [BranchRow], nextMoment: Instant?) {
        self.branches = branches
        self.branchRows = branchRows
        self.nextMoment = nextMoment
    }

    /// Something is planned for `moment`.
    func plan(_ moment: Instant?) {
        guard let moment, nextMoment.map({ moment < $0 }) ?? true else { return }
        nextMoment = moment
    }

    package var nextClockMoment: Instant? { get throws { try store.nextClockMoment() } }

    func run(_ job: Job, at now: Instant) throws -> Outcome {
        do {
            switch job {
            case .command(let request): return .receipt(try carryOut(request, at: now))
            case .settle(let settling): return .settled(try settle(settling, at: now))
            case .releaseLeases(let principal, let worker, let instance):
                return .leases(try releaseLeases(of: principal, worker, except: instance, at: now))
            case .activate(let activation): return try activate(activation, at: now)
            case .withdraw(let withdrawal): return .withdrawn(number: try withdraw(withdrawal, at: now))
            case .takeOver(let batch): return .tookOver(try takeOver(batch, at: now))
            case .putToken(let token):
                try store.put(token, at: now)
                try readBranches()
                return .done
            case .issueToken(let order): return .issued(try issue(order, at: now))
            case .revokeTokens(let revocation): return .revoked(try revoke(revocation, at: now))
            case .addBranch(let branch, let actor):
                try add(branch, by: actor, at: now)
                return .done
            case .startQueue(let queue):
                try startQueue(queue)
                return .done
            case .once(let job, let key, let actor): return try once(job, key, by: actor, at: now)
            case .markSeen(let mark):
                try note(mark)
                return .done
            case .keepFile(let order): return .fileKept(try keep(order, at: now))
            case .logAccess(let person, let reason, let actor):
                try store.insertAccess(
                    to: person, by: actor.principal, reason: sealed(reason, of: person), at: now)
                return .done
            }
        } catch let failure as Failure {
            if case .brokenFollowUp(let text) = failure { try store.insertIncident(at: now, text: text) }
            return .failed(failure)
        } catch let refusal as Refusal {
            return .failed(.refused(refusal))
        }
    }

    private func carryOut(_ job: Job, at now: Instant) throws -> Outcome {
        switch try apart({ try complete(job, run(job, at: now), at: now) }) {
        case .success(let outcome): return outcome
        case .failure(let damage):
            try report(damage.description, at: now)
            return .failed(.corrupt(damage.description))
        }
    }

    /// What the job has put into `routing` is forwarded before it is answered: the answer shows the ticket as the commit
    /// leaves it, and the next command with its `rev` is not stale (`docs/decisions/0025`).
    private func complete(_ job: Job, _ outcome: Outcome, at now: Instant) throws -> Outcome {
        try routeFresh(at: now)
        switch (job, outcome) {
        case (.command(let request), .receipt(let receipt)) where !receipt.isReplay:
            let latest = try latest(receipt)
            try remember(latest, for: request, at: now)
            return .receipt(latest)
        case (.settle, .settled(let settled)):
            return .settled(
                Settled(settled.outcome, until: settled.until, receipt: try settled.receipt.map(latest)))
        case (_, _): return outcome
        }
    }

    /// Forgets answers to idempotency keys, outcomes of leases and files that nobody has attached when they are old enough.
    private func pruneNowAndThen(at now: Instant) throws {
        guard lastPruning.map({ now - $0 >= Self.pruningInterval }) ?? true else { return }
        lastPruning = now
        try store.prune(keysBefore: now - IdempotencyKey.keptFor, settlementsBefore: now - limits.settlementsKeptFor)
        try store.forgetFiles(waitingSince: now - FileLimits.waitingFor)
    }

    func readBranches() throws {
        branches = try store.branches()
        branchRows = try store.branchRows()
    }

    // MARK: Policies

    /// The same policy again for the same tickets is not in force twice, unless tzdata has moved on. Said again word for word
    /// it is a repetition; with another reason, which would be nowhere, it is refused.
    private func activate(_ activation: Activation, at now: Instant) throws -> Outcome {
        if let branch = activation.scope.branch {
            try require(branches.contains(branch), .noBranch(branch, among: branches))
        }
        if let former = policies.activated(for: activation.scope), former.regulation.hash == activation.regulation.hash,
            former.regulation.zoneTable == activation.regulation.zoneTable
        {
            let row = try store.activatedPolicies().first { $0.number == former.number }
            let isRepetition = row?.principal == activation.actor.principal && row?.reason == activation.reason
            try require(isRepetition, .alreadyInForce(former.number, by: row?.principal ?? ""))
            return .activated(number: former.number, isNew: false)
        }
        let row = PolicyRow(activation, number: policies.lastNumber + 1, at: now)
        try store.insert(row)
        policies.add(activation.regulation, number: row.number, for: row.scope)
        return .activated(number: row.number, isNew: true)
    }

    private func withdraw(_ withdrawal: Withdrawal, at now: Instant) throws -> Int {
        try require(withdrawal.scope != .company, .companyKeepsOne)
        guard let number = policies.activated(for: withdrawal.scope)?.number else {
            throw Refusal.because(.nothingToWithdraw)
        }
        let row = PolicyRow.Withdrawal(at: now, principal: withdrawal.actor.principal, reason: withdrawal.reason)
        try store.insert(row, of: number)
        policies.withdraw(number)
        return number
    }
}

package enum EngineError: Error, Hashable, Sendable {
    /// The store holds no policy; `Engine.prepare` puts the first one in force.
    case noPolicy
    /// A stored policy is not what was activated.
    case damagedPolicy(hash: String)
    /// A stored policy stands for itself; it extends no file.
    case readsNoFiles(String)
}

extension Reading {
    /// Where a clock was last moved to by hand; nil when it never was.
    package func manualClock() throws -> Instant? {
        try meta(Engine.manualClockMeta).flatMap { Int64($0) }.flatMap(Instant.init(stored:))
    }
}

extension Refusal.Reason {
    static func alreadyInForce(_ number: Int, by principal: String) -> Self {
        Self(
            "already-in-force", "这份制度已经生效(第 \(number) 号,启用人 \(principal)),没有再次启用,新的原因也没有记录",
            "this policy is in force already (number \(number), by \(principal)); nothing was activated or recorded")
    }
    static let companyKeepsOne = Self(
        "company-keeps-one", "全公司的制度不能停用,只能启用另一份", "the company's policy cannot be withdrawn; activate another one")
    static let nothingToWithdraw = Self(
        "nothing-to-withdraw", "此范围没有自己的制度", "these tickets have no policy of their own")
}
