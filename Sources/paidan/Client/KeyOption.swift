internal import ArgumentParser
internal import PaidanEngine
internal import PaidanJSON

/// `--key`: what is asked twice under one key is done once.
struct KeyOption: ParsableArguments {
    @Option(
        help: .words(
            "幂等键;默认新生成。重试同一操作时给同一个键", "idempotency key; a new one by default. Give the same one to repeat a command",
            value: "KEY"))
    var key: String?

    private static let lengthMax = 128

    func validate() throws {
        guard let key else { return }
        guard (1...Self.lengthMax).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ValidationError(
                spoken("--key 应为 1 至 128 个可打印 ASCII 字符", "--key is 1 to 128 printable ASCII characters"))
        }
    }

    var text: String { key ?? Client.freshKey }

    /// Of a deed in a data folder. What is done, and to what, belongs to the key, as it does at a server: the same deed is known by it
    /// here and there.
    func ofDeed(_ path: [String], _ body: JSON) -> IdempotencyKey {
        IdempotencyKey(text: text, hashing: Array("POST /\(path.joined(separator: "/"))\n".utf8) + body.bytes)
    }
}
