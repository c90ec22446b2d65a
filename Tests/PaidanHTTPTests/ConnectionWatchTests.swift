import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import PaidanHTTP

/// The watch in a pipeline, on a loop whose time is moved by hand. Text stands for the bytes before the decoder.
@Suite struct ConnectionWatchTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandler(Decoder())
        try channel.pipeline.syncOperations.addHandler(
            ConnectionWatch(ConnectionLimits(), among: OpenConnections(max: 10)))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private func come(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    private func answer() throws {
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
    }

    @Test func aHeadThatDripsIsCutOffAfterTenSecondsWith408() throws {
        for _ in 0..<9 {
            try come("h")
            loop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)

        loop.advanceTime(by: .seconds(1))

        #expect(!channel.isActive)
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("nothing was said")
            return
        }
        #expect(head.status == .requestTimeout)
        #expect(head.headerFields[.connection] == "close")
    }

    @Test func aRequestThatIsBeingAnsweredIsLeftAlone() throws {
        try come("end")
        loop.advanceTime(by: .minutes(5))
        #expect(channel.isActive)

        try answer()
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test func aConnectionWithoutARequestIsClosedAfterAMinute() throws {
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    /// Reads "end" as the end of a request and swallows everything else, as the real one does with half a head.
    private final class Decoder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = HTTPRequestPart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard String(buffer: unwrapInboundIn(data)) == "end" else { return }
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
    }
}
