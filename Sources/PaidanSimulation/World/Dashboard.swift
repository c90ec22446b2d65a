internal import PaidanEngine

/// Somebody who follows a feed by its numbers. Bells may be lost; it catches up by reading.
struct Dashboard {
    let feed: String
    /// The last number that it has seen.
    private(set) var last = 0
    /// Where it knows the feed to stand.
    var head = 0
    private(set) var seen: [FeedEntry] = []

    init(feed: String) { self.feed = feed }

    var isBehind: Bool { last < head }

    /// What a read after `last` answered.
    mutating func read(_ entries: [FeedEntry]) throws {
        for entry in entries {
            try demand(
                entry.sequence == last + 1, .feeds, "a dashboard of \(feed) sees \(entry.sequence) after \(last)")
            last = entry.sequence
            seen.append(entry)
        }
        head = max(head, last)
    }

    static let sliceMax = 40
}
