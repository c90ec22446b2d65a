package import PaidanCore
package import PaidanJSON

/// Everything that happened to a ticket, in order, with the words that the viewer may read.
package enum HistoryView {
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    package static func json(of id: TicketID, in reading: any Reading, for viewer: Viewer) throws -> [JSON]? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        return try list(row.kind.type, row, reading, viewer)
    }

    private static func list<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [JSON] {
        let encoder = try viewer.encoder(of: row.person, in: reading)
        let words = ClockChangeWords(K.clockRules, viewer)
        return try reading.events(of: row.id).map { event in
            .members(
                ("version", .count(event.version)),
                ("type", .string(event.type)),
                ("label", viewer.word(label(K.self, of: event))),
                ("at", viewer.time(event.recordedAt)),
                ("factAt", viewer.time(event.factAt)),
                ("importedAt", event.importedAt.map(viewer.time)),
                ("by", .string(event.principal)),
                ("verb", event.verb.isEmpty ? nil : .string(event.verb)),
                ("state", viewer.state(event.phase, K.kind)),
                ("data", try data(EventCodec.decode(K.self, event), encoder)),
                (
                    "clocks",
                    .array(
                        try ClockCodec.decode(event.clocks, at: event.factAt).map {
                            words.json($0, at: event.factAt)
                        })
                ))
        }
    }

    private static func data<K: TicketKind>(_ fact: Fact<K>, _ encoder: JSONByteEncoder) throws -> JSON {
        switch fact {
        case .opened(let opening): try encoder.encodeTree(opening)
        case .rang(let ring): try encoder.encodeTree(ring)
        case .repinned(let repin): try encoder.encodeTree(repin)
        case .happened(let event): try encoder.encodeTree(event).object?.first?.value ?? [:]
        }
    }

    /// Facts have no words of their own: the command that they answer has.
    private static func label<K: TicketKind>(_: K.Type, of event: EventRow) -> Label {
        if let verb = K.table.verb(named: event.verb) { return K.table[verb].label }
        if event.verb == KindForms.openingVerb { return Label("登记\(K.label.zh)", "opened a \(K.label.en)") }
        if event.verb == Repin.verb { return Repin.label }
        return Label("时限提醒", "a clock rang")
    }
}
