internal import PaidanWire

/// What subscribers of BELL are granted, and how many subscriptions there are. Pure: the socket is the ringer's.
package struct BellBook {
    /// Raised when somebody's right to a feed ends; topics then change.
    static let generation = 1

    private var topics: Set<[UInt8]> = []
    private var subscriptions = 0
    /// Since the second began.
    private var requests = 0

    package init() {}

    /// What is to be done about one request of a subscriber.
    package enum Answer: Hashable {
        case grant([UInt8])
        case takeBack([UInt8])
        /// No feed's topic: "" and other prefixes, feeds that do not exist, and what is no subscription at all.
        case nothing
    }

    /// The feeds that exist now.
    package mutating func know(_ feeds: [String]) {
        topics = Set(feeds.map { BellTopic(feed: $0, generation: Self.generation).bytes })
    }

    /// - Parameter request: as XPUB gives it: 1 or 0, and the topic.
    package mutating func answer(_ request: [UInt8]) -> Answer {
        requests += 1
        guard let flag = request.first, flag <= 1 else { return .nothing }
        // ZeroMQ keeps each topic that was asked for until its peer has gone, granted or not.
        subscriptions = flag == 1 ? subscriptions + 1 : max(0, subscriptions - 1)
        let topic = Array(request.dropFirst())
        guard topics.contains(topic) else { return .nothing }
        return flag == 1 ? .grant(topic) : .takeBack(topic)
    }

    /// A new second begins.
    package mutating func beginSecond() { requests = 0 }

    /// Subscribers ask for more than is good for the others.
    package var isOverfull: Bool {
        subscriptions > WireLimits.subscriptionsMax || requests > WireLimits.bellRequestsMax
    }
}
