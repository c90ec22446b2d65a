import Testing

@testable import PaidanCore

/// What is kept of a picture, and what is not.
@Suite struct FileCleanerTests {
    // MARK: Kinds

    @Test(arguments: [
        (Pictures.jpeg(), FileKind.jpeg), (Pictures.png(), .png), (Pictures.webp(), .webp), (Pictures.pdf, .pdf),
    ])
    func theFirstBytesSayTheKind(_ bytes: [UInt8], _ kind: FileKind) throws {
        #expect(try FileCleaner.cleaned(bytes).kind == kind)
    }

    @Test(arguments: [
        Array("GIF89a............".utf8), Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8),
        Array("<html>".utf8), [0, 0, 0, 24] + Array("ftypheic0000".utf8), [0xFF, 0xD8], Array("RIFF0000WAVE".utf8),
    ])
    func whatIsNoneOfTheKindsIsRefused(_ bytes: [UInt8]) {
        #expect(throws: FileFlaw.unknownKind) { try FileCleaner.cleaned(bytes) }
    }

    @Test func anEmptyFileIsRefused() {
        #expect(throws: FileFlaw.empty) { try FileCleaner.cleaned([]) }
    }

    @Test func tenMebibytesExactlyAreTaken() throws {
        let room = [UInt8](repeating: 0x20, count: FileLimits.bytesMax - Pictures.pdf.count)

        #expect(try FileCleaner.cleaned(Pictures.pdf + room).bytes.count == FileLimits.bytesMax)
        #expect(throws: FileFlaw.tooLarge) { try FileCleaner.cleaned(Pictures.pdf + room + [0x20]) }
    }

    // MARK: JPEG

    @Test func aCleanPictureStaysAsItIs() throws {
        for bytes in [Pictures.jpeg(), Pictures.png(), Pictures.webp()] {
            #expect(try FileCleaner.cleaned(bytes).bytes == bytes)
        }
    }

    @Test func whatACameraWroteBesideAPictureIsLeftOut() throws {
        let bytes = Pictures.jpeg(besides: [
            Pictures.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x>secret</x>".utf8)),
            Pictures.segment(0xED, Array("Photoshop 3.0\0secret".utf8)), Pictures.segment(0xFE, Array("secret".utf8)),
            Pictures.segment(0xE2, Array("MPF\0secret".utf8)), Pictures.segment(0xEF, Array("secret".utf8)),
            Pictures.exif(orientation: nil, remark: "secret 31.2304 121.4737"),
        ])

        #expect(try FileCleaner.cleaned(bytes).bytes == Pictures.jpeg())
    }

    @Test func howAPictureIsToBeTurnedStays() throws {
        let bytes = Pictures.jpeg(besides: [Pictures.exif(orientation: 6, remark: "secret")])

        let kept = try FileCleaner.cleaned(bytes).bytes

        #expect(!Pictures.holds("secret", kept))
        #expect(kept == Pictures.jpeg(besides: [Pictures.segment(0xE1, Array("Exif\0\0".utf8) + Orientation.tiff(6))]))
        #expect(Orientation.read(Orientation.tiff(6)) == 6)
        #expect(try FileCleaner.cleaned(kept).bytes == kept)
    }

    @Test func anOrientationThatIsNoneIsLeftOut() throws {
        for orientation in [0, 1, 9, 255] as [UInt8] {
            let bytes = Pictures.jpeg(besides: [Pictures.exif(orientation: orientation, remark: "")])
            #expect(try FileCleaner.cleaned(bytes).bytes == Pictures.jpeg())
        }
    }

    @Test func theProfileOfTheColoursStays() throws {
        let bytes = Pictures.jpeg(besides: [Pictures.segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9])])

        #expect(try FileCleaner.cleaned(bytes).bytes == bytes)
    }

    /// Phones put films and second pictures there.
    @Test func whatFollowsTheEndIsLeftOut() throws {
        let film = Array("ftypmp42 secret".utf8)

        #expect(try FileCleaner.cleaned(Pictures.jpeg() + film).bytes == Pictures.jpeg())
        #expect(try FileCleaner.cleaned(Pictures.png() + film).bytes == Pictures.png())
    }

    // MARK: PNG

    @Test func textsAndTimesOfAPNGAreLeftOut() throws {
        let bytes = Pictures.png(besides: [
            Pictures.chunk("tEXt", Array("Author\0secret".utf8)), Pictures.chunk("iTXt", Array("secret".utf8)),
            Pictures.chunk("eXIf", Array("MMsecret".utf8)), Pictures.chunk("tIME", [1, 2, 3, 4, 5, 6, 7]),
            Pictures.chunk("zzZz", Array("secret".utf8)),
        ])

        #expect(try FileCleaner.cleaned(bytes).bytes == Pictures.png())
    }

    @Test func aPNGWithAnUnknownChunkThatItCannotDoWithoutIsRefused() {
        let bytes = Pictures.png(besides: [Pictures.chunk("ABCD", [1])])

        #expect(throws: FileFlaw.damaged(.png)) { try FileCleaner.cleaned(bytes) }
    }

    // MARK: WebP

    @Test func metadataOfAWebPIsLeftOutAndItsFlagsSaySo() throws {
        let flagged: UInt8 = 0x10 | 0x08 | 0x04
        let bytes = Pictures.webp(
            extended: flagged,
            besides: [
                Pictures.riff("EXIF", Array("MM".utf8) + Array("secret!".utf8)),
                Pictures.riff("XMP ", Array("secret".utf8)),
                Pictures.riff("zzzz", Array("secret".utf8)),
            ])

        #expect(try FileCleaner.cleaned(bytes).bytes == Pictures.webp(extended: 0x10))
    }

    @Test func howAWebPIsToBeTurnedStays() throws {
        let bytes = Pictures.webp(
            extended: 0x08, besides: [Pictures.riff("EXIF", Orientation.tiff(8) + Array("secret".utf8))])

        let kept = try FileCleaner.cleaned(bytes).bytes

        #expect(kept == Pictures.webp(extended: 0x08, besides: [Pictures.riff("EXIF", Orientation.tiff(8))]))
    }

    @Test func whatHidesInAFrameOfAnAnimationIsLeftOut() throws {
        let header = [UInt8](repeating: 1, count: 16)
        func film(_ hidden: [UInt8]) -> [UInt8] {
            Pictures.container([
                Pictures.riff("VP8X", [0x02] + [UInt8](repeating: 0, count: 9)),
                Pictures.riff("ANMF", header + Pictures.riff("VP8 ", [1, 2, 3]) + hidden),
            ])
        }

        #expect(try FileCleaner.cleaned(film(Pictures.riff("EXIF", Array("secret".utf8)))).bytes == film([]))
    }

    // MARK: Hostile bytes

    /// Cut anywhere, a picture is refused and nobody reads beyond its end.
    @Test func aPictureThatIsCutOffIsRefused() {
        let whole: [(FileKind, [UInt8])] = [
            (.jpeg, Pictures.jpeg(besides: [Pictures.exif(orientation: 6, remark: "r")])),
            (.png, Pictures.png(besides: [Pictures.chunk("tEXt", [1, 2])])),
            (.webp, Pictures.webp(extended: 0x08, besides: [Pictures.riff("EXIF", Orientation.tiff(3))])),
        ]
        for (kind, bytes) in whole {
            for length in 12..<bytes.count {
                #expect(throws: FileFlaw.damaged(kind), "\(kind) of \(length)") {
                    try FileCleaner.cleaned(Array(bytes[..<length]))
                }
            }
        }
    }

    /// Whatever a byte becomes, the answer is a file or a refusal, and what is kept is kept as it is the next time.
    @Test func anyChangedByteLeadsToAFileOrARefusal() {
        for bytes in [
            Pictures.jpeg(besides: [Pictures.exif(orientation: 6, remark: "r")]), Pictures.png(),
            Pictures.webp(extended: 0x08, besides: [Pictures.riff("EXIF", Orientation.tiff(3))]),
        ] {
            for index in bytes.indices {
                for value in [0, 1, 0x7F, 0x80, 0xD9, 0xFF] as [UInt8] {
                    var changed = bytes
                    changed[index] = value
                    guard let kept = try? FileCleaner.cleaned(changed) else { continue }
                    #expect((try? FileCleaner.cleaned(kept.bytes))?.bytes == kept.bytes)
                }
            }
        }
    }

    @Test func lengthsBeyondTheEndAreRefused() {
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0] as [UInt8]
        let png = FileKind.pngSignature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8) + [0, 0, 0, 0]
        let webp = Array("RIFF".utf8) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("WEBPVP8 ".utf8) + [0xFF, 0xFF, 0xFF, 0x7F]

        #expect(throws: FileFlaw.damaged(.jpeg)) { try FileCleaner.cleaned(jpeg) }
        #expect(throws: FileFlaw.damaged(.png)) { try FileCleaner.cleaned(png) }
        #expect(throws: FileFlaw.damaged(.webp)) { try FileCleaner.cleaned(webp) }
    }

    /// An IFD that points at itself, or counts more entries than there are.
    @Test func anOrientationThatLeadsNowhereIsNone() {
        let endless = Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 40)
        let outside = Array("II".utf8) + [42, 0, 0xFF, 0xFF, 0xFF, 0x7F]

        #expect(Orientation.read(endless) == nil)
        #expect(Orientation.read(outside) == nil)
        #expect(Orientation.read([]) == nil)
    }
}

