/// The encoder of one value, and its own single-value container.
struct JSONValueEncoder: Encoder {
    let sink: JSONByteSink
    let slot: JSONSlot

    var codingPath: [any CodingKey] { sink.codingPath(to: slot) }
    var userInfo: [CodingUserInfoKey: Any] { sink.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        sink.open(.object, in: slot)
        return KeyedEncodingContainer(JSONKeyedEncodingContainer<Key>(sink: sink, slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.open(.array, in: slot)
        return JSONUnkeyedEncodingContainer(sink: sink, slot: slot)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        self
    }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
    func encodeNil() {
        sink.encode(tree: .null, in: slot)
    }

    func encode(tree: JSON) {
        sink.encode(tree: tree, in: slot)
    }

    func encode<T: JSONScalar>(_ value: T) throws {
        try sink.encode(scalar: value, in: slot)
    }

    func encode<T: Encodable>(_ value: T) throws {
        try sink.encode(value, in: slot)
    }
}
