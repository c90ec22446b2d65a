package import PaidanCore
package import PaidanEngine

/// What was taken over from other systems' logs.
extension SQLiteStore {
    package func insert(_ ticket: ForeignTicket) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO foreign_ticket (source, reference, ticket, imported_at) VALUES (?, ?, ?, ?)",
                [
                    .text(ticket.source), .text(ticket.reference), .int(try number(of: ticket.ticket)),
                    .time(ticket.importedAt),
                ])
        }
    }

    package func insert(_ row: ForeignRow, of ticket: TicketID) throws {
        try writing { connection in
            try connection.run(
                "INSERT INTO foreign_row (ticket, position, digest, at, verdict, code) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .int(try number(of: ticket)), .int(row.position), .blob(row.digest), .time(row.at),
                    .text(row.verdict.rawValue), .text(row.code),
                ])
        }
    }
}

extension Connection {
    private static let ticketWithReference = Query(
        """
        SELECT t.id FROM foreign_ticket f JOIN ticket t ON t.no = f.ticket
        WHERE f.source = ? AND f.reference = ?
        """)
    private static let rowsOfTicket = Query(
        """
        SELECT r.position, r.digest, r.at, r.verdict, r.code
        FROM foreign_row r JOIN ticket t ON t.no = r.ticket
        WHERE t.id = ?
        ORDER BY r.position
        """)

    package func foreignTicket(_ reference: String, of source: String) throws -> TicketID? {
        try first(Self.ticketWithReference, [.text(source), .text(reference)]) { try $0.ticket(0) }
    }

    package func foreignNumber(of ticket: TicketID) throws -> ForeignNumber? {
        try first(
            "SELECT f.source, f.reference FROM foreign_ticket f JOIN ticket t ON t.no = f.ticket WHERE t.id = ?",
            [.id(ticket)]
        ) { ForeignNumber(source: try $0.text(0), reference: try $0.text(1)) }
    }

    package func tickets(calledElsewhere reference: String, limit: Int) throws -> [TicketID] {
        try rows(
            """
            SELECT t.id FROM foreign_ticket f JOIN ticket t ON t.no = f.ticket
            WHERE f.reference = ?
            ORDER BY f.source
            LIMIT ?
            """, [.text(reference), .int(limit)]
        ) { try $0.ticket(0) }
    }

    package func foreignRows(of ticket: TicketID) throws -> [ForeignRow] {
        try rows(Self.rowsOfTicket, [.id(ticket)]) { columns in
            ForeignRow(
                position: try columns.int(0), digest: try columns.bytes(1), at: try columns.instant(2),
                verdict: try columns.word(3), code: columns.optionalText(4))
        }
    }
}
