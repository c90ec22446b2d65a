internal import PaidanCore
internal import PaidanJSON

/// 更正前的资料: what was known of a customer before, for whoever opened the customer's details with a reason.
enum FormerDetails {
    /// How many of the customer's tickets are looked through, the newest first.
    static let ticketsMax = 200

    /// The latest correction first.
    static func list(of person: PersonRow, in reading: any Reading, for viewer: Viewer) throws -> [JSON] {
        guard let key = viewer.vault?.key(of: person).map(TextKey.init) else { return [] }
        var filter = TicketFilter()
        filter.person = person.id
        filter.limit = ticketsMax
        let rows = try reading.tickets(matching: viewer.sight.narrowed(filter))
        let found = try rows.flatMap { row in try corrections(of: row, in: reading).map { (row, $0) } }
        return try found.sorted { $0.1.recordedAt > $1.1.recordedAt }.compactMap { row, event in
            try json(event, of: row, key, viewer)
        }
    }

    private static func corrections(of row: TicketRow, in reading: any Reading) throws -> [EventRow] {
        try reading.events(of: row.id).filter { $0.type == EventCodec.correctedType }
    }

    /// - Returns: nil where nothing had been known.
    private static func json(_ event: EventRow, of row: TicketRow, _ key: TextKey, _ viewer: Viewer) throws -> JSON? {
        let fact: CustomerCorrected? = try legible {
            try JSONTreeDecoder().decode(CustomerCorrected.self, from: JSON(parsing: event.data))
        }
        guard let former = fact?.formerDetails, let text = key.open(former.sealed) else { return nil }
        let details = try JSON(parsing: text)
        return .members(
            ("until", viewer.time(event.recordedAt)), ("by", .string(event.principal)),
            ("number", .string(row.numberText)),
            ("name", details["name"]), ("phone", details["phone"]), ("address", details["address"]))
    }
}
