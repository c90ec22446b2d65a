extension Table {
    /// The state diagram, from the same rows that admit commands.
    package var mermaid: String {
        var lines = ["stateDiagram-v2", "    [*] --> \(Phase.start.name)"]
        lines += Phase.allCases.map { "    \($0.name): \($0.label.zh) \($0.name)" }
        for from in Phase.allCases {
            for to in Phase.allCases {
                let verbs = possible(in: from).filter {
                    self[$0].targets(from: from).contains(to) && (to != from || self[$0].to.contains(to))
                }
                if !verbs.isEmpty {
                    lines.append("    \(from.name) --> \(to.name): \(verbs.map(\.name).joined(separator: ", "))")
                }
            }
        }
        lines += Phase.allCases.filter(\.isEnd).map { "    \($0.name) --> [*]" }
        return lines.joined(separator: "\n")
    }

    /// What a domain expert reads beside the regulation.
    package var markdown: String {
        let head = "| 从 from | 命令 command | 到 to | 谁 who | 条款 rules |\n|---|---|---|---|---|"
        let body = Verb.allCases.map { verb in
            let row = self[verb]
            let names: ([Phase]) -> String = { $0.map { "\($0.label.zh) `\($0.name)`" }.joined(separator: ", ") }
            return "| \(names(row.from)) | \(row.label.zh) \(row.label.en) `\(verb.name)` "
                + "| \(targets(of: row, names)) "
                + "| \(row.roles.map(\.label.zh).joined(separator: ", ")) | \(row.rules) |"
        }
        return ([head] + body).joined(separator: "\n")
    }

    private func targets(of row: Row<Phase>, _ names: ([Phase]) -> String) -> String {
        let usual = row.to.isEmpty ? "不变 same" : names(row.to)
        let others = Phase.allCases.compactMap { phase in
            row.but[phase].map { "但 but \(names([phase])) → \(names($0))" }
        }
        return ([usual] + others).joined(separator: "; ")
    }

    /// States that cannot be reached, or from which no end can be reached. Empty in a sound machine.
    /// An end may have an exit only where `reopening` names the command (un-merge).
    package func flaws(reopening: [Verb] = []) -> [String] {
        let successors = { (phase: Phase) in
            possible(in: phase).flatMap { self[$0].targets(from: phase) }
        }
        let reached = closure(of: .start, under: successors)
        var flaws = Phase.allCases.filter { !reached.contains($0) }.map { "\($0.name) cannot be reached" }
        for phase in Phase.allCases where !closure(of: phase, under: successors).contains(where: \.isEnd) {
            flaws.append("\(phase.name) has no way out")
        }
        for phase in Phase.allCases where phase.isEnd {
            for verb in possible(in: phase) where !reopening.contains(verb) {
                flaws.append("\(phase.name) is an end, but \(verb.name) leaves it")
            }
        }
        return flaws
    }

    private func closure(of start: Phase, under step: (Phase) -> [Phase]) -> [Phase] {
        var seen = [start]
        var queue = [start]
        while let next = queue.popLast() {
            for phase in step(next) where !seen.contains(phase) {
                seen.append(phase)
                queue.append(phase)
            }
        }
        return seen
    }
}
