internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore
internal import PaidanTesting
internal import PaidanWire

/// A company with its server, its desks, its departments' programs and everything that goes wrong between them. One
/// thread, one source of chance, no clock but the agenda's; engine, store, broker, codecs and machines are the real ones.
///
/// Two times run: the machine's, by which messages travel and sessions live, and the company's, by which leases and clocks
/// run. The second is the first plus `skew`, which jumps.
final class World {
    enum Season { case faults, healing }

    let seed: UInt64
    var chance: Chance
    let nature: Nature
    var agenda = Agenda()
    var machine = TestHouse.monday.milliseconds
    var skew = Span.zero
    var trace: Trace
    var totals = Totals()
    var season = Season.faults
    var stepsLeft: Int

    let store: WatchedStore
    let limits: QueueLimits
    private let vault = Vault(masterKey: [UInt8](repeating: 7, count: Vault.masterKeyBytes))
    /// nil while the server is down.
    var engine: Engine?
    var broker: Broker
    var inbox: [(frames: [[UInt8]], from: [UInt8])] = []
    var letters: [Letter] = []
    var plannedRound: Int64?
    var checker: Checker
    var auditor: Auditor

    var clerks: [Clerk]
    var workers: [Worker]
    var dashboards: [Dashboard]
    var lap = 0
    var delaysHavePassed = false
    var quietLaps = 0

    static let epoch = "simulation"
    /// More rounds than this and the server runs in circles.
    static let roundsMax = 40_000

    init(seed: UInt64, steps: Int, keepsTrace: Bool) throws {
        self.seed = seed
        var chance = Chance(seed: seed)
        let nature = Nature(&chance)
        self.nature = nature
        var limits = QueueLimits()
        limits.attemptsMax = chance.pick([3, 5, 8])
        limits.deathsInARowMax = chance.pick([3, 5])
        self.limits = limits
        trace = Trace(keepsLines: keepsTrace)
        stepsLeft = steps
        store = WatchedStore(try SQLiteStore.inMemory())
        checker = Checker(limits: limits, regulations: Company.regulations)
        auditor = Auditor()
        clerks = Company.staff.map { Clerk(actor: $0) } + [Clerk(actor: Company.closer)]
        workers = Company.workers.map { Worker(name: $0.name, queue: $0.queue, window: nature.firstWindow) }
        dashboards = ["all", "engineering", "south/materials"].map(Dashboard.init)
        let regulation = chance.pick(Company.regulations)
        var policies = PolicyShelf()
        policies.add(regulation, number: 1, for: .company)
        broker = Broker(
            epoch: Self.epoch, heads: [:], authority: Authority(policies: policies, branches: Company.branches))
        self.chance = chance
        try Engine.prepare(store, with: regulation, at: now)
        try checker.prepared(store.writes)
    }

    /// The company's time.
    var now: Instant { Instant(milliseconds: machine) + skew }

    // MARK: Playing

    func play() throws {
        try startServer()
        letters += Company.tokens.map { Letter(clerk: -1, call: 0, job: $0) }
        for index in workers.indices { agenda.plan(.workerWakes(index), at: machine + Int64(chance.number(1...400))) }
        for index in clerks.indices.dropLast() { planClerk(index) }
        for index in dashboards.indices { agenda.plan(.dashboardLooks(index), at: machine + 1_000) }
        agenda.plan(.gremlin, at: machine + Int64(nature.pause))
        while let (at, happening) = agenda.next() {
            machine = max(machine, at)
            try happen(happening)
            if hasEnded { break }
        }
        try finish()
    }

