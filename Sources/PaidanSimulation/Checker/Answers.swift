internal import PaidanCore
internal import PaidanEngine

/// Compares what the jobs of a turn were answered with what the turn committed.
struct Answers {
    let commit: Commit
    let tickets: TicketBook

    /// Who did what to which ticket.
    private struct Deed: Hashable {
        let principal: String
        let ticket: TicketID
        let verb: String
    }

    func check(_ jobs: [Job], _ outcomes: [Outcome], _ keys: inout KeyBook, at now: Instant) throws {
        try demand(jobs.count == outcomes.count, .durable, "\(jobs.count) jobs, \(outcomes.count) outcomes")
        var done: [(deed: Deed, expected: Int?)] = []
        for (job, outcome) in zip(jobs, outcomes) {
            if case .failed(let failure) = outcome { try judge(failure) }
            switch (job, outcome) {
            case (.command(let request), .receipt(let receipt)):
                try judge(receipt)
                if let key = request.key { try keys.note(receipt, key, of: request.actor.principal, at: now) }
                if !receipt.isReplay { done.append((deed(request, receipt), request.expectedRev)) }
            case (.settle(let settling), .settled(let settled)):
                if let receipt = settled.receipt { try judge(receipt) }
                if case .ack(let command?) = settling.answer, settled.outcome == .acked, let receipt = settled.receipt {
                    let deed = Deed(principal: settling.actor.principal, ticket: receipt.ticket, verb: command.verb)
                    done.append((deed, command.expectedRev))
                }
            case (_, _): break
            }
        }
        try compare(done)
    }

    private func deed(_ request: Request, _ receipt: Receipt) -> Deed {
        switch request.wish {
        case .open: Deed(principal: request.actor.principal, ticket: receipt.ticket, verb: "open")
        case .act(_, let verb, _): Deed(principal: request.actor.principal, ticket: receipt.ticket, verb: verb)
        }
    }

    /// A refusal is an answer; that a linked ticket refuses, or that a history does not read, is our bug.
    private func judge(_ failure: Failure) throws {
        switch failure {
        case .brokenFollowUp(let text): throw Violation(.unbroken, text)
        case .corrupt(let text): throw Violation(.unbroken, text)
        case .diskFull: throw Violation(.unbroken, "the disk is full")
        case .refused, .invalid, .unknownVerb, .noSuchTicket, .notAnOpener, .conflict, .keyReused: break
        }
    }

    /// What is answered is what was committed.
    func judge(_ receipt: Receipt) throws {
        guard let notes = tickets[receipt.ticket]?.notes, receipt.version <= notes.count, receipt.version > 0 else {
            throw Violation(
                .durable, "version \(receipt.version) of \(receipt.numberText) was answered and is not stored")
        }
        let phase = notes[receipt.version - 1].phase
        try demand(
            phase == receipt.phase, .durable,
            "\(receipt.numberText) was answered as \(receipt.phase), version \(receipt.version) says \(phase)")
    }

    /// Every deed that was answered left its facts, nothing else did, and none was decided on an old `rev`.
    private func compare(_ done: [(deed: Deed, expected: Int?)]) throws {
        let answered = Set(done.map(\.deed))
        for fact in commit.facts where !fact.event.principal.hasPrefix("system:") {
            let deed = Deed(principal: fact.event.principal, ticket: fact.ticket, verb: fact.event.verb)
            try demand(
                answered.contains(deed), .versions, "\(deed.principal) was refused, yet \(deed.verb) was recorded")
        }
        for (deed, expected) in done {
            let mine = commit.facts.filter {
                $0.ticket == deed.ticket && $0.event.principal == deed.principal && $0.event.verb == deed.verb
            }
            try demand(!mine.isEmpty, .durable, "\(deed.verb) by \(deed.principal) was answered and left no fact")
            guard let expected, done.count(where: { $0.deed == deed }) == 1, let first = mine.first else { continue }
            // The delivery that an ACK brings along comes before its command.
            let delivery = commit.facts.first {
                $0.ticket == deed.ticket && $0.event.type == "delivered" && $0.event.version == first.revBefore
            }
            let rev = delivery?.revBefore ?? first.revBefore
            try demand(rev == expected, .versions, "\(deed.verb) expected rev \(expected), the ticket was at \(rev)")
        }
    }
}
