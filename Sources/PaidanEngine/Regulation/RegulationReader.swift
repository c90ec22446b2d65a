import PaidanCore

/// Reads the nodes of one file. Every function returns what it could read and leaves the rest among the findings.
struct RegulationReader {
    var findings: RegulationFindings
    var document: RegulationDocument

    /// The keys that no machine declares.
    enum Word: String, CaseIterable {
        case name, title, extends, zone, workdays, hours, holidays, ownDays, lateEntryGrace, routing, clocks
    }

    /// Finds a time zone by its name: in the tzdata of this machine, or in what was stored with the policy.
    let zones: ZoneLookup

    static func document(
        _ root: RegulationNode, zones: @escaping ZoneLookup, _ findings: inout RegulationFindings
    ) -> RegulationDocument {
        var reader = RegulationReader(
            findings: findings, document: RegulationDocument(top: root.place), zones: zones)
        let pairs = reader.table(root)
        for pair in pairs { reader.read(pair) }
        if case .table = root.content {
            reader.refuseMissing([.name, .title], in: pairs)
        } else {
            reader.document.isComplete = false
        }
        findings = reader.findings
        return reader.document
    }

    private mutating func read(_ pair: RegulationNode.Pair) {
        let value = pair.value
        switch Word(rawValue: pair.key) {
        case .name: readName(value)
        case .title: document.title = label(value) ?? document.title
        case .extends: readExtends(value)
        case .zone: set(.zone, zone(value).map { .zone($0) }, at: pair.place)
        case .workdays: set(.workdays, workdays(value).map { .workdays($0) }, at: pair.place)
        case .hours: readHours(.all, pair)
        case .holidays: readLists(pair)
        case .ownDays: readOwnDays(pair)
        case .lateEntryGrace: set(.lateEntryGrace, span(value, days: false).map { .span($0) }, at: pair.place)
        case .routing: readRouting(value)
        case .clocks: readClocks(value)
        case nil:
            if let hours = Self.hours(in: pair.key) { readHours(hours, pair) } else { readParameter(pair) }
        }
    }

    mutating func set(
        _ key: RegulationKey, _ value: RegulationValue?, at place: RegulationPlace, parts: [RegulationPlace] = []
    ) {
        document.settings[key] = RegulationSetting(value ?? .refused, at: place, parts: parts)
    }

    private mutating func readName(_ node: RegulationNode) {
        document.namePlace = node.place
        guard let name = word(node) else { return }
        document.name = name
        let letters = name.utf8
        let isName = letters.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, (1...32).contains(letters.count), letters.first != 45 else {
            return refuse(
                node, .badName, "名称须为 1–32 个小写字母、数字或 -", "a name is 1–32 characters a–z, 0–9 and -", "dx-2026")
        }
    }

    private mutating func readExtends(_ node: RegulationNode) {
        let nodes = if case .list = node.content { list(node) } else { [node] }
        guard nodes.count <= Self.parentsMax else {
            return refuse(node, .tooDeep, "最多基于 \(Self.parentsMax) 份制度", "extends at most \(Self.parentsMax) policies")
        }
        for node in nodes {
            guard let text = word(node) else { continue }
            if document.extends.contains(where: { $0.text == text }) { refuseRepeated(text, node) }
            document.extends.append(RegulationDocument.Reference(text: text, place: node.place))
        }
    }

    static let parentsMax = 8

    private mutating func refuseMissing(_ words: [Word], in pairs: [RegulationNode.Pair]) {
        for word in words where !pairs.contains(where: { $0.key == word.rawValue }) {
            findings.add(.missing(word.rawValue), at: document.top)
        }
    }

    // MARK: Nodes

    mutating func refuse(
        _ node: RegulationNode, _ code: RegulationErrorCode, _ zh: String, _ en: String,
        _ suggestion: @autoclosure () -> String? = nil
    ) {
        findings.add(RegulationObjection(code, zh, en, suggestion: suggestion()), at: node.place)
    }

    mutating func refuseRepeated(_ text: String, _ node: RegulationNode) {
        refuse(node, .repeated, "\(text) 重复", "\(text) is listed twice")
    }

    /// Text, quoted or not.
    mutating func word(_ node: RegulationNode) -> String? {
        switch node.content {
        case .word("", isQuoted: false): refuse(node, .wrongType, "缺少值", "the value is missing")
        case .word(let word, _): return word
        case .list, .table: refuse(node, .wrongType, "此处应为单个值", "expected a single value")
        case .refused: break
        }
        return nil
    }

    mutating func list(_ node: RegulationNode) -> [RegulationNode] {
        switch node.content {
        case .list(let nodes) where !nodes.isEmpty: return nodes
        case .list: refuse(node, .wrongType, "列表为空", "the list is empty")
        case .word(let word, _): refuse(node, .wrongType, "此处应为列表", "expected a list", word.isEmpty ? nil : "[\(word)]")
        case .table: refuse(node, .wrongType, "此处应为列表", "expected a list")
        case .refused: break
        }
        return []
    }

    mutating func table(_ node: RegulationNode) -> [RegulationNode.Pair] {
        switch node.content {
        case .table(let pairs): return pairs
        case .word, .list: refuse(node, .wrongType, "此处应为“键: 值”", "expected keys with values")
        case .refused: break
        }
        return []
    }

    /// A table of exactly these keys; every missing and every unknown one is refused.
    mutating func record(_ node: RegulationNode, _ keys: [String]) -> [String: RegulationNode]? {
        guard case .table(let pairs) = node.content else {
            _ = table(node)
            return nil
        }
        for pair in pairs where !keys.contains(pair.key) {
            findings.add(.unknownKey(pair.key, among: keys), at: pair.place)
        }
        for key in keys where !pairs.contains(where: { $0.key == key }) {
            findings.add(.missing(key), at: node.place)
        }
        let values = Dictionary(pairs.map { ($0.key, $0.value) }) { first, _ in first }
        return keys.allSatisfy { values[$0] != nil } ? values : nil
    }
}

extension RegulationObjection {
    static func missing(_ key: String) -> RegulationObjection {
        RegulationObjection(.missing, "缺少 \(key)", "\(key) is missing")
    }

    static func unknownKey(_ key: String, among known: [String]) -> RegulationObjection {
        RegulationObjection(
            .unknownKey, "未知的键 \(key)", "unknown key \(key)", suggestion: Nearest.word(to: key, among: known))
    }
}
