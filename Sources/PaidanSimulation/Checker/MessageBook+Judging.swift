internal import PaidanCore
internal import PaidanEngine

/// May this happen to a message now?
extension MessageBook {
    func lease(
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
        case .waiting, .dead: throw Violation(.leases, "message \(row.id) was leased while \(row.state.words)")
        }
    }

    func makeReady(_ row: MessageRow, from: Instant, _ attempt: Int, _ occasion: Occasion) throws {
        try demand(attempt == row.attempt, .leases, "message \(row.id) changes its attempt without a lease")
        if row.state == .waiting {
            return try demand(
                line(of: row).first?.id == row.id, .order, "message \(row.id) overtakes an older one of its ticket")
        }
        try demand(
            mayEnd(row, occasion), .leases, "message \(row.id) was taken from \(row.state.words) without a reason")
        try demand(
            attempt < limits.attemptsMax, .delivery, "message \(row.id) is tried again after \(attempt) attempts")
        if case .leased(let holder, let until) = row.state, until <= occasion.now, !occasion.releases(holder) {
            // Else a short trouble shortly before the deadline uses up every attempt.
            try demand(
                from - occasion.now >= limits.backoffBase, .delivery,
                "message \(row.id) is tried again after \((from - occasion.now).milliseconds) ms")
        }
    }

    func bury(_ row: MessageRow, _ occasion: Occasion) throws {
        let isRejected = occasion.answers(row.id, attempt: row.attempt, by: holder(of: row)).contains { answer in
            if case .reject = answer { true } else { false }
        }
        try demand(
            isRejected || (row.attempt >= limits.attemptsMax && mayEnd(row, occasion)), .delivery,
            "message \(row.id) died in \(row.state.words) after \(row.attempt) attempts")
    }

    func acknowledge(_ row: MessageRow, _ attempt: Int, _ occasion: Occasion) throws {
        let isAnswered = occasion.answers(row.id, attempt: row.attempt, by: holder(of: row)).contains { answer in
            if case .ack = answer { true } else { false }
        }
        try demand(
            isAnswered && attempt == row.attempt, .leases,
            "message \(row.id) was settled by an answer that does not hold it: \(row.state.words), attempt \(row.attempt)"
        )
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
    func line(of row: MessageRow) -> [MessageRow] {
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
}

extension MessageRow.State {
    /// For the text of a violation.
    var words: String {
        switch self {
        case .ready(let from, let lapsed):
            "ready from \(from.milliseconds)\(lapsed.map { " (lapsed of \($0.instance))" } ?? "")"
        case .waiting: "waiting"
        case .leased(let owner, let until): "leased to \(owner.instance) until \(until.milliseconds)"
        case .dead: "dead"
        }
    }
}
