internal import PaidanCore
internal import PaidanJSON

/// Reads a mapping file. It is written like a policy, and everything that is wrong is found at once, with its place.
struct ImportMappingReader {
    /// Reads the single values, and has the findings.
    var nodes: RegulationReader
    let forms: FormBook
    var kind = Kind.complaint
    var columns: [ImportColumn] = []
    /// Off within the closing rule, which no row of the log says.
    var hasRow = true

    /// The keys of the file.
    private enum Word: String, CaseIterable {
        case source, kind, format, ticket, activity, time, receipt, open, activities, others, closing
    }

    private static let required: [Word] = [.source, .kind, .ticket, .activity, .time, .open, .activities]

    /// - Returns: nil when something is wrong; the findings say what.
    mutating func mapping(_ root: RegulationNode) -> ImportMapping? {
        let pairs = nodes.table(root)
        for pair in pairs where Word(rawValue: pair.key) == nil {
            nodes.findings.add(.unknownKey(pair.key, among: Word.allCases.map(\.rawValue)), at: pair.place)
        }
        let values = Dictionary(pairs.map { ($0.key, $0.value) }) { first, _ in first }
        for word in Self.required where values[word.rawValue] == nil {
            nodes.findings.add(.missing(word.rawValue), at: root.place)
        }
        func node(_ word: Word) -> RegulationNode? { values[word.rawValue] }
        // Forms hang on it, so it comes first.
        if let kind = node(.kind).flatMap({ readKind($0) }) { self.kind = kind }
        let format = node(.format).map { readFormat($0) } ?? DelimitedFormat()
        let source = node(.source).flatMap { readSource($0) }
        let ticket = node(.ticket).flatMap { column($0) }
        let activity = node(.activity).flatMap { column($0) }
        let time = node(.time).flatMap { readTime($0) }
        let receipt = node(.receipt).flatMap { readReceipt($0) }
        let opening = node(.open).map { readOpening($0) } ?? []
        let activities = node(.activities).map { readActivities($0) } ?? [:]
        let others = node(.others).flatMap { readOthers($0) }
        let closing = node(.closing).flatMap { readClosing($0) }
        guard nodes.findings.isEmpty, let source, let ticket, let activity, let time else { return nil }
        return ImportMapping(
            source: source, kind: kind, format: format, ticket: ticket, activity: activity, time: time.column,
            clock: time.clock, receipt: receipt, opening: opening, activities: activities, others: others,
            closing: closing, columns: columns)
    }

    // MARK: The log

    private mutating func readKind(_ node: RegulationNode) -> Kind? {
        let kinds = Kind.allCases.filter { $0.type.openers.contains(where: \.isPerson) }
        return nodes.choice(node, of: kinds.map(\.rawValue)).flatMap(Kind.init(rawValue:))
    }

    private mutating func readSource(_ node: RegulationNode) -> String? {
        guard let text = nodes.word(node) else { return nil }
        if let code = Branch(text) { return code.code }
        nodes.refuse(
            node, .badCode, "来源 \(text) 须为 1–32 个小写字母、数字或 -,以字母开头",
            "the source \(text) is not 1–32 characters a–z, 0–9 and -, starting with a letter", "helpdesk")
        return nil
    }

    private mutating func readFormat(_ node: RegulationNode) -> DelimitedFormat {
        var format = DelimitedFormat()
        for pair in nodes.table(node) {
            switch pair.key {
            case "delimiter": format.delimiter = delimiter(pair.value) ?? format.delimiter
            case "encoding":
                let names = DelimitedFormat.Encoding.allCases.map(\.rawValue)
                let name = nodes.choice(pair.value, of: names)
                format.encoding = name.flatMap(DelimitedFormat.Encoding.init(rawValue:)) ?? format.encoding
            default: nodes.findings.add(.unknownKey(pair.key, among: ["delimiter", "encoding"]), at: pair.place)
            }
        }
        return format
    }

    private mutating func delimiter(_ node: RegulationNode) -> UInt8? {
        guard let text = nodes.word(node) else { return nil }
        if text == "tab" { return UInt8(ascii: "\t") }
        if let byte = text.utf8.first, text.utf8.count == 1, [",", ";", "|", "\t"].contains(text) { return byte }
        nodes.refuse(node, .unknownWord, "分隔符须为 , ; | 或 tab", "a delimiter is one of , ; | and tab", "\",\"")
        return nil
    }

    /// A column by its name, noted so that it can be looked for in the log.
    mutating func column(_ node: RegulationNode) -> ImportColumn? {
        nodes.word(node).flatMap { use($0, at: node.place) }
    }

    /// - Returns: nil where there is no row that could have it.
    mutating func use(_ name: String, at place: RegulationPlace) -> ImportColumn? {
        guard hasRow else {
            nodes.findings.add(.noRow(name), at: place)
            return nil
        }
        if let known = columns.first(where: { $0.name == name }) { return known }
        let column = ImportColumn(name: name, place: place)
        columns.append(column)
        return column
    }

