package import PaidanCore

/// How people and programs name a ticket: its id, or the number that is read aloud (`C-12`).
package enum TicketReference: Hashable, Sendable {
    case id(TicketID)
    case number(Kind, Int)

    package init?(_ text: String) {
        if let id = TicketID(text: text) {
            self = .id(id)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind.allCases.first(where: { $0.letter == parts[0].uppercased() }),
            parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(parts[1])
        else { return nil }
        self = .number(kind, number)
    }

    package func id(in reading: any Reading) throws -> TicketID? {
        switch self {
        case .id(let id): id
        case .number(let kind, let number): try reading.ticketRow(kind: kind, number: number)?.id
        }
    }

    /// - Returns: nil when there is no such ticket, and where its row cannot be read.
    package func soundRow(in reading: any Reading) throws -> TicketRow? {
        do {
            return try id(in: reading).flatMap { try reading.ticketRow($0) }
        } catch is DamagedRow {
            return nil
        }
    }
}
