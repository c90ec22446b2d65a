/// Walks over the chunks of a PNG (W3C PNG, third edition).
enum PNGCleaner {
    /// What draws it, its colours, and the frames of an animation. Texts, EXIF and the time of the last change are not among them.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "pHYs", "cICP",
        "mDCV", "cLLI", "acTL", "fcTL", "fdAT",
    ]

    /// - Returns: nil where it is not whole, or holds something without which it cannot be drawn and that is not known here.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
        let scanner = ByteScanner(bytes)
        guard bytes.starts(with: FileKind.pngSignature) else { return nil }
        var (result, place, hasData) = (FileKind.pngSignature, FileKind.pngSignature.count, false)
        result.reserveCapacity(bytes.count)
        while true {
            // Length, type, data, checksum.
            guard let length = scanner.word(place), let letters = scanner.slice(place + 4, 4),
                let chunk = scanner.slice(place, 12 + length)
            else { return nil }
            let type = String(decoding: letters, as: UTF8.self)
            if result.count == FileKind.pngSignature.count, type != "IHDR" { return nil }
            if kept.contains(type) {
                result += chunk
            } else if isCritical(letters) {
                return nil
            }
            hasData = hasData || type == "IDAT"
            if type == "IEND" { return hasData ? result : nil }
            place += 12 + length
        }
    }

    /// A capital first letter.
    private static func isCritical(_ type: ArraySlice<UInt8>) -> Bool { type.first.map { $0 & 0x20 == 0 } ?? true }
}
