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
    }

    /// What a turn was asked to do: the only reasons for which a lease may end before its time.
    struct Occasion {
        let now: Instant
        let jobs: [Job]

        func answers(_ id: Int64, attempt: Int, by owner: LeaseOwner?) -> [Settling.Answer] {
            jobs.compactMap { job in
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

    private var entries: [Int64: Entry] = [:]
    /// Those that nobody has settled, by age.
    private(set) var standing: [Int64] = []
    private var highest: Int64 = 0
    /// Deleted in this commit; their settlement is still to come.
    private var leaving: [Int64] = []
    let limits: QueueLimits

    init(limits: QueueLimits) { self.limits = limits }

    subscript(id: Int64) -> Entry? { entries[id] }
    var unsettled: [MessageRow] { standing.compactMap { entries[$0]?.row } }
    var dead: [MessageRow] { entries.values.filter { $0.fate == .dead }.map(\.row).sorted { $0.id < $1.id } }
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
        case .leased, .dead: throw Violation(.delivery, "message \(row.id) begins as \(row.state)")
        }
        entries[row.id] = Entry(row: row)
        standing.append(row.id)
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

    // MARK: Judging

    private func lease(
        _ row: MessageRow, to owner: LeaseOwner, until: Instant, _ attempt: Int, _ occasion: Occasion
    ) throws {
        switch row.state {
        case .ready(let from, _):
            try demand(
                attempt == row.attempt + 1, .leases, "message \(row.id): attempt \(attempt) after \(row.attempt)")
            try demand(from <= occasion.now, .delivery, "message \(row.id) was leased before it was ready")
            try demand(
                until == occasion.now + limits.leaseFor, .leases, "message \(row.id) is leased until another time")
            let first = ready(in: row.queue, at: occasion.now).first
            try demand(
                first?.id == row.id, .order, "message \(row.id) was leased before \(first?.id ?? 0), which comes first")
        case .leased(let holder, let end):
            let isExtended = occasion.answers(row.id, attempt: attempt, by: owner).contains { answer in
                if case .extend = answer { true } else { false }
            }
            try demand(
                holder == owner && attempt == row.attempt && isExtended && until >= end, .leases,
                "message \(row.id) was leased to \(owner.instance) while \(holder.instance) holds it")
        case .waiting, .dead: throw Violation(.leases, "message \(row.id) was leased while \(row.state)")
        }
    }

    private func makeReady(_ row: MessageRow, from: Instant, _ attempt: Int, _ occasion: Occasion) throws {
        try demand(attempt == row.attempt, .leases, "message \(row.id) changes its attempt without a lease")
        if row.state == .waiting {
            return try demand(
                line(of: row).first?.id == row.id, .order, "message \(row.id) overtakes an older one of its ticket")
        }
        try demand(mayEnd(row, occasion), .leases, "message \(row.id) was taken from \(row.state) without a reason")
        try demand(
            attempt < limits.attemptsMax, .delivery, "message \(row.id) is tried again after \(attempt) attempts")
        if case .leased(let holder, let until) = row.state, until <= occasion.now, !occasion.releases(holder) {
            // Else a short trouble shortly before the deadline uses up every attempt.
            try demand(
                from - occasion.now >= limits.backoffBase, .delivery,
                "message \(row.id) is tried again after \((from - occasion.now).milliseconds) ms")
        }
    }

    private func bury(_ row: MessageRow, _ occasion: Occasion) throws {
        let isRejected = occasion.answers(row.id, attempt: row.attempt, by: holder(of: row)).contains { answer in
            if case .reject = answer { true } else { false }
        }
        try demand(
            isRejected || (row.attempt >= limits.attemptsMax && mayEnd(row, occasion)), .delivery,
            "message \(row.id) died in \(row.state) after \(row.attempt) attempts")
    }

    private func acknowledge(_ row: MessageRow, _ attempt: Int, _ occasion: Occasion) throws {
        let isAnswered = occasion.answers(row.id, attempt: row.attempt, by: holder(of: row)).contains { answer in
            if case .ack = answer { true } else { false }
        }
        try demand(
            isAnswered && attempt == row.attempt, .leases,
            "message \(row.id) was settled by an answer that does not hold it: \(row.state), attempt \(row.attempt)")
    }

    /// A lease may end: its time is over, its holder gave it back, or its holder started anew.
    private func mayEnd(_ row: MessageRow, _ occasion: Occasion) -> Bool {
        guard let holder = holder(of: row) else { return false }
        if case .leased(_, let until) = row.state, until <= occasion.now { return true }
        if case .leased = row.state, occasion.releases(holder) { return true }
        return occasion.answers(row.id, attempt: row.attempt, by: holder).contains { answer in
            switch answer {
            case .nack, .release: true
            case .ack, .reject, .extend: false
            }
        }
    }

    private func holder(of row: MessageRow) -> LeaseOwner? {
        switch row.state {
        case .leased(let owner, _): owner
        case .ready(_, let lapsed): lapsed
        case .waiting, .dead: nil
        }
    }

    /// Unsettled messages of the same ticket in the same queue, oldest first.
    private func line(of row: MessageRow) -> [MessageRow] {
        unsettled.filter { $0.ticket == row.ticket && $0.queue == row.queue }
    }

    /// In the order in which they are to be delivered.
    func ready(in queue: QueueName, at now: Instant) -> [MessageRow] {
        unsettled.filter { row in
            if case .ready(let from, _) = row.state { row.queue == queue && from <= now } else { false }
        }.sorted(by: Self.comesFirst)
    }

    private static func comesFirst(_ a: MessageRow, _ b: MessageRow) -> Bool {
        switch (a.deadline, b.deadline) {
        case (let a?, let b?) where a != b: a < b
        case (.some, nil): true
        case (nil, .some): false
        default: a.id < b.id
        }
    }

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
