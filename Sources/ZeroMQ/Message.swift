import CZeroMQ

/// One incoming frame in libzmq's keeping.
///
/// A `zmq_msg_t` must never be copied once it is initialised, and Swift is free to copy a local variable; so it lives
/// at one heap address from `init` to `deinit`, and this type cannot be copied. A socket keeps one and fills it anew.
struct Message: ~Copyable {
    private let raw: UnsafeMutablePointer<zmq_msg_t>

    init() throws(ZeroMQError) {
        raw = .allocate(capacity: 1)
        guard zmq_msg_init(raw) == 0 else {
            let error = ZeroMQError.last("initialise message")
            raw.deallocate()
            throw error
        }
    }

    deinit {
        // Fails only for a message that was never initialised.
        let result = zmq_msg_close(raw)
        precondition(result == 0, "\(ZeroMQError.last("close message"))")
        raw.deallocate()
    }

    /// Takes the next frame from the socket, releasing the one held before; false if none is there.
    func fill(from socket: UnsafeMutableRawPointer) throws(ZeroMQError) -> Bool {
        while zmq_msg_recv(raw, socket, ZMQ_DONTWAIT) < 0 {
            let error = ZeroMQError.last("receive")
            if error.code == ErrorNumber.wouldBlock { return false }
            guard error.code == ErrorNumber.interrupted else { throw error }
        }
        return true
    }

    /// Whether further frames of the same message follow.
    var hasMore: Bool { zmq_msg_more(raw) == 1 }

    /// A copy of the frame's bytes.
    var bytes: [UInt8] {
        let count = zmq_msg_size(raw)
        guard count > 0, let start = zmq_msg_data(raw) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}
