internal import PaidanJSON

extension JSON {
    /// As it stands in a cell: texts without quotes, nothing for null.
    var short: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .bool, .integer, .number, .array, .object: description
        }
    }

    /// `2026-03-02 10:00:00` of a time with offset, which a table has no room for; what is no text is nothing.
    var clockTime: String { String((string ?? "").prefix(19)).replacing("T", with: " ") }

    /// `2026-03-02 10:00`: with the year, which nobody can guess of an old ticket.
    var shortTime: String { String(clockTime.prefix(16)) }

    /// The words of a member that is a code: of `kind` those in `kindLabel`; the code where the server gives none.
    func words(_ name: String) -> String { (self[name + "Label"] ?? self[name])?.short ?? "" }
}
