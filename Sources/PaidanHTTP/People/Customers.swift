internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `POST /v1/customers/search {phone}`: customers that the caller deals with, by a phone number. Posted, so that no number
/// stands in an address.
enum Customers {
    @Sendable static func search(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["phone"])
        let found = try await known(by: body.requiredText("phone"), call)
        return Answer.json(
            .members(
                ("customers", .array(found.customers.map { $0.json(for: call.viewer) })),
                ("isLeadElsewhere", found.isLeadElsewhere ? .bool(true) : nil)), caching: "no-store")
    }

    struct Found: Sendable {
        let customers: [KnownCustomer]
        /// In a branch that the caller does not see.
        let isLeadElsewhere: Bool
    }

    static func known(by phone: String, _ call: Call) async throws -> Found {
        let viewer = call.viewer
        return try await call.read { reading in
            Found(
                customers: try KnownCustomer.all(withPhone: phone, in: reading, for: viewer),
                isLeadElsewhere: try KnownCustomer.isLeadElsewhere(withPhone: phone, in: reading, for: viewer))
        }
    }
}

extension KnownCustomer {
    /// The customer of the ticket that is named; nil where none is, and where a command would not take it.
    static func named(_ text: String?, _ call: Call) async throws -> KnownCustomer? {
        guard let text, let reference = TicketReference(text) else { return nil }
        let viewer = call.viewer
        return try await call.read { reading in
            guard let id = try reference.id(in: reading), let row = try reading.ticketRow(id),
                try viewer.sight.sees(row, in: reading)
            else { throw Problem(.noSuchTicket) }
            return try KnownCustomer(of: row, in: reading, for: viewer)
        }
    }
}
