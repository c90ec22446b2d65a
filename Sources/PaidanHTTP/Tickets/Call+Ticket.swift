internal import PaidanCore
internal import PaidanEngine

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
