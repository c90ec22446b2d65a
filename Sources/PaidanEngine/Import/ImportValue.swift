internal import PaidanCore
internal import PaidanJSON

/// A field of a command, and where its value comes from.
struct ImportField: Sendable {
    let name: String
    let value: ImportValue
}

/// Where a value comes from: the mapping itself, or the row.
indirect enum ImportValue: Sendable {
    case fixed(JSON)
    /// What stands in the column; `words` translates it, `otherwise` stands for every other word.
    case column(String, words: [String: JSON], otherwise: JSON?, Shape)
    /// `{column}` is replaced.
    case text([Piece])
    /// So long after the row.
    case after(Span)
    /// A column with a time, read like the row's own.
    case time(String)
    case list([ImportValue])
    case group([ImportField])

    enum Piece: Hashable, Sendable {
        case literal(String)
        case column(String)
    }

    /// What a text of the log is turned into.
    enum Shape: Sendable {
        case text, integer, flag
    }
}

/// A row as values are taken from it.
struct ImportSource {
    let row: ImportRow
    let columns: [String: Int]
    let clock: ImportClock

    subscript(column: String) -> String { columns[column].map { row.fields[$0] } ?? "" }

    /// - Returns: nil when the log says nothing there.
    /// - Throws: `unknown-word`, `bad-value`, `bad-time`.
    func value(of wish: ImportValue) throws(ImportRefusal) -> JSON? {
        switch wish {
        case .fixed(let json): return json
        case .column(let name, let words, let otherwise, let shape):
            return try word(self[name], in: name, words, otherwise, shape)
        case .text(let pieces):
            return .string(
                pieces.map { piece in
                    switch piece {
                    case .literal(let text): text
                    case .column(let name): self[name]
                    }
                }.joined())
        case .after(let span): return .integer((row.at + span).milliseconds)
        case .time(let name):
            let text = self[name]
            return text.isEmpty ? nil : .integer(try clock.instant(of: text).milliseconds)
        case .list(let wishes):
            var values: [JSON] = []
            for wish in wishes { if let value = try value(of: wish) { values.append(value) } }
            return values.isEmpty ? nil : .array(values)
        case .group(let fields): return .object(try object(of: fields))
        }
    }

    func object(of fields: [ImportField]) throws(ImportRefusal) -> JSONObject {
        var object = JSONObject()
        for field in fields { if let value = try value(of: field.value) { object[field.name] = value } }
        return object
    }

    private func word(
        _ text: String, in column: String, _ words: [String: JSON], _ otherwise: JSON?, _ shape: ImportValue.Shape
    ) throws(ImportRefusal) -> JSON? {
        if let word = words[text] { return word }
        if let otherwise { return otherwise }
        if text.isEmpty { return nil }
        guard words.isEmpty else {
            throw ImportRefusal(
                "unknown-word", "\(column) 中的“\(text)”不在映射中", "the mapping has no word for \"\(text)\" in \(column)")
        }
        switch shape {
        case .text: return .string(text)
        case .integer: if let number = Int64(text) { return .integer(number) }
        case .flag: if let flag = Bool(text) { return .bool(flag) }
        }
        throw ImportRefusal(
            "bad-value", "\(column) 中的“\(text)”无法用于此字段", "\"\(text)\" in \(column) does not fit the field")
    }
}
