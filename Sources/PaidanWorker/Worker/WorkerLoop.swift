import PaidanWire
import ZeroMQ

/// The worker's thread: reads letters and messages, asks the session what to do, and does it.
final class WorkerLoop {
    /// Messages taken from the socket before the clock and the letters are looked at again.
    private static let batchLimit = 256

    /// Messages that may wait for a connection. More than a session ever has in flight, so only a hung one gets there.
    private static let outgoingLimit = 20_000

    private let handler: Worker.Handler
    private let executor: (any TaskExecutor)?
    private let report: @Sendable (Diagnostic) -> Void
    private let journal: (any Journal)?
    private let mailbox: Mailbox
    private let line: Line
    private let started = ContinuousClock.now

    private var session: ClientSession
    private var end: SessionEnd?

    /// Handlers that run, for advice to stop.
    private var handlers: [UInt64: Task<Void, Never>] = [:]
    private var orders: [String: Mailbox.Order] = [:]

    init(
        configuration: Worker.Configuration, journal: (any Journal)?, mailbox: Mailbox,
        report: @escaping @Sendable (Diagnostic) -> Void, handler: @escaping Worker.Handler
    ) throws(WorkerError) {
        let remembered = try Self.load(journal)
        session = ClientSession(configuration.session, remembering: remembered, seed: configuration.seed)
        executor = configuration.executor
        self.journal = journal
        self.mailbox = mailbox
        self.report = report
        self.handler = handler
        do throws(ZeroMQError) {
            line = try Line(endpoint: configuration.endpoint, wakeUp: mailbox.wakeUp, outgoingLimit: Self.outgoingLimit)
        } catch {
            throw .socket("\(error)")
        }
    }

    /// Returns when the session has ended; whatever the reason, nobody is left waiting.
    func run() throws(WorkerError) -> SessionEnd {
        defer { abandon() }
        try perform(session.start(at: now))
        while end == nil {
            try turn()
        }
        switch end {
        case .refused(let reason): throw .refused(reason)
        case .stopped, .stoppedWithOpenWork, nil: return end ?? .stopped
        }
    }

    /// One turn: wait, letters, messages, time.
    private func turn() throws(WorkerError) {
        try onLine { () throws(ZeroMQError) in try line.wait(atMost: patience) }
        var actions: [SessionAction] = []
        for letter in mailbox.take() { actions += read(letter) }
        for frames in try messages() { actions += read(frames) }
        actions += session.tick(at: now)
        if line.isOverfull { actions += session.connectionFailed(at: now) }
        try perform(actions)
    }

    private func messages() throws(WorkerError) -> [[[UInt8]]] {
        try onLine { () throws(ZeroMQError) in try line.receive(limit: Self.batchLimit) } ?? []
    }

    private func read(_ letter: Mailbox.Letter) -> [SessionAction] {
        switch letter {
        case .finished(let issue, let verdict):
            handlers[issue.run] = nil
            return session.finished(issue, with: verdict, at: now)
        case .perform(let order):
            let (rid, actions) = session.perform(order.command, on: order.ticket, key: order.key, at: now)
            orders[rid] = order
            return actions
        case .forget(let token): return forget(token)
        case .setWindow(let queue, let window): return session.setWindow(window, of: queue, at: now)
        case .stop: return session.stop(at: now)
        }
    }

    private func read(_ frames: [[UInt8]]) -> [SessionAction] {
        do throws(WireError) {
            return session.receive(try ServerMessage(parsing: frames), at: now)
        } catch {
            return session.receive(unreadable: error, at: now)
        }
    }

    private var now: Duration { ContinuousClock.now - started }

    /// Until the session has something to do, and never longer than half of a heartbeat.
    private var patience: Duration {
        let longest = session.terms.heartbeat / 2
        return session.nextTick.map { min(max($0 - now, .zero), longest) } ?? longest
    }
}

// MARK: - Doing what the session says

extension WorkerLoop {
    /// The journal's lines first, in one write: an ACK must not leave before its line is on the disk.
    private func perform(_ actions: [SessionAction]) throws(WorkerError) {
        try keep(actions)
        for action in actions { try perform(action) }
    }

    private func keep(_ actions: [SessionAction]) throws(WorkerError) {
        guard let journal else { return }
        let entries = actions.compactMap { action -> JournalEntry? in
            guard case .remember(let entry) = action else { return nil }
            return entry
        }
        guard !entries.isEmpty else { return }
        do { try journal.append(entries) } catch { throw .journal("\(error)") }
    }

    private func perform(_ action: SessionAction) throws(WorkerError) {
        switch action {
        case .connect: try open()
        case .disconnect: line.close(isParting: session.hasEnded)
        case .send(let message): try send(message)
        case .remember: break  // Done above.
        case .handle(let issue): begin(issue)
        case .cancelled(let issue, _): handlers[issue.run]?.cancel()
        case .performed(let rid, let result): orders.removeValue(forKey: rid)?.answer.resume(returning: result)
        case .note(let diagnostic): report(diagnostic)
        case .ended(let reason): end = reason
        }
    }

    private func open() throws(WorkerError) {
        do throws(ZeroMQError) { try line.open() } catch { throw .socket("\(error)") }
    }

    private func send(_ message: ClientMessage) throws(WorkerError) {
        do throws(WireError) {
            line.send(try message.encoded())
        } catch {
            report(.unsendable(error))
        }
        try onLine { () throws(ZeroMQError) in try line.flush() }
    }

    private func begin(_ issue: Issue) {
        let (handler, mailbox) = (handler, mailbox)
        handlers[issue.run] = Task(executorPreference: executor) {
            mailbox.post(.finished(issue, await handler(issue)))
        }
    }

    private func forget(_ token: UInt64) -> [SessionAction] {
        guard let (rid, order) = orders.first(where: { $0.value.token == token }) else { return [] }
        orders[rid] = nil
        order.answer.resume(
            returning: .failure(CommandRefusal(.outcomeUnknown, detail: "the caller did not wait for the answer")))
        return session.forget(rid: rid, at: now)
    }

    /// A socket that fails is replaced; the session decides when.
    private func onLine<Value>(_ body: () throws(ZeroMQError) -> Value) throws(WorkerError) -> Value? {
        do throws(ZeroMQError) {
            return try body()
        } catch {
            guard !error.isTermination else { throw .socket("\(error)") }
            try perform(session.connectionFailed(at: now))
            return nil
        }
    }

    /// Frees everybody who waits for this thread.
    private func abandon() {
        line.close(isParting: false)
        for handler in handlers.values { handler.cancel() }
        let unread = mailbox.close().compactMap { letter -> Mailbox.Order? in
            guard case .perform(let order) = letter else { return nil }
            return order
        }
        for order in Array(orders.values) + unread {
            let refusal = CommandRefusal(.outcomeUnknown, detail: "the worker stopped before the answer came")
            order.answer.resume(returning: .failure(refusal))
        }
        orders = [:]
    }

    private static func load(_ journal: (any Journal)?) throws(WorkerError) -> [JournalEntry] {
        do { return try journal?.load() ?? [] } catch { throw .journal("\(error)") }
    }
}
