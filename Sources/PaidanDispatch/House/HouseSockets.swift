internal import PaidanWire
internal import ZeroMQ

/// The options of the server's sockets, as `docs/reference/wire-protocol.md` gives them.
enum HouseSockets {
    private static let common: [SocketOption] = [
        .linger(.zero), .sendHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
        .receiveHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
        .maxMessageSize(bytes: Int64(WireLimits.maxMessageSize)),
        .handshakeInterval(WireLimits.handshake), .heartbeatInterval(WireLimits.transportHeartbeat),
        .heartbeatTimeout(WireLimits.transportHeartbeatTimeout),
        .heartbeatTimeToLive(WireLimits.transportHeartbeatTimeToLive),
    ]

    static let dispatch = common + [.routerMandatory(true), .routerHandover(false)]
    static let bell = common + [.xpubManual(true), .xpubVerboser(true)]
}
