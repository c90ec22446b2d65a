import PaidanCore

/// What the machines declare in `Kind.parameters`.
extension RegulationReader {
    mutating func readParameter(_ pair: RegulationNode.Pair) {
        guard let parameter = Kind.parameters.first(where: { $0.key == pair.key }) else {
            return findings.add(Self.unknownKey(pair), at: pair.place)
        }
        guard !pair.value.isNone else {
            if parameter.isRequired {
                refuse(pair.value, .notOptional, "\(pair.key) 不能取消", "\(pair.key) cannot be switched off")
            }
            return set(.parameter(pair.key), parameter.isRequired ? .refused : .off, at: pair.place)
        }
        set(.parameter(pair.key), reading(pair.value, parameter.type).map { .reading($0) }, at: pair.place)
    }

    private mutating func reading(_ node: RegulationNode, _ type: ParameterType) -> ParameterReading? {
        switch type {
        case .limit: limit(node).map { .limit($0) }
        case .leadTime: leadTime(node).map { .leadTime($0) }
        case .count: number(node, in: 1...1_000, "2").map { .count($0) }
        case .flag: flag(node).map { .flag($0) }
        case .roles: roles(node).map { .roles($0) }
        case .word(let words): choice(node, of: words).map { .word($0) }
        case .words(let words): choices(node, of: words).map { .words($0) }
        case .rolesByWord(let words): rolesByWord(node, words).map { .rolesByWord($0) }
        case .hours: hours(node).map { .hours($0) }
        }
    }

    private mutating func rolesByWord(_ node: RegulationNode, _ words: [String]) -> [String: [Role]]? {
        guard let record = record(node, words) else { return nil }
        var rolesByWord: [String: [Role]] = [:]
        for word in words {
            rolesByWord[word] = record[word].flatMap { roles($0) }
        }
        return rolesByWord.count == words.count ? rolesByWord : nil
    }

    /// The keys of the machines are flat: `complaint:` with keys below it is the likeliest mistake.
    private static func unknownKey(_ pair: RegulationNode.Pair) -> RegulationObjection {
        let keys = Kind.parameters.map(\.key)
        guard case .table(let inner) = pair.value.content, let first = inner.first,
            keys.contains(where: { $0.hasPrefix(pair.key + ".") })
        else {
            return .unknownKey(pair.key, among: Word.allCases.map(\.rawValue) + hoursKeys + keys)
        }
        let flat = "\(pair.key).\(first.key)"
        return RegulationObjection(
            .unknownKey, "\(pair.key) 下不能分层,须写完整的键", "the keys of \(pair.key) are written in full, not below it",
            suggestion: Nearest.word(to: flat, among: keys) ?? flat)
    }
}
