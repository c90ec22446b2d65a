/// Writes values of `Encodable` types as JSON bytes, compact and in the order in which they encode themselves.
///
/// The same value gives the same bytes in every run: sets and dictionaries, which have no order of their own, are
/// sorted by the bytes of their entries. (Not so when a type bypasses its containers with `set.encode(to: encoder)`.)
/// What has no faithful form in JSON is an `EncodingError`: doubles that are not finite, and integers that do not fit
/// `Int64`.
///
/// Bytes are written as values arrive, so containers must be filled in nesting order: once a type goes on with the
/// outer container, the inner one is closed, and writing to it makes `encode` throw.
public struct JSONByteEncoder: Sendable {
    /// What types find as `encoder.userInfo` while they encode themselves.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    public init(userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
        self.userInfo = userInfo
    }

    /// The JSON text of `value`; a type that encodes nothing is written as `{}`.
    public func encode(_ value: some Encodable) throws -> [UInt8] {
        let sink = JSONByteSink(userInfo: userInfo.untyped)
        try sink.encode(value, in: .root)
        return try sink.finish()
    }

    /// The JSON tree of `value`. Costs as much as encoding and parsing the bytes, which is what it does.
    public func encodeTree(_ value: some Encodable) throws -> JSON {
        let bytes = try encode(value)
        let limits = JSONLimits(depth: JSONLimits.default.depth, bytes: bytes.count, members: bytes.count)
        return try JSON(parsing: bytes, limits: limits)
    }
}
