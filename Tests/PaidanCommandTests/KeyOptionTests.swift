import ArgumentParser
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `--key`: with a server and in its folder the same deed has the same key.
@Suite struct KeyOptionTests {
    @Test func aDeedInAFolderIsKnownByTheKeyThatAServerKeepsOfIt() throws {
        let body: JSON = ["account": "clerk-1"]

        let key = try KeyOption.parse(["--key", "k"]).ofDeed(["v1", "tokens"], body)

        #expect(key == IdempotencyKey(text: "k", hashing: Array("POST /v1/tokens\n".utf8) + body.bytes))
    }
}
