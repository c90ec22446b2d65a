internal import PaidanCore
internal import PaidanEngine

/// Watches a world from outside: by the writes of each commit, by what is answered, and by the frames on the wire.
/// It knows nothing of the engine's memory.
struct Checker {
    private(set) var tickets = TicketBook()
    var clocks = ClockBook()
    private(set) var messages: MessageBook
    private(set) var feeds = FeedBook()
    private var keys = KeyBook()
    private(set) var policies = PolicyShelf()
    var wire = WireBook()
    private let regulations: [Regulation]
    /// Queues in which message after message died, until a supervisor starts them again.
    private(set) var stoppedQueues: [QueueName] = []

    /// - Parameter regulations: every policy that may be put in force.
    init(limits: QueueLimits, regulations: [Regulation]) {
        messages = MessageBook(limits: limits)
        self.regulations = regulations
    }

    /// A commit that no turn made: the first policy.
    mutating func prepared(_ writes: [Write]) throws {
        for case .insertedPolicy(let row) in writes { try activate(row) }
    }

    /// One turn was committed.
    mutating func committed(_ writes: [Write], _ jobs: [Job], _ turn: Turn, at now: Instant) throws {
        let occasion = MessageBook.Occasion(now: now, jobs: jobs)
        var commit = Commit()
        for write in writes { try apply(write, occasion, &commit) }
        try messages.close(at: now, occasion)
        try clocks.close(at: now, fired: turn.news.rungsFired)
        try feeds.close(moved: commit.entries, bells: turn.news.bells, facts: commit.facts)
        for ticket in commit.tickets { try tickets.close(ticket) }
        stoppedQueues += turn.news.stoppedQueues
        for case .startQueue(let queue) in jobs { stoppedQueues.removeAll { $0 == queue } }
        try checkOutbox(commit)
        try checkDeparted(commit)
        try checkDeliveries(commit, occasion)
        try checkRings(commit)
        try Answers(commit: commit, tickets: tickets).check(jobs, turn.outcomes, &keys, at: now)
    }

    // MARK: Writes

    private mutating func apply(_ write: Write, _ occasion: MessageBook.Occasion, _ commit: inout Commit) throws {
        switch write {
        case .inserted(let row): try tickets.insert(row)
        case .updated(let row): try tickets.update(row)
        case .appended(let event, let ticket): try append(event, to: ticket, &commit)
        case .putClock(let row): clocks.put(row, at: occasion.now)
        case .removedClock(let key, let ticket): clocks.remove(key, of: ticket)
        case .insertedFeedEntry(let entry):
            try feeds.insert(entry)
            commit.entries.append(entry)
        case .setFeedHead(let feed, let sequence): feeds.setHead(feed, to: sequence)
        case .insertedMessage(let row):
            try messages.insert(row, at: occasion.now)
            commit.posted.append(row)
        case .setState(let state, let attempt, let id):
            try messages.set(state, attempt: attempt, of: id, occasion)
            if state == .dead { commit.died.append(id) }
        case .deletedMessage(let id):
            try messages.delete(id)
            commit.departed.append(id)
        case .insertedSettlement(let settlement): try messages.settle(settlement, occasion)
        case .setFollowsGap(let id): messages.setFollowsGap(id)
        case .insertedNotice(let notice): commit.notices.append(notice)
        case .insertedPolicy(let row): try activate(row)
        case .withdrewPolicy(let number): policies.withdraw(number)
        case .incident(let text): try demand(text.hasPrefix("queue "), .unbroken, text)
        case .insertedKey, .other: break
        }
    }

    private mutating func append(_ event: EventRow, to ticket: TicketID, _ commit: inout Commit) throws {
        let revBefore = tickets[ticket]?.rev ?? 0
        try tickets.append(event, to: ticket)
        let feeds = feeds(showing: event, of: ticket)
        commit.facts.append(Commit.NewFact(ticket: ticket, event: event, revBefore: revBefore, feeds: feeds))
        if !commit.tickets.contains(ticket) { commit.tickets.append(ticket) }
        if event.type == ClockBook.rang { try clocks.ring(event, of: ticket) }
        if event.type == ClockBook.repinned { try clocks.repin(event, of: ticket) }
    }

    private mutating func activate(_ row: PolicyRow) throws {
        guard let regulation = regulations.first(where: { $0.hash == row.hash }) else {
            throw Violation(.books, "policy \(row.name) is none of those that were given")
        }
        policies.add(regulation, number: row.number, for: row.scope)
    }

    // MARK: After the writes

    /// Where a fact must be shown: to all, to the department that holds the ticket, and a correction to those that have a part of it
    /// when it is written.
    private func feeds(showing event: EventRow, of ticket: TicketID) -> [String] {
        let own = [tickets.row(ticket)].compactMap(\.self)
        let isCorrection = ["amended", "customerCorrected"].contains(event.type)
        let parts = isCorrection ? tickets.rows.filter { $0.isOpen && $0.parent == ticket } : []
        let queues = (own + parts).compactMap { row in row.department.map { QueueName($0, in: row.branch).text } }
        return [Engine.wholeFeed] + Set(queues).sorted()
    }