    private mutating func readTime(_ node: RegulationNode) -> (column: ImportColumn, clock: ImportClock)? {
        guard let record = nodes.record(node, ["column", "pattern", "zone"]), let name = record["column"],
            let pattern = record["pattern"], let zone = record["zone"]
        else { return nil }
        let (column, found) = (column(name), (readPattern(pattern), readZone(zone)))
        guard let column, let pattern = found.0, let zone = found.1 else { return nil }
        return (column, ImportClock(pattern: pattern, zone: zone))
    }

    private mutating func readPattern(_ node: RegulationNode) -> ImportPattern? {
        guard let text = nodes.word(node) else { return nil }
        if let pattern = ImportPattern(text) { return pattern }
        nodes.refuse(
            node, .wrongType, "\(text) 不是时间格式:需要 y、M、d,各一次", "\(text) is no pattern: y, M and d must stand in it, once",
            "yyyy-MM-dd HH:mm:ss")
        return nil
    }

    /// A zone of tzdata, or a fixed offset such as `+08:00`.
    private mutating func readZone(_ node: RegulationNode) -> Zone? {
        guard let text = nodes.word(node) else { return nil }
        if let zone = nodes.zones(text) { return zone }
        if let offset = Self.offset(text) { return Zone(name: text, first: offset) }
        nodes.refuse(node, .unknownZone, "未知的时区 \(text)", "unknown time zone \(text)", Zone.suggestion(for: text))
        return nil
    }

    private static func offset(_ text: String) -> Span? {
        guard let epoch = Instant(rfc3339: "1970-01-01T12:00:00\(text)") else { return nil }
        return Span.hours(12) - Span(milliseconds: epoch.milliseconds)
    }

    // MARK: The ticket

    private mutating func readReceipt(_ node: RegulationNode) -> ImportColumn? {
        if case .word("first", isQuoted: false) = node.content { return nil }
        guard let record = nodes.record(node, ["time"]), let name = record["time"] else { return nil }
        guard kind.receiptField != nil else {
            nodes.refuse(
                node, .unknownKey, "\(kind.type.label.zh)没有受理时间", "a \(kind.type.label.en) has no time of receipt",
                "first")
            return nil
        }
        return column(name)
    }

    private mutating func readOpening(_ node: RegulationNode) -> [ImportField] {
        let known = forms[kind].opening?.fields ?? []
        return fields(node, known, called: kind.rawValue, receipt: kind.receiptField)
    }

    private mutating func readActivities(_ node: RegulationNode) -> [String: [ImportWay]] {
        nodes.table(node).reduce(into: [:]) { activities, pair in activities[pair.key] = ways(pair.value) }
    }

    private mutating func readOthers(_ node: RegulationNode) -> ImportWay? {
        nodes.choice(node, of: ["note", "refuse"]) == "note" ? .note : nil
    }

    private mutating func readClosing(_ node: RegulationNode) -> ImportClosing? {
        guard let record = nodes.record(node, ["after", "do"]), let after = record["after"], let steps = record["do"]
        else { return nil }
        hasRow = false
        defer { hasRow = true }
        let (span, ways) = (nodes.span(after, days: true), ways(steps))
        return span.map { ImportClosing(after: $0, ways: ways) }
    }
}

extension RegulationObjection {
    fileprivate static func noRow(_ column: String) -> RegulationObjection {
        RegulationObjection(
            .wrongType, "结案规则没有对应的行,不能取列 \(column);请写固定的值",
            "the closing rule answers no row, so there is no column \(column); write a fixed value")
    }
}

extension Kind {
    /// The field of its opening that says when it was received; nil where none does.
    var receiptField: String? {
        switch self {
        case .complaint: "receivedAt"
        case .opinion: "raisedAt"
        case .lead: "metAt"
        case .project: "signedAt"
        case .dispatch, .call, .rota, .node, .supply: nil
        }
    }
}

extension ImportMapping {
    /// - Parameter file: how findings name it.
    /// - Throws: everything that is wrong, each with its place.
    package static func load(text: String, file: String) throws(RegulationErrors) -> ImportMapping {
        var findings = RegulationFindings()
        let root = RegulationYAML.root(of: Array(text.utf8), file: file, &findings)
        guard let root else { throw RegulationErrors(findings) }
        guard let forms = try? FormBook() else { preconditionFailure("no engine starts without its forms") }
        var reader = ImportMappingReader(
            nodes: RegulationReader(
                findings: findings, document: RegulationDocument(top: root.place), zones: { Zone(named: $0) }),
            forms: forms)
        guard var mapping = reader.mapping(root) else { throw RegulationErrors(reader.nodes.findings) }
        mapping.hash = Fingerprint.sha256(of: text.utf8).hex
        return mapping
    }

    /// - Throws: a finding for every column that the log does not have, or has twice.
    package func check(against header: [String]) throws(RegulationErrors) {
        var findings = RegulationFindings()
        for column in columns {
            switch header.count(where: { $0 == column.name }) {
            case 0:
                findings.add(
                    RegulationObjection(
                        .unknownKey, "日志中没有列 \(column.name)", "the log has no column \(column.name)",
                        suggestion: Nearest.word(to: column.name, among: header)), at: column.place)
            case 1: break
            default:
                findings.add(
                    RegulationObjection(
                        .repeated, "日志中有多个列 \(column.name)", "the log has several columns \(column.name)"),
                    at: column.place)
            }
        }
        guard findings.isEmpty else { throw RegulationErrors(findings) }
    }
}
