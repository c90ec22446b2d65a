import PaidanJSON

/// Reads the fields of a header. Keys that nobody asks for are ignored; `null` is a value of the wrong type, not an
/// absent one.
struct HeaderReader {
    private let members: JSONObject

    /// The request id, which every error carries from here on.
    let rid: String?

    /// A header of a message.
    init(message members: JSONObject) throws(WireError) {
        self.members = members
        rid = try HeaderReader(members).optional(HeaderField.rid)
    }

    /// An object inside a header: it has no request id of its own.
    init(_ members: JSONObject) {
        self.members = members
        rid = nil
    }

    func required<Value>(_ field: Field<Value>) throws(WireError) -> Value {
        guard let value = try optional(field) else { throw malformed("\(field.key) is missing") }
        return value
    }

    func optional<Value>(_ field: Field<Value>) throws(WireError) -> Value? {
        guard let json = members[field.key] else { return nil }
        guard let value = field.decode(json) else { throw malformed("\(field.key) must be \(field.expected)") }
        return value
    }

    func malformed(_ detail: String) -> WireError {
        WireError(.malformed, detail, rid: rid)
    }
}
