internal import PaidanCore
internal import PaidanJSON

/// What an activity means: a note, or paths of commands, the first of which fits the state.
extension ImportMappingReader {
    /// `note`, a command, commands one after the other, or paths each with its states.
    mutating func ways(_ node: RegulationNode) -> [ImportWay] {
        if node.isStep { return [ImportWay(states: [], steps: steps(node))] }
        switch node.content {
        case .list(let nodes) where nodes.allSatisfy(\.isStep): return [ImportWay(states: [], steps: steps(node))]
        case .list: return nodes.list(node).compactMap { way($0) }
        case .word, .table: return way(node).map { [$0] } ?? []
        case .refused: return []
        }
    }

    /// `note`, or `{when: [received], do: [forward: {…}]}`.
    private mutating func way(_ node: RegulationNode) -> ImportWay? {
        guard case .table(let pairs) = node.content else {
            return nodes.choice(node, of: ["note"]) == nil ? nil : .note
        }
        var (states, commands): ([ImportState], [ImportStep]?) = ([], nil)
        for pair in pairs {
            switch pair.key {
            case "when": states = self.states(pair.value)
            case "do": commands = steps(pair.value)
            default: nodes.findings.add(.unknownKey(pair.key, among: ["when", "do"]), at: pair.place)
            }
        }
        guard let commands else {
            nodes.findings.add(.missing("do"), at: node.place)
            return nil
        }
        return ImportWay(states: states, steps: commands)
    }

    // MARK: States

    private mutating func states(_ node: RegulationNode) -> [ImportState] {
        let nodes = if case .list = node.content { self.nodes.list(node) } else { [node] }
        return nodes.compactMap { state($0) }
    }

    /// `received`, or of a part: `dispatch.working`.
    private mutating func state(_ node: RegulationNode) -> ImportState? {
        guard let text = nodes.word(node) else { return nil }
        let (kind, phase) = split(text)
        guard let kind else { return refuseKind(text, node) }
        let known = kind.type.phaseNames
        guard known.contains(phase) else {
            nodes.refuse(
                node, .unknownWord, "\(kind.type.label.zh)没有状态 \(phase)",
                "a \(kind.type.label.en) has no state \(phase)",
                Nearest.word(to: phase, among: known))
            return nil
        }
        return ImportState(kind: kind, phase: phase)
    }

    private func split(_ text: String) -> (kind: Kind?, name: String) {
        guard let dot = text.firstIndex(of: ".") else { return (kind, text) }
        return (Kind(rawValue: String(text[..<dot])), String(text[text.index(after: dot)...]))
    }

    private mutating func refuseKind<Value>(_ text: String, _ node: RegulationNode) -> Value? {
        nodes.refuse(
            node, .unknownWord, "\(text) 的种类未知", "\(text) begins with no kind of ticket",
            Nearest.word(to: String(text.prefix { $0 != "." }), among: Kind.allCases.map(\.rawValue)))
        return nil
    }

    // MARK: Commands

    /// `note`, one command, or a list of them.
    private mutating func steps(_ node: RegulationNode) -> [ImportStep] {
        if case .word("note", isQuoted: false) = node.content { return [] }
        let nodes = if case .list = node.content { self.nodes.list(node) } else { [node] }
        return nodes.compactMap { step($0) }
    }

    /// `resume`, or with data `forward: {departments: […]}`; of a part: `dispatch.accept: {…}`.
    private mutating func step(_ node: RegulationNode) -> ImportStep? {
        switch node.content {
        case .word: return nodes.word(node).flatMap { step($0, nil, node) }
        case .table(let pairs):
            guard pairs.count == 1, let pair = pairs.first else {
                nodes.refuse(
                    node, .wrongType, "每一步只有一个操作,写作列表项", "a step is one command; write each as an item of a list")
                return nil
            }
            return step(pair.key, pair.value, RegulationNode(place: pair.place, content: pair.value.content))
        case .list:
            nodes.refuse(node, .wrongType, "此处应为操作", "expected a command")
            return nil
        case .refused: return nil
        }
    }

    private mutating func step(_ text: String, _ data: RegulationNode?, _ node: RegulationNode) -> ImportStep? {
        let (kind, verb) = split(text)
        guard let kind else { return refuseKind(text, node) }
        let known = forms[kind].all
        guard let action = known.first(where: { $0.verb == verb }) else {
            nodes.refuse(
                node, .unknownWord, "\(kind.type.label.zh)没有操作 \(verb)",
                "a \(kind.type.label.en) has no command \(verb)",
                Nearest.word(to: verb, among: known.map(\.verb)))
            return nil
        }
        let data = data ?? RegulationNode(place: node.place, content: .table([]))
        return ImportStep(kind: kind, verb: verb, fields: fields(data, action.fields, called: verb))
    }
}

extension RegulationNode {
    /// A command, and not a path that says when.
    fileprivate var isStep: Bool {
        switch content {
        case .word(let word, _): word != "note"
        case .table(let pairs): !pairs.contains { $0.key == "do" || $0.key == "when" }
        case .list, .refused: false
        }
    }
}

extension TicketKind {
    /// The names of its states, in order.
    static var phaseNames: [String] { Phase.allCases.map { table.name(of: $0) } }
}
