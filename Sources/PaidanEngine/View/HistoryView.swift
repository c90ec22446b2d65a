package import PaidanCore
package import PaidanJSON

/// Everything that happened to a ticket, in order, with the words that the viewer may read.
package enum HistoryView {
    /// - Parameter book: the forms under the regulation of a ticket; they know the words of codes.
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    package static func json(
        of id: TicketID, _ book: @escaping (TicketRow) -> FormBook, in reading: any Reading, for viewer: Viewer
    ) throws -> [JSON]? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        let facts = try facts(row.kind.type, row, reading, viewer)
        let words = try ContentWords(row.kind, book(row), naming: facts.map(\.data), in: reading, for: viewer)
        let changes = ClockChangeWords(viewer)
        let parts = PartWords(book, in: reading, for: viewer)
        return try facts.map { try json($0, row.kind, words, changes, parts, viewer) }
    }

    /// A fact without its type.
    private struct Told {
        let event: EventRow
        let label: Label
        let data: JSON
    }

    private static func facts<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [Told] {
        let encoder = try viewer.encoder(of: row.person, in: reading)
        return try reading.events(of: row.id).map { event in
            let fact = try EventCodec.decode(K.self, event)
            return Told(event: event, label: label(of: fact), data: try data(fact, encoder))
        }
    }

    private static func json(
        _ told: Told, _ kind: Kind, _ words: ContentWords, _ changes: ClockChangeWords, _ parts: PartWords,
        _ viewer: Viewer
    ) throws -> JSON {
        let event = told.event
        let part = try parts.lines(about: told.data)
        return .members(
            ("version", .count(event.version)),
            ("type", .string(event.type)),
            ("label", viewer.word(told.label)),
            ("at", viewer.time(event.recordedAt)),
            ("factAt", viewer.time(event.factAt)),
            ("importedAt", event.importedAt.map(viewer.time)),
            ("by", .string(event.principal)),
            ("byLabel", .string(viewer.text(account: event.principal))),
            ("verb", event.verb.isEmpty ? nil : .string(event.verb)),
            ("state", viewer.state(event.phase, kind)),
            ("data", told.data),
            ("contents", .array(words.lines(of: told.data, named: event.type).map(Self.json) + part)),
            ("part", part.isEmpty ? nil : .array(part)),
            (
                "clocks",
                .array(
                    try ClockCodec.decode(event.clocks, at: event.factAt).map { changes.json($0, at: event.factAt) })
            ))
    }

    private static func json(_ line: (label: String, text: String)) -> JSON {
        ["label": .string(line.label), "text": .string(line.text)]
    }

    private static func data<K: TicketKind>(_ fact: Fact<K>, _ encoder: JSONByteEncoder) throws -> JSON {
        switch fact {
        case .opened(let opening): try encoder.encodeTree(opening)
        case .rang(let ring): try encoder.encodeTree(ring)
        case .repinned(let repin): try encoder.encodeTree(repin)
        case .attached(let files): try encoder.encodeTree(files)
        case .corrected(let correction): try encoder.encodeTree(correction)
        case .happened(let event): try encoder.encodeTree(event).object?.first?.value ?? [:]
        }
    }

    /// What happened, not what was asked for.
    static func label<K: TicketKind>(of fact: Fact<K>) -> Label {
        switch fact {
        case .opened: Label("登记\(K.label.zh)", "\(K.label.en) opened")
        case .happened(let event): event.label
        case .repinned: Repin.label
        case .attached: Label("附上照片或文件", "photos or files were attached")
        case .corrected: Label("客户资料已更正", "the customer's data were corrected")
        case .rang(let ring):
            if K.isJudged(ring.clock) {
                ring.isBreach ? Notice.clockLate.label : Notice.clockWarning.label
            } else {
                Label("提醒", "reminder")
            }
        }
    }
}
