/// Every number of PDP/1 in one place. `docs/reference/wire-protocol.md` has the same table; a test compares them.
public enum WireLimits {
    // MARK: Frames

    /// Frames of a message: magic, command, header, and perhaps a body.
    public static let frameCount = 3...4

    /// Letters of a command name.
    public static let commandBytes = 1...16

    /// Longest header: 8 KiB.
    public static let headerBytesMax = 8 * 1024

    /// Deepest nesting of a header; the header object itself is level 1.
    public static let headerDepthMax = 4

    /// Longest body: 256 KiB.
    public static let bodyBytesMax = 256 * 1024

    /// What both sides set as ZMQ_MAXMSGSIZE: 300 KiB, so that a body just too long still gets an answer.
    public static let maxMessageSize = 300 * 1024

    // MARK: Values

    /// The largest integer: 2⁵³ − 1, the largest that every JSON library keeps exactly.
    public static let integerMax = 9_007_199_254_740_991

    /// UTF-8 bytes of a request id.
    public static let requestIDBytes = 1...64

    /// UTF-8 bytes of a name: worker, instance, ticket, key, state and the like.
    public static let nameBytes = 1...64

    /// Bytes of a queue's or a feed's name.
    public static let queueBytes = 1...64

    /// UTF-8 bytes of a text for people: reason, detail.
    public static let textBytes = 1...500

    /// The number of times that one message has been offered.
    public static let attempts = 1...1_000

    // MARK: Session

    /// The major versions of the protocol that this library speaks.
    public static let supportedVersions = [1]

    /// Versions that a HELLO may list.
    public static let versionsOffered = 1...8

    /// Queues that one session may serve.
    public static let queuesMax = 16

    /// Feeds that one session may watch.
    public static let feedsMax = 8

    /// Leases that one WELCOME names; further ones are told by `leases_more`. Keeps the header below 8 KiB.
    public static let welcomeLeasesMax = 24

    /// A side that has sent nothing for so long sends PING.
    public static let heartbeat = Duration.milliseconds(2_500)

    /// A peer that has sent nothing for so long is dead.
    public static let peerDeadAfter = Duration.milliseconds(10_000)

    /// So many malformed messages …
    public static let malformedMax = 10

    /// … within this time end the session with BYE.
    public static let malformedWindow = Duration.seconds(60)

    // MARK: Queues and leases

    /// Un-settled leases that a worker may ask for.
    public static let window = 0...1_000

    /// How long a lease lasts unless it is extended.
    public static let lease = Duration.milliseconds(20_000)

    /// How far one EXTEND reaches: ten minutes.
    public static let extensionMax = Duration.seconds(600)

    /// How long a NACK may put a message off: one hour.
    public static let delayMax = Duration.seconds(3_600)

    /// Offers after which a message goes to the dead letters, unless the queue is configured otherwise.
    public static let deadAfterAttempts = 8

    /// Deaths in a row after which a queue stops with an alarm.
    public static let queueStopsAfterDeaths = 5

    /// How long the outcome of a settled lease is remembered; after that it is `unknown`.
    public static let settlementKept = Duration.seconds(24 * 3_600)

    // MARK: Sockets

    /// ZMQ_SNDHWM and ZMQ_RCVHWM.
    public static let highWaterMark = 2_000

    /// ZMQ_HANDSHAKE_IVL.
    public static let handshake = Duration.seconds(5)

    /// ZMQ_TCP_KEEPALIVE_IDLE. It finds dead machines only; hung programs are found by PING.
    public static let keepaliveIdle = Duration.seconds(10)

    /// ZMQ_TCP_KEEPALIVE_INTVL.
    public static let keepaliveInterval = Duration.seconds(5)

    /// ZMQ_TCP_KEEPALIVE_CNT.
    public static let keepaliveCount = 3

    /// ZMQ_TCP_MAXRT: what was sent and not confirmed by the other machine for so long ends the connection.
    public static let unconfirmedMax = Duration.seconds(20)

    /// What the server sets as ZMQ_MAXMSGSIZE on BELL: the longest topic, and a byte before it.
    public static let bellMessageSize = 128

    /// ZMQ_RCVHWM on BELL: subscriptions of one peer that wait to be looked at.
    public static let bellReceiveHighWaterMark = 100

    /// Subscriptions, of all peers, that BELL keeps; with more it drops all of them, and clients subscribe again.
    public static let subscriptionsMax = 4_096

    /// Subscriptions and cancellations, of all peers, that BELL hears within a second; with more it does the same.
    public static let bellRequestsMax = 10_000

    /// ZMQ_RECONNECT_IVL, on the client.
    public static let reconnect = Duration.milliseconds(100)

    /// ZMQ_RECONNECT_IVL_MAX, on the client.
    public static let reconnectMax = Duration.seconds(10)

    /// How often the bell rings for a feed without news.
    public static let bellHeartbeat = Duration.seconds(1)
}
