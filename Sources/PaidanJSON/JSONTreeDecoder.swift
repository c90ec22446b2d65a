/// Makes values of `Decodable` types from a JSON tree.
///
/// An `integer` decodes into every integer type that can hold it; a `number`, even `1.0`, into none. Null and an absent
/// member are the same to optional properties. Members that the type does not ask for are ignored.
public struct JSONTreeDecoder: Sendable {
    /// What types find as `decoder.userInfo` while they decode themselves.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    public init(userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
        self.userInfo = userInfo
    }

    /// The errors' `jsonPointer` and `jsonFailure` say where and what. An error of another kind, thrown by a type's own
    /// `init(from:)`, becomes the `underlyingError` of a `dataCorrupted`.
    public func decode<T: Decodable>(_ type: T.Type = T.self, from json: JSON) throws(DecodingError) -> T {
        try JSONValueDecoder(json, userInfo: userInfo.untyped).decode(type)
    }
}
