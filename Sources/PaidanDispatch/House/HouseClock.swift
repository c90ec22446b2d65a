internal import Foundation
package import PaidanCore
internal import Synchronization

/// The time that counts for a server: the machine's, or one moved by hand.
package final class HouseClock: Sendable {
    private let manual: Mutex<Instant?>

    /// - Parameter start: where a clock moved by hand stands first; nil for the machine's clock.
    package init(manualFrom start: Instant?) { manual = Mutex(start) }

    package var isManual: Bool { manual.withLock { $0 != nil } }

    package var now: Instant {
        manual.withLock { $0 } ?? ofTheMachine
    }

    /// The machine's time, for heartbeats: a clock that stands still must not keep a dead worker alive, nor one that
    /// jumps end a living one's session.
    var ofTheMachine: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

    /// Only forward; does nothing to the machine's clock.
    func move(to moment: Instant) {
        manual.withLock { manual in
            if let now = manual { manual = max(now, moment) }
        }
    }
}
