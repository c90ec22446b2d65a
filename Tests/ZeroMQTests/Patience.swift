import ZeroMQ

/// How long a test waits for what should come at once. Generous, because the machine is shared; never used up unless
/// the test fails.
let patienceMilliseconds = 10_000

/// A message did not come in time.
struct NothingCame: Error {}

extension Socket {
    /// The next message, waited for.
    func awaitMessage() throws -> [[UInt8]] {
        let poller = Poller(sockets: [self])
        let ready = try poller.wait(milliseconds: patienceMilliseconds)
        guard ready.contains(self), let frames = try receive() else { throw NothingCame() }
        return frames
    }

    /// The next message as text.
    func awaitTexts() throws -> [String] {
        try awaitMessage().map { String(decoding: $0, as: UTF8.self) }
    }

    /// Sends text frames.
    @discardableResult
    func send(_ texts: String...) throws -> SendOutcome {
        try send(frames: texts.map { Array($0.utf8) })
    }
}

/// A ROUTER and a DEALER connected over TCP, both in the calling thread.
struct ConnectedPair {
    let context: Context
    let router: Socket
    let dealer: Socket
    let endpoint: String

    init(routerOptions: [SocketOption] = [], dealerOptions: [SocketOption] = []) throws {
        context = try Context()
        router = try Socket(.router, in: context, options: [.linger(.zero), .routerMandatory(true)] + routerOptions)
        dealer = try Socket(.dealer, in: context, options: [.linger(.zero)] + dealerOptions)
        endpoint = try router.bind("tcp://127.0.0.1:*")
        try dealer.connect(to: endpoint)
    }
}
