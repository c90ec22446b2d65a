internal import PaidanCore

/// All that one command leads to, in memory: the tickets it touches, their facts, messages and notices.
/// Nothing is written before the whole unit is decided, so a refused command leaves no trace.
struct Unit {
    /// A fact of a touched ticket that waits to be written.
    struct Pending {
        let ticket: TicketID
        let event: EventRow
    }

    /// A message wanted by an effect; its body is made when the unit is complete.
    struct Posting {
        let ticket: TicketID
        let message: Message
    }

    /// What led to a fact, as far as others may have to know.
    struct Cause {
        /// How many tickets and follow-ups lie between the command and the fact.
        var depth = 0
        /// When a clock was due that nobody could fire then; nil for commit time.
        var at: Instant?

        var next: Cause { Cause(depth: depth + 1, at: at) }
    }

    let now: Instant
    /// In the order in which they were touched.
    private(set) var order: [TicketID] = []
    private(set) var touched: [TicketID: any AnyLoaded] = [:]
    private(set) var before: [TicketID: any AnyLoaded] = [:]
    var pending: [Pending] = []
    var postings: [Posting] = []
    var withdrawals: [(ticket: TicketID, kind: MessageKind)] = []
    var notices: [NoticeRow] = []
    var people: [PersonRow] = []
    /// Off where the fact is that the routing message died: a person acts now, and the dead one does not come back.
    var renewsRouting = true
    /// Effects that wait for their turn.
    var effects: [(origin: TicketID, effect: Effect, cause: Cause)] = []

    init(now: Instant) { self.now = now }

    /// A ticket opened by this unit has no `before`.
    mutating func put(_ loaded: any AnyLoaded, before: (any AnyLoaded)?) {
        if touched[loaded.id] == nil {
            order.append(loaded.id)
            self.before[loaded.id] = before
        }
        touched[loaded.id] = loaded
    }

    var opened: [TicketID] { order.filter { before[$0] == nil } }

    /// Limits that keep one command from running away; reaching one is our bug.
    static let ticketsMax = 64
    static let depthMax = 8
}
