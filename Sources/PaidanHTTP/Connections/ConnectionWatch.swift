internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes its connection when the client lets us wait for too long, and lets one request after the other come. Behind the
/// decoder it sees where requests and answers end; the `ByteGate` before the decoder shows it the bytes and obeys it.
///
/// One timer a connection looks once a second; a request costs a few assignments and no memory.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let connections: OpenConnections
    private var patience = ConnectionPatience(at: .uptimeNanoseconds(0))
    private var nextLook: Scheduled<Void>?
    private var channel: (any Channel)?
    private var gate: ByteGate?
    /// Of the body that is being received.
    private var bodyBytes = 0
    private var bodyBytesMax = DeskConfiguration.bodyBytesMax

    init(_ limits: ConnectionLimits, among connections: OpenConnections) {
        self.limits = limits
        self.connections = connections
    }

    // MARK: What happens

    func handlerAdded(context: ChannelHandlerContext) {
        patience = ConnectionPatience(at: context.eventLoop.now)
        let gate = ByteGate(self)
        do {
            try context.pipeline.syncOperations.addHandler(gate, position: .first)
            try setMeasures(of: context.channel)
        } catch {
            // The pipeline is gone already, and the connection with it.
            return
        }
        self.gate = gate
        channel = context.channel
        lookLater(context)
    }

    /// One small reading at a time, for it may have to be held back; one answer at a time, for it may not be taken.
    private func setMeasures(of channel: any Channel) throws {
        let (reading, answers) = (ConnectionLimits.readingBytes, ConnectionLimits.answerBytes)
        try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
        try channel.syncOptions?.setOption(
            .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: reading))
        try channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: ConnectionLimits.systemBytes)
        try channel.syncOptions?.setOption(
            .writeBufferWaterMark, value: .init(low: answers / 2, high: answers))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        nextLook?.cancel()
        nextLook = nil
        gate = nil
        channel = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What is too long is passed on all the same: whoever reads it sees that, and says so.
        context.fireChannelRead(data)
        switch unwrapInboundIn(data) {
        case .head(let head):
            bodyBytes = 0
            bodyBytesMax = BodyLimit.of(head)
            checkBody(head.headerFields[.contentLength].flatMap(Int.init) ?? 0, context)
        case .body(let bytes):
            bodyBytes += bytes.readableBytes
            checkBody(bodyBytes, context)
        case .end: patience.requestEnded(at: context.eventLoop.now)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where patience.answersRefused:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            patience.answered(at: context.eventLoop.now)
            context.write(data, promise: promise)
        case .head, .body: context.write(data, promise: promise)
        }
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        gate?.goOn()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        gate?.goOn()
    }

    // MARK: What the gate asks and tells

    var takesMore: Bool { patience.takesMore && channel?.isWritable ?? false }

    func bytesCame(_ count: Int, at now: NIODeadline) { patience.bytesCame(count, at: now) }

    func nothingMoreComes() { patience.nothingMoreComes() }

    /// - Parameter length: announced, or what has come of it.
    private func checkBody(_ length: Int, _ context: ChannelHandlerContext) {
        guard length > bodyBytesMax, !patience.isRefusing else { return }
        patience.bodyIsTooLong(at: context.eventLoop.now)
        gate?.discard()
    }

    // MARK: Looking

    private func lookLater(_ context: ChannelHandlerContext) {
        nextLook = context.eventLoop.assumeIsolated().scheduleTask(in: ConnectionLimits.lookEvery) {
            self.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        let pending = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        let verdict = patience.look(
            at: context.eventLoop.now, handed: gate?.bytesHanded ?? 0, pending: pending ?? 0,
            isCrowded: connections.isCrowded, limits)
        switch verdict {
        case .wait: lookLater(context)
        case .idle, .tooSlow(isAnswered: true): context.close(promise: nil)
        case .untaken: breakOff(context)
        case .tooSlow(isAnswered: false): sayTooSlow(context)
        }
    }

    /// Without farewell: after an orderly close the operating system would keep what is not taken, and offer it for hours.
    private func breakOff(_ context: ChannelHandlerContext) {
        let atOnce = linger(l_onoff: 1, l_linger: 0)
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(atOnce)
        context.close(promise: nil)
    }

    /// 408, for whoever can still read it.
    private func sayTooSlow(_ context: ChannelHandlerContext) {
        let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
        let head = HTTPResponse(status: .requestTimeout, headerFields: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
