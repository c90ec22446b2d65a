internal import PaidanCore
internal import PaidanTesting

/// A ticket on its way, without engine and clocks: only what the pure machine decides and remembers.
struct Road<K: TicketKind> {
    private(set) var ticket: Ticket<K>
    private let policy: Policy

    static var id: TicketID { TicketID(ULID(high: 1, low: 1)) }
    private static var now: Instant { TestHouse.monday + .hours(1) }

    init(_ opening: K.Opening, _ policy: Policy) throws {
        self.policy = policy
        let context = Self.context(K.openers.first ?? .ticket, policy)
        let (complete, events) = try K.open(opening, context)
        ticket = Ticket(complete, id: Self.id, branch: .main, at: TestHouse.monday)
        for event in events { try ticket.apply(.happened(event), at: TestHouse.monday) }
    }

    /// The same road, some commands further.
    func after(_ commands: K.Command...) throws -> Road {
        var further = self
        for command in commands {
            for event in try further.ticket.decide(command, context(for: command)) {
                try further.ticket.apply(.happened(event), at: Self.now)
            }
        }
        return further
    }

    /// Each command as somebody would give it who may.
    func decisions(_ commands: [K.Command]) -> [Decision] {
        commands.map { command in
            let (ticket, context) = (ticket, context(for: command))
            return Decision { try ticket.decide(command, context).count }
        }
    }

    private func context(for command: K.Command) -> Context {
        Self.context(K.table[K.verb(of: command)].roles[0], policy)
    }

    private static func context(_ role: Role, _ policy: Policy) -> Context {
        let actor = Actor("bench", [role], departments: [.engineering, .materials, .furniture])
        return Context(
            id: id, branch: .main, now: now, factTime: now, actor: actor, policy: policy,
            firstFreshID: ULID(high: 2, low: 1))
    }
}

/// One call of a pure `decide`.
struct Decision {
    /// How many facts; throws the refusal.
    let decide: () throws -> Int

    var isAccepted: Bool { (try? decide()) != nil }
}
