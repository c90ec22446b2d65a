/// A word of a line, or a field with its value: `forward`, `channel=phone`, `content="two words"`, `answers:=[…]`.
struct Token: Hashable {
    /// The word, or the value; without its quotes.
    let text: String
    /// From 1, in characters.
    let column: Int
    /// What stands before `=`.
    let name: String?
    /// `name:=…`: JSON as it stands.
    let isJSON: Bool
    let isQuoted: Bool

    /// - Throws: where a quotation has no end.
    static func list(in line: String) throws(Objection) -> [Token] {
        var scanner = TokenScanner(line)
        var tokens: [Token] = []
        while let token = try scanner.next() { tokens.append(token) }
        return tokens
    }
}

/// Takes a line apart.
private struct TokenScanner {
    private let letters: [Character]
    private var index = 0

    init(_ line: String) { letters = Array(line) }

    private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "「": "」"]

    mutating func next() throws(Objection) -> Token? {
        while index < letters.count, letters[index].isWhitespace { index += 1 }
        // A `#` at the begin of a word begins a remark.
        guard index < letters.count, letters[index] != "#" else { return nil }
        let column = index + 1
        var text = ""
        var name: String?
        var (isJSON, isQuoted) = (false, false)
        while index < letters.count, !letters[index].isWhitespace {
            let letter = letters[index]
            if let end = Self.closing[letter] {
                text += try quotation(to: end)
                isQuoted = true
            } else if letter == "=" || letter == "\u{FF1D}", name == nil, !text.isEmpty, !isQuoted {
                index += 1
                isJSON = text.hasSuffix(":")
                name = isJSON ? String(text.dropLast()) : text
                text = isJSON ? json() : ""
            } else {
                text.append(letter)
                index += 1
            }
        }
        return Token(text: text, column: column, name: name, isJSON: isJSON, isQuoted: isQuoted)
    }

    private mutating func quotation(to end: Character) throws(Objection) -> String {
        let begin = index
        index += 1
        guard let close = letters[index...].firstIndex(of: end) else {
            throw Objection("引号没有结束", "the quotation has no end", at: begin + 1, suggestion: String(end))
        }
        defer { index = close + 1 }
        return String(letters[index..<close])
    }

    /// Up to the white space that stands in no brackets and no text.
    private mutating func json() -> String {
        var text = ""
        var depth = 0
        var isText = false
        while index < letters.count, depth > 0 || isText || !letters[index].isWhitespace {
            let letter = letters[index]
            text.append(letter)
            index += 1
            if isText {
                if letter == "\\", index < letters.count {
                    text.append(letters[index])
                    index += 1
                }
                if letter == "\"" { isText = false }
            } else {
                if letter == "\"" { isText = true }
                if "[{".contains(letter) { depth += 1 }
                if "]}".contains(letter) { depth -= 1 }
            }
        }
        return text
    }
}
