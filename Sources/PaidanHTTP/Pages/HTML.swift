/// A piece of a page. What is written in the literal is markup; every value put into it is text and is escaped.
///
/// `HTML("<b>\(name)</b>")` is safe whatever `name` is; only another `HTML` goes in as it stands.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    let source: String

    init(stringLiteral source: String) { self.source = source }
    init(stringInterpolation pieces: StringInterpolation) { source = pieces.source }

    static let nothing: HTML = ""

    /// What goes with a form unseen.
    static func hidden(_ fields: [(name: String, value: String)]) -> HTML {
        let inputs: [HTML] = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
        return "\(inputs)"
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        mutating func appendLiteral(_ markup: String) { source += markup }
        mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &source) }
        mutating func appendInterpolation(_ number: Int) { source += String(number) }
        mutating func appendInterpolation(_ html: HTML) { source += html.source }
        mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { source += piece.source } }

        /// Markup that stands only where the condition holds.
        mutating func appendInterpolation(_ html: HTML, if condition: Bool) {
            if condition { source += html.source }
        }
    }

    private static func escape(_ text: String, into source: inout String) {
        for character in text.unicodeScalars {
            switch character {
            case "&": source += "&amp;"
            case "<": source += "&lt;"
            case ">": source += "&gt;"
            case "\"": source += "&quot;"
            case "'": source += "&#39;"
            default: source.unicodeScalars.append(character)
            }
        }
    }
}
