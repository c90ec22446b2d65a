import PaidanWire
import ZeroMQ

/// The worker's socket and what waits to be sent on it. Belongs to the worker's thread.
final class Line {
    /// How soon sending is tried again when the socket does not take anything: no connection yet, as a rule.
    private static let retryAfter = Duration.milliseconds(20)

    /// Messages that have left and are still kept, at most.
    private static let sentKept = 1_024

    /// How long a closing socket may take to send BYE.
    private static let parting = Duration.milliseconds(200)

    /// As the protocol has it; and no routing id, for two peers with one would take each other's messages.
    private static let options: [SocketOption] = [
        .linger(.zero), .immediate(true), .reconnectInterval(WireLimits.reconnect),
        .reconnectIntervalMax(WireLimits.reconnectMax), .maxMessageSize(bytes: Int64(WireLimits.maxMessageSize)),
        .sendHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
        .receiveHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
    ]

    private let context: Context
    private let endpoint: String
    private let wakeUp: WakeUp
    private let outgoingLimit: Int
    private var socket: Socket?
    private var poller: Poller

    /// In the order in which they are to be sent; those before `sent` have left.
    private var outgoing: [[[UInt8]]] = []
    private var sent = 0

    init(endpoint: String, wakeUp: WakeUp, outgoingLimit: Int) throws(ZeroMQError) {
        self.endpoint = endpoint
        self.wakeUp = wakeUp
        self.outgoingLimit = outgoingLimit
        context = try Context()
        poller = Poller(sockets: [], wakeUps: [wakeUp])
    }

    func open() throws(ZeroMQError) {
        close(isParting: false)
        let socket = try Socket(.dealer, in: context, options: Self.options)
        try socket.connect(to: endpoint)
        self.socket = socket
        poller = Poller(sockets: [socket], wakeUps: [wakeUp])
    }

    /// Drops what has not been sent; when parting, what ZeroMQ has taken may still leave.
    func close(isParting: Bool) {
        guard let closing = socket else { return }
        if isParting { try? closing.set(.linger(Self.parting)) }  // Without it BYE may be lost, and the leases lapse.
        closing.close()
        socket = nil
        poller = Poller(sockets: [], wakeUps: [wakeUp])
        outgoing = []
        sent = 0
    }

    /// Waits for a message or a letter; a shorter time while something waits to be sent.
    func wait(atMost time: Duration) throws(ZeroMQError) {
        let limit = outgoing.isEmpty ? time : min(time, Self.retryAfter)
        _ = try poller.wait(milliseconds: limit.milliseconds)
        try flush()
    }

    func receive(limit: Int) throws(ZeroMQError) -> [[[UInt8]]] {
        var messages: [[[UInt8]]] = []
        while messages.count < limit, let frames = try socket?.receive() { messages.append(frames) }
        return messages
    }

    func send(_ frames: [[UInt8]]) {
        guard socket != nil else { return }
        outgoing.append(frames)
    }

    /// The server has taken nothing for so long that it is of no use to wait.
    var isOverfull: Bool { outgoing.count - sent > outgoingLimit }

    /// Hands over what the socket takes.
    func flush() throws(ZeroMQError) {
        guard let socket else { return }
        while sent < outgoing.count {
            guard try socket.send(frames: outgoing[sent]) == .sent else { return dropSent() }
            sent += 1
        }
        outgoing = []
        sent = 0
    }

    /// What has left is not kept for the sake of what has not; now and then, because the rest has to move up.
    private func dropSent() {
        guard sent >= Self.sentKept else { return }
        outgoing.removeFirst(sent)
        sent = 0
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, so that waiting so long is never too short.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
