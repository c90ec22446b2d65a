internal import PaidanCore
internal import PaidanEngine

/// Messages as they were committed: who holds what until when, and how each came to its end.
struct MessageBook {
    enum Fate: Hashable {
        case unsettled
        case acked(attempt: Int)
        case withdrawn
        case dead
    }

    struct Entry {
        var row: MessageRow
        var fate = Fate.unsettled
        /// When it was settled.
        var endedAt: Instant?
        /// It was dead, and nobody needs it any more.
        var isCleared = false
    }

    /// What a turn was asked to do: the only reasons for which a lease may end before its time.
    struct Occasion {
        let now: Instant
        let jobs: [Job]

        func answers(_ id: Int64, attempt: Int, by owner: LeaseOwner?) -> [Settling.Answer] {
            // It leases only what it gives back at once.
            if owner == Engine.houseRouter { return [.nack(reason: "", delay: nil), .reject(reason: "")] }
            return jobs.compactMap { job in
                guard case .settle(let settling) = job, settling.lease == Lease(message: id, attempt: attempt),
                    settling.owner == owner
                else { return nil }
                return settling.answer
            }
        }

        func releases(_ owner: LeaseOwner) -> Bool {
            jobs.contains { job in
                guard case .releaseLeases(let principal, let worker, let instance) = job else { return false }
                return principal == owner.principal && worker == owner.worker && instance != owner.instance
            }
        }
    }

    private(set) var entries: [Int64: Entry] = [:]
    /// Those that nobody has settled, by age.
    private(set) var standing: [Int64] = []
    private var highest: Int64 = 0
    /// The last message in `routing` of each complaint.
    private var routing: [TicketID: Int64] = [:]
    /// Deleted in this commit; their settlement is still to come.
    private var leaving: [Int64] = []
    let limits: QueueLimits

    init(limits: QueueLimits) { self.limits = limits }

    subscript(id: Int64) -> Entry? { entries[id] }
    func lastRouting(of complaint: TicketID) -> Entry? { routing[complaint].flatMap { entries[$0] } }
    var unsettled: [MessageRow] { standing.compactMap { entries[$0]?.row } }
    /// Those that somebody still has to look after.
    var dead: [MessageRow] {
        entries.values.filter { $0.fate == .dead && !$0.isCleared }.map(\.row).sorted { $0.id < $1.id }
    }
    var deathCount: Int { entries.values.count { $0.fate == .dead } }
    func rows(of ticket: TicketID) -> [MessageRow] {
        (unsettled + dead).filter { $0.ticket == ticket }.sorted { $0.id < $1.id }
    }
    func leases(of owner: LeaseOwner, in queue: QueueName) -> Int {
        unsettled.count { row in
            if case .leased(owner, _) = row.state { row.queue == queue } else { false }
        }
    }

    // MARK: Writes

    mutating func insert(_ row: MessageRow, at now: Instant) throws {
        try demand(row.id > highest, .delivery, "message \(row.id) after \(highest): an id was used again")
        highest = row.id
        let others = line(of: row)
        switch row.state {
        case .waiting: try demand(!others.isEmpty, .order, "message \(row.id) waits for nothing")
        case .ready(let from, _):
            try demand(others.isEmpty, .order, "message \(row.id) overtakes \(others[0].id) of the same ticket")
            try demand(from <= now, .delivery, "message \(row.id) is not ready at once")
        case .leased, .dead: throw Violation(.delivery, "message \(row.id) begins as \(row.state.words)")
        }
        entries[row.id] = Entry(row: row)
        standing.append(row.id)
        if row.kind == .complaintRoute { routing[row.ticket] = row.id }
    }

    mutating func set(_ state: MessageRow.State, attempt: Int, of id: Int64, _ occasion: Occasion) throws {
        guard var entry = entries[id], entry.fate == .unsettled else {
            throw Violation(.delivery, "message \(id) changes after its end")
        }
        switch state {
        case .leased(let owner, let until): try lease(entry.row, to: owner, until: until, attempt, occasion)
        case .ready(let from, _): try makeReady(entry.row, from: from, attempt, occasion)
        case .dead: try bury(entry.row, occasion)
        case .waiting: throw Violation(.order, "message \(id) is put back behind others")
        }
        if state == .dead {
            entry.fate = .dead
            standing.removeAll { $0 == id }
        }
        entry.row.state = state
        entry.row.attempt = attempt
        entries[id] = entry
    }

    mutating func delete(_ id: Int64) throws {
        if let entry = entries[id], entry.fate == .dead, !entry.isCleared {
            entries[id]?.isCleared = true
            return
        }
        guard let entry = entries[id], entry.fate == .unsettled else {
            throw Violation(.delivery, "message \(id) vanished twice")
        }
        standing.removeAll { $0 == id }
        if entry.row.attempt == 0 { entries[id]?.fate = .withdrawn } else { leaving.append(id) }
    }

    mutating func settle(_ settlement: SettlementRow, _ occasion: Occasion) throws {
        guard let entry = entries[settlement.message] else { throw Violation(.delivery, "a settlement of nothing") }
        leaving.removeAll { $0 == settlement.message }
        entries[settlement.message]?.endedAt = occasion.now
        switch settlement.outcome {
        case .acked:
            try acknowledge(entry.row, settlement.attempt, occasion)
            entries[settlement.message]?.fate = .acked(attempt: settlement.attempt)
        case .withdrawn: entries[settlement.message]?.fate = .withdrawn
        case .dead:
            try demand(entry.fate == .dead, .delivery, "message \(settlement.message) is called dead and is not")
        }
    }

    mutating func setFollowsGap(_ id: Int64) { entries[id]?.row.followsGap = true }

    // MARK: After a commit

    func close(at now: Instant, _ occasion: Occasion) throws {
        if let id = leaving.first { throw Violation(.delivery, "message \(id) vanished without a settlement") }
        for row in unsettled {
            if case .leased(let owner, let until) = row.state {
                try demand(
                    !occasion.releases(owner), .leases,
                    "\(owner.worker) started anew, and \(owner.instance) still holds \(row.id)")
                try demand(
                    until > now, .leases, "message \(row.id) is leased \((now - until).milliseconds) ms beyond its time"
                )
            }
        }
    }
}
