import PaidanJSON
import PaidanWire

/// A journal entry as one line of JSON. The names are on disks and never change.
enum JournalLine {
    /// Without the line feed.
    static func bytes(of entry: JournalEntry) -> [UInt8] {
        json(of: entry).bytes
    }

    /// Nil for a line that is torn, or from a later version.
    static func entry(_ line: some Collection<UInt8>) -> JournalEntry? {
        guard let json = try? JSON(parsing: line) else { return nil }
        if let name = json["epoch"]?.string { return .epoch(name) }
        if let id = json["settled"]?.string { return .settled(id: id) }
        if let id = json["closed"]?.string { return .closed(id: id) }
        if let id = json["dropped"]?.string { return .dropped(id: id) }
        return json["acknowledged"].flatMap(acknowledgement).map(JournalEntry.acknowledged)
    }

    /// Whether a file that begins so may be a journal, also one whose first line was torn by a crash.
    static func mayBegin(with bytes: [UInt8]) -> Bool {
        beginnings.contains { bytes.starts(with: $0) || $0.starts(with: bytes) }
    }

    /// What no beginning is longer than.
    static let beginningBytes = 32
    private static let beginnings = ["epoch", "acknowledged", "settled", "closed", "dropped"].map {
        Array("{\"\($0)\":".utf8)
    }

    private static func json(of entry: JournalEntry) -> JSON {
        switch entry {
        case .epoch(let name): ["epoch": .string(name)]
        case .acknowledged(let acknowledgement): ["acknowledged": json(of: acknowledgement)]
        case .settled(let id): ["settled": .string(id)]
        case .closed(let id): ["closed": .string(id)]
        case .dropped(let id): ["dropped": .string(id)]
        }
    }

    private static func json(of acknowledgement: Acknowledgement) -> JSON {
        var members: [(String, JSON)] = [
            ("lease", .string(acknowledgement.lease.description)), ("queue", .string(acknowledgement.queue)),
            ("ticket", .string(acknowledgement.ticket)), ("key", .string(acknowledgement.key)),
        ]
        if let command = acknowledgement.command { members.append(("cmd", json(of: command))) }
        if !acknowledgement.followUps.isEmpty {
            members.append(("then", .array(acknowledgement.followUps.map(json))))
        }
        return .object(JSONObject(members))
    }

    private static func acknowledgement(_ json: JSON) -> Acknowledgement? {
        guard let lease = json["lease"]?.string.flatMap(LeaseTag.init), let queue = json["queue"]?.string else {
            return nil
        }
        guard let ticket = json["ticket"]?.string, let key = json["key"]?.string else { return nil }
        return Acknowledgement(
            lease: lease, queue: queue, ticket: ticket, key: key, command: json["cmd"].flatMap(command),
            followUps: (json["then"]?.array ?? []).compactMap(command))
    }

    private static func json(of command: TicketCommand) -> JSON {
        var members: [(String, JSON)] = [("type", .string(command.type)), ("data", .object(command.data))]
        if let rev = command.expectRev { members.append(("expect_rev", .integer(Int64(rev)))) }
        return .object(JSONObject(members))
    }

    private static func command(_ json: JSON) -> TicketCommand? {
        guard let type = json["type"]?.string, let data = json["data"]?.object else { return nil }
        return TicketCommand(type: type, data: data, expectRev: json["expect_rev"]?.integer.map(Int.init))
    }
}
