public import PaidanWire

/// The department's side of PDP/1: what a worker says, when, and what it makes of the answers.
///
/// A value without sockets, clocks and threads: it is told what came and what time it is, and says what is to be done.
/// The same calls give the same actions, so a simulator can run a thousand of them. `Worker` is its shell.
///
/// `now` is a monotonic time of the caller's choice, never the wall clock, and never runs backwards.
public struct ClientSession: Sendable {
    let configuration: SessionConfiguration

    var phase: Phase = .idle
    var terms = Terms()
    var stopping: Stopping?

    /// The present windows, in the order of the configuration.
    var windows: [QueueWindow]

    /// By message id. For look-ups; whoever needs an order takes `heldInOrder`.
    var held: [String: HeldIssue] = [:]

    /// Handlers that run for a message that this session has given up, by run.
    var orphans: [UInt64: Issue] = [:]

    /// By request id. For look-ups; whoever needs an order takes `commandsInOrder`.
    var commands: [String: PendingCommand] = [:]
    var recollection: Recollection

    var lastHeard: Duration = .zero
    var lastSent: Duration = .zero
    var connectionFailures = 0
    var helloRequest = ""
    var unreadable: [Duration] = []
    var random: SessionRandom
    private var counter: UInt64 = 0
    private var actions: [SessionAction] = []

    /// - Parameters:
    ///   - remembering: what the journal has kept of earlier starts of this worker.
    ///   - seed: decides the share of chance in the pauses between attempts.
    public init(_ configuration: SessionConfiguration, remembering entries: [JournalEntry] = [], seed: UInt64) {
        self.configuration = configuration
        windows = configuration.queues
        recollection = Recollection(limit: configuration.memoryLimit, entries)
        random = SessionRandom(seed: seed)
    }
}

extension ClientSession {
    enum Phase: Hashable, Sendable {
        /// Before `start`.
        case idle

        /// No socket. Next: greeting.
        case pausing(until: Duration)

        /// HELLO is sent. Next: open; or pausing, when no WELCOME comes.
        case greeting(since: Duration)

        /// WELCOME has come. Next: greeting (`no-session`), pausing (silence, BYE), ended.
        case open(since: Duration)

        /// For good.
        case ended
    }

    /// What WELCOME has laid down; before the first one, the protocol's usual numbers.
    struct Terms: Hashable, Sendable {
        var heartbeat = WireLimits.heartbeat
        var deadAfter = WireLimits.peerDeadAfter
        var lease = WireLimits.lease
        var queues: [String] = []
    }

    struct Stopping: Hashable, Sendable {
        let until: Duration
    }
}

// MARK: - What the shell calls

extension ClientSession {
    /// Begins: connects and says HELLO. To be called once, first.
    public mutating func start(at now: Duration) -> [SessionAction] {
        precondition(phase == .idle, "a session starts once")
        recallOwed()
        connect(at: now)
        return taken()
    }

    /// A message of the server has come.
    public mutating func receive(_ message: ServerMessage, at now: Duration) -> [SessionAction] {
        guard isConnected else { return [] }
        lastHeard = now
        take(message, at: now)
        stopIfDone(at: now)
        return taken()
    }

    /// Something has come that is no message of a server of this version.
    public mutating func receive(unreadable error: WireError, at now: Duration) -> [SessionAction] {
        guard isConnected else { return [] }
        lastHeard = now
        takeUnreadable(error, at: now)
        return taken()
    }

    /// Time has passed. To be called after each batch of messages and at `nextTick` at the latest.
    public mutating func tick(at now: Duration) -> [SessionAction] {
        switch phase {
        case .idle, .ended: return []
        case .pausing(let until):
            if now >= until { connect(at: now) }
        case .greeting(let since):
            if now - since >= terms.deadAfter { losePeer(at: now) }
        case .open: tickOpen(at: now)
        }
        stopIfDone(at: now)
        return taken()
    }

