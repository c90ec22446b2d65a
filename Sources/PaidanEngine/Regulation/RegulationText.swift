/// The lines of a policy file, split where libyaml splits them, so that its marks fit.
struct RegulationText {
    let file: String
    private(set) var lines: [String]

    static let bytesMax = 256 * 1_024
    /// Aliases are refused when the document is read; Yams has followed them by then, and many of them multiply.
    static let aliasesMax = 16

    var text: String { lines.joined(separator: "\n") }

    init(_ bytes: [UInt8], file: String) throws(RegulationObjection) {
        guard bytes.count <= Self.bytesMax else {
            throw RegulationObjection(
                .tooLarge, "文件有 \(bytes.count) 字节,超过 \(Self.bytesMax)",
                "the file has \(bytes.count) bytes, more than \(Self.bytesMax)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegulationObjection(.notUTF8, "不是 UTF-8 编码", "not UTF-8", suggestion: "iconv -f GB18030 -t UTF-8")
        }
        // Editors on Windows put a byte order mark before the text.
        let scalars =
            text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        self.file = file
        self.lines = Self.split(scalars)
        guard aliases <= Self.aliasesMax else {
            throw .anchors
        }
    }

    func place(line: Int, column: Int) -> RegulationPlace { RegulationPlace(file: file, line: line, column: column) }

    /// The character at a mark; nil past the end of its line.
    func character(line: Int, column: Int) -> Unicode.Scalar? {
        guard lines.indices.contains(line - 1) else { return nil }
        return lines[line - 1].unicodeScalars.dropFirst(column - 1).first
    }

    /// Blanks the second entry for `key` in the block mapping whose first one stands at `line` and `column`, so that the
    /// rest can be read.
    /// - Returns: where it stood; nil if it is not a line of its own, as in `{a: 1, a: 2}`.
    mutating func blankRepetition(of key: String, line: Int, column: Int) -> RegulationPlace? {
        let heads = [key, "\"\(key)\"", "'\(key)'"]
        for index in lines.indices.dropFirst(line) {
            guard let indent = indent(of: index), indent < column else { continue }
            let rest = lines[index].dropFirst(indent)
            guard indent == column - 1 else { return nil }
            guard heads.contains(where: { rest.hasPrefix($0 + ":") || rest.hasPrefix($0 + " :") }) else { continue }
            blankEntry(at: index, indent: indent)
            return place(line: index + 1, column: column)
        }
        return nil
    }

    private mutating func blankEntry(at start: Int, indent: Int) {
        lines[start] = ""
        for index in lines.indices.dropFirst(start + 1) {
            guard let own = self.indent(of: index) else { continue }
            guard own > indent || (own == indent && lines[index].dropFirst(own).hasPrefix("- ")) else { return }
            lines[index] = ""
        }
    }

    /// nil for a line without content.
    private func indent(of index: Int) -> Int? {
        let line = lines[index]
        guard let first = line.firstIndex(where: { $0 != " " }), line[first] != "#" else { return nil }
        return line.distance(from: line.startIndex, to: first)
    }

    private var aliases: Int {
        lines.reduce(0) { count, line in
            let scalars = Array(line.unicodeScalars)
            return count
                + scalars.indices.count { index in
                    scalars[index] == "*" && (index == 0 || " [{,:?-".unicodeScalars.contains(scalars[index - 1]))
                        && index + 1 < scalars.count && scalars[index + 1].properties.isAlphabetic
                }
        }
    }

    private static func split(_ scalars: Substring.UnicodeScalarView) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in scalars {
            let isBreak = breaks.contains(scalar)
            if isBreak && !(afterReturn && scalar == "\n") {
                lines.append(String(line))
                line = String.UnicodeScalarView()
            } else if !isBreak {
                line.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return lines + [String(line)]
    }

    private static let breaks: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
