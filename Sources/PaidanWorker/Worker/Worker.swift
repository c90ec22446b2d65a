import Foundation
public import PaidanJSON
public import PaidanWire
import Synchronization
import ZeroMQ

/// A department's worker: takes issues out of its queues, lets a handler decide on each, and answers.
///
/// ```swift
/// let worker = try Worker(configuration) { issue in
///     try await store.keep(issue) ? .acknowledge() : .retryLater(reason: "the store is full")
/// }
/// try await worker.run()
/// ```
///
/// One thread of its own holds the socket and answers the server's heartbeats; handlers run elsewhere, as many at once
/// as the windows allow. A handler's task is cancelled as *advice* when its message was settled elsewhere.
public final class Worker: Sendable {
    /// Decides on one issue. Acknowledge only what is stored durably.
    public typealias Handler = @Sendable (Issue) async -> Verdict

    private let configuration: Configuration
    private let journal: (any Journal)?
    private let report: @Sendable (Diagnostic) -> Void
    private let handler: Handler
    private let mailbox: Mailbox
    private let hasRun = Atomic(false)
    private let tokens = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - journal: what makes "never twice" hold across restarts.
    ///   - report: called on the worker's thread, for the log; must return soon.
    public init(
        _ configuration: Configuration, journal: (any Journal)? = nil,
        report: @escaping @Sendable (Diagnostic) -> Void = { _ in }, handler: @escaping Handler
    ) throws(WorkerError) {
        self.configuration = configuration
        self.journal = journal
        self.report = report
        self.handler = handler
        do throws(ZeroMQError) {
            mailbox = try Mailbox(commandsMax: configuration.session.commandLimit)
        } catch {
            throw .socket("\(error)")
        }
    }

    /// Runs until `stop()`, until the task is cancelled (which is the same), or until it cannot go on.
    ///
    /// - Returns: `stopped`, or what was left open when the time for stopping was up.
    @discardableResult
    public func run() async throws(WorkerError) -> SessionEnd {
        guard !hasRun.exchange(true, ordering: .relaxed) else { throw .alreadyRun }
        let end = await withTaskCancellationHandler {
            await runOnOwnThread()
        } onCancel: {
            stop()
        }
        return try end.get()
    }

    /// Takes no new issues, waits for the handlers that run and for the server's answers, says BYE. Returns at once.
    public func stop() {
        mailbox.post(.stop)
    }

    /// From now on at most so many handlers at once for this queue; zero takes nothing new.
    public func setWindow(_ window: Int, of queue: String) {
        mailbox.post(.setWindow(queue: queue, window: window))
    }

    /// A command on a ticket, at any time: `accept`, `reportDone` and the like.
    ///
    /// It is repeated with the same key, over lost connections too, until the server has answered.
    /// - Parameter key: give one that you have stored when the command must not be lost with this process.
    /// - Throws: `CommandRefusal`; with `outcomeUnknown` when the task was cancelled or the worker stopped first.
    public func perform(
        ticket: String, type: String, data: JSONObject, expectRev: Int? = nil, key: String? = nil
    ) async throws(CommandRefusal) -> TicketStamp {
        guard !Task.isCancelled else { throw CommandRefusal(.unavailable, detail: "the caller was cancelled") }
        let token = tokens.wrappingAdd(1, ordering: .relaxed).newValue
        let command = TicketCommand(type: type, data: data, expectRev: expectRev)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.post(
                    Mailbox.Order(
                        token: token, ticket: ticket, command: command, key: key ?? UUID().uuidString.lowercased(),
                        answer: continuation))
                // A cancellation that came before the order was posted found nothing to forget.
                if Task.isCancelled { mailbox.post(.forget(token: token)) }
            }
        } onCancel: {
            mailbox.post(.forget(token: token))
        }
        return try result.get()
    }

    private func runOnOwnThread() async -> Result<SessionEnd, WorkerError> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                continuation.resume(returning: Result { () throws(WorkerError) in try loop() })
            }
        }
    }

    private func loop() throws(WorkerError) -> SessionEnd {
        let loop = try WorkerLoop(
            configuration: configuration, journal: journal, mailbox: mailbox, report: report, handler: handler)
        return try loop.run()
    }
}