    /// The handler of an issue has ended.
    public mutating func finished(_ issue: Issue, with verdict: Verdict, at now: Duration) -> [SessionAction] {
        guard phase != .ended else { return [] }
        takeVerdict(verdict, on: issue, at: now)
        stopIfDone(at: now)
        return taken()
    }

    /// A command on a ticket, at any time, without a lease.
    ///
    /// It is sent until it is answered; the answer comes as `performed` with the same `rid`.
    public mutating func perform(
        _ command: TicketCommand, on ticket: String, key: String, at now: Duration
    ) -> (rid: String, actions: [SessionAction]) {
        let rid = nextRequest("d")
        order(command, on: ticket, key: key, rid: rid, at: now)
        return (rid, taken())
    }

    /// Nobody waits for this command any more. It may have been carried out or not.
    public mutating func forget(rid: String, at now: Duration) -> [SessionAction] {
        guard case .caller = commands[rid]?.origin else { return [] }
        commands[rid] = nil
        stopIfDone(at: now)
        return taken()
    }

    /// From now on at most so many handlers at once for a queue of the configuration.
    public mutating func setWindow(_ window: Int, of queue: String, at now: Duration) -> [SessionAction] {
        guard let index = windows.firstIndex(where: { $0.queue == queue }), stopping == nil else { return [] }
        windows[index].window = min(max(window, WireLimits.window.lowerBound), WireLimits.window.upperBound)
        if isOpen { send(.window(Window(queue: queue, window: windows[index].window)), at: now) }
        fillSlots(of: queue, at: now)
        return taken()
    }

    /// Takes no new work, waits for what runs and for its answers, says BYE. The end is told by `ended`.
    public mutating func stop(at now: Duration) -> [SessionAction] {
        guard phase != .ended, stopping == nil else { return [] }
        beginStopping(at: now)
        stopIfDone(at: now)
        return taken()
    }

    /// The socket has failed or does not take any more: begin again with a new one.
    public mutating func connectionFailed(at now: Duration) -> [SessionAction] {
        guard isConnected else { return [] }
        pause(at: now)
        return taken()
    }
}

// MARK: - Small things that all parts use

extension ClientSession {
    /// Whether WELCOME has come and holds.
    public var isOpen: Bool {
        guard case .open = phase else { return false }
        return true
    }

    /// Nothing follows any more.
    public var hasEnded: Bool { phase == .ended }

    /// There is a socket.
    var isConnected: Bool {
        switch phase {
        case .idle, .pausing, .ended: false
        case .greeting, .open: true
        }
    }

    var heldInOrder: [HeldIssue] { held.values.sorted { $0.sequence < $1.sequence } }
    var commandsInOrder: [PendingCommand] { commands.values.sorted { $0.sequence < $1.sequence } }

    mutating func emit(_ action: SessionAction) {
        actions.append(action)
    }

    mutating func note(_ diagnostic: Diagnostic) {
        actions.append(.note(diagnostic))
    }

    mutating func send(_ message: ClientMessage, at now: Duration) {
        lastSent = now
        actions.append(.send(message))
    }

    /// Both here and in the journal.
    mutating func remember(_ entry: JournalEntry) {
        recollection.apply(entry)
        actions.append(.remember(entry))
    }

    mutating func nextNumber() -> UInt64 {
        counter += 1
        return counter
    }

    mutating func nextRequest(_ prefix: String) -> String {
        "\(prefix)-\(nextNumber())"
    }

    private mutating func taken() -> [SessionAction] {
        defer { actions = [] }
        return actions
    }

    private mutating func take(_ message: ServerMessage, at now: Duration) {
        switch message {
        case .welcome(let welcome): takeWelcome(welcome, at: now)
        case .deliver(let deliver): takeDelivery(deliver, at: now)
        case .settled(let settled): takeSettlement(settled, at: now)
        case .cancel(let cancel): takeCancellation(cancel, at: now)
        case .did(let did): takeDid(did, at: now)
        case .error(let reply): takeError(reply, at: now)
        case .ping(let ping): send(.pong(Pong(rid: ping.rid)), at: now)
        case .pong: break
        case .bye(let bye): takeBye(bye.reason, at: now)
        }
    }
}
