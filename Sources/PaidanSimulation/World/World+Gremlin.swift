internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanWire

/// What goes wrong by itself.
extension World {
    private enum Deed { case crash, line, worker, time }

    func gremlinActs() throws {
        guard season == .faults else { return }
        agenda.plan(.gremlin, at: machine + Int64(chance.skewed(5...(nature.pause * 3))))
        let deeds =
            Array(repeating: Deed.crash, count: nature.crash) + Array(repeating: .line, count: nature.line)
            + Array(repeating: .worker, count: nature.worker) + Array(repeating: .time, count: nature.time)
        switch chance.pick(deeds) {
        case .crash: dooms()
        case .line: breakLine()
        case .worker: try harmWorker()
        case .time: try bendTime()
        }
    }

    private func dooms() {
        guard engine != nil, store.doom == nil else { return }
        store.doom = chance.pick([
            .beforeTurn, .atWrite(chance.skewed(1...60)), .beforeCommit, .beforeCommit, .afterCommit, .afterCommit,
            .whileSending(chance.number(0...3)),
        ])
    }

    /// A connection breaks: what was on its way is lost, and it comes back without a word.
    private func breakLine() {
        count(.lineBroken)
        workers[chance.number(0...(workers.count - 1))].breakLine()
    }

    private func harmWorker() throws {
        let index = chance.number(0...(workers.count - 1))
        let instance = workers[index].instance
        guard workers[index].condition == .working else { return }
        switch chance.number(0...9) {
        case 0...3:
            count(.workerCrashed)
            try haunt(index)
            workers[index].crash()
        case 4...6:
            count(.workerFrozen)
            workers[index].condition = .frozen
            agenda.plan(.workerThaws(index, instance: instance), at: machine + Int64(chance.skewed(500...60_000)))
        case 7:
            count(.workerVanished)
            workers[index].crash()
            workers[index].condition = .gone
            if chance.isTrue(500) {
                agenda.plan(
                    .workerReturns(index, instance: instance + 1), at: machine + Int64(chance.skewed(1_000...60_000)))
            }
        default:
            count(.workerLeft)
            try send(.bye(Bye(reason: .shutdown)), from: index)
            // What it sends after its good-bye travels on the next connection.
            workers[index].condition = .gone
            workers[index].holding = []
            workers[index].answers = []
            agenda.plan(.workerReturns(index, instance: instance), at: machine + Int64(chance.skewed(10...5_000)))
        }
    }

    /// It was only thought dead: its old connection still says that all is done.
    private func haunt(_ index: Int) throws {
        guard chance.isTrue(300) else { return }
        let worker = workers[index]
        for deliver in worker.holding {
            count(.zombieSpoke)
            let frames = try ClientMessage.ack(Ack(lease: deliver.lease)).encoded()
            agenda.plan(
                .framesReachServer(frames, worker: index, line: worker.line),
                at: machine + Int64(chance.skewed(10...30_000)))
        }
    }

    // MARK: Time

    private func bendTime() throws {
        switch chance.number(0...9) {
        case 0...4: try passTime(.minutes(Int64(chance.skewed(1...2_500))))
        case 5...6:
            // The clock is set forward: what lay between is late.
            count(.clockForward)
            skew = skew + .seconds(Int64(chance.skewed(1...20_000)))
            checker.clocks.steadySince = now
        case 7:
            count(.clockBackward)
            skew = skew - .seconds(Int64(chance.skewed(1...4_000)))
            checker.clocks.steadySince = now
        default:
            guard engine != nil else { return }
            count(.downtime)
            skew = skew + .seconds(Int64(chance.skewed(10...100_000)))
            die(downtime: downtime())
        }
        planRound(after: 1)
    }

    /// Hours without a call, as `HouseLoop` moves a clock by hand: every rung fires at its moment.
    func passTime(_ span: Span) throws {
        guard let engine else { return }
        count(.idleJump)
        let moment = now + span
        while let next = try engine.nextClockMoment, next <= moment {
            if next > now { skew = skew + (next - now) }
            guard try idleTurn(engine) else { return }
        }
        if moment > now { skew = skew + (moment - now) }
        _ = try idleTurn(engine)
    }

    /// - Returns: whether the server has survived it.
    private func idleTurn(_ engine: Engine) throws -> Bool {
        guard let turn = try turn(engine, [], servingWorkers: true) else { return false }
        broker.absorb([], turn.news, at: Instant(milliseconds: machine), houseTime: now)
        guard try sendOutgoing() else { return false }
        ring(turn.news)
        return true
    }
}
