internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine

/// For which tickets a policy is, or is to be, in force.
struct ScopeOptions: ParsableArguments {
    @Option(help: .words("分公司", "branch", value: "CODE"))
    var branch: String?

    @Option(help: .words("工单种类", "kind of ticket", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String?

    /// - Throws: `Trouble` for what is no code of a branch or no kind.
    func scope() throws(Trouble) -> PolicyScope {
        let kind = try kind.map { text throws(Trouble) in
            guard let kind = Kind(rawValue: text) else {
                let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Trouble(.usage, "没有工单种类 \(text);有 \(known)", "there is no kind \(text); there are \(known)")
            }
            return kind
        }
        return PolicyScope(branch: try branch.map(Self.branch), kind: kind)
    }

    /// - Throws: `Trouble` for what is no code of a branch.
    static func branch(_ text: String) throws(Trouble) -> Branch {
        guard let branch = Branch(text) else {
            throw Trouble(.usage, "“\(text.harmless)”不是分公司代码", "\"\(text.harmless)\" is no code of a branch")
        }
        return branch
    }
}

extension PolicyScope {
    /// `south`, `complaint`, `south complaint`; the whole company where nothing narrower is meant.
    var label: Label {
        let words = [branch?.code, kind?.rawValue].compactMap(\.self)
        return words.isEmpty
            ? Label("全公司", "company") : Label(words.joined(separator: " "), words.joined(separator: " "))
    }

    /// `complaints of the branch south`
    var words: Label {
        let kinds = kind.map { Label($0.label.zh, "\($0.label.en)s") } ?? Label("工单", "tickets")
        let whose = branch.map { Label("分公司 \($0) 的", "of the branch \($0)") } ?? Label("全公司的", "of the whole company")
        return Label("\(whose.zh)\(kinds.zh)", "\(kinds.en) \(whose.en)")
    }
}
