/// A feed that the session may watch.
public struct FeedGrant: Hashable, Sendable {
    /// What to subscribe to on BELL.
    public var topic: BellTopic

    /// The feed's last sequence number at the time of WELCOME.
    public var sequence: Int

    public var feed: String { topic.feed }

    public init(topic: BellTopic, sequence: Int) {
        self.topic = topic
        self.sequence = sequence
    }
}
