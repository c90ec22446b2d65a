import PaidanCore

/// Single values.
extension RegulationReader {
    /// `{zh: 工程部, en: engineering department}`.
    mutating func label(_ node: RegulationNode) -> Label? {
        record(node, ["zh", "en"]).flatMap { label(in: $0) }
    }

    mutating func label(in record: [String: RegulationNode]) -> Label? {
        guard let zhNode = record["zh"], let enNode = record["en"] else { return nil }
        let (zh, en) = (labelText(zhNode), labelText(enNode))
        guard let zh, let en else { return nil }
        return Label(zh, en)
    }

    private mutating func labelText(_ node: RegulationNode) -> String? {
        guard let text = word(node) else { return nil }
        let isBlank = text.allSatisfy(\.isWhitespace)
        guard !isBlank, text.unicodeScalars.count <= Self.labelMax, text.unicodeScalars.allSatisfy(Self.isPrintable)
        else {
            refuse(
                node, .badLabel, "文字须为 1–\(Self.labelMax) 个可显示的字符,不换行",
                "a text is one line of 1–\(Self.labelMax) printable characters")
            return nil
        }
        return text
    }

    static let labelMax = 100

    /// What YAML lets stand in a quoted word as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...: true
        default: false
        }
    }

    /// - Parameter days: whether `1 d` is allowed and means 24 h.
    mutating func span(_ node: RegulationNode, days: Bool) -> Span? {
        duration(node) { text throws(RegulationObjection) in try RegulationDuration.span(text, days: days) }
    }

    mutating func limit(_ node: RegulationNode) -> Limit? { duration(node, RegulationLimit.limit) }

    mutating func leadTime(_ node: RegulationNode) -> LeadTime? { duration(node, RegulationLimit.leadTime) }

    /// A length of time from a start, as warnings count it: no cadence, nothing that stands in the calendar.
    mutating func length(_ node: RegulationNode) -> Limit? { duration(node, RegulationDuration.limit) }

    private mutating func duration<Value>(
        _ node: RegulationNode, _ read: (String) throws(RegulationObjection) -> Value
    ) -> Value? {
        guard let text = word(node) else { return nil }
        do throws(RegulationObjection) {
            return try read(text)
        } catch {
            findings.add(error, at: node.place)
            return nil
        }
    }

    mutating func number(_ node: RegulationNode, in range: ClosedRange<Int>, _ suggestion: String) -> Int? {
        guard let text = word(node) else { return nil }
        let isDigits = text.utf8.allSatisfy { (48...57).contains($0) }
        if case .word(_, isQuoted: false) = node.content, isDigits, let number = Int(text), range.contains(number) {
            return number
        }
        let bounds = "\(range.lowerBound)–\(range.upperBound)"
        refuse(node, .badCount, "\(text) 不是 \(bounds) 的整数", "\(text) is no whole number \(bounds)", suggestion)
        return nil
    }

    mutating func flag(_ node: RegulationNode) -> Bool? {
        guard let text = word(node) else { return nil }
        switch node.content {
        case .word("true", isQuoted: false): return true
        case .word("false", isQuoted: false): return false
        case .word, .list, .table, .refused:
            let means = ["yes", "on", "1", "是", "true"].contains(text.lowercased())
            refuse(node, .unknownWord, "\(text) 不是 true 或 false", "\(text) is neither true nor false", "\(means)")
            return nil
        }
    }

    mutating func choice(_ node: RegulationNode, of words: [String]) -> String? {
        guard let text = word(node) else { return nil }
        guard !words.contains(text) else { return text }
        let known = words.joined(separator: ", ")
        refuse(
            node, .unknownWord, "\(text) 不在 \(known) 之中", "\(text) is none of \(known)",
            Nearest.word(to: text, among: words))
        return nil
    }

    /// Some of `words`, each once; in the order of the file.
    mutating func choices(_ node: RegulationNode, of words: [String]) -> [String]? {
        let nodes = list(node)
        var chosen: [String] = []
        for node in nodes {
            guard let word = choice(node, of: words) else { continue }
            if chosen.contains(word) { refuseRepeated(word, node) }
            chosen.append(word)
        }
        return chosen.isEmpty || chosen.count < nodes.count ? nil : chosen
    }

    // MARK: People

    mutating func roles(_ node: RegulationNode) -> [Role]? {
        let nodes = list(node)
        var roles: [Role] = []
        for node in nodes {
            guard let role = role(node) else { continue }
            if roles.contains(role) { refuseRepeated(role.rawValue, node) }
            roles.append(role)
        }
        return roles.isEmpty || roles.count < nodes.count ? nil : roles
    }

    private mutating func role(_ node: RegulationNode) -> Role? {
        guard let text = word(node) else { return nil }
        let people = Role.allCases.filter(\.isPerson)
        guard let role = Role(rawValue: text) else {
            let suggestion =
                people.first { $0.label.zh == text }?.rawValue ?? Nearest.word(to: text, among: people.map(\.rawValue))
            refuse(node, .unknownRole, "未知的角色 \(text)", "unknown role \(text)", suggestion)
            return nil
        }
        guard role.isPerson else {
            refuse(node, .notAPerson, "角色 \(text) 不是人员", "the role \(text) is no person's")
            return nil
        }
        return role
    }
}
