/// What a client sends to the server on DISPATCH.
public enum ClientMessage: Hashable, Sendable {
    case hello(Hello)
    case window(Window)
    case ack(Ack)
    case nack(Nack)
    case reject(Reject)
    case extend(Extend)
    case release(Release)
    case `do`(Do)
    case ping(Ping)
    case pong(Pong)
    case bye(Bye)
}

extension ClientMessage {
    /// Reads a message; `frames` begins with the magic, after the routing id that ROUTER puts in front.
    public init(parsing frames: [[UInt8]]) throws(WireError) {
        let frames = try Frames(parsing: frames)
        let header = try HeaderReader(message: frames.header)
        guard let command = ClientCommand(rawValue: frames.command) else {
            throw WireError(.unknownCommand, "\(frames.command) is no command of a client", rid: header.rid)
        }
        self = try Self.read(command, header, frames.body)
    }

    private static func read(
        _ command: ClientCommand, _ header: HeaderReader, _ body: [UInt8]
    ) throws(WireError) -> ClientMessage {
        switch command {
        case .hello: .hello(try Hello(header, body: body))
        case .window: .window(try Window(header, body: body))
        case .ack: .ack(try Ack(header, body: body))
        case .nack: .nack(try Nack(header, body: body))
        case .reject: .reject(try Reject(header, body: body))
        case .extend: .extend(try Extend(header, body: body))
        case .release: .release(try Release(header, body: body))
        case .do: .do(try Do(header, body: body))
        case .ping: .ping(try Ping(header, body: body))
        case .pong: .pong(try Pong(header, body: body))
        case .bye: .bye(try Bye(header, body: body))
        }
    }

    /// The frames to send. Fails with `malformed` where the other side would refuse them.
    public func encoded() throws(WireError) -> [[UInt8]] {
        let (command, payload) = parts
        return try payload.encoded(as: command.rawValue)
    }

    public var command: ClientCommand { parts.command }

    /// The request id, to be echoed in the reply.
    public var rid: String? { parts.payload.requestID }

    private var parts: (command: ClientCommand, payload: any Payload) {
        switch self {
        case .hello(let hello): (.hello, hello)
        case .window(let window): (.window, window)
        case .ack(let ack): (.ack, ack)
        case .nack(let nack): (.nack, nack)
        case .reject(let reject): (.reject, reject)
        case .extend(let extend): (.extend, extend)
        case .release(let release): (.release, release)
        case .do(let order): (.do, order)
        case .ping(let ping): (.ping, ping)
        case .pong(let pong): (.pong, pong)
        case .bye(let bye): (.bye, bye)
        }
    }
}
