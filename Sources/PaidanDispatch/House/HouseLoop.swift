internal import PaidanCore
internal import PaidanEngine
internal import Synchronization
internal import ZeroMQ

/// The body of the house's thread. Boring on purpose: it moves frames and jobs, decides nothing.
final class HouseLoop {
    private let engine: Engine
    private let mailbox: Mailbox
    private let clock: HouseClock
    private let context: ZeroMQ.Context
    private let router: Socket
    private let tower: BellTower
    private var broker: Broker
    private let poller: Poller
    /// There was no room on the disk: until then, by the machine's time, no turn for what nobody waits for.
    private var fullUntil: Instant?

    /// Frames read in one round at most, so that one talkative worker does not keep others waiting.
    private static let framesMax = 256
    /// With so many orders waiting nothing more is read: a flood waits in its own connection.
    private static let ordersMax = 2 * Engine.jobsMax
    /// What workers ask for fills at most so much of a turn while clerks wait, and the other way round.
    private static let share = Engine.jobsMax / 2
    /// How long the thread sleeps at most: heartbeats and silent workers are looked at then.
    private static let restMilliseconds = 500
    /// How long it waits for room on the disk.
    private static let fullFor = Span.seconds(1)

    init(
        engine: Engine, mailbox: Mailbox, clock: HouseClock, epoch: String, context: ZeroMQ.Context,
        router: Socket, tower: BellTower
    ) {
        self.engine = engine
        self.mailbox = mailbox
        self.clock = clock
        self.context = context
        self.router = router
        self.tower = tower
        broker = Broker(epoch: epoch, heads: engine.feedHeads, authority: Self.authority(of: engine))
        poller = Poller(sockets: [router], wakeUps: [mailbox.wakeUp])
    }

    func run(_ house: House) throws {
        defer {
            router.close()
            context.terminate()
        }
        do {
            while !(mailbox.isClosed && mailbox.isEmpty) { try round(house) }
            broker.close(at: clock.ofTheMachine)
            try sendOutgoing()
            try engine.settleDown()
        } catch {
            // After an I/O error nobody is told "failed" for what may be stored: the outcome is unknown.
            mailbox.close()
            refuseAll(.outcomeUnknown)
            throw error
        }
    }

    // MARK: One round

    private func round(_ house: House) throws {
        if mailbox.isEmpty && (isFull || (!broker.hasNewRoom && broker.orderCount == 0)) {
            _ = try poller.wait(milliseconds: restMilliseconds())
        }
        mailbox.wakeUp.drain()
        try receiveFrames()
        broker.tick(at: clock.ofTheMachine)
        try work(house)
        try sendOutgoing()
        house.pulse.beat(at: .now)
    }

    private func restMilliseconds() -> Int {
        let now = clock.now
        guard !clock.isManual, !isFull, let next = engine.nextMoment else { return Self.restMilliseconds }
        return Int(min(max((next - now).milliseconds, 0), Int64(Self.restMilliseconds)))
    }

    private func receiveFrames() throws {
        for _ in 0..<Self.framesMax where broker.orderCount < Self.ordersMax {
            guard let frames = try router.receive(), let routingID = frames.first else { return }
            broker.receive(Array(frames.dropFirst()), from: Peer(routingID: routingID), at: clock.ofTheMachine)
        }
    }

    /// One turn of the engine with everything that waits.
    private func work(_ house: House) throws {
        let letters = mailbox.take(max(Self.share, Engine.jobsMax - broker.orderCount))
        let orders = broker.takeOrders(Engine.jobsMax - letters.count)
        let now = clock.now
        let isWanted = !isFull && (broker.hasNewRoom || engine.isDue(at: now))
        guard !orders.isEmpty || !letters.isEmpty || isWanted else { return }
        if !orders.isEmpty || !letters.isEmpty { house.pulse.takeOnWork() }
        var jobs = orders.map(\.job)
        var answers: [@Sendable (Result<Outcome, DeskError>) -> Void] = []
        var moves: [(Instant, @Sendable (Result<Int, DeskError>) -> Void)] = []
        for letter in letters {
            switch letter {
            case .job(let job, let answer):
                jobs.append(job)
                answers.append(answer)
            case .moveClock(let moment, let answer): moves.append((moment, answer))
            }
        }
        broker.hasNewRoom = false
        do {
            let turn = try turn(at: now, jobs)
            broker.absorb(Array(zip(orders, turn.outcomes)), turn.news, at: clock.ofTheMachine, houseTime: now)
            showState(after: turn, house)
            // What a department waits for has the longest way.
            try sendOutgoing()
            for (answer, outcome) in zip(answers, turn.outcomes.dropFirst(orders.count)) { answer(.success(outcome)) }
            answers = []
            try publish(turn, jobs: jobs.count, house)
            while let (moment, answer) = moves.first {
                let result = try move(to: moment, house)
                moves.removeFirst()
                answer(result)
            }
        } catch {
            // Everybody is told once.
            for answer in answers { answer(.failure(.outcomeUnknown)) }
            for (_, answer) in moves { answer(.failure(.outcomeUnknown)) }
            throw error
        }
    }

