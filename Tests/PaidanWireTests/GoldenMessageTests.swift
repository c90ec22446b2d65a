import PaidanWire
import Testing

@Suite struct GoldenMessageTests {
    @Test(arguments: GoldenMessage.good)
    func whatIsReadIsWrittenByteForByte(message: GoldenMessage) throws {
        #expect(try texts(message.rewritten()) == texts(message.frames))
    }

    @Test(arguments: GoldenMessage.tolerated)
    func whatIsToleratedIsWrittenInTheUsualForm(message: GoldenMessage) throws {
        let usual = try #require(message.canonicalFrames)

        #expect(try texts(message.rewritten()) == texts(usual))
        #expect(message.frames != usual, "this belongs to the good ones")
    }

    @Test(arguments: GoldenMessage.bad)
    func aBadMessageGivesItsCodeAndItsRequestID(message: GoldenMessage) throws {
        let error = #expect(throws: WireError.self) { try message.rewritten() }

        #expect(error?.code.rawValue == message.code, "\(error?.description ?? "")")
        #expect(error?.rid == message.rid)
    }

    @Test(arguments: GoldenMessage.bad)
    func theComplaintAboutABadMessageCanItselfBeSent(message: GoldenMessage) throws {
        let error = try #require(throws: WireError.self) { try message.rewritten() }

        let reply = ServerMessage.error(ErrorReply(answering: error))

        #expect(try ServerMessage(parsing: reply.encoded()) == reply)
    }

    @Test func thereAreEnoughOfThem() {
        #expect(GoldenMessage.good.count >= 58)
        #expect(GoldenMessage.tolerated.count >= 9)
        #expect(GoldenMessage.bad.count >= 159)
    }

    @Test func everyCommandHasAGoodMessage() {
        let seen = Set(GoldenMessage.good.compactMap(\.command))
        let commands = ClientCommand.allCases.map(\.rawValue) + ServerCommand.allCases.map(\.rawValue)

        #expect(commands.filter { !seen.contains($0) } == [])
    }

    @Test func everyReservedCommandHasABadMessage() {
        let seen = Set(GoldenMessage.bad.filter { $0.code == "unknown-command" }.compactMap(\.command))

        #expect(ReservedCommand.allCases.map(\.rawValue).filter { !seen.contains($0) } == [])
    }

    private func texts(_ frames: [[UInt8]]) -> [String] {
        frames.map { String(decoding: $0, as: UTF8.self) }
    }
}
