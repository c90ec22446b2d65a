import PaidanWire

/// What a session remembers of messages that were acknowledged, bounded; and how a journal's lines add up to it.
struct Recollection: Sendable {
    enum Stage: Hashable, Sendable {
        case acknowledged
        case settled
        case closed
    }

    struct Memory: Hashable, Sendable {
        var acknowledgement: Acknowledgement
        var stage: Stage
    }

    /// Messages remembered at most; of more the oldest are forgotten.
    let limit: Int
    private(set) var epoch: String?

    /// For look-ups only; whoever needs an order takes `order`.
    private var memories: [String: Memory] = [:]

    /// Ids in the order of their first acknowledgement; forgotten ones stand here until they are swept.
    private var order: [String] = []

    init(limit: Int, _ entries: [JournalEntry] = []) {
        self.limit = max(1, limit)
        for entry in entries { apply(entry) }
    }

    subscript(id: String) -> Memory? { memories[id] }

    /// What is still owed, oldest first.
    var owed: [Memory] {
        order.compactMap { memories[$0] }.filter { $0.stage != .closed }
    }

    mutating func apply(_ entry: JournalEntry) {
        switch entry {
        case .epoch(let new):
            if let epoch, new != epoch { self = Recollection(limit: limit) }
            epoch = new
        case .acknowledged(let acknowledgement):
            let id = acknowledgement.lease.id
            if memories.updateValue(Memory(acknowledgement: acknowledgement, stage: .acknowledged), forKey: id) == nil {
                order.append(id)
            }
            sweep()
        case .settled(let id): memories[id]?.stage = .settled
        case .closed(let id):
            memories[id]?.stage = .closed
            memories[id]?.acknowledgement.followUps = []
        case .dropped(let id):
            guard memories.removeValue(forKey: id) != nil else { return }
            order.removeAll { $0 == id }
        }
    }

    /// The shortest list of entries that adds up to the same.
    var entries: [JournalEntry] {
        var entries = epoch.map { [JournalEntry.epoch($0)] } ?? []
        for id in order {
            guard let memory = memories[id] else { continue }
            entries.append(.acknowledged(memory.acknowledgement))
            switch memory.stage {
            case .acknowledged: break
            case .settled: entries.append(.settled(id: id))
            case .closed: entries.append(.closed(id: id))
            }
        }
        return entries
    }

    /// In steps of a quarter of the limit, so that forgetting costs little each time. What is still owed goes last.
    private mutating func sweep() {
        guard order.count > limit + limit / 4 else { return }
        let surplus = order.count - limit
        let closed = order.filter { memories[$0]?.stage == .closed }
        let owed = order.filter { memories[$0]?.stage != .closed }
        let forgotten = Set((closed + owed).prefix(surplus))
        for id in forgotten { memories[id] = nil }
        order.removeAll(where: forgotten.contains)
    }
}
