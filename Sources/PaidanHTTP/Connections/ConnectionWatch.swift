internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes its connection when the client lets us wait for too long. Behind the decoder it sees where requests and answers
/// end; that one has begun is seen by `FirstBytes` before it.
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

    init(_ limits: ConnectionLimits, among connections: OpenConnections) {
        self.limits = limits
        self.connections = connections
    }

    // MARK: What happens

    func handlerAdded(context: ChannelHandlerContext) {
        patience = ConnectionPatience(at: context.eventLoop.now)
        do {
            try context.pipeline.syncOperations.addHandler(FirstBytes(self), position: .first)
        } catch {
            // The pipeline is gone already, and the connection with it.
            return
        }
        lookLater(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        nextLook?.cancel()
        nextLook = nil
    }

    fileprivate func bytesCame(at now: NIODeadline) { patience.bytesCame(at: now) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { patience.requestEnded(at: context.eventLoop.now) }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { patience.answered(at: context.eventLoop.now) }
        context.write(data, promise: promise)
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
            at: context.eventLoop.now, pending: pending ?? 0, isCrowded: connections.isCrowded, limits)
        switch verdict {
        case .wait: lookLater(context)
        case .idle, .untaken, .tooSlow(isAnswered: true): context.close(promise: nil)
        case .tooSlow(isAnswered: false): sayTooSlow(context)
        }
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

/// Before the decoder: tells the watch that bytes have come, for the head of a request may be long in coming.
private final class FirstBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let watch: ConnectionWatch

    init(_ watch: ConnectionWatch) { self.watch = watch }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        watch.bytesCame(at: context.eventLoop.now)
        context.fireChannelRead(data)
    }
}
