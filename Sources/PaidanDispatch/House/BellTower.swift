internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire
internal import ZeroMQ

/// The doorbell: tells subscribers that something happened, and every second where each feed stands, so that a lost
/// bell is noticed. Holds nothing worth stealing; losing every bell costs latency, never data.
struct BellTower {
    private let socket: Socket
    private let epoch: String
    private var heads: [String: Int]
    private var lastHeartbeat = Instant(milliseconds: 0)
    /// Raised when somebody's right to a feed ends; topics then change.
    private let generation = 1

    init(_ socket: Socket, epoch: String, heads: [String: Int]) {
        self.socket = socket
        self.epoch = epoch
        self.heads = heads
    }

    /// Grants subscriptions to exactly one feed's topic; "" and other prefixes are not granted.
    mutating func answerSubscriptions() throws {
        while let frames = try socket.receive() {
            guard let first = frames.first, let flag = first.first else { continue }
            let topic = Array(first.dropFirst())
            guard let wished = BellTopic(topic), wished.generation == generation else { continue }
            if flag == 1 { try socket.subscribe(to: topic) } else { try socket.unsubscribe(from: topic) }
        }
    }

    mutating func ring(_ bells: [News.Bell]) throws {
        for bell in bells {
            heads[bell.feed] = bell.sequence
            let news = Doorbell.News(ticket: bell.ticket.description, ver: bell.version, state: bell.phase)
            try send(bell.feed, bell.sequence, news)
        }
    }

    mutating func beat(at now: Instant) throws {
        guard now - lastHeartbeat >= Span(WireLimits.bellHeartbeat) else { return }
        lastHeartbeat = now
        for (feed, head) in heads.sorted(by: { $0.key < $1.key }) { try send(feed, head, nil) }
    }

    private func send(_ feed: String, _ sequence: Int, _ news: Doorbell.News?) throws {
        let bell = Doorbell(
            topic: BellTopic(feed: feed, generation: generation), epoch: epoch, sequence: sequence, news: news)
        _ = try socket.send(frames: try bell.encoded())
    }
}
