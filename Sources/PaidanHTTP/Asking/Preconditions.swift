internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What a writing request says besides its body.
enum Preconditions {
    static let keyCharactersMax = 128

    /// - Throws: `Problem` when the key is missing or is not 1–128 printable ASCII characters.
    static func key(of call: Call, body: [UInt8]) throws -> IdempotencyKey {
        guard let text = call.http.headers[.idempotencyKey] else { throw Problem(.keyRequired) }
        guard (1...keyCharactersMax).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Problem(
                .invalidKey,
                Label("应为 1 至 128 个可打印 ASCII 字符", "1 to \(keyCharactersMax) printable ASCII characters"))
        }
        // A key belongs to what it was asked of, too: the same words to another ticket are another command.
        return IdempotencyKey(text: text, hashing: Array("\(call.http.method) \(call.http.uri.path)\n".utf8) + body)
    }

    /// From `If-Match: "12"` or from the body's `rev`; nil when neither is given.
    static func expectedRev(of call: Call, _ body: Body) throws -> Int? {
        let fromBody = try rev(in: body)
        guard let header = call.http.headers[.ifMatch], header != "*" else { return fromBody }
        guard header.count > 2, header.first == "\"", header.last == "\"",
            let rev = Int(header.dropFirst().dropLast()), fromBody == nil || fromBody == rev
        else {
            throw Problem(
                .invalidIfMatch,
                Label("应为带引号的 rev,并与内容中的 rev 一致", "one quoted rev, the same as the body's if that has one"))
        }
        return rev
    }

    private static func rev(in body: Body) throws -> Int? {
        guard let value = body.object["rev"] else { return nil }
        guard let number = value.integer else { throw Problem.invalid([Problem.Flaw("/rev", .wrongType)]) }
        guard let rev = Int(exactly: number), rev > 0 else {
            throw Problem.invalid([Problem.Flaw("/rev", .outOfRange)])
        }
        return rev
    }
}
