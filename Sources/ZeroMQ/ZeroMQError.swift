import CZeroMQ

/// A call into libzmq or the kernel that failed, told with what was tried.
///
/// `"\(error)"` reads: `bind tcp://127.0.0.1:5870: Address already in use (errno 98)`.
package struct ZeroMQError: Error, Equatable {
    /// The errno of the failed call; libzmq adds a few numbers of its own above 156384712.
    package let code: Int32

    /// What was being tried, with the endpoint or the option where there is one.
    package let operation: String

    package init(code: Int32, operation: String) {
        self.code = code
        self.operation = operation
    }

    /// The context is being terminated: the owner of the socket closes it and leaves its loop.
    package var isTermination: Bool { code == ErrorNumber.terminated }

    /// The error of the libzmq call that has just failed on this thread.
    ///
    /// The text is made after the number is read: making it allocates, and that may overwrite errno.
    static func last(_ operation: @autoclosure () -> String) -> ZeroMQError {
        let code = zmq_errno()
        return ZeroMQError(code: code, operation: operation())
    }
}

extension ZeroMQError: CustomStringConvertible {
    package var description: String {
        let reason = zmq_strerror(code).map { String(cString: $0) } ?? "unknown error"
        return "\(operation): \(reason) (errno \(code))"
    }
}
