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

    /// `03-02 10:00`
    var shortTime: String { String(clockTime.dropFirst(5).prefix(11)) }

    /// The words of a member that is a code: of `kind` those in `kindLabel`; the code where the server gives none.
    func words(_ name: String) -> String { (self[name + "Label"] ?? self[name])?.short ?? "" }

    /// Says nothing: null, or a list or an object without anything in it.
    var isEmpty: Bool { isNull || array?.isEmpty == true || object?.isEmpty == true }

    /// Every value that is no object, with its dotted path, in order. Nothing is left out.
    var leaves: [(path: String, value: JSON)] {
        (object ?? [:]).flatMap { member -> [(path: String, value: JSON)] in
            guard case .object(let inner) = member.value, !inner.isEmpty else { return [(member.name, member.value)] }
            return member.value.leaves.map { ("\(member.name).\($0.path)", $0.value) }
        }
    }
}
