/// The decoder of one value in the tree; the chain of parents is its coding path.
///
/// A class, so that `any Decoder` and each child hold it by one reference.
final class JSONValueDecoder: Decoder {
    let value: JSON
    private let parent: JSONValueDecoder?
    private let key: (any CodingKey)?

    /// Not nil in the root.
    private let rootUserInfo: [CodingUserInfoKey: Any]?

    init(_ value: JSON, userInfo: [CodingUserInfoKey: Any]) {
        self.value = value
        parent = nil
        key = nil
        rootUserInfo = userInfo
    }

    init(_ value: JSON, in parent: JSONValueDecoder, at key: some CodingKey) {
        self.value = value
        self.parent = parent
        self.key = key
        rootUserInfo = nil
    }

    var userInfo: [CodingUserInfoKey: Any] {
        rootUserInfo ?? parent?.userInfo ?? [:]
    }

    var codingPath: [any CodingKey] {
        guard let parent, let key else { return [] }
        return parent.codingPath + [key]
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object = value else { throw error(.unsuitable(value), needed: JSONObject.self) }
        return KeyedDecodingContainer(JSONKeyedDecodingContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw error(.unsuitable(value), needed: [JSON].self) }
        return JSONUnkeyedDecodingContainer(elements, of: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        self
    }
}

// MARK: One value

extension JSONValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool {
        if case .null = value { true } else { false }
    }

    func decode<T: JSONScalar>(_ type: T.Type) throws(DecodingError) -> T {
        do throws(JSONDecodingFailure) {
            return try T.read(value)
        } catch {
            throw self.error(error, needed: type)
        }
    }

    func decode<T: Decodable>(_ type: T.Type) throws(DecodingError) -> T {
        do {
            return try T(from: self)
        } catch let error as DecodingError {
            throw error.classified(for: type, by: self)
        } catch {
            throw refusal(of: type, because: error)
        }
    }
}

// MARK: Errors

extension JSONValueDecoder {
    /// The error for this value, or for the one that it has or should have at `key`.
    func error(
        _ failure: JSONDecodingFailure, needed type: any Any.Type, at key: (any CodingKey)? = nil
    ) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath + (key.map { [$0] } ?? []),
            debugDescription: "\(failure) where \(type) is needed",
            underlyingError: failure)
        return switch failure {
        case .missing: .valueNotFound(type, context)
        case .wrongType: .typeMismatch(type, context)
        case .outOfRange, .unknownCase, .invalid: .dataCorrupted(context)
        }
    }

    private func refusal(of type: any Any.Type, because reason: any Error) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "\(type) refuses the value", underlyingError: reason)
        return .dataCorrupted(context)
    }
}
