internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// The clock watch as it was committed: every rung once, the earliest first, never early and, in a live server, soon.
struct ClockBook {
    static let rang = "rang"
    static let repinned = "clockRepinned"
    /// A live server fires a rung within this time of its moment.
    static let soon = Span.seconds(1)

    private struct Name: Hashable {
        let ticket: TicketID
        let key: ClockKey
    }

    private struct Standing {
        let row: ClockRow
        /// When its next moment was written down.
        let since: Instant
    }

    private struct Rung: Hashable {
        let name: Name
        let number: Int
    }

    private var running: [Name: Standing] = [:]
    private var fired: Set<Rung> = []
    /// Since when the server has been up and its clock steady.
    var steadySince = Instant(milliseconds: 0)
    private(set) var count = 0

    mutating func put(_ row: ClockRow, at now: Instant) {
        let name = Name(ticket: row.ticket, key: row.key)
        let since = running[name].flatMap { $0.row.next == row.next ? $0.since : nil } ?? now
        running[name] = Standing(row: row, since: since)
    }

    mutating func remove(_ key: ClockKey, of ticket: TicketID) { running[Name(ticket: ticket, key: key)] = nil }

    func rows(of ticket: TicketID) -> [ClockRow] {
        running.values.map(\.row).filter { $0.ticket == ticket }.sorted { $0.key < $1.key }
    }

    /// A rung was recorded. Called before the unit's own changes of clocks.
    mutating func ring(_ event: EventRow, of ticket: TicketID) throws {
        let ring = try JSONTreeDecoder().decode(Ring.self, from: JSON(parsing: event.data))
        let name = Name(ticket: ticket, key: ring.clock)
        let title = "\(ring.clock.text) rung \(ring.rung) of \(ticket)"
        try demand(fired.insert(Rung(name: name, number: ring.rung)).inserted, .clocks, "\(title) fired twice")
        count += 1
        guard let standing = running[name], let moment = standing.row.next else {
            throw Violation(.clocks, "\(title) fired, but the watch had nothing to fire")
        }
        let now = event.recordedAt
        try demand(moment <= now, .clocks, "\(title) fired \((moment - now).milliseconds) ms early")
        try demand(!ring.isBreach || standing.row.due <= now, .clocks, "\(title) was called late before it was due")
        try demand(
            moment + ring.late == now, .clocks,
            "\(title) says \(ring.late.milliseconds) ms late, it is \((now - moment).milliseconds)")
        let isForeseen = max(standing.since, steadySince) <= moment
        try demand(
            !isForeseen || now - moment <= Self.soon, .clocks, "\(title) fired \((now - moment).milliseconds) ms late")
        let earliest = running.values.compactMap(\.row.next).min() ?? moment
        try demand(
            moment <= earliest, .clocks,
            "\(title) of \(moment.milliseconds) fired before one of \(earliest.milliseconds)")
    }

    /// A person moved a clock under another policy: it has another ladder from now on.
    mutating func repin(_ event: EventRow, of ticket: TicketID) throws {
        let repinned = try JSONTreeDecoder().decode(Repinned.self, from: JSON(parsing: event.data))
        let name = Name(ticket: ticket, key: repinned.clock)
        try demand(running[name] != nil, .clocks, "\(repinned.clock.text) of \(ticket) was moved, but does not run")
        fired = fired.filter { $0.name != name }
    }

    /// After a turn nothing is overdue that was known before it, unless the turn had its fill.
    func close(at now: Instant, fired: Int) throws {
        guard fired < Engine.rungsMax,
            let next = running.values.filter({ $0.since != now }).compactMap(\.row.next).min()
        else { return }
        try demand(next > now, .clocks, "a rung \((now - next).milliseconds) ms overdue was not fired")
    }
}
