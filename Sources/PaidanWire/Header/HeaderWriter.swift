import PaidanJSON

/// Writes the fields of a header in the order in which they are put: that order is part of the golden bytes.
struct HeaderWriter {
    private(set) var header: JSONObject = [:]

    mutating func put<Value>(_ field: Field<Value>, _ value: Value) throws(WireError) {
        guard let json = field.encode(value) else { throw .malformed("\(field.key) must be \(field.expected)") }
        header[field.key] = json
    }

    /// Leaves the key out when there is no value.
    mutating func put<Value>(_ field: Field<Value>, ifPresent value: Value?) throws(WireError) {
        guard let value else { return }
        try put(field, value)
    }

    /// Leaves the key out when the flag is off, which is what an absent flag means.
    mutating func put(_ field: Field<Bool>, ifSet flag: Bool) throws(WireError) {
        guard flag else { return }
        try put(field, true)
    }
}
