internal import PaidanCore
internal import PaidanJSON

/// 客户原话: what the customer said, of a ticket, or of what a part was opened for, or of what it is part of.
package enum CustomersWords {
    /// - Returns: nil where nothing was said, where the viewer may not read it, and where it is damaged.
    package static func text(of row: TicketRow, in reading: any Reading, for viewer: Viewer) throws -> String? {
        guard viewer.sight.readsTexts else { return nil }
        if let own = try own(row, reading, viewer) { return own }
        for whole in try SameMatter.wholes(of: row, in: reading) where try viewer.sight.sees(whole, in: reading) {
            if let words = try own(whole, reading, viewer) { return words }
        }
        return nil
    }

    private static func own(_ row: TicketRow, _ reading: any Reading, _ viewer: Viewer) throws -> String? {
        func typed<K: TicketKind>(_: K.Type) throws -> PersonalText? {
            try History.replay(K.self, row, reading.events(of: row.id)).ticket.state.words
        }
        return try legible {
            guard let words = try typed(row.kind.type) else { return nil }
            return try viewer.encoder(of: row.person, in: reading).encodeTree([words]).array?.first?.string
        }
    }

    /// The beginning, in one line, where there is room for no more.
    package static func excerpt(of text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > excerptMax ? line.prefix(excerptMax) + "…" : line
    }

    /// Characters.
    package static let excerptMax = 60
}
