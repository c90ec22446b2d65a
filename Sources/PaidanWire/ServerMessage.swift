/// What the server sends to a client on DISPATCH.
public enum ServerMessage: Hashable, Sendable {
    case welcome(Welcome)
    case deliver(Deliver)
    case settled(Settled)
    case cancel(Cancel)
    case did(Did)
    case error(ErrorReply)
    case ping(Ping)
    case pong(Pong)
    case bye(Bye)
}

extension ServerMessage {
    /// Reads a message. A client ignores one that fails with `unknown-command`: it is from a later minor version.
    public init(parsing frames: [[UInt8]]) throws(WireError) {
        let frames = try Frames(parsing: frames)
        let header = try HeaderReader(message: frames.header)
        guard let command = ServerCommand(rawValue: frames.command) else {
            throw WireError(.unknownCommand, "\(frames.command) is no command of a server", rid: header.rid)
        }
        self = try Self.read(command, header, frames.body)
    }

    private static func read(
        _ command: ServerCommand, _ header: HeaderReader, _ body: [UInt8]
    ) throws(WireError) -> ServerMessage {
        switch command {
        case .welcome: .welcome(try Welcome(header, body: body))
        case .deliver: .deliver(try Deliver(header, body: body))
        case .settled: .settled(try Settled(header, body: body))
        case .cancel: .cancel(try Cancel(header, body: body))
        case .did: .did(try Did(header, body: body))
        case .error: .error(try ErrorReply(header, body: body))
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

    public var command: ServerCommand { parts.command }

    /// The request id of the message that this one answers.
    public var rid: String? { parts.payload.requestID }

    private var parts: (command: ServerCommand, payload: any Payload) {
        switch self {
        case .welcome(let welcome): (.welcome, welcome)
        case .deliver(let deliver): (.deliver, deliver)
        case .settled(let settled): (.settled, settled)
        case .cancel(let cancel): (.cancel, cancel)
        case .did(let did): (.did, did)
        case .error(let error): (.error, error)
        case .ping(let ping): (.ping, ping)
        case .pong(let pong): (.pong, pong)
        case .bye(let bye): (.bye, bye)
        }
    }
}
