import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import PaidanHTTP

/// The watch and its gate in a pipeline, on a loop whose time is moved by hand. Letters stand for the bytes before the
/// decoder.
@Suite struct ConnectionWatchTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel
    private let handler = Handler()

    init() throws {
        channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandlers(
            Codec(), ConnectionWatch(ConnectionLimits(), among: OpenConnections(max: 10)), handler)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private func come(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    private func answer(_ status: HTTPResponse.Status = .ok) {
        channel.write(HTTPResponsePart.head(HTTPResponse(status: status)), promise: nil)
        channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
    }

    /// What has left since it was last looked at.
    private func said() throws -> String {
        var text = ""
        while case .byteBuffer(let bytes) = try channel.readOutbound(as: IOData.self) { text += String(buffer: bytes) }
        return text
    }

    @Test func aHeadThatDripsIsCutOffAfterTenSecondsWith408() throws {
        for _ in 0..<9 {
            try come(".")
            loop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)

        loop.advanceTime(by: .seconds(1))

        #expect(!channel.isActive)
        #expect(try said() == "408 close;")
    }

    @Test func aRequestThatIsBeingAnsweredIsLeftAlone() throws {
        try come("HE")
        loop.advanceTime(by: .minutes(5))
        #expect(channel.isActive)

        answer()
        #expect(try said() == "200;")
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        #expect(try said() == "")
    }

    @Test func aConnectionWithoutARequestIsClosedAfterAMinute() throws {
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    // MARK: Many requests at once

    @Test func onlyASliceOfWhatIsPipelinedIsDecodedUntilAllOfItIsAnswered() throws {
        let atOnce = ByteGate.sliceBytes / 2
        try come(String(repeating: "HE", count: atOnce * 2 + 1))
        #expect(handler.requests == atOnce)

        for _ in 1..<atOnce { answer() }
        #expect(handler.requests == atOnce)
        answer()
        #expect(handler.requests == atOnce * 2)

        for _ in 0..<atOnce { answer() }
        #expect(handler.requests == atOnce * 2 + 1)
    }

    @Test func nothingMoreIsDecodedWhileAnswersAreNotTaken() throws {
        try come("HE")
        channel.isWritable = false
        answer()
        try come("HE")
        #expect(handler.requests == 1)

        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(handler.requests == 2)
    }

    @Test func whoEndsItsSideIsToldSoAfterItsLastRequest() throws {
        try come(String(repeating: "HE", count: ByteGate.sliceBytes / 2 + 1))
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(!handler.isInputClosed)

        for _ in 0..<ByteGate.sliceBytes / 2 { answer() }
        #expect(handler.isInputClosed && handler.requests == ByteGate.sliceBytes / 2 + 1)
    }

    @Test func nobodyMakesTheServerHoldMoreThanItsMeasure() throws {
        try come("HE")
        try come(String(repeating: "HE", count: ByteGate.heldBytesMax / 2))
        #expect(channel.isActive)
        try come("H")
        #expect(!channel.isActive)
    }

    // MARK: Bodies that are too long

    @Test func aBodyIsReadUntilOneByteTooManyAndThenTheConnectionIsClosed() throws {
        try come("H" + String(repeating: "b", count: DeskConfiguration.bodyBytesMax))
        try come("bbb")
        #expect(handler.bodyBytes > DeskConfiguration.bodyBytesMax)
        let read = handler.bodyBytes

        answer(.contentTooLarge)
        #expect(try said() == "413 close;")
        try come(String(repeating: "b", count: 100_000) + "EHE")
        #expect(handler.bodyBytes == read && handler.requests == 0)

        loop.advanceTime(by: .seconds(1))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func theLongestBodyIsRead() throws {
        try come("H" + String(repeating: "b", count: DeskConfiguration.bodyBytesMax) + "E")
        answer()
        #expect(try said() == "200;")
        try come("HE")
        #expect(handler.requests == 2)
    }

    @Test func ofABodyThatIsAnnouncedAsTooLongNothingIsRead() throws {
        try come("L")
        try come("bbb")
        #expect(handler.bodyBytes == 0)

        answer(.contentTooLarge)
        #expect(try said() == "413 close;")
    }

    @Test func whoEndsItsSideIsStillToldThatItsBodyIsTooLong() throws {
        try come("L")
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        loop.advanceTime(by: .seconds(5))
        #expect(channel.isActive && !handler.isInputClosed)

        answer(.contentTooLarge)
        #expect(try said() == "413 close;")
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive, "nothing more comes that would have to be thrown away")
    }

    @Test func alsoBehindOtherRequestsABodyThatIsTooLongIsAnsweredToWhoEndsItsSide() throws {
        let before = ByteGate.sliceBytes / 2
        try come(String(repeating: "HE", count: before) + "L")
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        for _ in 0..<before { answer() }
        #expect(channel.isActive && !handler.isInputClosed)

        answer(.contentTooLarge)
        #expect(try said().hasSuffix("200;413 close;"))
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func whoGoesOnSendingIsCutOff() throws {
        try come("L")
        answer(.contentTooLarge)
        try come(String(repeating: "b", count: ByteGate.discardedBytesMax))
        #expect(channel.isActive)
        try come("b")
        #expect(!channel.isActive)
    }

    // MARK: Around the watch

    /// `H` is a head, `L` one that announces too long a body, a row of `b` a part of a body, `E` the end of a request. Any
    /// other letter is a part of something and swallowed.
    private final class Codec: ChannelDuplexHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = HTTPRequestPart
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = IOData

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(buffer: unwrapInboundIn(data))
            var body = 0
            for letter in text {
                if letter == "b" { body += 1 } else { pass(&body, context) }
                switch letter {
                case "H": context.fireChannelRead(wrapInboundOut(.head(head(length: nil))))
                case "L":
                    let length = DeskConfiguration.bodyBytesMax + 1
                    context.fireChannelRead(wrapInboundOut(.head(head(length: length))))
                case "E": context.fireChannelRead(wrapInboundOut(.end(nil)))
                default: break
                }
            }
            pass(&body, context)
        }

        private func head(length: Int?) -> HTTPRequest {
            HTTPRequest(
                method: .post, scheme: "http", authority: "x", path: "/",
                headerFields: length.map { [.contentLength: "\($0)"] } ?? [:])
        }

        private func pass(_ body: inout Int, _ context: ChannelHandlerContext) {
            guard body > 0 else { return }
            context.fireChannelRead(wrapInboundOut(.body(ByteBuffer(repeating: UInt8(ascii: "b"), count: body))))
            body = 0
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            let text: String
            switch unwrapOutboundIn(data) {
            case .head(let head):
                text = (["\(head.status.code)"] + (head.headerFields[.connection].map { [$0] } ?? [])).joined(
                    separator: " ")
            case .body(let bytes): text = String(buffer: bytes)
            case .end: text = ";"
            }
            context.write(wrapOutboundOut(.byteBuffer(ByteBuffer(string: text))), promise: promise)
        }
    }

    /// Counts what has been let through.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart

        private(set) var requests = 0
        private(set) var bodyBytes = 0
        private(set) var isInputClosed = false

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head: break
            case .body(let bytes): bodyBytes += bytes.readableBytes
            case .end: requests += 1
            }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event as? ChannelEvent == .inputClosed { isInputClosed = true }
        }
    }
}
