import PaidanWire
import Testing

@Suite struct ErrorTests {
    @Test func anErrorNamesTheKeyAndWhatItMustBe() {
        let frames = ["PDP1", "WINDOW", #"{"rid":"w-2","queue":"engineering","window":1001}"#].map { Array($0.utf8) }
        let error = #expect(throws: WireError.self) { try ClientMessage(parsing: frames) }

        #expect(error?.description == "malformed: window must be an integer in 0–1000")
        #expect(error?.rid == "w-2")
    }

    @Test func anErrorNeverRepeatsWhatWasSent() {
        let frames = ["PDP1", "NACK", #"{"lease":"13800138000","reason":"r"}"#].map { Array($0.utf8) }
        let error = #expect(throws: WireError.self) { try ClientMessage(parsing: frames) }

        #expect(error?.detail.contains("13800138000") == false)
    }

    @Test func theReplyToAnotherVersionNamesOurs() throws {
        let frames = ["PDP2", "HELLO", "{}"].map { Array($0.utf8) }
        let error = try #require(throws: WireError.self) { try ClientMessage(parsing: frames) }

        #expect(ErrorReply(answering: error).versions == [1])
    }

    @Test func everyCodeCanBeSent() throws {
        for code in ErrorCode.all {
            let reply = ServerMessage.error(ErrorReply(code: code, rid: "r"))
            #expect(try ServerMessage(parsing: reply.encoded()) == reply)
        }
    }
}
