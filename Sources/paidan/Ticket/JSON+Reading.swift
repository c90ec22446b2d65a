internal import PaidanCore
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

    /// Of a time by which something has to be done: the end of a day is its 24:00, not 00:00 of the next.
    var endTime: String {
        let time = (string ?? "").dropFirst(10)
        guard time.hasPrefix("T00:00:00"), time.dropFirst(9).first != ".",
            let next = CivilDate(text: String(clockTime.prefix(10)))
        else { return clockTime }
        return "\((next + -1).text) 24:00:00"
    }

    /// `2026-03-06 24:00`
    var shortEnd: String { String(endTime.prefix(16)) }

    /// The words of a member that is a code: of `kind` those in `kindLabel`; the code where the server gives none.
    func words(_ name: String) -> String { (self[name + "Label"] ?? self[name])?.short ?? "" }
}
