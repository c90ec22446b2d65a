package import PaidanCore

/// 外部编号: people go on with the numbers that they know.
extension ForeignNumber {
    /// How many systems may have used one number.
    package static let ticketsMax = 20
    /// The longest number that is looked for, in characters.
    package static let referenceMax = 128

    /// Those that may be seen.
    package static func tickets(
        called text: String, in reading: any Reading, seenBy sight: Sight
    ) throws -> [TicketRow] {
        guard text.count <= referenceMax else { return [] }
        return try reading.tickets(calledElsewhere: text, limit: ticketsMax).compactMap { id in
            guard let row = try reading.soundTicketRow(id), try sight.sees(row, in: reading) else { return nil }
            return row
        }
    }

    /// - Returns: nil where there is none, or more than one: then a person has to choose.
    package static func ticket(called text: String, in reading: any Reading, seenBy sight: Sight) throws -> TicketID? {
        let rows = try tickets(called: text, in: reading, seenBy: sight)
        return rows.count == 1 ? rows[0].id : nil
    }
}
