internal import HTTPTypes
internal import PaidanCore
internal import PaidanEngine

/// As much of a ticket as tells whether its page would look different now.
struct TicketGlance: Sendable {
    let row: TicketRow
    /// Those that the viewer may see.
    let parts: [TicketRow]
    /// What it is part of: the customer's words are there.
    let whole: TicketRow?
    /// Who the customer is, sealed: it may be corrected by another ticket of the same customer.
    let customer: [UInt8]

    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    init?(of id: TicketID, in reading: any Reading, for viewer: Viewer) throws {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        var filter = TicketFilter()
        filter.parent = id
        self.row = row
        customer = try reading.person(row.person)?.sealed ?? []
        whole = try row.parent.flatMap { try reading.soundTicketRow($0) }
        parts = try reading.tickets(matching: filter).filter { try viewer.sight.sees($0, in: reading) }
    }

    /// Whatever else makes pages different: epoch, reader, language, policy, build, number of branches.
    static func frame(of call: Call) -> [String] {
        [
            call.desk.epoch, call.actor.principal, call.language.rawValue, String(call.desk.policies.revision),
            call.house.configuration.build, String(call.desk.branches.count),
        ]
    }

    /// Names the page: what it shows of the ticket, and what stands in its head.
    static func tag(of page: String, unseen: Int) -> String { "\"\(page)-\(unseen)\"" }

    /// Names what the page shows of the ticket: its frame, its customer, and the versions of the ticket, its parts and its whole.
    func page(within frame: [String]) -> String {
        let versions = ([row] + parts + [whole].compactMap(\.self)).map { "\($0.id) \($0.version)" }
        let digest = Fingerprint.sha256(of: (frame + [customer.hex] + versions).joined(separator: "\n").utf8)
        return digest.prefix(16).hex
    }
}
