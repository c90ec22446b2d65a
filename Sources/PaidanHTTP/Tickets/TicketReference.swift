internal import PaidanCore
internal import PaidanEngine

/// How people and programs name a ticket: its id, or the number that is read aloud (`C-12`).
enum TicketReference: Hashable, Sendable {
    case id(TicketID)
    case number(Kind, Int)

    init?(_ text: String) {
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

    func id(in reading: any Reading) throws -> TicketID? {
        switch self {
        case .id(let id): id
        case .number(let kind, let number): try reading.ticketRow(kind: kind, number: number)?.id
        }
    }
}

extension Call {
    /// The ticket that the path names.
    func reference() throws -> TicketReference {
        guard let reference = TicketReference(try parameter("id")) else { throw Problem(.noSuchTicket) }
        return reference
    }

    /// Reads something of the ticket that the path names.
    /// - Parameter body: answers nil when there is no such ticket for this actor.
    func readTicket<T: Sendable>(
        _ body: @escaping @Sendable (TicketID, any Reading) throws -> T?
    ) async throws -> T {
        let reference = try reference()
        return try await read { reading in
            guard let id = try reference.id(in: reading), let found = try body(id, reading) else {
                throw Problem(.noSuchTicket)
            }
            return found
        }
    }
}
