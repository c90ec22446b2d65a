internal import Foundation
internal import PaidanCore
package import PaidanEngine
internal import PaidanWire
internal import Synchronization
internal import ZeroMQ

/// The running server without its desk: one thread that owns the engine and the ROUTER socket, and one for the doorbell.
///
/// Each round it takes what waits (commands from the desk, messages from workers, clocks that are due), has it decided
/// and committed in one transaction, and only then answers, delivers and rings.
package final class House: Sendable {
    package struct Configuration: Sendable {
        /// Where workers connect: `tcp://127.0.0.1:5870`; `*` as port picks a free one.
        package var dispatchEndpoint: String
        package var bellEndpoint: String

        package init(dispatchEndpoint: String, bellEndpoint: String) {
            self.dispatchEndpoint = dispatchEndpoint
            self.bellEndpoint = bellEndpoint
        }
    }

    /// What the thread shows to others.
    struct Shown {
        var policies: PolicyShelf
        var branches: [BranchRow]
        var stoppedQueues: StoppedQueues
        var heads: [String: Int]
        var numbers = HouseNumbers()
    }

    let mailbox: Mailbox
    let clock: HouseClock
    package let epoch: String
    let shown: Mutex<Shown>
    let pulse = Pulse(at: .now)
    private let end = Mutex<Result<Void, any Error>?>(nil)
    private let finished = DispatchSemaphore(value: 0)
    private let waiters = Mutex<[CheckedContinuation<Void, Never>]>([])
    package let dispatchEndpoint: String
    package let bellEndpoint: String

    /// Binds the sockets, fires every clock that became due while nobody watched, and starts the thread.
    ///
    /// - Parameters:
    ///   - engine: handed over; nobody else may use it any more.
    /// - Throws: when an address is taken, or the store fails.
    package init(
        engine: sending Engine, clock: HouseClock, epoch: String, configuration: Configuration
    ) throws {
        let numbers = try catchUp(engine, clock)
        let (policies, branches, stopped) = (engine.policies, engine.branchRows, engine.stoppedQueues)
        self.mailbox = try Mailbox()
        self.clock = clock
        self.epoch = epoch
        // Read after catching up, which may have moved them.
        let heads = engine.feedHeads
        shown = Mutex(
            Shown(policies: policies, branches: branches, stoppedQueues: stopped, heads: heads, numbers: numbers))
        let context = try Context()
        let router = try Socket(.router, in: context, options: HouseSockets.dispatch)
        dispatchEndpoint = try router.bind(configuration.dispatchEndpoint)
        let feeds = Authority(policies: policies, branches: engine.branches).feeds
        let tower = try BellTower(feeds: feeds, heads: heads)
        let ringer = try BellRinger(tower, endpoint: configuration.bellEndpoint, epoch: epoch)
        bellEndpoint = ringer.endpoint
        let loop = HouseLoop(
            engine: engine, mailbox: mailbox, clock: clock, epoch: epoch, context: context, router: router, tower: tower
        )
        let silent = DispatchSemaphore(value: 0)
        start("bell", ringer) { ringer in
            ringer.run()
            silent.signal()
        }
        start("house", loop) { [self] loop in
            let result = Result { try loop.run(self) }
            tower.close()
            silent.wait()
            end.withLock { $0 = result }
            finished.signal()
            for waiter in waiters.withLock({ $0 }) { waiter.resume() }
        }
    }

    /// Stops taking commands, finishes those that wait, says good-bye to the workers and returns when all is closed.
    /// - Throws: what ended the thread if it had failed before.
    package func stop() throws {
        mailbox.close()
        finished.wait()
        finished.signal()
        if case .failure(let error) = end.withLock({ $0 }) { throw error }
    }

    /// Takes no new commands from now on; those that wait are still done.
    package func beginStopping() { mailbox.close() }

    /// Returns when the thread has ended, by itself or because it was told to.
    package func untilEnded() async {
        await withCheckedContinuation { continuation in
            let hasEnded = waiters.withLock { waiters in
                if end.withLock({ $0 != nil }) { return true }
                waiters.append(continuation)
                return false
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Why the thread ended by itself; nil while it runs.
    package var failure: (any Error)? {
        if case .failure(let error) = end.withLock({ $0 }) { error } else { nil }
    }

    /// Whether the thread has ended, by itself or because it was told to.
    package var hasEnded: Bool { end.withLock { $0 != nil } }

    /// For how long the thread has not come to the end of a round although work waits; nil while none does.
    package var silence: Duration? { pulse.silence(isWaitedFor: !mailbox.isEmpty, at: .now) }

    package var numbers: HouseNumbers { shown.withLock(\.numbers) }
}

/// Fires what became due, in order, before the server says that it is ready. On a full disk that waits, and people can read.
private func catchUp(_ engine: Engine, _ clock: HouseClock) throws -> HouseNumbers {
    var windows = NoWindows()
    var numbers = HouseNumbers()
    while let next = try engine.nextClockMoment, next <= clock.now {
        let turn = try engine.turn(at: clock.now, [], windows: &windows)
        guard !turn.isRefused else { break }
        numbers.note(turn.news, breaches: try engine.breaches(in: turn.news))
    }
    return numbers
}

/// Starts a thread that owns `body` from now on.
private func start<Body>(_ name: String, _ body: sending Body, _ run: @escaping @Sendable (Body) -> Void) {
    let handover = Handover(body)
    let thread = Thread { run(handover.take()) }
    thread.name = name
    thread.stackSize = 1 << 23
    thread.start()
}

/// Hands a value that is not `Sendable` to one thread, once.
// Safe: the value is taken exactly once, by the thread that then owns it; the lock orders the two.
private final class Handover<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value?

    init(_ value: Value) { self.value = value }

    func take() -> Value {
        lock.withLock {
            guard let value else { preconditionFailure("handed over twice") }
            self.value = nil
            return value
        }
    }
}

/// Counters for `/metrics`.
package struct HouseNumbers: Hashable, Sendable {
    package var turns = 0
    package var jobs = 0
    package var deliveries = 0
    package var rungs = 0
    package var malformed = 0
    package var unsendable = 0
    package var workers: [String: Int] = [:]
    /// How late rungs were recorded, by bucket: ≤ 10 ms, ≤ 100 ms, ≤ 1 s, ≤ 10 s, ≤ 60 s, more.
    package var latenessBuckets = [Int](repeating: 0, count: Self.latenessBounds.count + 1)
    package var latenessSum = 0
    /// Limits that passed since the start, also those that passed before and were recorded then.
    package var breaches: [Breach: Int] = [:]

    /// Milliseconds.
    package static let latenessBounds = [10, 100, 1_000, 10_000, 60_000]

    /// What a turn did to clocks.
    mutating func note(_ news: News, breaches found: [Breach]) {
        rungs += news.rungsFired
        for breach in found { breaches[breach, default: 0] += 1 }
        for late in news.lateness {
            let index = Self.latenessBounds.firstIndex { late <= $0 } ?? Self.latenessBounds.count
            latenessBuckets[index] += 1
            latenessSum += Int(late)
        }
    }
}