    private func happen(_ happening: Happening) throws {
        switch happening {
        case .clerkActs(let index): try clerkActs(index)
        case .letterArrives(let letter): arrive(letter)
        case .answerArrives(let clerk, let call, let reply): answerArrives(at: clerk, call, reply)
        case .callTimesOut(let clerk, let call): callTimesOut(clerk, call)
        case .framesReachServer(let frames, let worker, let line): framesReachServer(frames, worker, line)
        case .framesReachWorker(let frames, let worker, let line): try framesReachWorker(frames, worker, line)
        case .workerWakes(let index): try workerWakes(index)
        case .workerAnswers(let index, let instance, let tag): try workerAnswers(index, instance, tag)
        case .workerThaws(let index, let instance): try workerThaws(index, instance)
        case .workerReturns(let index, let instance): workerReturns(index, instance)
        case .serverRound: try serverRoundIsDue()
        case .serverStarts: try startServer()
        case .gremlin: try gremlinActs()
        case .dashboardLooks(let index): try dashboardLooks(index)
        case .closing: try closingLap()
        }
    }

    func note(_ line: @autoclosure () -> String) { trace.note(line(), at: machine) }

    func count(_ fault: Fault) {
        totals.note(fault)
        note("fault \(fault.rawValue)")
    }

    /// One more thing was done; when there have been enough the faults stop.
    func step() {
        guard season == .faults else { return }
        stepsLeft -= 1
        if stepsLeft <= 0 { heal() }
    }

    // MARK: The server's life

    func startServer() throws {
        guard engine == nil else { return }
        // The first start reads its policy; later ones would only take time.
        let known = totals.restarts == 0 ? [] : Company.regulations
        let engine = try Engine(
            store: store, vault: vault, limits: limits, random: chance.fork(), known: known,
            router: nature.routesInHouse ? Router.answer(to:) : nil)
        self.engine = engine
        checker.clocks.steadySince = now
        totals.restarts += 1
        note("server starts")
        // As `House.init`: what became due while nobody watched fires before anybody is served.
        while let next = try engine.nextClockMoment, next <= now {
            guard try turn(engine, [], servingWorkers: false) != nil else { return }
        }
        broker = Broker(epoch: Self.epoch, heads: engine.feedHeads, authority: authority(of: engine))
        planRound(after: 1)
    }

    func authority(of engine: Engine) -> Authority {
        Authority(policies: engine.policies, branches: Company.branches)
    }

    /// Everything in memory and on the way is gone; connections break and, silently, come back.
    func die(downtime: Int64) {
        engine = nil
        store.doom = nil
        inbox = []
        letters = []
        plannedRound = nil
        checker.wire.forgetSessions()
        for index in workers.indices { workers[index].breakLine() }
        note("server down for \(downtime) ms")
        agenda.plan(.serverStarts, at: machine + downtime)
    }

    /// One turn of the engine, judged by the checker.
    /// - Parameter servingWorkers: not during the catch-up.
    /// - Returns: nil when the server died in it.
    func turn(_ engine: Engine, _ jobs: [Job], servingWorkers: Bool) throws -> Turn? {
        do {
            let turn: Turn
            if servingWorkers {
                turn = try engine.turn(at: now, jobs, windows: &broker)
            } else {
                var nobody = NoWindows()
                turn = try engine.turn(at: now, jobs, windows: &nobody)
            }
            try judge(jobs, turn)
            return turn
        } catch is Crash {
            count(store.doom == .beforeCommit ? .crashBeforeCommit : .crashInTransaction)
            die(downtime: downtime())
            return nil
        }
    }

    private func judge(_ jobs: [Job], _ turn: Turn) throws {
        try checker.committed(store.writes, jobs, turn, at: now)
        totals.commits += 1
        totals.rungs += turn.news.rungsFired
        totals.deliveries += turn.news.deliveries.count
        for write in store.writes {
            guard case .appended(let event, let ticket) = write else { continue }
            trace.mix(event.hash)
            totals.events += 1
            note("fact \(ticket) \(event.version) \(event.type) → \(event.phase)")
            auditor.touch(ticket)
        }
        try auditor.audit(now: now, store, checker, &chance)
        try demand(totals.commits < Self.roundsMax, .unbroken, "the server runs in circles")
    }

    var finalTotals: Totals {
        var totals = totals
        totals.seeds = 1
        totals.tickets = checker.tickets.order.count
        totals.deadMessages = checker.messages.deathCount
        totals.milliseconds = (now - TestHouse.monday).milliseconds
        return totals
    }
}
