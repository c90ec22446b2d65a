internal import Glibc
internal import PaidanCore

/// How a log's file is written.
package struct DelimitedFormat: Hashable, Sendable {
    package var delimiter: UInt8 = UInt8(ascii: ",")
    package var encoding = Encoding.utf8

    package enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "utf-8"
        case gb18030
    }

    package init() {}
}

/// A file of values apart from each other by a delimiter (CSV, RFC 4180): fields in quotes may hold delimiters, line breaks and
/// doubled quotes. A byte order mark is skipped, lines end with LF or CRLF, empty lines are none.
package enum DelimitedText {
    /// One record and the line on which it begins, counted from 1.
    package struct Record: Hashable, Sendable {
        package let line: Int
        package let fields: [String]

        package init(line: Int, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// - Throws: `not-encoded` when the bytes are no text of the encoding, `open-quote` when a quote is not closed, `broken-quote` when
    ///   something follows a closed one.
    package static func records(_ bytes: [UInt8], _ format: DelimitedFormat) throws(ImportRefusal) -> [Record] {
        let text = try utf8(bytes, format.encoding)
        var reader = Reader(bytes: text.starts(with: mark) ? text[mark.count...] : text[...], format: format)
        return try reader.records()
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func utf8(_ bytes: [UInt8], _ encoding: DelimitedFormat.Encoding) throws(ImportRefusal) -> [UInt8] {
        switch encoding {
        case .utf8:
            guard String(validating: bytes, as: UTF8.self) != nil else { throw notEncoded("UTF-8", "gb18030") }
            return bytes
        case .gb18030:
            guard let text = converted(bytes, from: "GB18030") else { throw notEncoded("GB18030", "utf-8") }
            return text
        }
    }

    private static func notEncoded(_ name: String, _ other: String) -> ImportRefusal {
        ImportRefusal(
            "not-encoded", "文件不是 \(name) 编码;映射中可写 format: {encoding: \(other)}",
            "the file is not \(name); the mapping may say format: {encoding: \(other)}")
    }

    private static func converted(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var source = bytes
        // Two bytes become three at most, and four become four.
        var target = [UInt8](repeating: 0, count: bytes.count * 2)
        let written = source.withUnsafeMutableBytes { source -> Int? in
            target.withUnsafeMutableBytes { target -> Int? in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (source.count, target.count)
                let failed = iconv(converter, &from, &left, &to, &room) == -1
                return failed || left > 0 ? nil : target.count - room
            }
        }
        return written.map { Array(target.prefix($0)) }
    }

    private struct Reader {
        let bytes: ArraySlice<UInt8>
        let format: DelimitedFormat
        private var position: Int
        private var line = 1

        private static let quote = UInt8(ascii: "\"")
        private static let feed = UInt8(ascii: "\n")
        private static let carriage = UInt8(ascii: "\r")

        init(bytes: ArraySlice<UInt8>, format: DelimitedFormat) {
            self.bytes = bytes
            self.format = format
            position = bytes.startIndex
        }

        mutating func records() throws(ImportRefusal) -> [Record] {
            var records: [Record] = []
            while position < bytes.endIndex {
                let start = line
                let fields = try record()
                if fields.count > 1 || fields.first?.isEmpty == false {
                    records.append(Record(line: start, fields: fields))
                }
            }
            return records
        }

        private mutating func record() throws(ImportRefusal) -> [String] {
            var fields: [String] = []
            while true {
                fields.append(try field())
                guard position < bytes.endIndex, bytes[position] == format.delimiter else { break }
                position += 1
            }
            skipLineEnd()
            return fields
        }

        private mutating func skipLineEnd() {
            if position < bytes.endIndex, bytes[position] == Self.carriage { position += 1 }
            if position < bytes.endIndex, bytes[position] == Self.feed { position += 1 }
            line += 1
        }

        private mutating func field() throws(ImportRefusal) -> String {
            guard position < bytes.endIndex, bytes[position] == Self.quote else { return plain() }
            let start = line
            var text: [UInt8] = []
            position += 1
            while position < bytes.endIndex {
                let byte = bytes[position]
                position += 1
                if byte == Self.feed { line += 1 }
                guard byte == Self.quote else {
                    text.append(byte)
                    continue
                }
                guard position < bytes.endIndex, !isEnd(bytes[position]) else {
                    return String(decoding: text, as: UTF8.self)
                }
                guard bytes[position] == Self.quote else { throw Self.brokenQuote(start) }
                text.append(byte)
                position += 1
            }
            throw ImportRefusal("open-quote", "第 \(start) 行的引号没有结束", "the quote on line \(start) is not closed")
        }

        private static func brokenQuote(_ line: Int) -> ImportRefusal {
            ImportRefusal(
                "broken-quote", "第 \(line) 行开始的引号结束后还有内容;引号内的引号须写两个",
                "something follows the end of the quote that begins on line \(line); a quote within quotes is written twice"
            )
        }

        private mutating func plain() -> String {
            let start = position
            while position < bytes.endIndex, !isEnd(bytes[position]) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        private func isEnd(_ byte: UInt8) -> Bool {
            byte == format.delimiter || byte == Self.feed || byte == Self.carriage
        }
    }
}
