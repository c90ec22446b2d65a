import Testing

@testable import PaidanHTTP

/// `multipart/form-data` as browsers send it, and as nobody should.
@Suite struct MultipartReaderTests {
    private static let type = "multipart/form-data; boundary=X"

    private static func body(_ parts: String...) -> [UInt8] {
        Array((parts.map { "--X\r\n\($0)\r\n" }.joined() + "--X--\r\n").utf8)
    }

    private static let rev = "Content-Disposition: form-data; name=\"rev\"\r\n\r\n3"
    private static let photo =
        "Content-Disposition: form-data; name=\"/data/files\"; filename=\"a;b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\u{1}\r\n--Y\r\n\u{2}"

    /// Each part with its content, however it is cut.
    private func parts(_ bytes: [UInt8], slice: Int = .max, type: String = Self.type) throws -> [String] {
        var reader = try #require(MultipartReader(contentType: type))
        var (found, content, part): ([String], [UInt8], MultipartReader.Part?) = ([], [], nil)
        var rest = bytes[...]
        while !rest.isEmpty {
            for event in try reader.take(Array(rest.prefix(slice))) {
                switch event {
                case .part(let next): (part, content) = (next, [])
                case .bytes(let more): content += more
                case .partEnded:
                    let name = try #require(part)
                    found.append("\(name.name)|\(name.fileName ?? "-")|\(String(decoding: content, as: UTF8.self))")
                }
            }
            rest = rest.dropFirst(slice)
        }
        try reader.finish()
        return found
    }

    @Test func partsAreReadHoweverTheyAreCut() throws {
        let body = Self.body(Self.rev, Self.photo)
        let expected = ["rev|-|3", "/data/files|a;b.jpg|\u{1}\r\n--Y\r\n\u{2}"]

        for slice in [Int.max, 1, 2, 3, 5, 7, 11, 64] { #expect(try parts(body, slice: slice) == expected) }
    }

    @Test func whatIsEmptyIsAPart() throws {
        let none =
            "Content-Disposition: form-data; name=\"/data/files\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n"

        #expect(try parts(Self.body(none)) == ["/data/files||"])
        #expect(try parts(Array("--X--".utf8)) == [])
    }

    @Test func whatStandsBeforeAndBehindIsLeftOut() throws {
        let body = Array("hello\r\n".utf8) + Self.body(Self.rev) + Array("--X\r\nworld".utf8)

        #expect(try parts(body) == ["rev|-|3"])
    }

    @Test func aContentThatLooksLikeABoundaryIsNone() throws {
        let tricky = "Content-Disposition: form-data; name=\"t\"\r\n\r\n--X\r\n--X--\r-\r\n--\r\n-"

        #expect(try parts(Self.body(tricky), slice: 1).first?.hasPrefix("t|-|--X") == true)
    }

    @Test func namesAreReadWithWhatBrowsersWriteForQuotes() throws {
        let part = "content-disposition:form-data ; NAME=\"a%22b\"; filename=\"x%0D%0Ay\"\r\n\r\n1"

        #expect(try parts(Self.body(part)) == ["a\"b|x\r\ny|1"])
    }

    @Test func boundariesMayBeQuoted() throws {
        #expect(
            try parts(Self.body(Self.rev), type: "Multipart/Form-Data; charset=utf-8; boundary=\"X\"") == ["rev|-|3"])
    }

    @Test(arguments: [
        "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=X",
        "multipart/form-data; boundary=a b", "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
        "application/json; boundary=X",
    ])
    func aTypeWithoutABoundaryIsNone(_ type: String) {
        #expect(MultipartReader(contentType: type) == nil)
    }

    @Test(arguments: [
        "", "--X", "--X\r\n", "--X\r\n\(rev)", "--X\r\n\(rev)\r\n--X", "--X\r\n\(rev)\r\n--X\r\n", "nothing at all",
    ])
    func aBodyThatEndsBeforeItsEndIsRefused(_ text: String) throws {
        #expect(throws: MultipartReader.Flaw.unfinished) { try parts(Array(text.utf8)) }
    }

    @Test(arguments: [
        "--Xtra\r\n\(rev)\r\n--X--", "--X\r\nContent-Type: text/plain\r\n\r\n3\r\n--X--",
        "--X\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n3\r\n--X--",
        "--X\r\nContent-Disposition: form-data\r\n\r\n3\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"a\r\n\r\n3\r\n--X--",
        "--X\r\n\r\n3\r\n--X--\r\n\r\n",
    ])
    func whatIsNoPartIsRefused(_ text: String) throws {
        #expect(throws: MultipartReader.Flaw.malformed) { try parts(Array(text.utf8)) }
    }

    @Test func aHeadWithoutEndIsRefusedWhenItIsTooLong() throws {
        var reader = try #require(MultipartReader(contentType: Self.type))
        _ = try reader.take(Array("--X\r\n".utf8))

        #expect(throws: MultipartReader.Flaw.malformed) {
            _ = try reader.take([UInt8](repeating: 0x41, count: MultipartReader.headBytesMax + 1))
        }
    }

    @Test func aThousandPartsAreReadAndNoMore() throws {
        let many = [String](repeating: "--X\r\n\(Self.rev)\r\n", count: MultipartReader.partsMax).joined()

        #expect(try parts(Array((many + "--X--").utf8)).count == MultipartReader.partsMax)
        #expect(throws: MultipartReader.Flaw.tooManyParts) {
            try parts(Array((many + "--X\r\n\(Self.rev)\r\n--X--").utf8))
        }
    }

    /// Whatever a byte becomes, it ends in parts or in a refusal.
    @Test func anyChangedByteLeadsToPartsOrARefusal() {
        let body = Self.body(Self.rev, Self.photo)
        for index in body.indices {
            for value in [0, 0x0A, 0x0D, 0x22, 0x2D, 0x3B, 0x58, 0xFF] as [UInt8] {
                var changed = body
                changed[index] = value
                #expect(((try? parts(changed, slice: 3)) ?? []).count <= 2)
            }
        }
    }
}
