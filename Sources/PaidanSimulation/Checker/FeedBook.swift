internal import PaidanCore
internal import PaidanEngine

/// Feeds as they were committed: numbers without gap, every fact once in `all`, heads that agree.
struct FeedBook {
    private(set) var entries: [String: [FeedEntry]] = [:]
    private var heads: [String: Int] = [:]

    func head(of feed: String) -> Int { entries[feed]?.count ?? 0 }

    mutating func insert(_ entry: FeedEntry) throws {
        let expected = head(of: entry.feed) + 1
        try demand(entry.sequence == expected, .feeds, "feed \(entry.feed): \(entry.sequence) instead of \(expected)")
        entries[entry.feed, default: []].append(entry)
    }

    mutating func setHead(_ feed: String, to sequence: Int) { heads[feed] = sequence }

    /// - Parameters:
    ///   - moved: the feeds that this commit added to, in order.
    ///   - facts: what this commit recorded.
    func close(
        moved: [FeedEntry], bells: [News.Bell], facts: [Commit.NewFact]
    ) throws {
        var expected = facts.flatMap { fact in fact.feeds.map { "\($0) \(fact.ticket) \(fact.event.version)" } }
        for entry in moved {
            let shown = "\(entry.feed) \(entry.ticket) \(entry.version)"
            guard let index = expected.firstIndex(of: shown) else {
                throw Violation(.feeds, "\(shown) has no business there")
            }
            expected.remove(at: index)
        }
        try demand(expected.isEmpty, .feeds, "\(expected.first ?? "") is missing")
        for entry in moved {
            let head = heads[entry.feed] ?? 0
            try demand(
                head == self.head(of: entry.feed), .feeds,
                "feed \(entry.feed) says \(head), has \(self.head(of: entry.feed))")
        }
        let rung = bells.map { FeedEntry(feed: $0.feed, sequence: $0.sequence, ticket: $0.ticket, version: $0.version) }
        try demand(rung == moved, .feeds, "the bells do not say what was committed")
    }
}
