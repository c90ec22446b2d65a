internal import PaidanCore
internal import PaidanJSON

/// Puts a ticket's id where people wrote its number (`C-12`): the form says which fields name tickets, and what is stored is
/// the id.
struct TicketNames {
    /// - Returns: nil when there is no such ticket, or none that the sender may know of.
    let find: (TicketReference) throws -> TicketID?
    private(set) var flaws: [FieldError] = []

    init(_ find: @escaping (TicketReference) throws -> TicketID?) { self.find = find }

    mutating func resolved(_ data: JSONObject, _ fields: [Field], at pointer: String) throws -> JSONObject {
        guard fields.contains(where: { $0.type.namesTickets }) else { return data }
        return JSONObject(
            try data.map { member in
                guard let field = fields.first(where: { $0.name == member.name }) else {
                    return (member.name, member.value)
                }
                return (member.name, try resolved(member.value, field.type, at: "\(pointer)/\(member.name)"))
            })
    }

    /// What is of another form the check of the whole form finds.
    private mutating func resolved(_ value: JSON, _ type: FieldType, at pointer: String) throws -> JSON {
        switch type {
        case .ticket:
            guard let text = value.string else { return value }
            return try resolved(text, at: pointer)
        case .list(let element):
            guard let values = value.array else { return value }
            return .array(try values.enumerated().map { try resolved($1, element, at: "\(pointer)/\($0)") })
        case .group(let fields):
            guard let object = value.object else { return value }
            return .object(try resolved(object, fields, at: pointer))
        case .text, .integer, .flag, .moment, .person, .account, .department, .category, .file, .choice: return value
        }
    }

    private mutating func resolved(_ text: String, at pointer: String) throws -> JSON {
        guard let reference = TicketReference(text) else {
            flaws.append(FieldError(pointer, .invalid, .mustNameTicket))
            return .string(text)
        }
        // An id is looked at by whoever needs the ticket.
        guard case .number = reference else { return .string(text) }
        guard let id = try find(reference) else {
            flaws.append(FieldError(pointer, .invalid, Label("没有 \(text) 这个工单", "there is no ticket \(text)")))
            return .string(text)
        }
        return .string(id.description)
    }
}

extension FieldType {
    fileprivate var namesTickets: Bool {
        switch self {
        case .ticket: true
        case .list(let element): element.namesTickets
        case .group(let fields): fields.contains { $0.type.namesTickets }
        case .text, .integer, .flag, .moment, .person, .account, .department, .category, .file, .choice: false
        }
    }
}

extension Label {
    fileprivate static let mustNameTicket = Label(
        "应为单号(如 C-12)或 26 位标识", "must be a ticket's number (such as C-12) or its id of 26 characters")
}
