internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// The departments' and the router's programs, and the connections between them and the server.
extension World {
    // MARK: Sending

    func send(_ message: ClientMessage, from index: Int) throws {
        try send(frames: message.encoded(), from: index)
    }

    private func send(frames: [[UInt8]], from index: Int) throws {
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
        plan(after: did.stamp.state, of: did.ticket, index)
    }

    // MARK: Deliveries

    private func take(_ deliver: Deliver, _ index: Int) throws {
        workers[index].holding.append(deliver)
        let instance = workers[index].instance
        var pause = Int64(chance.skewed(1...300))
        if season == .faults {
            if chance.isTrue(nature.never) { return count(.neverAnswered) }
            if chance.isTrue(nature.extend) { try extend(deliver, index) }
            if chance.isTrue(nature.late) {
                count(.answeredLate)
                pause = Int64(chance.number(5_000...60_000))
            }
        }
        agenda.plan(.workerAnswers(index, instance: instance, deliver.lease), at: machine + pause)
    }

    private func extend(_ deliver: Deliver, _ index: Int) throws {
        count(.extended)
        let seconds = chance.skewed(1...600)
        try send(.extend(Extend(lease: deliver.lease, duration: .seconds(seconds))), from: index)
    }

    func workerAnswers(_ index: Int, _ instance: Int, _ tag: LeaseTag) throws {
        guard workers[index].instance == instance,
            let deliver = workers[index].holding.first(where: { $0.lease == tag })
        else { return }
        guard workers[index].condition == .working else {
            // Not now: when it has a session again.
            guard workers[index].condition != .gone else { return }
            return agenda.plan(.workerAnswers(index, instance: instance, tag), at: machine + Worker.wakesEvery)
        }
        workers[index].holding.removeAll { $0.lease == tag }
        try settle(decide(deliver, index), tag, index)
        try misbehave(index)
    }

    /// The answer is kept until it is SETTLED.
    private func settle(_ message: ClientMessage, _ tag: LeaseTag, _ index: Int) throws {
        workers[index].answers.append(Worker.Answer(tag: tag, message: message, sentAt: machine))
        workers[index].former = Array((workers[index].former + [tag]).suffix(20))
        try send(message, from: index)
        if season == .faults, chance.isTrue(nature.doubled) {
            count(.answerDoubled)
            try send(message, from: index)
        }
    }

    private func decide(_ deliver: Deliver, _ index: Int) throws -> ClientMessage {
        let lease = deliver.lease
        if season == .faults {
            if nature.poisonEvery > 0, let id = Int(lease.id), id % nature.poisonEvery == 0 {
                count(.poisoned)
                return .nack(Nack(lease: lease, reason: "cannot digest this"))
            }
            if chance.isTrue(nature.nack) {
                count(.nacked)
                let delay: Duration? = chance.isTrue(500) ? .seconds(chance.skewed(1...600)) : nil
                return .nack(Nack(lease: lease, reason: "later", delay: delay))
            }
            if chance.isTrue(nature.reject) {
                count(.rejected)
                return .reject(Reject(lease: lease, reason: "never"))
            }
            if chance.isTrue(nature.release) {
                count(.released)
                return .release(Release(lease: lease))
            }
        }
        // Seen in an earlier attempt: not again, but the server wants to know.
        if workers[index].journal.contains(lease.id) { return .ack(Ack(lease: lease)) }
        if workers[index].isRouter { return .ack(Ack(lease: lease, command: route(deliver), rid: "r\(lease)")) }
        guard deliver.kind == .dispatchNew, chance.isTrue(350) else { return .ack(Ack(lease: lease)) }
        let accept = TicketCommand(
            type: "accept", data: ["promisedDate": promise()], expectRev: chance.isTrue(500) ? deliver.rev : nil)
        return .ack(Ack(lease: lease, command: accept))
    }

    private func route(_ deliver: Deliver) -> TicketCommand? {
        guard let decision = try? Router.decide(deliver.body) else { return nil }
        return TicketCommand(type: decision.type, data: decision.data, expectRev: decision.expectedRev)
    }

    private func promise() -> JSON { .integer(now.milliseconds + Int64(chance.skewed(1...3_000)) * 60_000) }

    /// Answers that nobody asked for.
    private func misbehave(_ index: Int) throws {
        guard season == .faults else { return }
        if chance.isTrue(nature.stale), !workers[index].former.isEmpty {
            count(.staleLease)
            try send(.ack(Ack(lease: chance.pick(workers[index].former))), from: index)
        }
        if chance.isTrue(nature.foreign),
            let other = workers.indices.first(where: { $0 != index && !workers[$0].holding.isEmpty })
        {
            count(.foreignLease)
            try send(.ack(Ack(lease: workers[other].holding[0].lease)), from: index)
        }
        if chance.isTrue(10) {
            count(.garbageSent)
            try send(frames: [Frames.magic, Array("ACK".utf8), Array("{\"lease\":7}".utf8)], from: index)
        }
    }

    // MARK: Errands

    /// What a department owes next for a dispatch in this state.
    private func plan(after state: String, of ticket: String, _ index: Int) {
        guard !workers[index].isRouter, !workers[index].errands.contains(where: { $0.ticket == ticket }),
            let phase = DepartmentDispatch.Phase(name: state), !phase.isEnd
        else { return }
        let wishes = Wishes(now: now, complaints: [])
        let verbs: [DepartmentDispatch.Verb] =
            switch phase {
            case .queued: [.delivered]
            case .published: [.accept, .accept, .progress, .returnMisrouted, .reportDone]
            case .working: [.progress, .changePromise, .reportDone, .reportDone]
            case .overdue: [.newPromise, .reportDone]
            case .returned, .done, .cancelled: []
            }
        guard !verbs.isEmpty else { return }
        let verb = season == .healing ? .reportDone : chance.pick(verbs)
        workers[index].errandCount += 1
        let command = TicketCommand(type: verb.name, data: wishes.data(for: verb, &chance))
        workers[index].errands.append(
            Worker.Errand(
                key: "\(workers[index].name)-\(workers[index].errandCount)", ticket: ticket, command: command,
                from: machine + Int64(chance.skewed(10...6_000))))
    }

    /// One at a time; again with the same key until it is answered.
    private func runErrand(_ index: Int) throws {
        guard let position = workers[index].errands.firstIndex(where: { $0.from <= machine }) else { return }
        let errand = workers[index].errands[position]
        if let sentAt = errand.sentAt, machine - sentAt < Worker.resendAfter { return }
        workers[index].errands[position].sentAt = machine
        try send(
            .do(Do(rid: errand.key, key: errand.key, ticket: errand.ticket, command: errand.command)), from: index)
    }
}
