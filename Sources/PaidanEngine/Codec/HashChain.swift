internal import Crypto
package import PaidanCore

/// Each fact's hash covers the one before it, so that a changed, dropped or reordered fact is found by `paidan verify`.
/// The bytes hold no personal data: texts are sealed, people are ids.
package enum HashChain {
    /// What stands before a ticket's first fact: what no fact tells of it (`docs/decisions/0042`).
    package static func start(kind: Kind, number: Int, branch: Branch) -> [UInt8] {
        var bytes = ticketDomain
        append(UInt64(bitPattern: Int64(number)), to: &bytes)
        for text in [kind.rawValue, branch.code] {
            append(UInt64(text.utf8.count), to: &bytes)
            bytes += text.utf8
        }
        return Array(SHA256.hash(data: bytes))
    }

    package static func start(of row: TicketRow) -> [UInt8] {
        start(kind: row.kind, number: row.number, branch: row.branch)
    }

    /// What stood there in histories that an older Paidan began.
    package static let formerStart = [UInt8](repeating: 0, count: 32)
    private static let domain = Array("paidan.event.1".utf8)
    private static let ticketDomain = Array("paidan.ticket.1".utf8)

    package static func hash(
        after previous: [UInt8], ticket: TicketID, version: Int, type: String, form: Int, recordedAt: Instant,
        factAt: Instant,
        principal: String, verb: String, phase: String, data: [UInt8], clocks: [UInt8]?, importedAt: Instant? = nil
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160 + data.count + (clocks?.count ?? 0))
        bytes += domain
        bytes += previous
        for number in [ticket.ulid.high, ticket.ulid.low, UInt64(version), UInt64(form)] { append(number, to: &bytes) }
        for moment in [recordedAt, factAt] { append(UInt64(bitPattern: moment.milliseconds), to: &bytes) }
        for text in [type, principal, verb, phase] {
            append(UInt64(text.utf8.count), to: &bytes)
            bytes += text.utf8
        }
        for part in [data, clocks ?? []] {
            append(UInt64(part.count), to: &bytes)
            bytes += part
        }
        // Behind everything that has a length: what happened here hashes as it did before there were imports.
        if let importedAt { append(UInt64(bitPattern: importedAt.milliseconds), to: &bytes) }
        return Array(SHA256.hash(data: bytes))
    }

    package static func hash(of row: EventRow, after previous: [UInt8], ticket: TicketID) -> [UInt8] {
        hash(
            after: previous, ticket: ticket, version: row.version, type: row.type, form: row.form,
            recordedAt: row.recordedAt,
            factAt: row.factAt, principal: row.principal, verb: row.verb, phase: row.phase, data: row.data,
            clocks: row.clocks, importedAt: row.importedAt)
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }
}
