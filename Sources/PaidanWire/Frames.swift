public import PaidanJSON

/// A message as it travels: magic, command, header and body, checked for form but not for meaning.
///
/// What ROUTER puts in front (the routing id) is not part of it.
public struct Frames: Hashable, Sendable {
    /// F0: the protocol and its major version.
    public static let magic = Array("PDP1".utf8)

    /// F1: 1–16 letters A–Z and `_`.
    public let command: String

    /// F2: one JSON object.
    public let header: JSONObject

    /// F3: empty when the frame is absent.
    public let body: [UInt8]

    public init(command: String, header: JSONObject, body: [UInt8] = []) {
        self.command = command
        self.header = header
        self.body = body
    }
}

// MARK: - Reading

extension Frames {
    /// Checks in this order: F0, the number of frames, F1, the lengths of F2 and F3, F2.
    public init(parsing frames: [[UInt8]]) throws(WireError) {
        try Self.checkMagic(frames.first)
        guard WireLimits.frameCount.contains(frames.count) else {
            throw .malformed("a message has 3 or 4 frames, this one has \(frames.count)")
        }
        guard Grammar.isCommand(frames[1]) else {
            throw .malformed("frame 1 (command) must be 1–16 letters of A–Z and _")
        }
        let body = frames.count == 4 ? frames[3] : []
        guard body.count <= WireLimits.bodyBytesMax else {
            throw .malformed("frame 3 (body) is longer than \(WireLimits.bodyBytesMax) bytes")
        }
        self.init(
            command: String(decoding: frames[1], as: UTF8.self),
            header: try HeaderText.parse(frames[2]),
            body: body)
    }

    /// `PDP` and another number is a version that we do not speak; anything else is no PDP at all.
    private static func checkMagic(_ frame: [UInt8]?) throws(WireError) {
        guard let frame, frame != magic else {
            if frame == nil { throw .malformed("a message has 3 or 4 frames, this one has none") }
            return
        }
        guard isOtherVersion(frame) else { throw .malformed("frame 0 must be PDP1") }
        throw WireError(.unsupportedVersion, "this side speaks PDP1 only")
    }

    private static func isOtherVersion(_ frame: [UInt8]) -> Bool {
        (4...6).contains(frame.count) && frame.starts(with: Array("PDP".utf8))
            && Grammar.positiveInteger(String(decoding: frame.dropFirst(3), as: UTF8.self), max: 999) != nil
    }
}

// MARK: - Writing

extension Frames {
    /// The frames to send; the same message always gives the same bytes.
    public func encoded() throws(WireError) -> [[UInt8]] {
        guard Grammar.isCommand(command.utf8) else {
            throw .malformed("frame 1 (command) must be 1–16 letters of A–Z and _")
        }
        guard body.count <= WireLimits.bodyBytesMax else {
            throw .malformed("frame 3 (body) is longer than \(WireLimits.bodyBytesMax) bytes")
        }
        let frames = [Self.magic, Array(command.utf8), try HeaderText.bytes(of: header)]
        return body.isEmpty ? frames : frames + [body]
    }
}