    /// A dispatch in its queue has its first message there, dead or alive: forwarded means that it stands in the queue.
    /// Once somebody has taken it nobody offers it, and no dead message asks for help.
    private func checkOutbox(_ commit: Commit) throws {
        for id in commit.tickets {
            guard let row = tickets.row(id), row.kind == .dispatch else { continue }
            let first = messages.rows(of: id).filter(\.kind.isOffer)
            let wanted = row.phase == "queued" ? 1 : 0
            try demand(
                first.count == wanted, .delivery,
                "\(row.numberText) is \(row.phase) with \(first.count) messages that offer it")
            try demand(
                first.allSatisfy { $0.queue == QueueName(row.department ?? .engineering, in: row.branch) }, .delivery,
                "\(row.numberText) stands in the wrong queue")
        }
    }

    /// A message that left without an answer was no longer wanted.
    private func checkDeparted(_ commit: Commit) throws {
        for id in commit.departed {
            guard let entry = messages[id], entry.fate == .withdrawn || entry.isCleared,
                let ticket = tickets.row(entry.row.ticket)
            else { continue }
            let isReplaced = commit.posted.contains { $0.kind == .complaintRoute && $0.ticket == ticket.id }
            let isUnwanted =
                switch entry.row.kind {
                case .dispatchNew, .dispatchSurvey: ticket.phase != "queued" || isOfferedAnew(ticket.id, commit)
                case .complaintRoute: isReplaced || ticket.phase != "received" || isUnclassified(ticket.id)
                case .dispatchReminder, .dispatchCancelled, .dispatchOrder, .dispatchHeld, .dispatchResumed:
                    isOfferedAnew(ticket.id, commit)
                }
            try demand(
                isUnwanted, .delivery,
                "message \(id) \(entry.row.kind.rawValue) vanished while \(ticket.numberText) is \(ticket.phase)")
        }
    }

    /// A part that moved to another complaint before it was taken: its offer names that one, and holds what waited about it.
    private func isOfferedAnew(_ id: TicketID, _ commit: Commit) -> Bool {
        commit.facts.contains { $0.ticket == id && $0.event.type == "reparented" }
            && commit.posted.contains { $0.ticket == id && $0.kind.isOffer }
    }

    /// Back in triage: a person classifies again.
    private func isUnclassified(_ id: TicketID) -> Bool {
        tickets[id]?.notes.last { ["classified", "returnedToTriage", "revisitDissatisfied"].contains($0.type) }?.type
            != "classified"
    }

    /// An ACK of a first message is the delivery, once, in the same commit; a dead message is told.
    private func checkDeliveries(_ commit: Commit, _ occasion: MessageBook.Occasion) throws {
        for id in commit.departed {
            guard let entry = messages[id], case .acked(let attempt) = entry.fate, entry.row.kind.isOffer else {
                continue
            }
            let facts = commit.facts.filter { $0.ticket == entry.row.ticket && $0.event.type == "delivered" }
            try demand(
                facts.count == 1, .settlement, "lease \(id).\(attempt) delivered its dispatch \(facts.count) times")
        }
        for fact in commit.facts where fact.event.type == "delivered" {
            let count = tickets[fact.ticket]?.notes.count { $0.type == "delivered" } ?? 0
            try demand(count == 1, .settlement, "dispatch \(fact.ticket) was delivered \(count) times")
        }
        for id in commit.died {
            guard let row = messages[id]?.row else { continue }
            let isTold =
                commit.facts.contains { $0.ticket == row.ticket && $0.event.type == "deliveryDied" }
                || commit.notices.contains { $0.ticket == row.ticket && $0.notice == .deliveryDead }
            try demand(isTold, .delivery, "message \(id) died and nobody was told")
            // Else what nobody can digest comes back for ever, with all its attempts.
            let isTouched = commit.facts.contains { fact in
                fact.ticket == row.ticket && ![ClockBook.rang, "deliveryDied"].contains(fact.event.type)
            }
            let isReborn = commit.posted.contains { $0.ticket == row.ticket && $0.kind == .complaintRoute }
            guard row.kind == .complaintRoute, !isTouched else { continue }
            try demand(!isReborn, .delivery, "message \(id) died and came back at once")
        }
    }

    /// A rung tells each of its people once.
    private func checkRings(_ commit: Commit) throws {
        for notice in commit.notices where notice.clock != nil {
            let same = commit.notices.count { $0 == notice }
            let rings = commit.facts.count { $0.ticket == notice.ticket && $0.event.type == ClockBook.rang }
            try demand(rings > 0, .clocks, "\(notice.clock?.text ?? "") was told without a rung")
            let ofClock = commit.facts.count { fact in
                fact.ticket == notice.ticket && fact.event.type == ClockBook.rang
                    && String(decoding: fact.event.data, as: UTF8.self).contains("\"\(notice.clock?.text ?? "")\"")
            }
            try demand(
                same <= ofClock, .clocks, "\(notice.clock?.text ?? "") told \(notice.role.rawValue) \(same) times")
        }
    }
}

/// What one commit did, gathered while its writes are read.
struct Commit {
    struct NewFact {
        let ticket: TicketID
        let event: EventRow
        let revBefore: Int
        /// The feeds that must show it.
        let feeds: [String]
    }

    /// Touched tickets, in order.
    var tickets: [TicketID] = []
    var facts: [NewFact] = []
    var entries: [FeedEntry] = []
    var posted: [MessageRow] = []
    var departed: [Int64] = []
    var died: [Int64] = []
    var notices: [NoticeRow] = []
}
