import PaidanCore
import Yams

/// From the bytes of one file to its nodes. The only file that sees Yams.
struct RegulationYAML {
    private var text: RegulationText
    private var findings: RegulationFindings

    /// - Returns: nil when the file is not one YAML document; `findings` says why.
    static func root(of bytes: [UInt8], file: String, _ findings: inout RegulationFindings) -> RegulationNode? {
        do throws(RegulationObjection) {
            var yaml = RegulationYAML(text: try RegulationText(bytes, file: file), findings: findings)
            let root = yaml.compose().map { yaml.node($0) }
            findings = yaml.findings
            return root
        } catch {
            findings.add(error, at: RegulationPlace(file: file))
            return nil
        }
    }

    private static let duplicatesMax = 50

    /// Yams gives up at the first key that is written twice; it is blanked and the rest is read.
    private mutating func compose() -> Node? {
        for attempt in 0..<Self.duplicatesMax {
            do {
                return try document()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard refuseDuplicate(of: keys.first ?? "", context.mark) else { return nil }
            } catch {
                // After blanking, the error may be about the blank.
                if attempt == 0 { refuseSyntax(error) }
                return nil
            }
        }
        return nil
    }

    private mutating func document() throws -> Node? {
        let parser = try Parser(yaml: text.text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.nextRoot() else {
            findings.add(
                RegulationObjection(.empty, "文件中没有内容", "the file is empty"), at: text.place(line: 1, column: 1))
            return nil
        }
        if let second = try parser.nextRoot() {
            let objection = RegulationObjection(.severalDocuments, "一个文件只能有一份制度", "one file holds one document")
            findings.add(objection, at: place(second.mark))
        }
        return root
    }

    private mutating func refuseDuplicate(of key: String, _ first: Mark) -> Bool {
        let second = text.blankRepetition(of: key, line: first.line, column: first.column)
        findings.add(
            RegulationObjection(
                .duplicateKey, "键 \(key) 重复(首次在第 \(first.line) 行)", "\(key) is already on line \(first.line)"),
            at: second ?? text.place(line: first.line, column: first.column))
        return second != nil
    }

    // MARK: Nodes

    private mutating func node(_ node: Node) -> RegulationNode {
        let place = place(node.mark)
        guard !isDecorated(at: place) else { return RegulationNode(place: place, content: .refused) }
        let content: RegulationNode.Content =
            switch node {
            case .scalar(let scalar): .word(scalar.string, isQuoted: scalar.style != .plain)
            case .sequence(let sequence): .list(sequence.map { self.node($0) })
            case .mapping(let mapping): .table(mapping.compactMap { self.pair($0.key, $0.value) })
            case .alias: .refused
            }
        return RegulationNode(place: place, content: content)
    }

    private mutating func pair(_ key: Node, _ value: Node) -> RegulationNode.Pair? {
        let place = place(key.mark)
        guard !isDecorated(at: place) else { return nil }
        guard case .scalar(let word) = key else {
            findings.add(RegulationObjection(.wrongType, "键必须是一个词", "a key is a word"), at: place)
            return nil
        }
        return RegulationNode.Pair(key: word.string, place: place, value: node(value))
    }

    /// Anchors, aliases and tags: Yams has resolved them, but the text at the mark still shows them.
    private mutating func isDecorated(at place: RegulationPlace) -> Bool {
        switch text.character(line: place.line, column: place.column) {
        case "&", "*": findings.add(.anchors, at: place)
        case "!": findings.add(RegulationObjection(.tag, "不允许使用标签(!)", "tags (!) are not allowed"), at: place)
        default: return false
        }
        return true
    }

    // MARK: Errors

    private mutating func refuseSyntax(_ error: any Error) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _):
            let isTab = text.character(line: mark.line, column: mark.column) == "\t"
            refuse(problem, hint: isTab ? "空格 / spaces" : nil, at: place(mark))
        case YamlError.composer(_, _, let mark, _):
            // Yams composes; what it objects to is an alias without an anchor.
            findings.add(.anchors, at: place(mark))
        case YamlError.reader(let problem, let offset, _, let yaml):
            refuse(problem, at: place(ofCharacter: offset ?? 0, in: yaml))
        default:
            refuse("\(error)", at: place(nil))
        }
    }

    private mutating func refuse(_ problem: String, hint: String? = nil, at place: RegulationPlace) {
        findings.add(
            RegulationObjection(.syntax, "YAML 语法错误:\(problem)", "not YAML: \(problem)", suggestion: hint), at: place)
    }

    private func place(ofCharacter offset: Int, in yaml: String) -> RegulationPlace {
        let before = yaml.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
        return text.place(line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1)
    }

    private func place(_ mark: Mark?) -> RegulationPlace {
        text.place(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension RegulationObjection {
    static let anchors = RegulationObjection(
        .anchor, "不允许使用锚点和别名(& *)", "anchors and aliases (& *) are not allowed")
}
