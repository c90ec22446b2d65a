internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire

/// One worker's conversation. Leases outlive it: they are rows.
struct Session {
    let id: String
    let actor: Actor
    let worker: String
    let instance: String
    /// How many unsettled messages the worker takes at once, by queue, in the order of its HELLO.
    var windows: [(queue: QueueName, size: Int)]
    /// Leases of this instance that are not settled yet.
    var held: [QueueName: [Lease]] = [:]
    /// Not before the leases of a former start are free does it get new ones.
    var isReady = false
    var heardAt: Instant
    var spokenAt: Instant

    var owner: LeaseOwner { LeaseOwner(principal: actor.principal, worker: worker, instance: instance) }

    func room(in queue: QueueName) -> Int {
        guard isReady, let window = windows.first(where: { $0.queue == queue }) else { return 0 }
        return Sabotage.isOn(.windowIgnored) ? window.size : max(0, window.size - (held[queue]?.count ?? 0))
    }

    /// - Returns: whether a window that was full has room again.
    mutating func forget(_ lease: Lease) -> Bool {
        for (queue, _) in windows where held[queue]?.contains(lease) ?? false {
            let wasFull = room(in: queue) == 0
            held[queue]?.removeAll { $0 == lease }
            return wasFull
        }
        return false
    }
}

/// Ill-formed messages of one connection within the last minute.
struct Misconduct {
    private var times: [Instant] = []

    private static let window = Span(WireLimits.malformedWindow)

    /// - Returns: whether it is one too many.
    mutating func note(at now: Instant, limit: Int) -> Bool {
        times.removeAll { now - $0 > Self.window }
        times.append(now)
        return times.count >= limit
    }

    func isOver(at now: Instant) -> Bool { times.allSatisfy { now - $0 > Self.window } }
}
