/// A type that a coder reads from one JSON scalar and writes as one.
protocol JSONScalar: Codable {
    /// Throws `missing` for null, `wrongType` or `outOfRange`.
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> Self

    /// Whether the value has a form in JSON that reads back as the same value.
    var isWritable: Bool { get }

    /// Writes a value that `isWritable`.
    func write(to writer: inout JSONWriter)
}

extension Bool: JSONScalar {
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> Bool {
        guard case .bool(let value) = json else { throw .unsuitable(json) }
        return value
    }

    var isWritable: Bool { true }

    func write(to writer: inout JSONWriter) {
        writer.write(self)
    }
}

extension String: JSONScalar {
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> String {
        guard case .string(let value) = json else { throw .unsuitable(json) }
        return value
    }

    var isWritable: Bool { true }

    func write(to writer: inout JSONWriter) {
        writer.write(self)
    }
}

extension Double: JSONScalar {
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> Double {
        guard let value = json.number else { throw .unsuitable(json) }
        return value
    }

    var isWritable: Bool { isFinite }

    func write(to writer: inout JSONWriter) {
        writer.write(self)
    }
}

extension Float: JSONScalar {
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> Float {
        let value = Float(try Double.read(json))
        guard value.isFinite else { throw .outOfRange }
        return value
    }

    var isWritable: Bool { isFinite }

    func write(to writer: inout JSONWriter) {
        writer.write(self)
    }
}

// MARK: Integers of up to 64 bits

extension JSONScalar where Self: FixedWidthInteger {
    static func read(_ json: JSON) throws(JSONDecodingFailure) -> Self {
        guard case .integer(let value) = json else { throw .unsuitable(json) }
        guard let result = Self(exactly: value) else { throw .outOfRange }
        return result
    }

    /// Beyond 64 bits with sign the parser would see a double.
    var isWritable: Bool { Int64(exactly: self) != nil }

    func write(to writer: inout JSONWriter) {
        writer.write(Int64(self))
    }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
