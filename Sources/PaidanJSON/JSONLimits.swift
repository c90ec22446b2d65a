/// How much of a JSON text the parser is willing to read.
public struct JSONLimits: Hashable, Sendable {
    /// 32 levels, 1 MiB, 1,024 members in an object.
    public static let `default` = JSONLimits()

    /// Deepest nesting of arrays and objects that is read; `[]` has depth 1, a bare scalar depth 0.
    public let depth: Int

    /// Longest text that is read, in bytes. The tree may take some fifty times that in memory.
    public let bytes: Int

    /// Most members that one object may have.
    public let members: Int

    /// The parser calls itself once per level, so `depth` must be in 0…512; the other limits must not be negative.
    public init(depth: Int = 32, bytes: Int = 1 << 20, members: Int = 1024) {
        precondition((0...512).contains(depth), "depth \(depth) is not in 0...512")
        precondition(bytes >= 0 && bytes < Int.max, "\(bytes) bytes are no limit")
        precondition(members >= 0, "\(members) members are no limit")
        self.depth = depth
        self.bytes = bytes
        self.members = members
    }
}
