internal import PaidanCore
internal import PaidanJSON

/// One `--set`: `content=漏水`, `customer.name=李`, `departments=engineering,furniture`, `urgent=true`,
/// `notes=@file`, `notes=-` (standard input), `score:=5` (JSON as it stands).
struct Assignment: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        case literal(String)
        case file(String)
        case standardInput
        case json(String)
    }

    let path: [String]
    /// `evidence[]=…`: one more element, even of a list of one.
    let isElement: Bool
    let source: Source

    init(_ text: String) throws(Trouble) {
        guard let equals = text.firstIndex(of: "=") else { throw Self.unreadable(text) }
        var name = text[..<equals]
        let value = String(text[text.index(after: equals)...])
        let isJSON = name.hasSuffix(":")
        if isJSON { name.removeLast() }
        isElement = name.hasSuffix("[]")
        if isElement { name.removeLast(2) }
        path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.allSatisfy({ !$0.isEmpty }) else { throw Self.unreadable(text) }
        source = isJSON ? .json(value) : Self.source(value)
    }

    /// The same field with another value.
    init(_ other: Assignment, naming value: String) {
        path = other.path
        isElement = other.isElement
        source = .literal(value)
    }

    /// The path behind the `@` of a field that takes files; nil for any other.
    func fileToUpload(in fields: [Field]) -> String? {
        guard case .file(let file) = source, path.count == 1, let field = fields.first(where: { $0.name == path[0] }),
            field.type == .file || field.type == .list(.file)
        else { return nil }
        return file
    }

    private static func source(_ value: String) -> Source {
        switch value {
        case "-", "@-": .standardInput
        case let value where value.hasPrefix("@"): .file(String(value.dropFirst()))
        default: .literal(value)
        }
    }

    private static func unreadable(_ text: String) -> Trouble {
        Trouble(.usage, "--set \(text):应为 字段=值 或 字段:=JSON", "--set \(text): should be field=value or field:=JSON")
    }
}
