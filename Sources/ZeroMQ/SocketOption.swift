import CZeroMQ

/// A setting of a socket. All but the subscriptions must be set before `bind` or `connect` to have an effect.
///
/// Durations are handed to libzmq in whole milliseconds, unless the option says otherwise.
///
/// ZeroMQ's own heartbeats (`ZMQ_HEARTBEAT_IVL`) are not here: libzmq 4.3 ends the process when one falls due on a
/// connection that broke while its input was held back (docs/decisions/0040).
package enum SocketOption: Sendable, Equatable {
    /// How long `close` lets unsent messages live on. Paidan uses zero: what matters is in the database.
    case linger(Duration)

    /// Messages that may wait to be sent to one peer. Messages, not bytes and not frames.
    case sendHighWaterMark(messages: Int32)

    /// Messages that may wait to be received from one peer.
    case receiveHighWaterMark(messages: Int32)

    /// A peer that announces a longer *frame* is disconnected. Unlimited unless set, even before the handshake.
    case maxMessageSize(bytes: Int64)

    /// How long a new connection may take for its handshake.
    case handshakeInterval(Duration)

    /// Whether the kernel asks, on a connection where nothing moves, whether the other machine is still there.
    case keepalive(Bool)

    /// How long nothing must have moved before the kernel asks first. Whole seconds.
    case keepaliveIdle(Duration)

    /// The pause between two questions of the kernel. Whole seconds.
    case keepaliveInterval(Duration)

    /// Questions without an answer after which the connection is closed.
    case keepaliveCount(Int32)

    /// How long what was sent may stay unconfirmed before the kernel closes the connection.
    case unconfirmedMax(Duration)

    /// ROUTER: report a peer that is not there (`SendOutcome.unreachable`) instead of dropping silently.
    case routerMandatory(Bool)

    /// ROUTER: let a newcomer take over a routing id that is in use. Paidan says no.
    case routerHandover(Bool)

    /// Queue only to connections whose handshake is complete.
    case immediate(Bool)

    /// The first pause before a lost connection is tried again.
    case reconnectInterval(Duration)

    /// The pause doubles up to this; zero keeps it constant.
    case reconnectIntervalMax(Duration)

    /// XPUB: a subscription counts only once `Socket.subscribe(to:)` has granted it to the peer that asked last.
    case xpubManual(Bool)

    /// XPUB: pass every subscription and every cancellation to `receive()`, repeated ones too.
    case xpubVerboser(Bool)
}

extension SocketOption {
    /// The option as libzmq wants it.
    var raw: (name: Int32, value: RawOptionValue) {
        switch self {
        case .linger(let duration): (ZMQ_LINGER, .milliseconds(duration))
        case .sendHighWaterMark(let messages): (ZMQ_SNDHWM, .int32(messages))
        case .receiveHighWaterMark(let messages): (ZMQ_RCVHWM, .int32(messages))
        case .maxMessageSize(let bytes): (ZMQ_MAXMSGSIZE, .int64(bytes))
        case .handshakeInterval(let duration): (ZMQ_HANDSHAKE_IVL, .milliseconds(duration))
        case .keepalive(let on): (ZMQ_TCP_KEEPALIVE, .flag(on))
        case .keepaliveIdle(let duration): (ZMQ_TCP_KEEPALIVE_IDLE, .seconds(duration))
        case .keepaliveInterval(let duration): (ZMQ_TCP_KEEPALIVE_INTVL, .seconds(duration))
        case .keepaliveCount(let questions): (ZMQ_TCP_KEEPALIVE_CNT, .int32(questions))
        case .unconfirmedMax(let duration): (ZMQ_TCP_MAXRT, .milliseconds(duration))
        case .routerMandatory(let on): (ZMQ_ROUTER_MANDATORY, .flag(on))
        case .routerHandover(let on): (ZMQ_ROUTER_HANDOVER, .flag(on))
        case .immediate(let on): (ZMQ_IMMEDIATE, .flag(on))
        case .reconnectInterval(let duration): (ZMQ_RECONNECT_IVL, .milliseconds(duration))
        case .reconnectIntervalMax(let duration): (ZMQ_RECONNECT_IVL_MAX, .milliseconds(duration))
        case .xpubManual(let on): (ZMQ_XPUB_MANUAL, .flag(on))
        case .xpubVerboser(let on): (ZMQ_XPUB_VERBOSER, .flag(on))
        }
    }
}
