internal import PaidanWire
internal import ZeroMQ

/// The options of the server's sockets, as `docs/reference/wire-protocol.md` gives them.
enum HouseSockets {
    private static let common: [SocketOption] = [
        .linger(.zero), .sendHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
        .handshakeInterval(WireLimits.handshake), .keepalive(true), .keepaliveIdle(WireLimits.keepaliveIdle),
        .keepaliveInterval(WireLimits.keepaliveInterval), .keepaliveCount(Int32(WireLimits.keepaliveCount)),
        .unconfirmedMax(WireLimits.unconfirmedMax),
    ]

    static let dispatch =
        common + [
            .receiveHighWaterMark(messages: Int32(WireLimits.highWaterMark)),
            .maxMessageSize(bytes: Int64(WireLimits.maxMessageSize)), .routerMandatory(true), .routerHandover(false),
        ]
    static let bell =
        common + [
            .receiveHighWaterMark(messages: Int32(WireLimits.bellReceiveHighWaterMark)),
            .maxMessageSize(bytes: Int64(WireLimits.bellMessageSize)), .xpubManual(true), .xpubVerboser(true),
        ]
}
