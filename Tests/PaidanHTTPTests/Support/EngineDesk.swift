import PaidanCore
import PaidanEngine
import PaidanStore
import PaidanTesting
import Synchronization

/// A desk whose engine runs in the caller's thread, one job at a time, on a clock moved by hand.
final class EngineDesk: Desk, Library {
    private let house: Mutex<TestHouse>
    let isManual: Bool
    let epoch = "E1"
    let vault: Vault
    /// What `run` answers instead of asking the engine.
    private let fault = Mutex<DeskError?>(nil)
    private let isUnreadable = Mutex(false)
    private let counted = Mutex(0)

    init(policy: String = "dx", isManual: Bool = true) throws {
        let house = try TestHouse(policy: policy)
        vault = house.vault
        self.house = Mutex(house)
        self.isManual = isManual
    }

    /// How many snapshots were read.
    var reads: Int { counted.withLock { $0 } }

    func fail(with error: DeskError?) { fault.withLock { $0 = error } }

    /// From now on no snapshot can be read.
    func failReading() { isUnreadable.withLock { $0 = true } }
    private struct Unreadable: Error {}

    func withHouse<T: Sendable>(_ body: (TestHouse) throws -> T) rethrows -> T {
        try house.withLock { house in try body(house) }
    }

    // MARK: Desk

    func run(_ job: Job) async throws(DeskError) -> Outcome {
        if let error = fault.withLock({ $0 }) { throw error }
        return house.withLock { house in
            do { return try house.turn([job])[0] } catch { preconditionFailure("\(error)") }
        }
    }

    var now: Instant { house.withLock { $0.now } }

    func moveClock(to moment: Instant) async throws(DeskError) -> Int {
        guard isManual else { throw .clockNotManual }
        if let error = fault.withLock({ $0 }) { throw error }
        guard moment >= now else { throw .clockGoesForward }
        return house.withLock { house in
            do {
                var fired = 0
                while let next = try house.engine.nextClockMoment, next <= moment {
                    house.jump(to: max(house.now, next))
                    try house.turn([])
                    fired += house.news.rungsFired
                }
                try house.move(to: moment)
                return fired
            } catch { preconditionFailure("\(error)") }
        }
    }

    var policies: PolicyShelf { house.withLock { $0.engine.policies } }

    var branches: [BranchRow] { house.withLock { $0.engine.branchRows } }
    var stoppedQueues: StoppedQueues { house.withLock { $0.engine.stoppedQueues } }

    func head(of feed: String) -> Int {
        house.withLock { house in (try? house.store.feedHeads()[feed]) ?? 0 }
    }

    // MARK: Library

    func read<T: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> T) async throws -> T {
        if isUnreadable.withLock({ $0 }) { throw Unreadable() }
        counted.withLock { $0 += 1 }
        return try house.withLock { try body($0.store) }
    }
}
