import PaidanJSON
import PaidanWire

@testable import PaidanWorker

/// A session and its server's side of the talk, told in lines: `> ACK m-1.1`, `handle m-1.1`, `remember closed m-1`.
///
/// Notes for the log are kept apart in `notes`.
struct Dialogue {
    var session: ClientSession
    var now = Duration.seconds(100)
    var journal: [JournalEntry] = []
    var notes: [Diagnostic] = []

    /// Handlers that run, by message.
    var running: [String: Issue] = [:]

    /// What was sent, in order.
    var sent: [ClientMessage] = []

    init(
        window: Int = 2, queues: [String] = ["engineering"], remembering journal: [JournalEntry] = [],
        change: (inout SessionConfiguration) -> Void = { _ in }
    ) {
        var configuration = SessionConfiguration(
            client: "test/1", worker: "eng-07", instance: "i-1",
            queues: queues.map { QueueWindow(queue: $0, window: window) })
        change(&configuration)
        session = ClientSession(configuration, remembering: journal, seed: 7)
        self.journal = journal
    }

    /// A session that is open, its first lines thrown away.
    static func opened(
        window: Int = 2, queues: [String] = ["engineering"], remembering journal: [JournalEntry] = [],
        change: (inout SessionConfiguration) -> Void = { _ in }
    ) -> Dialogue {
        var dialogue = Dialogue(window: window, queues: queues, remembering: journal, change: change)
        _ = dialogue.start()
        _ = dialogue.welcome()
        return dialogue
    }
}

// MARK: - What happens to the session

extension Dialogue {
    mutating func start() -> [String] { record(session.start(at: now)) }

    mutating func tell(_ message: ServerMessage) -> [String] { record(session.receive(message, at: now)) }

    mutating func welcome(
        leases: [String] = [], more: Bool = false, epoch: String = "e-1", queues: [String]? = nil
    ) -> [String] {
        let held = leases.map { HeldLease(lease: tag($0), queue: "engineering", until: WireTime(milliseconds: 1)) }
        let granted = queues ?? session.configuration.queues.map(\.queue)
        return tell(
            .welcome(
                Welcome(
                    session: "s-1", epoch: epoch, principal: "dev:eng-07", queues: granted, leases: held,
                    hasMoreLeases: more, now: WireTime(milliseconds: 1))))
    }

    mutating func deliver(_ lease: String, queue: String = "engineering") -> [String] {
        tell(.deliver(.test(lease, queue: queue)))
    }

    mutating func settled(_ lease: String, _ outcome: SettlementOutcome) -> [String] {
        let until = outcome == .extended ? WireTime(milliseconds: 1) : nil
        let rid = outcome == .extended ? lastRequest(of: lease, .extend) : lastAnswer(of: lease)
        return tell(.settled(Settled(lease: tag(lease), outcome: outcome, until: until, rid: rid)))
    }

    mutating func cancel(_ lease: String) -> [String] {
        tell(.cancel(Cancel(lease: tag(lease), reason: "opened at the desk")))
    }

    /// ERROR about the answer to a lease.
    mutating func refuse(_ lease: String, _ code: ErrorCode) -> [String] {
        tell(.error(ErrorReply(code: code, lease: tag(lease), rid: lastAnswer(of: lease))))
    }

    /// ERROR about the last DO.
    mutating func refuseCommand(_ code: ErrorCode) -> [String] {
        tell(.error(ErrorReply(code: code, rid: lastCommand?.rid)))
    }

    /// DID for the last DO.
    mutating func did(rev: Int = 3) -> [String] {
        let order = lastCommand
        return tell(
            .did(
                Did(
                    rid: order?.rid ?? "", ticket: order?.ticket ?? "",
                    stamp: TicketStamp(ver: rev, rev: rev, state: "working"))))
    }

    mutating func finish(_ id: String, _ verdict: Verdict) -> [String] {
        guard let issue = running.removeValue(forKey: id) else { return ["no handler runs for \(id)"] }
        return record(session.finished(issue, with: verdict, at: now))
    }

    mutating func perform(_ type: String, key: String = "k-1") -> [String] {
        let (_, actions) = session.perform(TicketCommand(type: type, data: [:]), on: "D-1", key: key, at: now)
        return record(actions)
    }

    mutating func stop() -> [String] { record(session.stop(at: now)) }

    /// Time passes, and the session is woken whenever it asked to be.
    mutating func pass(_ time: Duration) -> [String] {
        let end = now + time
        var lines: [String] = []
        while let next = session.nextTick, next <= end {
            now = max(now, next)
            lines += record(session.tick(at: now))
        }
        now = end
        return lines + record(session.tick(at: now))
    }

    /// Time passes while the server shows now and then that it is there.
    mutating func passHearing(_ time: Duration) -> [String] {
        let end = now + time
        var lines: [String] = []
        while now < end {
            lines += pass(min(.seconds(2), end - now))
            lines += tell(.pong(Pong()))
        }
        return lines.filter { $0 != "> PING" }
    }

    /// The process sleeps: nobody wakes the session.
    mutating func freeze(_ time: Duration) { now += time }
}

// MARK: - What it did

extension Dialogue {
    var lastCommand: Do? {
        for case .do(let order) in sent.reversed() { return order }
        return nil
    }

    func lastAnswer(of lease: String) -> String? {
        let answers: [ClientCommand] = [.ack, .nack, .reject]
        return sent.last { $0.lease == tag(lease) && answers.contains($0.command) }?.rid
    }

    func lastRequest(of lease: String, _ command: ClientCommand) -> String? {
        sent.last { $0.lease == tag(lease) && $0.command == command }?.rid
    }

    mutating func record(_ actions: [SessionAction]) -> [String] {
        actions.compactMap { record($0) }
    }

    private mutating func record(_ action: SessionAction) -> String? {
        switch action {
        case .connect: return "connect"
        case .disconnect: return "disconnect"
        case .send(let message):
            sent.append(message)
            return "> \(message.line)"
        case .remember(let entry):
            journal.append(entry)
            return entry.line.map { "remember \($0)" }
        case .handle(let issue):
            running[issue.id] = issue
            return "handle \(issue.lease)"
        case .cancelled(let issue, _): return "cancelled \(issue.lease)"
        case .performed(_, .success(let stamp)): return "performed, rev \(stamp.rev)"
        case .performed(_, .failure(let refusal)): return "performed, \(refusal.code)"
        case .note(let diagnostic):
            notes.append(diagnostic)
            return nil
        case .ended(.stopped): return "ended"
        case .ended(.refused(let reason)): return "ended, refused: \(reason.rawValue)"
        case .ended(.stoppedWithOpenWork(let issues, let commands)):
            return "ended, open: \(issues) issues, \(commands) commands"
        }
    }
}
