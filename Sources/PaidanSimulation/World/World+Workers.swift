internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire

/// The departments' and the router's programs, and the connections between them and the server.
extension World {
    // MARK: Sending

    func send(_ message: ClientMessage, from index: Int) throws {
        try send(frames: message.encoded(), from: index)
    }

    func send(frames: [[UInt8]], from index: Int) throws {
        workers[index].spokeAt = machine
        let arrival = max(machine + latency(), workers[index].arrivesAtServer)
        workers[index].arrivesAtServer = arrival
        agenda.plan(.framesReachServer(frames, worker: index, line: workers[index].line), at: arrival)
    }

    /// Says HELLO on a connection of its own.
    private func greet(_ index: Int) throws {
        workers[index].condition = .greeting
        workers[index].heardAt = machine
        try send(workers[index].hello, from: index)
    }

    // MARK: The worker's own loop

    func workerWakes(_ index: Int) throws {
        agenda.plan(.workerWakes(index), at: machine + Worker.wakesEvery)
        switch workers[index].condition {
        case .frozen, .gone: return
        case .off: return try greet(index)
        case .greeting, .working: break
        }
        if machine - workers[index].heardAt >= Worker.silenceMax {
            // The server is silent: a new socket.
            workers[index].reopen()
            return try greet(index)
        }
        if workers[index].condition == .greeting {
            if machine - workers[index].spokeAt >= Worker.resendAfter { try send(workers[index].hello, from: index) }
            return
        }
        try resend(index)
        try runErrand(index)
        if machine - workers[index].spokeAt >= Worker.heartbeat { try send(.ping(Ping()), from: index) }
        if season == .faults, chance.isTrue(nature.window * 4) { try changeWindow(index) }
    }

    private func resend(_ index: Int) throws {
        for position in workers[index].answers.indices
        where machine - workers[index].answers[position].sentAt >= Worker.resendAfter {
            workers[index].answers[position].sentAt = machine
            try send(workers[index].answers[position].message, from: index)
        }
    }

    private func changeWindow(_ index: Int) throws {
        count(.windowChanged)
        workers[index].window = chance.pick([0, 1, 2, 5, 9])
        try send(.window(Window(queue: workers[index].queue.text, window: workers[index].window)), from: index)
    }

    // MARK: Receiving

    func framesReachWorker(_ frames: [[UInt8]], _ index: Int, _ line: Int) throws {
        guard workers[index].line == line else { return count(.frameLost) }
        switch workers[index].condition {
        case .off, .gone: return count(.frameLost)
        case .frozen: workers[index].mailbag.append(frames)
        case .greeting, .working: try read(frames, index)
        }
    }

    func workerThaws(_ index: Int, _ instance: Int) throws {
        guard workers[index].instance == instance, workers[index].condition == .frozen else { return }
        workers[index].condition = .working
        let mail = workers[index].mailbag
        workers[index].mailbag = []
        for frames in mail { try read(frames, index) }
    }

    func workerReturns(_ index: Int, _ instance: Int) {
        guard workers[index].instance == instance, workers[index].condition == .gone else { return }
        workers[index].condition = .off
    }

    private func read(_ frames: [[UInt8]], _ index: Int) throws {
        workers[index].heardAt = machine
        switch try ServerMessage(parsing: frames) {
        case .welcome(let welcome): try begin(welcome, index)
        case .deliver(let deliver): try take(deliver, index)
        case .settled(let settled): hear(settled, index)
        case .cancel(let cancel): hear(cancel, index)
        case .did(let did): hear(did, index)
        case .error(let error): try hear(error, index)
        case .ping: try send(.pong(Pong()), from: index)
        case .pong: break
        case .bye:
            // Another connection of ours took over, or we misbehaved: begin again.
            workers[index].reopen()
            workers[index].condition = .off
        }
    }

    private func begin(_ welcome: Welcome, _ index: Int) throws {
        workers[index].condition = .working
        for position in workers[index].answers.indices {
            workers[index].answers[position].sentAt = machine
            try send(workers[index].answers[position].message, from: index)
        }
        let known = workers[index].holding.map(\.lease) + workers[index].answers.map(\.tag)
        for held in welcome.leases where !known.contains(held.lease) {
            // Its DELIVER was lost.
            try settle(.release(Release(lease: held.lease)), held.lease, index)
        }
    }

    private func hear(_ cancel: Cancel, _ index: Int) {
        if season == .faults, chance.isTrue(nature.cancelIgnored) { return count(.cancelIgnored) }
        workers[index].forget(cancel.lease)
    }

    private func hear(_ settled: PaidanWire.Settled, _ index: Int) {
        if settled.outcome == .extended { return }
        let answer = workers[index].answers.first { $0.tag == settled.lease }
        workers[index].forget(settled.lease)
        if case .ack = answer?.message, settled.outcome == .acked || settled.outcome == .already {
            workers[index].journal.insert(settled.lease.id)
        }
        if let stamp = settled.ticket, let id = Int64(settled.lease.id), let row = checker.messages[id]?.row {
            plan(after: stamp.state, of: row.ticket.description, index)
        }
    }

    private func hear(_ error: ErrorReply, _ index: Int) throws {
        if error.code == .noSession { return try greet(index) }
        if let lease = error.lease, let answer = workers[index].answers.first(where: { $0.tag == lease }) {
            workers[index].forget(lease)
            // Refused with its command: a newer message is there, or somebody was quicker. The message itself is taken.
            if case .ack(let ack) = answer.message, ack.command != nil {
                try settle(.ack(Ack(lease: lease)), lease, index)
            }
        }
        if let rid = error.rid { workers[index].errands.removeAll { $0.key == rid } }
    }

    private func hear(_ did: Did, _ index: Int) {
        guard workers[index].errands.contains(where: { $0.key == did.rid }) else { return }
        workers[index].errands.removeAll { $0.key == did.rid }
        guard let ticket = checker.tickets.id(named: did.ticket) else { return }
        plan(after: did.stamp.state, of: ticket.description, index)
    }
}
