package import PaidanCore
internal import PaidanJSON

/// 事由: what a ticket is about in the words of whoever said it; of a part what it was opened for, or what it is part of.
package struct MatterWords: Sendable {
    /// What these words are, e.g. 客户原话.
    package let label: Label
    /// One point a line.
    package let text: String

    /// - Returns: nil where nothing was said, where the viewer may not read it, and where it is damaged.
    package init?(of row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        guard viewer.sight.readsTexts else { return nil }
        if let own = try Self.own(row, reading, viewer) {
            self = own
            return
        }
        // What an acceptance has to put right now need not be what one of its parts had.
        for whole in try SameMatter.wholes(of: row, in: reading)
        where try whole.kind != .node && viewer.sight.sees(whole, in: reading) {
            if let words = try Self.own(whole, reading, viewer) {
                self = words
                return
            }
        }
        return nil
    }

    private init(label: Label, text: String) {
        self.label = label
        self.text = text
    }

    private static func own(_ row: TicketRow, _ reading: any Reading, _ viewer: Viewer) throws -> MatterWords? {
        func typed<K: TicketKind>(_: K.Type) throws -> [PersonalText] {
            try History.replay(K.self, row, reading.events(of: row.id)).ticket.state.matter
        }
        let text: String? = try legible {
            let sealed = try typed(row.kind.type)
            guard !sealed.isEmpty else { return nil }
            let points = try viewer.encoder(of: row.person, in: reading).encodeTree(sealed).array ?? []
            let open = points.compactMap(\.string)
            return open.isEmpty ? nil : open.joined(separator: "\n")
        }
        return text.map { MatterWords(label: row.kind.type.matterLabel, text: $0) }
    }

    /// The beginning, in one line, where there is room for no more.
    package var excerpt: String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > Self.excerptMax ? line.prefix(Self.excerptMax) + "…" : line
    }

    /// Characters.
    package static let excerptMax = 60
}
