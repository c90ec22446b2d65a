/// The output that all encoders of one run share. What happens to it is decided in `JSONOutput`.
final class JSONByteSink {
    // `JSONOutput` calls nothing outside this module, so no access can begin during another; checking would cost 10 %.
    @exclusivity(unchecked) private var output = JSONOutput()
    let userInfo: [CodingUserInfoKey: Any]

    init(userInfo: [CodingUserInfoKey: Any]) {
        self.userInfo = userInfo
    }

    func finish() throws(EncodingError) -> [UInt8] {
        try output.finish()
    }

    func codingPath(to slot: JSONSlot) -> [any CodingKey] {
        output.codingPath(to: slot.level)
    }

    func count(of slot: JSONSlot) -> Int {
        output.count(of: slot)
    }

    func open(_ kind: JSONFrame.Kind, in slot: JSONSlot) {
        output.open(kind, in: slot)
    }

    func nextElement(of slot: JSONSlot) -> JSONSlot {
        output.nextElement(of: slot)
    }

    func nextMember(of slot: JSONSlot, key: some CodingKey) -> JSONSlot {
        output.nextMember(of: slot, name: key.stringValue)
    }
}

// MARK: Values

extension JSONByteSink {
    /// Lets `value` write itself into `slot`.
    func encode<T: Encodable>(_ value: T, in slot: JSONSlot) throws {
        output.announce(T.self)
        try value.encode(to: JSONValueEncoder(sink: self, slot: slot))
        output.settle(to: slot.level)
    }

    func encode(tree: JSON, in slot: JSONSlot) {
        output.fill(slot) { $0.write(tree) }
    }

    func encode(scalar value: some JSONScalar, in slot: JSONSlot) throws {
        guard value.isWritable else { throw unwritable(value, at: codingPath(to: slot)) }
        output.fill(slot) { value.write(to: &$0) }
    }

    func encode(scalar value: some JSONScalar, asElementOf slot: JSONSlot) throws {
        guard value.isWritable else {
            throw unwritable(value, at: codingPath(to: slot) + [JSONPathKey.index(count(of: slot))])
        }
        output.fill(nextElement(of: slot)) { value.write(to: &$0) }
    }

    func encode(scalar value: some JSONScalar, for key: some CodingKey, of slot: JSONSlot) throws {
        guard value.isWritable else { throw unwritable(value, at: codingPath(to: slot) + [key]) }
        output.fill(nextMember(of: slot, key: key)) { value.write(to: &$0) }
    }

    private func unwritable(_ value: some JSONScalar, at path: [any CodingKey]) -> EncodingError {
        let context = EncodingError.Context(
            codingPath: path, debugDescription: "not a finite number, or an integer beyond 64 bits with sign")
        return .invalidValue(value, context)
    }
}
