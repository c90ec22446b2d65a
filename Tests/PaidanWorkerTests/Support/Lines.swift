import PaidanJSON
import PaidanWire

@testable import PaidanWorker

func tag(_ text: String) -> LeaseTag {
    guard let tag = LeaseTag(text) else { preconditionFailure("\(text) is no lease") }
    return tag
}

extension Deliver {
    /// `m-1.2` is the second offer of message m-1 about dispatch D-1.
    static func test(_ lease: String, queue: String = "engineering", kind: MessageKind = .dispatchNew) -> Deliver {
        let lease = tag(lease)
        return Deliver(
            queue: queue, lease: lease, ticket: "D-\(lease.id)", parent: "C-1", ver: 1, rev: 1, kind: kind,
            enqueuedAt: WireTime(milliseconds: 1), leaseUntil: WireTime(milliseconds: 20_000), key: lease.id,
            body: Array(#"{"specversion":"1.0","data":{"ticket":"D-1"}}"#.utf8))
    }
}

extension ClientMessage {
    /// Without request ids, which are checked where they matter.
    var line: String {
        switch self {
        case .hello(let hello):
            "HELLO " + hello.queues.map { "\($0.queue):\($0.window)" }.joined(separator: " ")
        case .window(let window): "WINDOW \(window.queue) \(window.window)"
        case .ack(let ack): ["ACK", "\(ack.lease)", ack.command?.type].compactMap(\.self).joined(separator: " ")
        case .nack(let nack):
            ["NACK", "\(nack.lease)", nack.reason, nack.delay.map { "\($0)" }].compactMap(\.self).joined(separator: " ")
        case .reject(let reject): "REJECT \(reject.lease) \(reject.reason)"
        case .extend(let extend): "EXTEND \(extend.lease) \(extend.duration)"
        case .release(let release): "RELEASE \(release.lease)"
        case .do(let order): "DO \(order.key) \(order.command.type)"
        case .ping: "PING"
        case .pong(let pong): ["PONG", pong.rid].compactMap(\.self).joined(separator: " ")
        case .bye(let bye): "BYE \(bye.reason.rawValue)"
        }
    }

    var lease: LeaseTag? {
        switch self {
        case .ack(let ack): ack.lease
        case .nack(let nack): nack.lease
        case .reject(let reject): reject.lease
        case .extend(let extend): extend.lease
        case .release(let release): release.lease
        case .hello, .window, .do, .ping, .pong, .bye: nil
        }
    }
}

extension JournalEntry {
    /// Nil for the epoch, which every session remembers first.
    var line: String? {
        switch self {
        case .epoch: nil
        case .acknowledged(let acknowledgement): "acknowledged \(acknowledgement.lease)"
        case .settled(let id): "settled \(id)"
        case .closed(let id): "closed \(id)"
        case .dropped(let id): "dropped \(id)"
        }
    }
}

extension TicketCommand {
    static let accept = TicketCommand(type: "accept", data: ["promisedDate": 1_760_259_200_000])
    static let reportDone = TicketCommand(type: "reportDone", data: ["result": "墙面已修补"])
    static let forward = TicketCommand(type: "forward", data: ["departments": ["engineering"]], expectRev: 3)

    /// Nests deeper than a header may.
    static let tooDeep = TicketCommand(type: "accept", data: ["a": ["b": ["c": ["d": [:]]]]])
}
