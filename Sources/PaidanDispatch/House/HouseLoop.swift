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
    private let bell: Socket
    private var broker: Broker
    private var tower: BellTower
    private let poller: Poller

    /// Frames read in one round at most, so that one talkative worker does not keep others waiting.
    private static let framesMax = 256
    /// How long the thread sleeps at most: heartbeats and silent workers are looked at then.
    private static let restMilliseconds = 500

    init(
        engine: Engine, mailbox: Mailbox, clock: HouseClock, epoch: String, heads: [String: Int],
        context: ZeroMQ.Context,
        router: Socket, bell: Socket
    ) {
        self.engine = engine
        self.mailbox = mailbox
        self.clock = clock
        self.context = context
        self.router = router
        self.bell = bell
        broker = Broker(epoch: epoch, authority: Self.authority(of: engine))
        tower = BellTower(bell, epoch: epoch, heads: heads)
        poller = Poller(sockets: [router, bell], wakeUps: [mailbox.wakeUp])
    }

    func run(_ house: House) throws {
        defer {
            router.close()
            bell.close()
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
        if mailbox.isEmpty && !broker.hasNewRoom && broker.hasNoOrders {
            _ = try poller.wait(milliseconds: restMilliseconds())
        }
        mailbox.wakeUp.drain()
        try tower.answerSubscriptions()
        try receiveFrames()
        broker.tick(at: clock.ofTheMachine)
        try work(house)
        try sendOutgoing()
        try tower.beat(at: clock.ofTheMachine)
        house.pulse.beat(at: .now)
    }

    private func restMilliseconds() -> Int {
        let now = clock.now
        guard !clock.isManual, let next = engine.nextMoment else { return Self.restMilliseconds }
        return Int(min(max((next - now).milliseconds, 0), Int64(Self.restMilliseconds)))
    }

    private func receiveFrames() throws {
        for _ in 0..<Self.framesMax {
            guard let frames = try router.receive(), let routingID = frames.first else { return }
            broker.receive(Array(frames.dropFirst()), from: Peer(routingID: routingID), at: clock.ofTheMachine)
        }
    }

    /// One turn of the engine with everything that waits.
    private func work(_ house: House) throws {
        let orders = broker.takeOrders(Engine.jobsMax)
        let letters = mailbox.take(Engine.jobsMax - orders.count)
        let now = clock.now
        guard !orders.isEmpty || !letters.isEmpty || broker.hasNewRoom || engine.isDue(at: now) else { return }
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
            let turn = try engine.turn(at: now, jobs, windows: &broker)
            broker.absorb(Array(zip(orders, turn.outcomes)), turn.news, at: clock.ofTheMachine, houseTime: now)
            // First, because what a department waits for has the longest way.
            try sendOutgoing()
            showPolicies(house)
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

    /// Time passes by hand: every rung fires at its moment, in order.
    private func move(to moment: Instant, _ house: House) throws -> Result<Int, DeskError> {
        guard clock.isManual else { return .failure(.clockNotManual) }
        guard moment >= clock.now else { return .failure(.clockGoesForward) }
        var fired = 0
        while let next = try engine.nextClockMoment, next <= moment {
            clock.move(to: next)
            fired += try idleTurn(house)
        }
        clock.move(to: moment)
        fired += try idleTurn(house)
        try engine.noteClock(at: clock.now)
        return .success(fired)
    }

    private func idleTurn(_ house: House) throws -> Int {
        let turn = try engine.turn(at: clock.now, [], windows: &broker)
        broker.absorb([], turn.news, at: clock.ofTheMachine, houseTime: clock.now)
        try publish(turn, jobs: 0, house)
        // Before the next step of the clock: a lease must not have lapsed when it is told.
        try sendOutgoing()
        return turn.news.rungsFired
    }

    /// After the commit: doorbells, and what the desk may see.
    private func publish(_ turn: Turn, jobs: Int, _ house: House) throws {
        let breaches = try engine.breaches(in: turn.news)
        house.shown.withLock { shown in
            for bell in turn.news.bells { shown.heads[bell.feed] = bell.sequence }
            shown.numbers.turns += 1
            shown.numbers.jobs += jobs
            shown.numbers.deliveries += turn.news.deliveries.count
            shown.numbers.note(turn.news, breaches: breaches)
            shown.numbers.malformed = broker.malformedCount
            shown.numbers.unsendable = broker.unsendableCount
            shown.numbers.workers = Dictionary(
                uniqueKeysWithValues: broker.sessionsByQueue.map { ($0.queue, $0.workers) })
        }
        broker.use(Self.authority(of: engine))
        try tower.ring(turn.news.bells)
    }

    /// Before anybody is answered: who has activated a policy finds it in force.
    private func showPolicies(_ house: House) {
        house.shown.withLock { shown in
            if engine.policies.revision != shown.policies.revision { shown.policies = engine.policies }
        }
    }

    private static func authority(of engine: Engine) -> Authority {
        Authority(policies: engine.policies, branches: engine.branches)
    }

    // MARK: Sending

    /// A worker that cannot be reached keeps its lease until it lapses, or says good-bye.
    private func sendOutgoing() throws {
        for message in broker.takeOutgoing() {
            _ = try router.send(frames: [message.peer.routingID] + message.frames)
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
