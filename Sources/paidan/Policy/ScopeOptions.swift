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
        let branch = try branch.map { text throws(Trouble) in
            guard let branch = Branch(text) else {
                throw Trouble(.usage, "\(text) 不是分公司代码", "\(text) is no code of a branch")
            }
            return branch
        }
        let kind = try kind.map { text throws(Trouble) in
            guard let kind = Kind(rawValue: text) else {
                let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Trouble(.usage, "没有工单种类 \(text);有 \(known)", "there is no kind \(text); there are \(known)")
            }
            return kind
        }
        return PolicyScope(branch: branch, kind: kind)
    }
}

extension PolicyScope {
    /// `south`, `complaint`, `south complaint`; the whole company where nothing narrower is meant.
    var label: Label {
        let words = [branch?.code, kind?.rawValue].compactMap(\.self)
        return words.isEmpty
            ? Label("全公司", "company") : Label(words.joined(separator: " "), words.joined(separator: " "))
    }
}
