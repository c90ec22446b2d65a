internal import NIOCore

/// Before the decoder: lets through what one request needs and holds the rest back while an answer is owed or waits to be
/// taken. A request of 18 bytes is kilobytes once it is decoded, so what a client pipelines has to wait as bytes, and most
/// of it in the operating system: while something is held here, nothing is read.
///
/// After a body that is too long it throws away what still comes, for a client that writes before it reads would never see
/// why it was refused.
final class ByteGate: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What the decoder gets at a time. The shortest request has 18 bytes, so at most 28 are decoded before the first is
    /// answered.
    static let sliceBytes = 512
    /// More than one reading is held only of a client that has ended its side: NIO then reads on to the end.
    static let heldBytesMax = 128 * 1_024
    /// So much is thrown away before the connection is closed.
    static let discardedBytesMax = 4 * 1_024 * 1_024

    private let watch: ConnectionWatch
    private var context: ChannelHandlerContext?
    private var held = ByteBuffer()
    /// Asked to read, or told that no more will come, while something was held.
    private var isReadWanted = false
    private var isInputClosed = false
    /// Bytes thrown away; nil before a refusal.
    private var discarded: Int?
    /// Bytes of answers that were ever handed to the connection.
    private(set) var bytesHanded = 0

    init(_ watch: ConnectionWatch) { self.watch = watch }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if let before = discarded {
            discarded = before + bytes.readableBytes
            if before + bytes.readableBytes > Self.discardedBytesMax { context.close(promise: nil) }
        } else if isHolding {
            held.writeBuffer(&bytes)
            if held.readableBytes > Self.heldBytesMax { context.close(promise: nil) }
        } else {
            held = bytes
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        letThrough(context)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if isHolding { isReadWanted = true } else { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event as? ChannelEvent == .inputClosed else { return context.fireUserInboundEventTriggered(event) }
        if isHolding { isInputClosed = true } else { tellOfEnd(context) }
    }

    /// The client has ended its side; what it is owed it still gets.
    private func tellOfEnd(_ context: ChannelHandlerContext) {
        if discarded == nil {
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else {
            watch.nothingMoreComes()
        }
    }

    private var isHolding: Bool { held.readableBytes > 0 }

    private func letThrough(_ context: ChannelHandlerContext) {
        while isHolding, watch.takesMore {
            guard let slice = held.readSlice(length: min(Self.sliceBytes, held.readableBytes)) else { return }
            watch.bytesCame(slice.readableBytes, at: context.eventLoop.now)
            context.fireChannelRead(wrapInboundOut(slice))
        }
    }

    /// An answer has been given or taken: lets through what was held and then asks for more.
    func goOn() {
        guard isHolding, let context else { return }
        letThrough(context)
        context.fireChannelReadComplete()
        guard !isHolding else { return }
        held = ByteBuffer()
        if isInputClosed {
            isInputClosed = false
            tellOfEnd(context)
        }
        if isReadWanted {
            isReadWanted = false
            context.read()
        }
    }

    /// From now on nothing is decoded any more.
    func discard() {
        guard discarded == nil else { return }
        discarded = held.readableBytes
        held = ByteBuffer()
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        bytesHanded += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }
}
