internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanWire

/// The server's rounds, as `HouseLoop` has them, without sockets.
extension World {
    private static let restMilliseconds: Int64 = 500

    func planRound(after milliseconds: Int64) {
        guard engine != nil else { return }
        let at = machine + max(milliseconds, 1)
        if let planned = plannedRound, planned <= at { return }
        plannedRound = at
        agenda.plan(.serverRound, at: at)
    }

    func serverRoundIsDue() throws {
        guard plannedRound == machine, engine != nil else { return }
        plannedRound = nil
        try serverRound()
    }

    private func serverRound() throws {
        guard let engine else { return }
        readFrames()
        broker.tick(at: Instant(milliseconds: machine))
        let mine = Array(letters.prefix(max(Engine.jobsMax / 2, Engine.jobsMax - broker.orderCount)))
        let orders = broker.takeOrders(Engine.jobsMax - mine.count)
        letters.removeFirst(mine.count)
        let isBusy = !orders.isEmpty || !mine.isEmpty
        if isBusy, store.doom == .beforeTurn {
            count(.crashBeforeTurn)
            return die(downtime: downtime())
        }
        let jobs = orders.map(\.job) + mine.map(\.job)
        broker.hasNewRoom = false
        guard let turn = try turn(engine, jobs, servingWorkers: true) else { return }
        totals.commands += jobs.count
        if store.doom == .afterCommit {
            count(.crashAfterCommit)
            return die(downtime: downtime())
        }
        let answered = zip(mine, turn.outcomes.dropFirst(orders.count)).map { ($0, $1) }
        let former = broker.outgoing.count
        broker.absorb(
            Array(zip(orders, turn.outcomes)), turn.news, at: Instant(milliseconds: machine), houseTime: now)
        try demandReplies(to: orders.map(\.job), turn.news, in: broker.outgoing.dropFirst(former))
        try demandWork()
        broker.use(authority(of: engine))
        guard try sendOutgoing() else { return }
        for (letter, outcome) in answered { answer(letter, outcome) }
        ring(turn.news)
        planNextRound(engine)
    }

    private func readFrames() {
        for (frames, routingID) in inbox {
            totals.frames += 1
            if let message = try? ClientMessage(parsing: frames) { checker.wire.heard(message, from: routingID) }
            broker.receive(frames, from: Peer(routingID: routingID), at: Instant(milliseconds: machine))
        }
        inbox = []
    }

    /// Every answer and every command gets one reply; every lease is offered.
    private func demandReplies(to jobs: [Job], _ news: News, in outgoing: ArraySlice<Outgoing>) throws {
        let wanted = jobs.count { job in
            switch job {
            case .command, .settle: true
            case .releaseLeases, .activate, .withdraw, .takeOver, .putToken, .issueToken, .revokeTokens, .addBranch,
                .startQueue, .logAccess, .markSeen, .keepFile, .once:
                false
            }
        }
        let told = outgoing.map { String(decoding: $0.frames[1], as: UTF8.self) }
        let replies = told.count { ["SETTLED", "DID", "ERROR"].contains($0) }
        try demand(replies == wanted, .settlement, "\(wanted) answers and commands got \(replies) replies")
        let offers = told.count { $0 == "DELIVER" }
        try demand(
            offers == news.deliveries.count, .delivery,
            "\(news.deliveries.count) leases were granted, \(offers) offered")
    }

    /// After a turn nobody with room waits while a message is ready.
    private func demandWork() throws {
        for (queue, count) in broker.room() where count > 0 && !checker.stoppedQueues.contains(queue) {
            // What became free by this very turn's outcomes is leased in the next, which follows at once.
            guard !broker.hasNewRoom, let message = checker.messages.ready(in: queue, at: now).first else { continue }
            throw Violation(.delivery, "message \(message.id) waits in \(queue) although \(count) have room")
        }
    }

    /// - Returns: whether the server has survived it.
    func sendOutgoing() throws -> Bool {
        for (index, message) in broker.takeOutgoing().enumerated() {
            if case .whileSending(let last) = store.doom, index >= last {
                count(.crashWhileSending)
                die(downtime: downtime())
                return false
            }
            let told = try ServerMessage(parsing: message.frames)
            try checker.wire.told(told, to: message.peer.routingID, checker.messages, checker.tickets, at: now)
            for frame in message.frames { trace.mix(frame) }
            note("server → \(String(decoding: message.peer.routingID, as: UTF8.self)) \(told.command.rawValue)")
            guard let worker = workers.firstIndex(where: { $0.routingID == message.peer.routingID }) else { continue }
            let arrival = max(machine + latency(), workers[worker].arrivesAtWorker)
            workers[worker].arrivesAtWorker = arrival
            agenda.plan(.framesReachWorker(message.frames, worker: worker, line: workers[worker].line), at: arrival)
        }
        return true
    }

    private func planNextRound(_ engine: Engine) {
        let isBusy = !inbox.isEmpty || !letters.isEmpty || broker.hasNewRoom || broker.orderCount > 0
        if isBusy { return planRound(after: 1) }
        guard let next = engine.nextMoment else { return planRound(after: Self.restMilliseconds) }
        planRound(after: min(max((next - now).milliseconds, 1), Self.restMilliseconds))
    }

    /// Mostly a moment; sometimes much longer.
    func latency() -> Int64 {
        guard season == .faults, chance.isTrue(nature.slowFrame) else { return Int64(chance.number(1...15)) }
        count(.frameDelayed)
        return Int64(chance.skewed(50...3_000))
    }

    func framesReachServer(_ frames: [[UInt8]], _ worker: Int, _ line: Int) {
        guard engine != nil, line >= workers[worker].lostBelow else { return count(.frameLost) }
        inbox.append((frames, workers[worker].routingID(of: line)))
        planRound(after: Int64(chance.number(1...3)))
    }

    func downtime() -> Int64 { Int64(chance.skewed(5...4_000)) }
}
