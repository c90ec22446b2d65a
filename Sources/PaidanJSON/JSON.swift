/// A JSON value, RFC 8259, with integers kept apart from other numbers and members kept in order.
///
/// `.integer(1)` and `.number(1)` are different values: they were written differently (`1`, `1.0`) and will be
/// written so again.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)

    /// A number written without fraction and exponent that fits 64 bits.
    case integer(Int64)

    /// Any other number. Finite when it comes from the parser or the encoder.
    case number(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    public var isNull: Bool {
        self == .null
    }

    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The value of an integer literal; nil for `1.0`, which is a `number`.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The value of either kind of number; an integer beyond ±2⁵³ is rounded to the nearest double.
    public var number: Double? {
        if case .number(let value) = self { return value }
        return integer.map(Double.init)
    }

    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    public var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    public var object: JSONObject? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The member called `name`; nil when there is none or when this is no object.
    public subscript(name: String) -> JSON? {
        object?[name]
    }

    /// The element at `index`; nil when there is none or when this is no array.
    public subscript(index: Int) -> JSON? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }
}
