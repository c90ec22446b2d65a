/// The array in `slot`, written element by element.
struct JSONUnkeyedEncodingContainer: UnkeyedEncodingContainer {
    let sink: JSONByteSink
    let slot: JSONSlot

    var codingPath: [any CodingKey] { sink.codingPath(to: slot) }

    var count: Int { sink.count(of: slot) }

    func encodeNil() {
        sink.encode(tree: .null, in: sink.nextElement(of: slot))
    }

    func encode<T: JSONScalar>(_ value: T) throws {
        try sink.encode(scalar: value, asElementOf: slot)
    }

    func encode<T: Encodable>(_ value: T) throws {
        try sink.encode(value, in: sink.nextElement(of: slot))
    }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        superEncoder().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        JSONValueEncoder(sink: sink, slot: sink.nextElement(of: slot))
    }
}
