extension JSON {
    /// Reads one JSON text: strict RFC 8259, UTF-8, nothing after the value, no name twice in an object.
    ///
    /// Names are compared after unescaping and as Swift compares strings, by canonical equivalence: whoever puts the
    /// members into a dictionary afterwards can never find two of them under one key.
    public init(parsing text: Span<UInt8>, limits: JSONLimits = .default) throws(JSONSyntaxError) {
        var parser = JSONParser(limits: limits)
        self = try parser.document(text)
    }

    /// Reads one JSON text from an array, without copying it.
    public init(parsing text: [UInt8], limits: JSONLimits = .default) throws(JSONSyntaxError) {
        try self.init(parsing: text.span, limits: limits)
    }

    /// Reads one JSON text from any other collection, after copying no more of it than the limit allows.
    public init(parsing text: some Collection<UInt8>, limits: JSONLimits = .default) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.prefix(limits.bytes + 1)).span, limits: limits)
    }

    /// Reads one JSON text from a string.
    public init(parsing text: String, limits: JSONLimits = .default) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8.span, limits: limits)
    }
}
