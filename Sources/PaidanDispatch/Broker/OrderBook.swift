/// Orders that wait for the engine, shared out in turns: who asks for much does not keep the others waiting.
///
/// One worker's orders keep their order, also across its connections: what a new session asks for must not overtake
/// the good-bye of the old one.
struct OrderBook {
    /// Whose turn it is, the next one first; each with orders is here once.
    private var turns: [Name] = []
    private var waiting: [Name: [Broker.Order]] = [:]
    private(set) var count = 0

    /// Whose orders they are: a worker's name is its principal's.
    struct Name: Hashable, Sendable {
        let principal: String
        let worker: String
    }

    mutating func add(_ order: Broker.Order, of name: Name) {
        if waiting[name] == nil { turns.append(name) }
        waiting[name, default: []].append(order)
        count += 1
    }

    /// Before whatever else the worker asks for.
    mutating func putBack(_ order: Broker.Order, of name: Name) {
        if waiting[name] == nil { turns.append(name) }
        waiting[name, default: []].insert(order, at: 0)
        count += 1
    }

    /// At most `most`: one of each, then a second of each, and so on.
    mutating func take(_ most: Int) -> [Broker.Order] {
        var shares: [Name: Int] = [:]
        var taken: [Broker.Order] = []
        while taken.count < most, !turns.isEmpty {
            let name = turns.removeFirst()
            guard let orders = waiting[name] else { continue }
            let share = shares[name, default: 0]
            taken.append(orders[share])
            shares[name] = share + 1
            if share + 1 < orders.count { turns.append(name) }
        }
        for (name, share) in shares {
            waiting[name]?.removeFirst(share)
            if waiting[name]?.isEmpty ?? false { waiting[name] = nil }
        }
        count -= taken.count
        return taken
    }
}
