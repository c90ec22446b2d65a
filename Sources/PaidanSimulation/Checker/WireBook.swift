internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire

/// What went over the wire: who said hello with which windows, which lease was offered to whom.
struct WireBook {
    struct Party: Hashable {
        let owner: LeaseOwner
        /// By queue, as the server has heard it last.
        var windows: [String: Int]
    }

    /// By routing id.
    private var parties: [[UInt8]: Party] = [:]
    private var offered: [LeaseTag: LeaseOwner] = [:]

    /// The server has died: nobody is known any more.
    mutating func forgetSessions() { parties = [:] }

    func party(of routingID: [UInt8]) -> Party? { parties[routingID] }

    /// The server has read a message.
    mutating func heard(_ message: ClientMessage, from routingID: [UInt8]) {
        switch message {
        case .hello(let hello):
            let owner = LeaseOwner(principal: "dev:\(hello.worker)", worker: hello.worker, instance: hello.instance)
            var windows: [String: Int] = [:]
            for queue in hello.queues { windows[queue.queue] = queue.window }
            parties[routingID] = Party(owner: owner, windows: windows)
        case .window(let window): parties[routingID]?.windows[window.queue] = window.window
        case .ack, .nack, .reject, .extend, .release, .do, .ping, .pong, .bye: break
        }
    }

    /// The server has sent a message, after its commit.
    mutating func told(
        _ message: ServerMessage, to routingID: [UInt8], _ messages: MessageBook, _ tickets: TicketBook, at now: Instant
    ) throws {
        switch message {
        case .deliver(let deliver): try offer(deliver, to: routingID, messages)
        case .settled(let settled): try settle(settled, to: routingID, messages, at: now)
        case .did(let did):
            try stand(did.stamp, of: did.ticket, tickets)
        case .error(let error):
            try demand(error.code != .unavailable, .unbroken, error.detail ?? "unavailable")
        case .welcome, .cancel, .ping, .pong, .bye: break
        }
    }

    private mutating func offer(_ deliver: Deliver, to routingID: [UInt8], _ messages: MessageBook) throws {
        let tag = deliver.lease
        guard let party = parties[routingID] else { throw Violation(.leases, "lease \(tag) was sent to nobody") }
        try demand(offered.updateValue(party.owner, forKey: tag) == nil, .leases, "lease \(tag) was granted twice")
        guard let id = Int64(tag.id), let row = messages[id]?.row, case .leased(let owner, let until) = row.state else {
            throw Violation(.leases, "lease \(tag) was sent and is not stored")
        }
        try demand(
            owner == party.owner, .leases, "lease \(tag) of \(owner.instance) was sent to \(party.owner.instance)")
        try demand(
            row.attempt == tag.attempt && until.milliseconds == Int64(deliver.leaseUntil.milliseconds)
                && row.body == deliver.body
                && row.rev == deliver.rev && row.followsGap == deliver.hasGap
                && row.ticket.description == deliver.ticket,
            .leases, "lease \(tag) is not sent as it is stored")
        let count = messages.leases(of: owner, in: row.queue)
        let window = party.windows[deliver.queue] ?? 0
        try demand(
            count <= window, .leases,
            "\(owner.instance) holds \(count) leases of \(deliver.queue) with room for \(window)")
    }

    private mutating func settle(
        _ settled: PaidanWire.Settled, to routingID: [UInt8], _ messages: MessageBook, at now: Instant
    ) throws {
        let tag = settled.lease
        guard let id = Int64(tag.id) else { return }
        let fate = messages[id]?.fate
        switch settled.outcome {
        case .acked:
            try demand(
                fate == .acked(attempt: tag.attempt), .leases,
                "lease \(tag) was answered acked and is \(fate, default: "none")")
        case .already:
            try demand(
                fate == .withdrawn || fate == .acked(attempt: tag.attempt), .settlement,
                "lease \(tag) was answered already and is \(fate, default: "none")")
        case .unknown:
            let isOld = messages[id]?.endedAt.map { now - $0 >= messages.limits.settlementsKeptFor } ?? true
            // A stranger is told so of a lease that is not his; its holder may have settled it later in the same turn.
            let isStranger = offered[tag]?.principal != parties[routingID]?.owner.principal
            try demand(
                isOld || isStranger || fate != .acked(attempt: tag.attempt), .settlement,
                "lease \(tag) was settled and is not known any more")
        case .dead:
            try demand(fate == .dead, .settlement, "lease \(tag) was called dead and is \(fate, default: "none")")
        case .extended:
            // The same turn may have ended it again.
            guard let row = messages[id]?.row, row.attempt == tag.attempt, case .leased(_, let until) = row.state,
                let told = settled.until
            else { return }
            try demand(
                until.milliseconds >= Int64(told.milliseconds), .leases, "lease \(tag) ends before it was promised")
        case .requeued, .stale: break
        }
    }

    private func stand(_ stamp: TicketStamp, of ticket: String, _ tickets: TicketBook) throws {
        guard let id = tickets.id(named: ticket), let notes = tickets[id]?.notes,
            (1...max(notes.count, 1)).contains(stamp.ver), !notes.isEmpty
        else { throw Violation(.durable, "\(ticket) was answered at version \(stamp.ver), which is not stored") }
        try demand(notes[stamp.ver - 1].phase == stamp.state, .durable, "\(ticket) was answered as \(stamp.state)")
    }
}
