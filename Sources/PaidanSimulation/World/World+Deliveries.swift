internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// What workers do with what they are given: answers, honest and otherwise, and the commands that follow days later.
extension World {
    func take(_ deliver: Deliver, _ index: Int) throws {
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
    func settle(_ message: ClientMessage, _ tag: LeaseTag, _ index: Int) throws {
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
    func plan(after state: String, of ticket: String, _ index: Int) {
        guard !workers[index].isRouter, !workers[index].errands.contains(where: { $0.ticket == ticket }),
            let phase = DepartmentDispatch.Phase(name: state), !phase.isEnd
        else { return }
        let wishes = Wishes(now: now, tickets: [])
        let verbs: [DepartmentDispatch.Verb] =
            switch phase {
            case .queued: [.delivered]
            case .published: [.accept, .accept, .progress, .returnMisrouted, .reportDone]
            case .working: [.progress, .changePromise, .reportDone, .reportDone]
            case .overdue: [.newPromise, .reportDone]
            case .summoned: [.progress]
            case .returned, .done, .cancelled: []
            }
        guard !verbs.isEmpty else { return }
        let verb = season == .healing && phase != .summoned ? .reportDone : chance.pick(verbs)
        workers[index].errandCount += 1
        let command = TicketCommand(type: verb.name, data: wishes.data(for: verb, &chance))
        workers[index].errands.append(
            Worker.Errand(
                key: "\(workers[index].name)-\(workers[index].errandCount)", ticket: ticket, command: command,
                from: machine + Int64(chance.skewed(10...6_000))))
    }

    /// One at a time; again with the same key until it is answered.
    func runErrand(_ index: Int) throws {
        guard let position = workers[index].errands.firstIndex(where: { $0.from <= machine }) else { return }
        let errand = workers[index].errands[position]
        if let sentAt = errand.sentAt, machine - sentAt < Worker.resendAfter { return }
        workers[index].errands[position].sentAt = machine
        let order = Do(rid: errand.key, key: errand.key, ticket: name(of: errand), command: errand.command)
        try send(.do(order), from: index)
    }

    /// Some go by the number that people use; a repetition names the ticket as the first time.
    private func name(of errand: Worker.Errand) -> String {
        guard errand.key.utf8.count.isMultiple(of: 2), let id = TicketID(text: errand.ticket),
            let row = checker.tickets.row(id)
        else { return errand.ticket }
        return row.numberText
    }
}
