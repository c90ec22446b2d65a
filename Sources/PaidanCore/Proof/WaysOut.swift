/// The shortest way from each situation to an end at which the matter is settled.
struct WaysOut<K: TicketKind> {
    /// In commands; nil where there is no way.
    private(set) var distance: [Int?]
    /// The first command of the way and where it leads.
    private var next: [(verb: K.Verb, to: Int)?]

    init(_ situations: [Situation<K>]) {
        distance = situations.map { $0.ticket.state.phase.isEnd ? 0 : nil }
        next = situations.map { _ in nil }
        var before: [[(from: Int, verb: K.Verb)]] = situations.map { _ in [] }
        for (index, situation) in situations.enumerated() {
            for road in situation.roads where road.settles { before[road.to].append((index, road.verb)) }
        }
        var queue = situations.indices.filter { distance[$0] == 0 }
        var head = 0
        while head < queue.count {
            let index = queue[head]
            head += 1
            for road in before[index] where distance[road.from] == nil {
                distance[road.from] = distance[index].map { $0 + 1 }
                next[road.from] = (road.verb, index)
                queue.append(road.from)
            }
        }
    }

    func way(from index: Int) -> [K.Verb] {
        var verbs: [K.Verb] = []
        var place = index
        while let (verb, to) = next[place] {
            verbs.append(verb)
            place = to
        }
        return verbs
    }
}
