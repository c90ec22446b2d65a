/// The name of an enum's case as its synthesised `Encodable` writes it, without its values (which may be personal).
/// Not for the hot path.
package enum EventName {
    package static func of(_ value: some Encodable) -> String {
        let probe = NameProbe()
        try? value.encode(to: probe)
        return probe.found.name
    }
}

private final class FoundName {
    var name = "unknown"
}

private struct NameProbe: Encoder {
    let found = FoundName()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(NameContainer<Key>(found: found))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { preconditionFailure("a fact is an enum case") }
    func singleValueContainer() -> any SingleValueEncodingContainer { preconditionFailure("a fact is an enum case") }
}

/// Notes the first key and stops: an enum case writes one key, then asks for a container for its values.
private struct NameContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let found: FoundName
    var codingPath: [any CodingKey] { [] }

    private struct Enough: Error {}

    mutating func nestedContainer<N: CodingKey>(keyedBy: N.Type, forKey key: Key) -> KeyedEncodingContainer<N> {
        if found.name == "unknown" { found.name = key.stringValue }
        return KeyedEncodingContainer(NameContainer<N>(found: found))
    }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { throw Enough() }
    mutating func encodeNil(forKey key: Key) throws { throw Enough() }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("a fact's values are keyed")
    }
    mutating func superEncoder() -> any Encoder { NameProbe() }
    mutating func superEncoder(forKey key: Key) -> any Encoder { NameProbe() }
}
