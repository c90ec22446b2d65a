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
            let next = index + 1 < nodes.count ? nodes[index + 1] : nil
            switch rung {
            case .late where next.map { !isAgain($0) } ?? false:
                refuse(node, .badRung, "late 之后只能是 again", "late is the last rung but for again")
            case .again where next != nil: refuse(node, .badRung, "again 只能是最后一级", "again is the last rung")
            case .again where Kind.clocks.first { $0.name == pair.key }?.isJudged ?? true:
                refuse(node, .badRung, "有超时判定的时限不再提醒", "a limit that is judged does not ring again")
            case .warning, .late, .again: break
            }
            rungs.append(rung)
        }
        let warnings = rungs.compactMap(\.warning)
        if warnings.count > Ladder.warningsMax {
            let (zh, en) = ("预警超过 \(Ladder.warningsMax) 级", "more than \(Ladder.warningsMax) warnings")
            return refuse(nodes[Ladder.warningsMax], .tooManyWarnings, zh, en)
        }
        let ladder = Ladder(
            warnings: warnings, late: rungs.compactMap(\.late).last ?? [], again: rungs.compactMap(\.again).last)
        let isWhole = !rungs.isEmpty && rungs.count == nodes.count
        set(.clock(pair.key), isWhole ? .ladder(ladder) : nil, at: pair.place, parts: nodes.map(\.place))
    }

    private enum Rung {
        case warning(Ladder.Warning)
        case late([Role])
        case again(Ladder.Again)

        var warning: Ladder.Warning? { if case .warning(let warning) = self { warning } else { nil } }
        var late: [Role]? { if case .late(let roles) = self { roles } else { nil } }
        var again: Ladder.Again? { if case .again(let again) = self { again } else { nil } }
    }

    private enum RungKey: String, CaseIterable { case after, before, percent, tell, late, again, times }

    /// `{after: 1 h, tell: […]}`, `{before: 1 d, tell: […]}`, `{percent: 50, tell: […]}`, `{before: 1 d, percent: 75, tell: […]}`
    /// (whichever is later), `{late: […]}` or, last of a reminder, `{again: 1 d, times: 3, tell: […]}`.
    private mutating func rung(_ node: RegulationNode) -> Rung? {
        let pairs = table(node)
        let known = RungKey.allCases.map(\.rawValue)
        for pair in pairs where !known.contains(pair.key) {
            findings.add(.unknownKey(pair.key, among: known), at: pair.place)
        }
        let keys = pairs.compactMap { RungKey(rawValue: $0.key) }
        guard case .table = node.content, keys.count == pairs.count else { return nil }
        if keys == [.late] { return roles(pairs[0].value).map { .late($0) } }
        if keys.count == 3, Set(keys) == [.again, .times, .tell] { return again(pairs) }
        let moments = Set(keys).subtracting([.tell])
        guard keys.contains(.tell), Set(keys).count == keys.count, Self.moments.contains(moments) else {
            refuse(
                node, .badRung, "每级须为 after、before、percent 之一(或 before 与 percent 并用)加 tell,或只有 late,或 again、times、tell",
                "a rung is one of after, before, percent (or before with percent) with tell, or late alone, or again, times and tell",
                "{after: 1 h, tell: [specialist]}")
            return nil
        }
        return warning(pairs)
    }

    private func isAgain(_ node: RegulationNode) -> Bool {
        guard case .table(let pairs) = node.content else { return false }
        return pairs.contains { $0.key == RungKey.again.rawValue }
    }

    private mutating func again(_ pairs: [RegulationNode.Pair]) -> Rung? {
        var (every, times): (Span?, Int?)
        var tell: [Role]?
        for pair in pairs {
            switch RungKey(rawValue: pair.key) {
            case .again: every = interval(pair.value)
            case .times: times = number(pair.value, in: 1...Ladder.Again.timesMax, "3")
            case .tell: tell = roles(pair.value)
            case .after, .before, .percent, .late, nil: break
            }
        }
        guard let every, let times, let tell else { return nil }
        return .again(Ladder.Again(every: every, times: times, tell: tell))
    }

    private mutating func interval(_ node: RegulationNode) -> Span? {
        guard let every = span(node, days: true) else { return nil }
        guard every >= Ladder.Again.everyMin else {
            refuse(node, .badRung, "again 不短于 1 小时", "again is no shorter than an hour", "1 d")
            return nil
        }
        return every
    }

    private static let moments: [Set<RungKey>] = [[.after], [.before], [.percent], [.before, .percent]]

    private mutating func warning(_ pairs: [RegulationNode.Pair]) -> Rung? {
        var (after, before, percent): (Limit?, Span?, Int?)
        var tell: [Role]?
        for pair in pairs {
            switch RungKey(rawValue: pair.key) {
            case .after: after = length(pair.value)
            case .before: before = span(pair.value, days: true)
            case .percent: percent = number(pair.value, in: 1...99, "50")
            case .tell: tell = roles(pair.value)
            case .late, .again, .times, nil: break
            }
        }
        guard let tell else { return nil }
        let moment: Ladder.Moment? =
            switch pairs.count {
            case 3: before.flatMap { span in percent.map { .later(before: span, percent: $0) } }
            default: after.map { .after($0) } ?? before.map { .before($0) } ?? percent.map { .percent($0) }
            }
        return moment.map { .warning(Ladder.Warning($0, tell: tell)) }
    }
}
