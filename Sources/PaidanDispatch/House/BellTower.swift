internal import PaidanEngine
internal import Synchronization
internal import ZeroMQ

/// What is to be rung, from the house's thread to the ringer's. Bounded: a ringer that is kept busy costs bells, which
/// the next heartbeat makes good, and never the house's time.
final class BellTower: Sendable {
    /// Bells that wait at most. Of further ones only the number of their feed is kept.
    static let capacity = 4_096

    /// What the ringer takes along.
    struct Rope: Sendable {
        var bells: [News.Bell] = []
        /// Where each existing feed stands.
        var heads: [String: Int]
        var isClosed = false
    }

    private let rope: Mutex<Rope>
    let wakeUp: WakeUp

    /// - Parameters:
    ///   - feeds: those that exist.
    ///   - heads: where those stand in which something has happened.
    init(feeds: [String], heads: [String: Int]) throws(ZeroMQError) {
        wakeUp = try WakeUp()
        rope = Mutex(Rope(heads: Self.heads(feeds, heads)))
    }

    /// - Parameter feeds: those that exist now.
    func ring(_ bells: [News.Bell], feeds: [String]) {
        let isNews = rope.withLock { rope in
            rope.heads = Self.heads(feeds, rope.heads)
            for bell in bells { rope.heads[bell.feed] = bell.sequence }
            rope.bells += bells.prefix(Self.capacity - rope.bells.count)
            return !bells.isEmpty
        }
        if isNews { wakeUp.signal() }
    }

    /// The bells that wait, once; the heads stay.
    func take() -> Rope {
        rope.withLock { rope in
            defer { rope.bells = [] }
            return rope
        }
    }

    var isClosed: Bool { rope.withLock(\.isClosed) }

    func close() {
        rope.withLock { $0.isClosed = true }
        wakeUp.signal()
    }

    /// A feed that exists no more keeps its number and its bell: its history is still there.
    private static func heads(_ feeds: [String], _ known: [String: Int]) -> [String: Int] {
        var heads = known
        for feed in feeds where heads[feed] == nil { heads[feed] = 0 }
        return heads
    }
}
