/// What one subscribes to on BELL: `f.<feed>.g<generation>` and NUL.
///
/// The NUL keeps a topic from being the beginning of another one. The generation rises when a right is taken away.
public struct BellTopic: Hashable, Sendable {
    public let feed: String
    public let generation: Int

    /// Whether the parts are in their ranges is checked when the topic is written to the wire.
    public init(feed: String, generation: Int) {
        self.feed = feed
        self.generation = generation
    }

    /// The topic frame, and the subscription to it.
    public var bytes: [UInt8] { Array("f.\(feed).g\(generation)\0".utf8) }

    /// nil unless the bytes are exactly those of some topic.
    public init?(_ bytes: [UInt8]) {
        guard bytes.last == 0 else { return nil }
        let parts = String(decoding: bytes.dropLast(), as: UTF8.self)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "f", Grammar.isFeed(String(parts[1])), parts[2].hasPrefix("g") else {
            return nil
        }
        let digits = parts[2].dropFirst()
        guard let generation = Grammar.positiveInteger(digits, max: WireLimits.integerMax) else { return nil }
        self.init(feed: String(parts[1]), generation: generation)
    }
}
