import CZeroMQ

/// Wakes the thread that sits in `Poller.wait`: an eventfd.
///
/// Any thread may `signal()`; the thread that polls calls `drain()` *before* it looks into its queue, so that a signal
/// given while it looks is not lost. Many signals before one drain count as one.
package final class WakeUp: Sendable {
    let descriptor: Int32

    package init() throws(ZeroMQError) {
        let opened = paidan_eventfd_open()
        guard opened >= 0 else { throw ZeroMQError(code: -opened, operation: "open eventfd") }
        descriptor = opened
    }

    deinit {
        let result = paidan_eventfd_close(descriptor)
        precondition(result == 0, "\(ZeroMQError(code: -result, operation: "close eventfd"))")
    }

    /// Wakes the poller, now or at its next wait.
    package func signal() {
        // Fails only if the descriptor is not ours any more, and we own it until deinit.
        let result = paidan_eventfd_signal(descriptor)
        precondition(result == 0, "\(ZeroMQError(code: -result, operation: "signal eventfd"))")
    }

    /// Takes all signals given so far; true if there was one.
    @discardableResult
    package func drain() -> Bool {
        let result = paidan_eventfd_drain(descriptor)
        precondition(result >= 0, "\(ZeroMQError(code: -result, operation: "drain eventfd"))")
        return result == 1
    }
}
