/// Takes `multipart/form-data` (RFC 7578) apart as it comes, piece by piece. Pure; keeps no more than a head of a part, or a piece
/// and the length of a boundary.
struct MultipartReader {
    enum Event: Hashable {
        case part(Part)
        case bytes([UInt8])
        case partEnded
    }

    /// What a part says of itself.
    struct Part: Hashable {
        let name: String
        /// As the browser says it; nil for a part that is no file. It is shown to who sent it, and nothing else.
        let fileName: String?
    }

    enum Flaw: Error, Hashable {
        /// It is not what it says it is.
        case malformed
        case tooManyParts
        /// It ends before its end.
        case unfinished
    }

    private enum State: Hashable { case preamble, afterBoundary, head, content, epilogue }

    static let partsMax = 1_000
    static let headBytesMax = 4 * 1_024
    /// RFC 2046, 5.1.1.
    static let boundaryLengths = 1...70

    private let boundary: [UInt8]
    private var buffer: [UInt8]
    private var state = State.preamble
    private var parts = 0

    /// - Returns: nil unless it is such a type with a boundary.
    init?(contentType: String) {
        let fields = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard fields.first?.lowercased() == Self.type, let text = Self.parameter("boundary", in: fields.dropFirst()),
            Self.boundaryLengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        boundary = Array("\r\n--\(text)".utf8)
        // The first boundary may stand at the very beginning.
        buffer = Array("\r\n".utf8)
    }

    static let type = "multipart/form-data"

    mutating func take(_ bytes: [UInt8]) throws(Flaw) -> [Event] {
        buffer += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// - Throws: where its end has not come.
    func finish() throws(Flaw) {
        guard state == .epilogue else { throw .unfinished }
    }

    /// - Returns: false when more has to come first.
    private mutating func step(_ events: inout [Event]) throws(Flaw) -> Bool {
        switch state {
        case .preamble: return skip()
        case .afterBoundary: return try goOnAfterBoundary()
        case .head: return try readHead(&events)
        case .content: return readContent(&events)
        case .epilogue:
            buffer = []
            return false
        }
    }

    private mutating func skip() -> Bool {
        guard let place = Self.place(of: boundary, in: buffer) else {
            buffer = Array(buffer.suffix(boundary.count - 1))
            return false
        }
        buffer.removeSubrange(..<(place + boundary.count))
        state = .afterBoundary
        return true
    }

    private mutating func goOnAfterBoundary() throws(Flaw) -> Bool {
        guard buffer.count >= 2 else { return false }
        if buffer.starts(with: "--".utf8) {
            state = .epilogue
            return true
        }
        guard buffer.starts(with: "\r\n".utf8) else { throw .malformed }
        // The line end stays: a head may be empty.
        parts += 1
        guard parts <= Self.partsMax else { throw .tooManyParts }
        state = .head
        return true
    }

    private mutating func readHead(_ events: inout [Event]) throws(Flaw) -> Bool {
        guard let end = Self.place(of: Self.headEnd, in: buffer) else {
            guard buffer.count <= Self.headBytesMax else { throw .malformed }
            return false
        }
        guard end <= Self.headBytesMax else { throw .malformed }
        let lines = String(decoding: buffer[..<end], as: UTF8.self)
        guard let part = Self.part(lines) else { throw .malformed }
        buffer.removeSubrange(..<(end + Self.headEnd.count))
        events.append(.part(part))
        state = .content
        // An empty content has its boundary's line end where its head ends.
        return true
    }

    private static let headEnd = Array("\r\n\r\n".utf8)

    private mutating func readContent(_ events: inout [Event]) -> Bool {
        guard let place = Self.place(of: boundary, in: buffer) else {
            let sure = buffer.count - (boundary.count - 1)
            if sure > 0 {
                events.append(.bytes(Array(buffer[..<sure])))
                buffer.removeSubrange(..<sure)
            }
            return false
        }
        if place > 0 { events.append(.bytes(Array(buffer[..<place]))) }
        events.append(.partEnded)
        buffer.removeSubrange(..<(place + boundary.count))
        state = .afterBoundary
        return true
    }

    private static func place(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        var start = 0
        while let found = bytes[start...].firstIndex(of: pattern[0]), found + pattern.count <= bytes.count {
            if bytes[found..<(found + pattern.count)].elementsEqual(pattern) { return found }
            start = found + 1
        }
        return nil
    }

    // MARK: Heads

    /// - Returns: nil unless one line says `form-data` with a name.
    private static func part(_ head: String) -> Part? {
        let line = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let fields = line.map({ split($0.drop { $0 != ":" }.dropFirst()) }), fields.first == "form-data",
            let name = parameter("name", in: fields.dropFirst())
        else { return nil }
        return Part(name: decoded(name), fileName: parameter("filename", in: fields.dropFirst()).map(decoded))
    }

    /// At semicolons that are not within quotes.
    private static func split(_ text: Substring) -> [Substring] {
        var (fields, start, isQuoted) = ([Substring](), text.startIndex, false)
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            guard text[index] == ";", !isQuoted else { continue }
            fields.append(text[start..<index])
            start = text.index(after: index)
        }
        return (fields + [text[start...]]).map { trimmed($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    private static func parameter(_ name: String, in fields: some Collection<Substring>) -> String? {
        for field in fields {
            let pair = field.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, trimmed(pair[0]).lowercased() == name else { continue }
            let value = trimmed(pair[1])
            guard value.first == "\"" else { return String(value) }
            guard value.count >= 2, value.last == "\"" else { return nil }
            return String(value.dropFirst().dropLast())
        }
        // An empty value: `filename=""` is split into two all the same.
        return nil
    }

    /// What browsers write instead of quotes and line ends.
    private static func decoded(_ text: String) -> String {
        text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
