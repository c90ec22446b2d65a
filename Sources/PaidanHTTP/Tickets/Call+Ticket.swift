internal import PaidanCore
internal import PaidanEngine

extension Call {
    /// The ticket that the path names by its id or its own number; nil where it may be another system's number.
    func reference() throws -> TicketReference? { TicketReference(try parameter("id")) }

    /// Reads something of the ticket that the path names: by id, by number (`C-12`), or by the number that another system gave it.
    /// - Parameter body: answers nil when there is no such ticket for this actor.
    func readTicket<T: Sendable>(
        _ body: @escaping @Sendable (TicketID, any Reading) throws -> T?
    ) async throws -> T {
        let (text, reference, sight) = (try parameter("id"), try reference(), sight)
        return try await read { reading in
            // A ticket that the caller may not see hides nothing behind its number.
            if let id = try reference?.id(in: reading), let found = try body(id, reading) { return found }
            guard let id = try ForeignNumber.ticket(called: text, in: reading, seenBy: sight),
                let found = try body(id, reading)
            else { throw Problem(.noSuchTicket) }
            return found
        }
    }
}
