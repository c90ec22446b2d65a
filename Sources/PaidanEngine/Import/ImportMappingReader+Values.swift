internal import PaidanCore
internal import PaidanJSON

/// Where the values of fields come from, compared with the form of the command that takes them.
extension ImportMappingReader {
    /// - Parameter receipt: the field that `receipt` fills.
    mutating func fields(
        _ node: RegulationNode, _ known: [Field], called command: String, receipt: String? = nil
    ) -> [ImportField] {
        let pairs = nodes.table(node)
        for field in known where field.isRequired && field.name != receipt {
            guard !pairs.contains(where: { $0.key == field.name }), field.type != .person else { continue }
            nodes.refuse(
                node, .missing, "\(command) 缺少 \(field.name)(\(field.label.zh))",
                "\(command) lacks \(field.name) (\(field.label.en))")
        }
        return pairs.compactMap { pair in
            guard pair.key != receipt else {
                nodes.findings.add(.saidByReceipt(pair.key), at: pair.place)
                return nil
            }
            guard let field = known.first(where: { $0.name == pair.key }) else {
                let names = known.map(\.name).filter { $0 != receipt }
                nodes.findings.add(.unknownKey(pair.key, among: names), at: pair.place)
                return nil
            }
            return value(pair.value, field).map { ImportField(name: field.name, value: $0) }
        }
    }

    private mutating func value(_ node: RegulationNode, _ field: Field) -> ImportValue? {
        value(node, field.type, of: field.name)
    }

    private mutating func value(_ node: RegulationNode, _ type: FieldType, of field: String) -> ImportValue? {
        switch node.content {
        case .word: return fixed(node, type).map { .fixed($0) }
        case .list:
            guard case .list(let element) = type else {
                nodes.refuse(node, .wrongType, "此处应为单个值", "expected a single value")
                return nil
            }
            return .list(nodes.list(node).compactMap { value($0, element, of: field) })
        case .table(let pairs): return value(node, pairs, type, of: field)
        case .refused: return nil
        }
    }

    // MARK: Values of the mapping itself

    private mutating func fixed(_ node: RegulationNode, _ type: FieldType) -> JSON? {
        switch type {
        case .flag: return nodes.flag(node).map { .bool($0) }
        case .integer: return nodes.number(node, in: 0...1_000_000, "1").map { .integer(Int64($0)) }
        case .choice(let choices): return nodes.choice(node, of: choices.map(\.code)).map { .string($0) }
        case .file:
            nodes.refuse(node, .wrongType, "照片和文件不随日志导入", "files do not come with a log")
            return nil
        case .list, .group, .person:
            if case .list = type { _ = nodes.list(node) } else { _ = nodes.table(node) }
            return nil
        case .moment:
            nodes.refuse(
                node, .wrongType, "时间须从日志中得出", "a time comes from the log", "{after: 3 d}")
            return nil
        case .text, .ticket, .department, .category, .account: return nodes.word(node).map { .string($0) }
        }
    }

    // MARK: Values of the row

    /// How a value of the row is written.
    private enum Source: String, CaseIterable {
        case column, text, after, time

        /// Whether such a field can be filled by it.
        func fits(_ type: FieldType) -> Bool {
            switch type {
            case .text, .ticket, .department, .category, .account, .choice: self == .column || self == .text
            case .integer, .flag: self == .column
            case .moment: self == .after || self == .time
            case .person, .list, .group, .file: false
            }
        }
    }

    /// `{column: …}`, `{text: …}`, `{after: …}`, `{time: …}`; else a group of fields.
    private mutating func value(
        _ node: RegulationNode, _ pairs: [RegulationNode.Pair], _ type: FieldType, of field: String
    ) -> ImportValue? {
        guard let (source, pair) = source(of: pairs, type) else { return group(node, pairs, type, of: field) }
        guard source.fits(type) else {
            nodes.refuse(
                node, .wrongType, "\(field) 不能由 {\(source.rawValue): …} 得出",
                "\(field) does not come from {\(source.rawValue): …}", Self.example(of: type))
            return nil
        }
        switch source {
        case .column: return fromColumn(pairs, type)
        case .text: return template(pair.value)
        case .after: return nodes.span(pair.value, days: true).map { .after($0) }
        case .time: return column(pair.value).map { .time($0.name) }
        }
    }

