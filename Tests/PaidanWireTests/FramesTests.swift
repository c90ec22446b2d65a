import PaidanJSON
import PaidanWire
import Testing

@Suite struct FramesTests {
    @Test func aBodyOfExactly256KiBIsTaken() throws {
        let body = [UInt8](repeating: 0xFF, count: WireLimits.bodyBytesMax)

        let frames = try Frames(parsing: Frames(command: "PING", header: [:], body: body).encoded())

        #expect(frames.body == body)
    }

    @Test func aBodyOneByteLongerIsRefusedBothWays() {
        let body = [UInt8](repeating: 0xFF, count: WireLimits.bodyBytesMax + 1)

        #expect(code { try Frames(parsing: [Frames.magic, Array("PING".utf8), Array("{}".utf8), body]) } == .malformed)
        #expect(code { try Frames(command: "PING", header: [:], body: body).encoded() } == .malformed)
    }

    @Test func aHeaderOfExactly8KiBIsTaken() throws {
        let frames = Frames(command: "PING", header: header(bytes: WireLimits.headerBytesMax))

        #expect(try Frames(parsing: frames.encoded()) == frames)
    }

    @Test func aHeaderOneByteLongerIsRefusedBothWays() {
        let header = header(bytes: WireLimits.headerBytesMax + 1)

        #expect(code { try Frames(command: "PING", header: header).encoded() } == .malformed)
        #expect(
            code {
                try Frames(parsing: [Frames.magic, Array("PING".utf8), JSON.object(header).bytes])
            } == .malformed)
    }

    @Test func fourLevelsAreTakenAndFiveAreRefusedBothWays() throws {
        let four: JSONObject = ["a": ["b": [["c"]]]]
        let five: JSONObject = ["a": ["b": [["c": []]]]]

        #expect(try Frames(parsing: Frames(command: "X", header: four).encoded()).header == four)
        #expect(code { try Frames(command: "X", header: five).encoded() } == .malformed)
        #expect(code { try Frames(parsing: [Frames.magic, [0x58], JSON.object(five).bytes]) } == .malformed)
    }

    @Test func commandsHaveOneToSixteenLetters() throws {
        #expect(try Frames(parsing: Frames(command: "ABCDEFGHIJKLMNO_", header: [:]).encoded()).body == [])
        #expect(code { try Frames(command: "ABCDEFGHIJKLMNOPQ", header: [:]).encoded() } == .malformed)
        #expect(code { try Frames(command: "", header: [:]).encoded() } == .malformed)
        #expect(code { try Frames(command: "ping", header: [:]).encoded() } == .malformed)
    }

    @Test func anEmptyBodyIsNotSent() throws {
        #expect(try Frames(command: "PING", header: [:]).encoded().count == 3)
    }

    @Test func bytesThatAreNoTextInTheCommandAreRefused() {
        #expect(code { try Frames(parsing: [Frames.magic, [0xFF], Array("{}".utf8)]) } == .malformed)
        #expect(code { try Frames(parsing: [[0x50, 0x44, 0x50, 0xFF], [0x41], Array("{}".utf8)]) } == .malformed)
    }

    @Test func aSeventeenFrameMessageIsRefusedByItsFrameCount() {
        let frames = [Frames.magic] + Array(repeating: [UInt8](), count: 16)
        let error = #expect(throws: WireError.self) { try Frames(parsing: frames) }

        #expect(error?.detail == "a message has 3 or 4 frames, this one has 17")
    }

    /// A header whose text has so many bytes.
    private func header(bytes: Int) -> JSONObject {
        ["x": .string(String(repeating: "a", count: bytes - #"{"x":""}"#.utf8.count))]
    }
}
