/// The object in `slot`, written member by member.
struct JSONKeyedEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: JSONByteSink
    let slot: JSONSlot

    var codingPath: [any CodingKey] { sink.codingPath(to: slot) }

    func encodeNil(forKey key: Key) {
        sink.encode(tree: .null, in: sink.nextMember(of: slot, key: key))
    }

    func encode<T: JSONScalar>(_ value: T, forKey key: Key) throws {
        try sink.encode(scalar: value, for: key, of: slot)
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try sink.encode(value, in: sink.nextMember(of: slot, key: key))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        encoder(JSONPathKey.superCoder)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        encoder(key)
    }

    private func encoder(_ key: some CodingKey) -> JSONValueEncoder {
        JSONValueEncoder(sink: sink, slot: sink.nextMember(of: slot, key: key))
    }
}
