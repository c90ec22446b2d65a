package import PaidanCore
package import PaidanEngine
package import PaidanJSON
package import PaidanStore

/// An engine on an in-memory store with a clock moved by hand: what tests of the engine talk to.
package final class TestHouse {
    package let store: SQLiteStore
    package private(set) var engine: Engine
    package private(set) var now: Instant
    /// News of the last turn.
    package private(set) var news = News()
    package let vault = Vault(masterKey: [UInt8](repeating: 7, count: Vault.masterKeyBytes))
    private var keys = 0
    private let router: (@Sendable ([UInt8]) -> Settling.Answer)?

    /// 2026-03-02 10:00 in Shanghai, a Monday.
    package static let monday = Instant(milliseconds: 1_772_416_800_000)

    package convenience init(
        policy: String = "dx", at now: Instant = monday, seed: UInt64 = 1,
        router: (@Sendable ([UInt8]) -> Settling.Answer)? = nil
    ) throws {
        try self.init(regulation: RegulationLoader.shipped(policy), at: now, seed: seed, router: router)
    }

    package init(
        regulation: Regulation, at now: Instant = monday, seed: UInt64 = 1,
        router: (@Sendable ([UInt8]) -> Settling.Answer)? = nil
    ) throws {
        store = try SQLiteStore.inMemory()
        try Engine.prepare(store, with: regulation, at: now)
        engine = try Engine(store: store, vault: vault, random: SeededRandom(seed: seed), router: router)
        self.router = router
        self.now = now
    }

    /// A crash between two commits: what was in memory is gone.
    package func restart() throws {
        engine = try Engine(store: store, vault: vault, random: SeededRandom(seed: 99), router: router)
    }

    // MARK: Time

    package func advance(_ span: Span) throws { try move(to: now + span) }

    /// Time passes: each rung fires at its moment, and nothing is skipped.
    package func move(to moment: Instant) throws {
        while let next = try engine.nextClockMoment, next <= moment {
            now = max(now, next)
            try turn([])
        }
        now = moment
        try turn([])
    }

    /// Time has passed while nobody watched.
    package func jump(to moment: Instant) { now = moment }

    // MARK: Turns

    @discardableResult
    package func turn(_ jobs: [Job]) throws -> [Outcome] {
        var windows = NoWindows()
        return try turn(jobs, windows: &windows)
    }

    @discardableResult
    package func turn(_ jobs: [Job], windows: inout some Windows) throws -> [Outcome] {
        let turn = try engine.turn(at: now, jobs, windows: &windows)
        news = turn.news
        return turn.outcomes
    }

    // MARK: Commands

    package static let clerk = Actor("clerk-1", [.specialist])
    package static let supervisor = Actor("supervisor-1", [.supervisor])
    package static let leader = Actor("leader-1", [.leader])
    package static func worker(_ department: Department) -> Actor {
        Actor("worker-\(department.code)", [.departmentWorker], departments: [department])
    }

    /// Opens a complaint and answers its receipt.
    @discardableResult
    package func open(_ more: JSONObject = [:], by actor: Actor = clerk, key: String? = nil) throws -> Receipt {
        var data: [(String, JSON)] = [
            ("channel", "phone"), ("customer", ["name": "王小明", "phone": "13800138000"]), ("content", "瓷砖空鼓"),
        ]
        data.removeAll { more[$0.0] != nil || ($0.0 == "customer" && more["anonymous"] != nil) }
        data += more.map { ($0.name, $0.value) }
        return try command(.open(.complaint, data: .object(JSONObject(data))), by: actor, key: key)
    }

    @discardableResult
    package func act(
        _ ticket: TicketID, _ verb: String, _ data: JSONObject = [:], by actor: Actor = clerk, rev: Int? = nil,
        occurredAt: Instant? = nil, key: String? = nil
    ) throws -> Receipt {
        try command(
            .act(.id(ticket), verb: verb, data: .object(data)), by: actor, rev: rev, occurredAt: occurredAt, key: key)
    }

    /// - Throws: the `Failure` when it was not carried out.
    package func command(
        _ wish: Request.Wish, by actor: Actor, rev: Int? = nil, occurredAt: Instant? = nil, key: String? = nil
    ) throws -> Receipt {
        let request = Request(
            actor: actor, wish: wish, key: key.map { IdempotencyKey(text: $0, bodyHash: Array("\(wish)".utf8)) },
            expectedRev: rev, occurredAt: occurredAt)
        switch try turn([.command(request)])[0] {
        case .receipt(let receipt): return receipt
        case .failed(let failure): throw failure
        case .settled, .leases, .activated, .withdrawn, .tookOver, .issued, .revoked, .done, .fileKept, .again:
            preconditionFailure("a command answers with a receipt")
        }
    }

    // MARK: Looking

    package func row(_ ticket: TicketID) throws -> TicketRow {
        guard let row = try store.ticketRow(ticket) else { throw Failure.noSuchTicket }
        return row
    }

    /// The departments' parts of a complaint, in the order in which they were opened.
    package func parts(of complaint: TicketID) throws -> [TicketRow] {
        var filter = TicketFilter()
        filter.parent = complaint
        return try store.tickets(matching: filter).reversed()
    }

    package func eventTypes(of ticket: TicketID) throws -> [String] { try store.events(of: ticket).map(\.type) }

    /// The ledger's entry of a clock, by its text `forward:engineering:1`.
    package func clock(_ text: String, of ticket: TicketID) throws -> ClockLedger.Entry? {
        guard let row = try store.ticketRow(ticket), let key = ClockKey(text: text) else { return nil }
        return try ledger(row.kind.type, row)[key]
    }

    private func ledger<K: TicketKind>(_: K.Type, _ row: TicketRow) throws -> ClockLedger {
        try History.replay(K.self, row, store.events(of: row.id)).ticket.ledger
    }
}
