/// What the server publishes on BELL: "feed so-and-so is now at this number". Losing one costs time, never data.
///
/// Three frames: the topic, `PDP1`, a header. Rung at each event of the feed, and every second without news.
public struct Doorbell: Hashable, Sendable {
    public var topic: BellTopic

    /// The incarnation of the database.
    public var epoch: String

    /// The last sequence number of the feed.
    public var sequence: Int

    /// What happened; nil in the bell that only says "still here, still at this number".
    public var news: News?

    public init(topic: BellTopic, epoch: String, sequence: Int, news: News? = nil) {
        self.topic = topic
        self.epoch = epoch
        self.sequence = sequence
        self.news = news
    }

    /// The event at `sequence`. No personal data: whoever hears it may ask for the rest, if allowed.
    public struct News: Hashable, Sendable {
        public var ticket: String
        public var ver: Int
        public var state: String

        public init(ticket: String, ver: Int, state: String) {
            self.ticket = ticket
            self.ver = ver
            self.state = state
        }
    }
}

// MARK: - Reading

extension Doorbell {
    public init(parsing frames: [[UInt8]]) throws(WireError) {
        guard frames.count == 3 else { throw .malformed("a bell has 3 frames, this one has \(frames.count)") }
        guard let topic = BellTopic(frames[0]) else {
            throw .malformed("frame 0 (topic) must be \(HeaderField.topic.expected)")
        }
        guard frames[1] == Frames.magic else { throw .malformed("frame 1 must be PDP1") }
        try self.init(HeaderReader(try HeaderText.parse(frames[2])), topic: topic)
    }

    private init(_ header: HeaderReader, topic: BellTopic) throws(WireError) {
        guard try header.required(HeaderField.feed) == topic.feed else {
            throw header.malformed("feed must be the feed of the topic")
        }
        self.topic = topic
        epoch = try header.required(HeaderField.epoch)
        sequence = try header.required(HeaderField.sequence)
        news = try News(header)
    }
}

extension Doorbell.News {
    /// All three keys, or none of them.
    fileprivate init?(_ header: HeaderReader) throws(WireError) {
        let ticket = try header.optional(HeaderField.ticket)
        let ver = try header.optional(HeaderField.ver)
        let state = try header.optional(HeaderField.state)
        if let ticket, let ver, let state {
            self.init(ticket: ticket, ver: ver, state: state)
            return
        }
        guard ticket == nil, ver == nil, state == nil else {
            throw header.malformed("ticket, ver and state come together or not at all")
        }
        return nil
    }
}

// MARK: - Writing

extension Doorbell {
    public func encoded() throws(WireError) -> [[UInt8]] {
        guard BellTopic(topic.bytes) == topic else { throw .malformed("topic must be \(HeaderField.topic.expected)") }
        var header = HeaderWriter()
        try header.put(HeaderField.feed, topic.feed)
        try header.put(HeaderField.epoch, epoch)
        try header.put(HeaderField.sequence, sequence)
        try header.put(HeaderField.ticket, ifPresent: news?.ticket)
        try header.put(HeaderField.ver, ifPresent: news?.ver)
        try header.put(HeaderField.state, ifPresent: news?.state)
        return [topic.bytes, Frames.magic, try HeaderText.bytes(of: header.header)]
    }
}
