package import PaidanCore
internal import PaidanJSON

extension EventRow {
    /// Every ticket that the fact names, in the order of its data; also customers, whose ids look the same.
    package var namedTickets: [TicketID] { ((try? JSON(parsing: data)).map(Self.ids)) ?? [] }

    private static func ids(in json: JSON) -> [TicketID] {
        switch json {
        case .string(let text): TicketID(text: text).map { [$0] } ?? []
        case .array(let elements): elements.flatMap(ids)
        case .object(let members): members.flatMap { ids(in: $0.value) }
        case .null, .bool, .integer, .number: []
        }
    }
}
