package import PaidanCore
package import PaidanJSON

/// A ticket with everything that its state holds.
package enum TicketView {
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    /// - Parameters:
    ///   - book: the forms under the regulation of a ticket; they know the words of codes.
    ///   - now: clocks may be paused then, or go on again.
    package static func json(
        of id: TicketID, _ book: (TicketRow) -> FormBook, in reading: any Reading, for viewer: Viewer, at now: Instant
    ) throws -> JSON? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        return try json(row.kind.type, row, book(row), reading, viewer, now)
    }

    private static func json<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ book: FormBook, _ reading: any Reading, _ viewer: Viewer, _ now: Instant
    ) throws -> JSON {
        let loaded = try History.replay(K.self, row, reading.events(of: row.id))
        let encoder = try viewer.encoder(of: row.person, in: reading)
        var object = try RowView(row, in: reading, for: viewer).json.object ?? [:]
        object["customer"] = .string(row.person.description)
        object["siteAddress"] = try SiteAddress.text(of: row, in: reading, for: viewer).map(JSON.string)
        if let matter = try MatterWords(of: row, in: reading, for: viewer) {
            object["words"] = .string(matter.text)
            object["wordsLabel"] = viewer.word(matter.label)
        }
        object["sameMatter"] = try SameMatter.json(
            of: row, loaded.ticket.state, in: reading, for: viewer)
        object["foreign"] = try reading.foreignNumber(of: row.id).map { foreign in
            ["source": .string(foreign.source), "reference": .string(foreign.reference)]
        }
        let hasPhone = try reading.person(row.person)?.phoneHash != nil
        let data = try encoder.encodeTree(hasPhone ? loaded.ticket.state.withPhone() : loaded.ticket.state)
        object["data"] = data
        let words = try ContentWords(K.kind, book, naming: [data], in: reading, for: viewer)
        object["contents"] = words.json(of: data)
        object["clocks"] = .array(try ClockView.list(of: loaded, in: reading, for: viewer, at: now))
        object["guide"] = loaded.ticket.state.guide.map { guide in
            .members(("title", viewer.word(guide.title)), ("steps", .array(guide.steps.map(viewer.word))))
        }
        object["verdicts"] = .array(WholeVerdict.list(of: loaded).map { $0.json(for: viewer) })
        return .object(object)
    }
}
