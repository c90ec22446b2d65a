import CZeroMQ
import Synchronization

/// The libzmq context: its I/O threads and every socket made from it.
///
/// A process has one. It may be shared between threads; the sockets made from it may not. Each `Socket` keeps its
/// context alive, so the context goes when the last socket has gone.
package final class Context: Sendable {
    /// The raw context. libzmq documents contexts as thread-safe.
    private struct Handle: @unchecked Sendable {
        let raw: UnsafeMutableRawPointer
    }

    /// Empty once `terminate()` has begun.
    private let handle: Mutex<Handle?>

    package init() throws(ZeroMQError) {
        guard let raw = zmq_ctx_new() else { throw .last("create context") }
        handle = Mutex(Handle(raw: raw))
    }

    deinit {
        terminate()
    }

    /// Makes every call on every socket fail at once with `isTermination`, and returns without waiting.
    ///
    /// This is how a thread is told to stop that sits in `Poller.wait`; may be called from any thread, more than once.
    package func shutDown() {
        handle.withLock { handle in
            guard let handle else { return }
            let result = zmq_ctx_shutdown(handle.raw)
            precondition(result == 0, "\(ZeroMQError.last("shut down context"))")
        }
    }

    /// Ends the context. **Blocks until the owners have closed all sockets**, so never call it on a thread that owns one.
    ///
    /// A second call returns at once.
    package func terminate() {
        guard let ending = takeHandle() else { return }
        while zmq_ctx_term(ending.raw) != 0 {
            let error = ZeroMQError.last("terminate context")
            precondition(error.code == ErrorNumber.interrupted, "\(error)")
        }
    }

    /// Opens a raw socket. Within the lock, so that `terminate` cannot free the context in between.
    func openSocket(_ kind: SocketKind) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        let opened = try handle.withLock { (context) throws(ZeroMQError) -> Handle in
            guard let context else { throw Self.terminated(kind) }
            guard let raw = zmq_socket(context.raw, kind.rawType) else { throw .last("open \(kind) socket") }
            return Handle(raw: raw)
        }
        return opened.raw
    }

    private func takeHandle() -> Handle? {
        handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
    }

    private static func terminated(_ kind: SocketKind) -> ZeroMQError {
        ZeroMQError(code: ErrorNumber.terminated, operation: "open \(kind) socket")
    }
}
