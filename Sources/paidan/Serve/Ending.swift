internal import Dispatch
internal import Foundation
internal import ServiceLifecycle
internal import Synchronization

/// Ends a server that is told to by a signal: in order once it serves, at once while it starts. What a start was writing is then
/// taken back by the next one, as after a crash.
final class Ending: Sendable {
    /// Only kept: nobody touches them any more.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]
    private let group: Mutex<ServiceGroup?>

    /// Listens from here on, on a thread of its own: a long start has the others.
    init(on signals: [Int32]) {
        let queue = DispatchQueue(label: "paidan.ending")
        sources = signals.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        group = Mutex(nil)
        for source in sources {
            let listens = DispatchSemaphore(value: 0)
            source.setRegistrationHandler { listens.signal() }
            source.setEventHandler { self.end() }
            source.resume()
            listens.wait()
        }
    }

    /// From here on there is something that wants to be ended in order.
    func endInOrder(_ running: ServiceGroup) {
        group.withLock { $0 = running }
    }

    private func end() {
        guard let running = group.withLock({ $0 }) else { _exit(ExitStatus.ok.rawValue) }
        Task { await running.triggerGracefulShutdown() }
    }
}
