/// A fact as it stands in a ticket's history: when it happened, when it was recorded, what it did to the clocks.
package struct HistoryEntry<K: TicketKind>: Hashable, Sendable {
    package let version: Int
    package let fact: Fact<K>
    package let factAt: Instant
    package let recordedAt: Instant
    /// What one command does to the clocks stands beside the last of its facts.
    package let changes: [ClockChange]

    package init(version: Int, fact: Fact<K>, factAt: Instant, recordedAt: Instant, changes: [ClockChange]) {
        self.version = version
        self.fact = fact
        self.factAt = factAt
        self.recordedAt = recordedAt
        self.changes = changes
    }
}
