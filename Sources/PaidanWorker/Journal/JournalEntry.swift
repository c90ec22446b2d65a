public import PaidanWire

/// One line of a worker's journal: what it must still know after a restart.
public enum JournalEntry: Hashable, Sendable {
    /// The server's database is this one. Under another epoch all former lines mean nothing.
    case epoch(String)

    /// The handler has acknowledged the issue. Written before the ACK is sent.
    case acknowledged(Acknowledgement)

    /// The ACK is settled; the follow-up commands are owed.
    case settled(id: String)

    /// Nothing is owed any more; the id is remembered to know a repetition.
    case closed(id: String)

    /// The command in the ACK was refused: a repetition is handled anew.
    case dropped(id: String)
}

/// An acknowledged issue and the commands that belong to it.
public struct Acknowledgement: Hashable, Sendable {
    public var lease: LeaseTag
    public var queue: String
    public var ticket: String

    /// The idempotency key.
    public var key: String

    /// What is sent within the ACK.
    public var command: TicketCommand?

    /// What is sent when the ACK is settled.
    public var followUps: [TicketCommand]

    public init(
        lease: LeaseTag, queue: String, ticket: String, key: String, command: TicketCommand? = nil,
        followUps: [TicketCommand] = []
    ) {
        self.lease = lease
        self.queue = queue
        self.ticket = ticket
        self.key = key
        self.command = command
        self.followUps = followUps
    }
}

extension Acknowledgement {
    var verdict: Verdict {
        followUps.isEmpty ? .acknowledge(then: command) : .acknowledgeThenDo(followUps)
    }

    /// The follow-up commands as they are sent, without their request ids. The keys follow from the issue's, so a
    /// repetition has the same.
    var orders: [Do] {
        followUps.enumerated().map { index, command in
            Do(rid: "", key: Self.key(key, index + 1), ticket: ticket, command: command)
        }
    }

    /// `<key>/<n>`; a key that leaves no room for that is cut and told apart by its hash.
    private static func key(_ key: String, _ number: Int) -> String {
        let derived = "\(key)/\(number)"
        guard derived.utf8.count > WireLimits.nameBytes.upperBound else { return derived }
        let hash = key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }  // FNV-1a
        return "h-\(String(hash, radix: 16))/\(number)"
    }
}
