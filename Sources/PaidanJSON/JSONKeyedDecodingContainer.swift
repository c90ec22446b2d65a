/// The members of the decoder's value, an object, asked for by key.
///
/// One reference and no more: the standard library copies a container each time it is used.
struct JSONKeyedDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: JSONValueDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        guard case .object(let object) = decoder.value else { return [] }
        // An enum asks for the keys of an object with one member; there is no need to grow a list for that.
        if object.count == 1, let key = Key(stringValue: object[0].name) { return [key] }
        return object.compactMap { Key(stringValue: $0.name) }
    }

    func contains(_ key: Key) -> Bool {
        decoder.value[key.stringValue] != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        if case .null = try member(key) { true } else { false }
    }

    func decode<T: JSONScalar>(_ type: T.Type, forKey key: Key) throws -> T {
        let value = try member(key)
        do throws(JSONDecodingFailure) {
            return try T.read(value)
        } catch {
            throw decoder.error(error, needed: type, at: key)
        }
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try child(key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try child(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
        let key = JSONPathKey.superCoder
        return JSONValueDecoder(decoder.value[key.stringValue] ?? .null, in: decoder, at: key)
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        JSONValueDecoder(decoder.value[key.stringValue] ?? .null, in: decoder, at: key)
    }

    private func child(_ key: Key) throws -> JSONValueDecoder {
        JSONValueDecoder(try member(key), in: decoder, at: key)
    }

    private func member(_ key: Key) throws -> JSON {
        if let value = decoder.value[key.stringValue] { return value }
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "there is no member called \(key.stringValue)",
            underlyingError: JSONDecodingFailure.missing)
        throw DecodingError.keyNotFound(key, context)
    }
}