    /// A turn that the disk has no room for has changed nothing; what it was for is tried again.
    private func turn(at now: Instant, _ jobs: [Job]) throws -> Turn {
        let turn = try engine.turn(at: now, jobs, windows: &broker)
        fullUntil = turn.isRefused ? clock.ofTheMachine + Self.fullFor : nil
        if turn.isRefused { broker.hasNewRoom = true }
        return turn
    }

    private var isFull: Bool { fullUntil.map { clock.ofTheMachine < $0 } ?? false }

    /// Time passes by hand: every rung fires at its moment, in order.
    private func move(to moment: Instant, _ house: House) throws -> Result<Int, DeskError> {
        guard clock.isManual else { return .failure(.clockNotManual) }
        guard moment >= clock.now else { return .failure(.clockGoesForward) }
        var fired = 0
        while let next = try engine.nextClockMoment, next <= moment {
            clock.move(to: next)
            guard let count = try idleTurn(house) else { return .failure(.diskFull) }
            fired += count
        }
        clock.move(to: moment)
        guard let count = try idleTurn(house) else { return .failure(.diskFull) }
        do { try engine.noteClock(at: clock.now) } catch StoreError.diskFull { return .failure(.diskFull) }
        return .success(fired + count)
    }

    /// - Returns: how many rungs fired; nil when there was no room on the disk.
    private func idleTurn(_ house: House) throws -> Int? {
        let turn = try turn(at: clock.now, [])
        guard !turn.isRefused else { return nil }
        broker.absorb([], turn.news, at: clock.ofTheMachine, houseTime: clock.now)
        showState(after: turn, house)
        try publish(turn, jobs: 0, house)
        // Before the next step of the clock: a lease must not have lapsed when it is told.
        try sendOutgoing()
        return turn.news.rungsFired
    }

    /// After the commit: doorbells and numbers.
    private func publish(_ turn: Turn, jobs: Int, _ house: House) throws {
        let breaches = try engine.breaches(in: turn.news)
        house.shown.withLock { shown in
            shown.numbers.turns += 1
            shown.numbers.jobs += jobs
            shown.numbers.deliveries += turn.news.deliveries.count
            shown.numbers.note(turn.news, breaches: breaches)
            shown.numbers.malformed = broker.malformedCount
            shown.numbers.unsendable = broker.unsendableCount
            shown.numbers.workers = Dictionary(
                uniqueKeysWithValues: broker.sessionsByQueue.map { ($0.queue, $0.workers) })
        }
        let authority = Self.authority(of: engine)
        broker.use(authority)
        tower.ring(turn.news.bells, feeds: authority.feeds)
    }

    /// Before anybody is answered: who has activated a policy finds it in force, whoever has started a queue finds it running, and
    /// no board is as it was for whoever has changed it.
    private func showState(after turn: Turn, _ house: House) {
        house.shown.withLock { shown in
            for bell in turn.news.bells { shown.heads[bell.feed] = bell.sequence }
            if engine.policies.revision != shown.policies.revision { shown.policies = engine.policies }
            if engine.branchRows != shown.branches { shown.branches = engine.branchRows }
            if engine.stoppedQueues != shown.stoppedQueues { shown.stoppedQueues = engine.stoppedQueues }
        }
    }

    private static func authority(of engine: Engine) -> Authority {
        Authority(policies: engine.policies, branches: engine.branches)
    }

    // MARK: Sending

    /// A worker that cannot be reached keeps its lease until it lapses, or says good-bye.
    private func sendOutgoing() throws {
        for message in broker.takeOutgoing() {
            let outcome = try router.send(frames: [message.peer.routingID] + message.frames)
            if outcome == .unreachable { broker.lose(message.peer) }
        }
    }

    private func refuseAll(_ error: DeskError) {
        for letter in mailbox.take(Mailbox.capacity) {
            switch letter {
            case .job(_, let answer): answer(.failure(error))
            case .moveClock(_, let answer): answer(.failure(error))
            }
        }
    }
}