    /// nil for a group, whose fields may be called like a source.
    private func source(
        of pairs: [RegulationNode.Pair], _ type: FieldType
    ) -> (source: Source, pair: RegulationNode.Pair)? {
        if case .group = type { return nil }
        if let column = pairs.first(where: { $0.key == Source.column.rawValue }) { return (.column, column) }
        guard pairs.count == 1, let pair = pairs.first, let source = Source(rawValue: pair.key) else { return nil }
        return (source, pair)
    }

    /// What would fit.
    private static func example(of type: FieldType) -> String {
        switch type {
        case .moment: "{after: 3 d}"
        case .list: "[{column: …}]"
        case .person: "{name: {column: …}}"
        case .text, .integer, .flag, .ticket, .department, .category, .account, .choice, .file, .group: "{column: …}"
        }
    }

    private mutating func group(
        _ node: RegulationNode, _ pairs: [RegulationNode.Pair], _ type: FieldType, of field: String
    ) -> ImportValue? {
        switch type {
        case .group(let known): return .group(fields(node, known, called: field))
        case .person: return .group(fields(node, Self.customer, called: field))
        case .list:
            nodes.refuse(node, .wrongType, "此处应为列表", "expected a list", Self.example(of: type))
            return nil
        case .text, .integer, .flag, .moment, .ticket, .department, .category, .account, .file, .choice:
            let known = Source.allCases.filter { $0.fits(type) }.map(\.rawValue)
            for pair in pairs where !known.contains(pair.key) {
                nodes.findings.add(.unknownKey(pair.key, among: known), at: pair.place)
            }
            if pairs.allSatisfy({ known.contains($0.key) }) {
                nodes.refuse(
                    node, .wrongType, "\(field) 只能有一个来源", "\(field) comes from one of them", Self.example(of: type))
            }
            return nil
        }
    }

    private static let customer: [Field] = ["name", "phone", "address"].map { name in
        Field(name: name, label: Label(name, name), type: .text(personal: true), isRequired: name == "name")
    }

    /// `{column: section, words: {Value 1: construction}, otherwise: furnishing}`.
    private mutating func fromColumn(_ pairs: [RegulationNode.Pair], _ type: FieldType) -> ImportValue? {
        var (name, words, otherwise): (String?, [String: JSON], JSON?) = (nil, [:], nil)
        for pair in pairs {
            switch pair.key {
            case "column": name = column(pair.value)?.name
            case "words":
                for word in nodes.table(pair.value) { words[word.key] = fixed(word.value, type) }
            case "otherwise": otherwise = fixed(pair.value, type)
            default:
                nodes.findings.add(.unknownKey(pair.key, among: ["column", "words", "otherwise"]), at: pair.place)
            }
        }
        return name.map { .column($0, words: words, otherwise: otherwise, Self.shape(of: type)) }
    }

    private static func shape(of type: FieldType) -> ImportValue.Shape {
        switch type {
        case .integer: .integer
        case .flag: .flag
        case .text, .moment, .ticket, .person, .department, .category, .account, .file, .choice, .list, .group:
            .text
        }
    }

    /// `{text: "{Case ID}: {product}"}`.
    private mutating func template(_ node: RegulationNode) -> ImportValue? {
        guard let text = nodes.word(node) else { return nil }
        var pieces: [ImportValue.Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            pieces.append(.literal(String(rest[..<open])))
            guard let close = rest[open...].firstIndex(of: "}") else {
                nodes.refuse(node, .wrongType, "列名后缺少 }", "a } is missing behind the column")
                return nil
            }
            let name = String(rest[rest.index(after: open)..<close])
            guard use(name, at: node.place) != nil else { return nil }
            pieces.append(.column(name))
            rest = rest[rest.index(after: close)...]
        }
        return .text(pieces + [.literal(String(rest))])
    }
}

extension RegulationObjection {
    /// The field is there, and is filled elsewhere.
    fileprivate static func saidByReceipt(_ key: String) -> RegulationObjection {
        RegulationObjection(
            .unknownKey, "\(key) 由 receipt 一项给出,不写在此处", "\(key) is said by the key receipt and not here",
            suggestion: "receipt: {time: …}")
    }
}
