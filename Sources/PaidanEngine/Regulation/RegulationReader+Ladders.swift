import PaidanCore

/// 预警阶梯: whom each clock tells, and when.
extension RegulationReader {
    mutating func readClocks(_ node: RegulationNode) {
        let known = Kind.clocks.map(\.name)
        for pair in table(node) {
            guard known.contains(pair.key) else {
                findings.add(
                    RegulationObjection(
                        .unknownClock, "未知的时限 \(pair.key)", "unknown clock \(pair.key)",
                        suggestion: Nearest.word(to: pair.key, among: known)), at: pair.place)
                continue
            }
            readLadder(pair)
        }
    }

    private mutating func readLadder(_ pair: RegulationNode.Pair) {
        guard !pair.value.isNone else { return set(.clock(pair.key), .off, at: pair.place) }
        let nodes = list(pair.value)
        var rungs: [Rung] = []
        for (index, node) in nodes.enumerated() {
            guard let rung = rung(node) else { continue }
            if case .late = rung, index + 1 < nodes.count {
                refuse(node, .badRung, "late 只能是最后一级", "late is the last rung")
            }
            rungs.append(rung)
        }
        let warnings = rungs.compactMap(\.warning)
        if warnings.count > Ladder.warningsMax {
            let (zh, en) = ("预警超过 \(Ladder.warningsMax) 级", "more than \(Ladder.warningsMax) warnings")
            return refuse(nodes[Ladder.warningsMax], .tooManyWarnings, zh, en)
        }
        let ladder = Ladder(warnings: warnings, late: rungs.compactMap(\.late).last ?? [])
        let isWhole = !rungs.isEmpty && rungs.count == nodes.count
        set(.clock(pair.key), isWhole ? .ladder(ladder) : nil, at: pair.place, parts: nodes.map(\.place))
    }

    private enum Rung {
        case warning(Ladder.Warning)
        case late([Role])

        var warning: Ladder.Warning? { if case .warning(let warning) = self { warning } else { nil } }
        var late: [Role]? { if case .late(let roles) = self { roles } else { nil } }
    }

    private enum RungKey: String, CaseIterable { case after, before, percent, tell, late }

    /// `{after: 1 h, tell: […]}`, `{before: 1 d, tell: […]}`, `{percent: 50, tell: […]}` or `{late: […]}`.
    private mutating func rung(_ node: RegulationNode) -> Rung? {
        let pairs = table(node)
        let known = RungKey.allCases.map(\.rawValue)
        for pair in pairs where !known.contains(pair.key) {
            findings.add(.unknownKey(pair.key, among: known), at: pair.place)
        }
        let keys = pairs.compactMap { RungKey(rawValue: $0.key) }
        guard case .table = node.content, keys.count == pairs.count else { return nil }
        if keys == [.late] { return roles(pairs[0].value).map { .late($0) } }
        guard keys.count == 2, keys.contains(.tell), !keys.contains(.late) else {
            refuse(
                node, .badRung, "每级须为 after、before、percent 之一加 tell,或只有 late",
                "a rung is one of after, before, percent with tell, or late alone", "{after: 1 h, tell: [specialist]}")
            return nil
        }
        return warning(pairs)
    }

    private mutating func warning(_ pairs: [RegulationNode.Pair]) -> Rung? {
        var moment: Ladder.Moment?
        var tell: [Role]?
        for pair in pairs {
            switch RungKey(rawValue: pair.key) {
            case .after: moment = length(pair.value).map { .after($0) }
            case .before: moment = span(pair.value, days: true).map { .before($0) }
            case .percent: moment = number(pair.value, in: 1...99, "50").map { .percent($0) }
            case .tell: tell = roles(pair.value)
            case .late, nil: break
            }
        }
        guard let moment, let tell else { return nil }
        return .warning(Ladder.Warning(moment, tell: tell))
    }
}
