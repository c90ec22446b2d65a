internal import PaidanCore

/// All that one command leads to, in memory: the tickets it touches, their facts, messages and notices.
/// Nothing is written before the whole unit is decided, so a refused command leaves no trace.
struct Unit {
    /// A fact of a touched ticket that waits to be written.
    struct Pending {
        let ticket: TicketID
        let event: EventRow
    }

    /// A ticket before the unit and after it.
    struct Touched {
        /// nil when the unit opened it.
        let before: AnyLoaded?
        fileprivate(set) var after: AnyLoaded
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

    /// Files that a fact names now, and no longer wait.
    struct Attachment {
        let person: PersonID
        let files: [FileDigest]
    }

    let now: Instant
    /// 导入: when this is taken over from another system's log; `now` is then when it was recorded there. Nobody is told of it
    /// and nothing is put into a queue: it is over.
    var importedAt: Instant?
    /// In the order in which they were touched. A list: there are one or two of them.
    private(set) var tickets: [Touched] = []
    var pending: [Pending] = []
    var postings: [Posting] = []
    var withdrawals: [(ticket: TicketID, kind: MessageKind)] = []
    var notices: [NoticeRow] = []
    var people: [PersonRow] = []
    /// 更正: customers of whom more, or something else, is known now.
    var corrected: [PersonRow] = []
    var attachments: [Attachment] = []
    /// Off where the fact is that the routing message died: a person acts now, and the dead one does not come back.
    var renewsRouting = true
    /// Effects that wait for their turn.
    var effects: [(origin: TicketID, effect: Effect, cause: Cause)] = []

    /// Customers as they will be stored, where that is not what is stored.
    var unsavedPeople: [PersonRow] { people + corrected }

    init(now: Instant) { self.now = now }

    mutating func put(_ loaded: AnyLoaded, before: AnyLoaded?) {
        if let index = index(of: loaded.id) {
            tickets[index].after = loaded
        } else {
            tickets.append(Touched(before: before, after: loaded))
        }
    }

    /// As the unit leaves the ticket; nil when it has not touched it.
    subscript(id: TicketID) -> AnyLoaded? { index(of: id).map { tickets[$0].after } }

    /// What the unit has opened itself, in this order.
    var opened: [TicketID] { tickets.filter { $0.before == nil }.map(\.after.id) }

    /// The unit has opened the ticket itself.
    func opened(_ id: TicketID) -> Bool { index(of: id).map { tickets[$0].before == nil } ?? false }

    private func index(of id: TicketID) -> Int? { tickets.firstIndex { $0.after.id == id } }

    /// Limits that keep one command from running away; reaching one is our bug.
    static let ticketsMax = 64
    static let depthMax = 8
}
