extension JSON {
    /// The compact JSON text: members in their order, no white space, shortest numbers. Equal values give equal bytes.
    ///
    /// A `number` that is not finite, which no parser produces, is written as `null`.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

extension JSON: CustomStringConvertible {
    /// The compact JSON text.
    public var description: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
