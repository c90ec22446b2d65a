import Dispatch
import Foundation
import PaidanWire
import ZeroMQ

@testable import PaidanWorker

/// How long a test waits for what should come at once. Never used up unless the test fails.
let patienceMilliseconds = 60_000

/// A server played by the test, on the test's thread.
final class FakeBroker {
    struct NothingCame: Error {}

    let endpoint: String
    private let context: Context
    private let router: Socket
    private var peer: [UInt8] = []

    init(at endpoint: String = "tcp://127.0.0.1:*") throws {
        context = try Context()
        router = try Socket(.router, in: context, options: [.linger(.zero), .routerMandatory(true)])
        self.endpoint = try router.bind(endpoint)
    }

    /// The next message but PING and PONG; PING is answered.
    func next() throws -> ClientMessage {
        let message = try nextOfAny()
        if case .ping(let ping) = message { try send(.pong(Pong(rid: ping.rid))) }
        return message.isHeartbeat ? try next() : message
    }

    func nextOfAny() throws -> ClientMessage {
        let poller = Poller(sockets: [router])
        guard try poller.wait(milliseconds: patienceMilliseconds).contains(router), let frames = try router.receive()
        else { throw NothingCame() }
        peer = frames[0]
        return try ClientMessage(parsing: Array(frames.dropFirst()))
    }

    func send(_ message: ServerMessage) throws {
        _ = try router.send(frames: [peer] + message.encoded())
    }

    /// Awaits HELLO and welcomes the worker.
    @discardableResult
    func welcome(
        leases: [HeldLease] = [], heartbeat: Duration = WireLimits.heartbeat,
        deadAfter: Duration = WireLimits.peerDeadAfter
    ) throws -> Hello {
        while true {
            guard case .hello(let hello) = try nextOfAny() else {
                try send(.error(ErrorReply(code: .noSession)))
                continue
            }
            try send(
                .welcome(
                    Welcome(
                        session: "s", epoch: "e", principal: "dev:\(hello.worker)", queues: hello.queues.map(\.queue),
                        leases: leases, now: WireTime(milliseconds: 1), heartbeat: heartbeat, deadAfter: deadAfter,
                        rid: hello.rid)))
            return hello
        }
    }

    func deliver(_ lease: String) throws { try send(.deliver(.test(lease))) }

    /// Awaits an answer to a lease and settles it.
    @discardableResult
    func settle(_ outcome: SettlementOutcome) throws -> String {
        let message = try next()
        guard let lease = message.lease else { throw NothingCame() }
        try send(.settled(Settled(lease: lease, outcome: outcome, rid: message.rid)))
        return message.line
    }
}

extension ClientMessage {
    fileprivate var isHeartbeat: Bool {
        switch self {
        case .ping, .pong: true
        case .hello, .window, .ack, .nack, .reject, .extend, .release, .do, .bye: false
        }
    }
}

extension FakeBroker {
    /// Tells the worker to stop and hears it out, so that nothing on its way is lost with this socket.
    func stop(_ play: Play) throws {
        play.worker.stop()
        while try next().command != .bye {}
    }

    /// Stays until the worker has ended by itself.
    func outlive(_ play: Play) throws {
        let hasEnded = DispatchSemaphore(value: 0)
        Task {
            _ = await play.end.value
            hasEnded.signal()
        }
        let limit = DispatchTime.now() + .milliseconds(patienceMilliseconds)
        guard hasEnded.wait(timeout: limit) == .success else { throw NothingCame() }
    }
}

/// Runs a broker's part on a thread of its own, so that the threads that all tests share stay free.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(with: Result(catching: body))
        }
    }
}

/// A worker and the thread of its broker.
struct Play {
    let worker: Worker
    let end: Task<Result<SessionEnd, WorkerError>, Never>

    init(
        _ endpoint: String, window: Int = 2, journal: (any Journal)? = nil,
        handler: @escaping Worker.Handler = { _ in .acknowledge() }
    ) throws {
        var configuration = Worker.Configuration(
            endpoint: endpoint, worker: "eng-07", instance: UUID().uuidString,
            queues: [QueueWindow(queue: "engineering", window: window)])
        configuration.session.drainLimit = .seconds(5)
        let worker = try Worker(configuration, journal: journal, handler: handler)
        self.worker = worker
        end = Task { await Self.end(of: worker) }
    }

    private static func end(of worker: Worker) async -> Result<SessionEnd, WorkerError> {
        do throws(WorkerError) { return .success(try await worker.run()) } catch { return .failure(error) }
    }
}