/// The shortest pictures that are whole.
enum Pictures {
    static let pdf = Array("%PDF-1.4\n%%EOF\n".utf8)

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    static func exif(orientation: UInt8?, remark: String) -> [UInt8] {
        let tiff = orientation.map(Orientation.tiff) ?? Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0]
        return segment(0xE1, Array("Exif\0\0".utf8) + tiff + Array(remark.utf8))
    }

    static func jpeg(besides: [[UInt8]] = []) -> [UInt8] {
        let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
        let tables = segment(0xDB, [0, 1]) + segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]) + segment(0xC4, [0, 1])
        let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
        // Where cameras write: orientation stands before the tables.
        return [0xFF, 0xD8] + jfif + besides.flatMap(\.self) + tables + scan + [0xFF, 0xD9]
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let length = (0..<4).reversed().map { UInt8(truncatingIfNeeded: data.count >> (8 * $0)) }
        return length + Array(type.utf8) + data + [0, 0, 0, 0]
    }

    static func png(besides: [[UInt8]] = []) -> [UInt8] {
        FileKind.pngSignature + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]) + besides.flatMap(\.self)
            + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }

    static func riff(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let length = (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (8 * $0)) }
        return Array(type.utf8) + length + data + (data.count.isMultiple(of: 2) ? [] : [0])
    }

    static func container(_ chunks: [[UInt8]]) -> [UInt8] {
        let body = Array("WEBP".utf8) + chunks.flatMap(\.self)
        return Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) } + body
    }

    static func webp(extended flags: UInt8? = nil, besides: [[UInt8]] = []) -> [UInt8] {
        let head = flags.map { [riff("VP8X", [$0] + [UInt8](repeating: 0, count: 9))] } ?? []
        return container(head + [riff("VP8 ", [1, 2, 3])] + besides)
    }

    static func holds(_ text: String, _ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: Unicode.ASCII.self).contains(text)
    }
}
