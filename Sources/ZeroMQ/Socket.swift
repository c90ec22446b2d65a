import CZeroMQ

/// A ZeroMQ socket.
///
/// **One thread owns it.** libzmq's sockets are not thread-safe: the thread (or the actor's executor) that runs the
/// loop makes the socket, sends, receives, polls and closes it. Hence the type is not `Sendable`; others reach the
/// owner through a queue of their own and a `WakeUp`. Nothing here blocks: sending and receiving return at once, and
/// waiting is `Poller`'s.
package final class Socket {
    /// The most frames of one message that `receive` keeps; no Paidan message has so many.
    package static let framesKept = 16

    package let kind: SocketKind
    private let context: Context
    private let message: Message
    private var handle: UnsafeMutableRawPointer?

    package init(_ kind: SocketKind, in context: Context, options: [SocketOption] = []) throws(ZeroMQError) {
        self.kind = kind
        self.context = context
        message = try Message()
        handle = try context.openSocket(kind)
        for option in options {
            try set(option)
        }
    }

    /// Closes a socket that its owner has forgotten; no other reference can exist now, so no other thread uses it.
    deinit {
        close()
    }

    /// Gives the socket back. Unsent messages live on for `linger`. A second call does nothing.
    package func close() {
        guard let closing = handle else { return }
        handle = nil
        let result = zmq_close(closing)
        precondition(result == 0, "\(ZeroMQError.last("close \(kind) socket"))")
    }

    /// The raw socket, or the error that libzmq would give had the memory not been freed.
    func openHandle(_ operation: @autoclosure () -> String) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        guard let handle else { throw ZeroMQError(code: ErrorNumber.notASocket, operation: operation()) }
        return handle
    }
}

@available(*, unavailable, message: "a socket stays with the thread that made it")
extension Socket: Sendable {}

// MARK: - Setting up

extension Socket {
    package func set(_ option: SocketOption) throws(ZeroMQError) {
        let handle = try openHandle("set \(option)")
        let (name, value) = option.raw
        let result =
            switch value {
            case .int32(let number): Self.set(number, for: name, of: handle)
            case .int64(let number): Self.set(number, for: name, of: handle)
            }
        guard result == 0 else { throw .last("set \(option)") }
    }

    /// SUB: asks for all messages whose first frame begins with `topic`.
    /// XPUB with `xpubManual`: grants `topic` to the peer whose subscription was received last.
    package func subscribe(to topic: [UInt8]) throws(ZeroMQError) {
        try setTopic(topic, for: ZMQ_SUBSCRIBE, "subscribe")
    }

    /// SUB: takes one `subscribe(to:)` back. XPUB with `xpubManual`: takes the grant from the peer received last.
    package func unsubscribe(from topic: [UInt8]) throws(ZeroMQError) {
        try setTopic(topic, for: ZMQ_UNSUBSCRIBE, "unsubscribe")
    }

    /// Accepts peers at the endpoint and returns it as bound: `tcp://127.0.0.1:*` becomes the port that was free.
    package func bind(_ endpoint: String) throws(ZeroMQError) -> String {
        let handle = try openHandle("bind \(endpoint)")
        guard zmq_bind(handle, endpoint) == 0 else { throw .last("bind \(endpoint)") }
        return try lastEndpoint(of: handle)
    }

    /// Begins to connect; libzmq goes on trying in the background, and again after each loss.
    package func connect(to endpoint: String) throws(ZeroMQError) {
        let handle = try openHandle("connect \(endpoint)")
        guard zmq_connect(handle, endpoint) == 0 else { throw .last("connect \(endpoint)") }
    }

    private static func set<Number: FixedWidthInteger>(
        _ number: Number, for name: Int32, of handle: UnsafeMutableRawPointer
    ) -> Int32 {
        withUnsafeBytes(of: number) { zmq_setsockopt(handle, name, $0.baseAddress, $0.count) }
    }

    private func setTopic(_ topic: [UInt8], for name: Int32, _ operation: String) throws(ZeroMQError) {
        let handle = try openHandle(operation)
        let result = topic.withUnsafeBytes { zmq_setsockopt(handle, name, $0.baseAddress, $0.count) }
        guard result == 0 else { throw .last(operation) }
    }

    private func lastEndpoint(of handle: UnsafeMutableRawPointer) throws(ZeroMQError) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        var count = buffer.count
        let result = zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &buffer, &count)
        guard result == 0 else { throw .last("read the bound endpoint") }
        return String(decoding: buffer[..<max(0, count - 1)], as: UTF8.self)  // The count includes the closing NUL.
    }
}

// MARK: - Sending and receiving

extension Socket {
    /// Hands over one message without waiting: all of its frames, or none.
    ///
    /// ROUTER: the first frame is the peer's routing id. Errors are those of the socket (terminated, closed); a peer
    /// that is slow or gone is an outcome.
    package func send(frames: [[UInt8]]) throws(ZeroMQError) -> SendOutcome {
        precondition(!frames.isEmpty, "a message has at least one frame")
        let handle = try openHandle("send")
        for index in frames.indices {
            let error = Self.send(frames[index], more: index < frames.count - 1, on: handle)
            guard let error else { continue }
            if index > 0 { Self.flushRest(of: frames, after: index, on: handle) }
            return try outcome(of: error)
        }
        return .sent
    }

    /// Takes one whole message if one is there.
    ///
    /// Of a message with more than `framesKept` frames the rest is read and dropped: whoever parses it sees more
    /// frames than allowed, and a stranger cannot fill memory here with a million small ones.
    package func receive() throws(ZeroMQError) -> [[UInt8]]? {
        let handle = try openHandle("receive")
        guard try message.fill(from: handle) else { return nil }
        var frames = [message.bytes]
        while message.hasMore {
            // libzmq hands a message on only when all of it has come, so a later frame is never waited for.
            guard try message.fill(from: handle) else {
                preconditionFailure("libzmq gave a part of a message")
            }
            if frames.count < Self.framesKept { frames.append(message.bytes) }
        }
        return frames
    }

    private static func send(_ frame: [UInt8], more: Bool, on handle: UnsafeMutableRawPointer) -> ZeroMQError? {
        let flags = more ? ZMQ_DONTWAIT | ZMQ_SNDMORE : ZMQ_DONTWAIT
        while true {
            let sent = frame.withUnsafeBytes { zmq_send(handle, $0.baseAddress, $0.count, flags) }
            guard sent < 0 else { return nil }
            let error = ZeroMQError.last("send")
            guard error.code == ErrorNumber.interrupted else { return error }
        }
    }

    /// When a connection goes in the middle of a message, DEALER takes back its first frames and drops what follows up
    /// to the last one. Without these the *next* message would be dropped in their place.
    private static func flushRest(of frames: [[UInt8]], after failed: Int, on handle: UnsafeMutableRawPointer) {
        for index in frames.indices.dropFirst(failed + 1) {
            // The message is lost already; a second error adds nothing.
            _ = send(frames[index], more: index < frames.count - 1, on: handle)
        }
    }

    private func outcome(of error: ZeroMQError) throws(ZeroMQError) -> SendOutcome {
        switch error.code {
        case ErrorNumber.wouldBlock: .wouldBlock
        case ErrorNumber.unreachable: .unreachable
        default: throw error
        }
    }
}
