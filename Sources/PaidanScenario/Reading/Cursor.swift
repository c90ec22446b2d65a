/// Reads the tokens of a line from left to right.
struct Cursor {
    private let tokens: [Token]
    private var index = 0
    /// Behind the last letter.
    private let end: Int

    init(_ tokens: [Token], end: Int) {
        self.tokens = tokens
        self.end = end
    }

    var isAtEnd: Bool { index >= tokens.count }
    var peek: Token? { isAtEnd ? nil : tokens[index] }
    var column: Int { peek?.column ?? end }

    mutating func next() -> Token? {
        guard let token = peek else { return nil }
        index += 1
        return token
    }

    /// The next word; what is missing is told with what would be right.
    mutating func word(_ zh: String, _ en: String) throws(Objection) -> Token {
        guard let token = peek, token.name == nil else { throw Objection("应为:\(zh)", "expected \(en)", at: column) }
        index += 1
        return token
    }

    /// Takes the word if it is this one.
    mutating func take(_ keyword: Keyword) -> Bool {
        guard let token = peek, token.name == nil, !token.isQuoted, keyword.matches(token.text) else { return false }
        index += 1
        return true
    }

    func sees(_ keyword: Keyword) -> Bool {
        var copy = self
        return copy.take(keyword)
    }

    func requireEnd() throws(Objection) {
        guard let token = peek else { return }
        throw Objection("不认识的内容:\(token.text)", "what is \(token.text) doing here?", at: token.column)
    }
}
