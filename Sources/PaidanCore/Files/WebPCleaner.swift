/// Walks over the chunks of a WebP (RFC 9649).
enum WebPCleaner {
    private static let kept: Set<String> = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]
    private static let pictures: Set<String> = ["VP8 ", "VP8L", "ANMF"]
    private static let keptOfFrame: Set<String> = ["VP8 ", "VP8L", "ALPH"]
    /// Bits of `VP8X`: that there is EXIF, that there is XMP.
    private static let exifBit: UInt8 = 0x08
    private static let xmpBit: UInt8 = 0x04
    private static let headerBytes = 12
    private static let frameHeaderBytes = 16
    private static let exif = Array("Exif\0\0".utf8)

    private struct Chunk {
        let type: String
        var data: [UInt8]

        var bytes: [UInt8] {
            Array(type.utf8) + WebPCleaner.number(data.count) + data + (data.count.isMultiple(of: 2) ? [] : [0])
        }
    }

    /// - Returns: nil where it is not whole.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
        guard let size = ByteScanner(bytes, isBigEndian: false).word(4), size >= 4, size <= bytes.count - 8 else {
            return nil
        }
        guard let found = chunks(Array(bytes[headerBytes..<max(headerBytes, size + 8)])) else { return nil }
        let orientation = found.first { $0.type == "EXIF" }.flatMap { Self.orientation(of: $0.data) }
        var result: [Chunk] = []
        for chunk in found where kept.contains(chunk.type) {
            guard let clean = Self.cleaned(chunk, turned: orientation != nil) else { return nil }
            result.append(clean)
        }
        guard result.contains(where: { pictures.contains($0.type) }) else { return nil }
        // Only the extended form has a place for it.
        if let orientation, result.first?.type == "VP8X" {
            result.append(Chunk(type: "EXIF", data: Orientation.tiff(orientation)))
        }
        let body = Array("WEBP".utf8) + result.flatMap(\.bytes)
        return Array("RIFF".utf8) + number(body.count) + body
    }

    private static func cleaned(_ chunk: Chunk, turned: Bool) -> Chunk? {
        var chunk = chunk
        switch chunk.type {
        case "VP8X":
            guard let flags = chunk.data.first else { return nil }
            chunk.data[0] = flags & ~(exifBit | xmpBit) | (turned ? exifBit : 0)
        case "ANMF":
            guard chunk.data.count >= frameHeaderBytes, let parts = chunks(Array(chunk.data[frameHeaderBytes...]))
            else {
                return nil
            }
            let drawn = parts.filter { keptOfFrame.contains($0.type) }
            chunk.data = Array(chunk.data[..<frameHeaderBytes]) + drawn.flatMap(\.bytes)
        default: break
        }
        return chunk
    }

    private static func chunks(_ bytes: [UInt8]) -> [Chunk]? {
        let scanner = ByteScanner(bytes, isBigEndian: false)
        var (found, place): ([Chunk], Int) = ([], 0)
        while place < bytes.count {
            guard let type = scanner.slice(place, 4), let length = scanner.word(place + 4),
                let data = scanner.slice(place + 8, length)
            else { return nil }
            found.append(Chunk(type: String(decoding: type, as: UTF8.self), data: Array(data)))
            place += 8 + length + length % 2
        }
        return found
    }

    private static func orientation(of data: [UInt8]) -> UInt8? {
        Orientation.read(data.starts(with: exif) ? Array(data.dropFirst(exif.count)) : data)
    }

    private static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
