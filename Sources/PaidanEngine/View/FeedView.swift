package import PaidanCore
package import PaidanJSON

/// Events of a feed as others read them: CloudEvents 1.0 with ids and codes, never a person's words.
package struct FeedView {
    let epoch: String
    let zone: Zone

    package init(epoch: String, zone: Zone) {
        self.epoch = epoch
        self.zone = zone
    }

    package static let eventsMax = 1_000

    /// - Returns: the events, and the sequence numbers of those whose rows cannot be read.
    package func events(
        of entries: [FeedEntry], in reading: any Reading
    ) throws -> (events: [JSON], damaged: [Int]) {
        var rows: [TicketID: TicketRow] = [:]
        var (events, damaged): ([JSON], [Int]) = ([], [])
        for entry in entries {
            do {
                guard let row = try rows[entry.ticket] ?? reading.ticketRow(entry.ticket),
                    let event = try reading.event(of: entry.ticket, version: entry.version)
                else { throw DamagedRow("an entry of no fact") }
                rows[entry.ticket] = row
                events.append(json(entry, row, event))
            } catch is DamagedRow {
                damaged.append(entry.sequence)
            }
        }
        return (events, damaged)
    }

    private func json(_ entry: FeedEntry, _ row: TicketRow, _ event: EventRow) -> JSON {
        .members(
            ("specversion", "1.0"),
            // The same event has the same id in every feed.
            ("id", .string("\(row.id).\(event.version)")),
            ("source", "/paidan"),
            ("type", .string("cn.paidan.\(row.kind.rawValue).\(event.type).v\(event.form)")),
            ("subject", .string(row.id.description)),
            ("time", .string(event.factAt.rfc3339(in: zone))),
            ("datacontenttype", "application/json"),
            ("sequence", .string(Self.sequence(entry.sequence))),
            ("recordedtime", .string(event.recordedAt.rfc3339(in: zone))),
            ("importedtime", event.importedAt.map { .string($0.rfc3339(in: zone)) }),
            ("partitionkey", .string((row.parent ?? row.id).description)),
            ("authtype", .string(event.principal.hasPrefix("system:") ? "system" : "user")),
            ("authid", .string(event.principal)),
            ("dataclassification", "internal"),
            ("data", data(row, event)))
    }

    private func data(_ row: TicketRow, _ event: EventRow) -> JSON {
        .members(
            ("ticket", .string(row.id.description)), ("number", .string(row.numberText)),
            ("kind", .string(row.kind.rawValue)), ("branch", .string(row.branch.code)),
            ("parent", row.parent.map { .string($0.description) }),
            ("department", row.department.map { .string($0.code) }), ("state", .string(event.phase)),
            ("ver", .count(event.version)), ("verb", event.verb.isEmpty ? nil : .string(event.verb)))
    }

    /// Twenty digits, so that texts sort as numbers do.
    static func sequence(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }
}
