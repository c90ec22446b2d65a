/// Makes of what was uploaded what is kept: a picture without what the camera or a program wrote beside it — place, device,
/// time, owner, thumbnails, remarks. Pure: bytes in, bytes out; nothing is drawn, so a picture keeps every pixel.
///
/// Only what shows the picture stays: parts that are not known are left out. How it is to be turned stays. A PDF is kept as it came:
/// its metadata cannot be told from its contents without reading all of it.
package enum FileCleaner {
    /// - Throws: for what is no whole file of a known kind. What follows a picture's end is left out.
    package static func cleaned(_ bytes: [UInt8]) throws(FileFlaw) -> (kind: FileKind, bytes: [UInt8]) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= FileLimits.bytesMax else { throw .tooLarge }
        guard let kind = FileKind(firstBytes: bytes) else { throw .unknownKind }
        let kept: [UInt8]? =
            switch kind {
            case .jpeg: JPEGCleaner.cleaned(bytes)
            case .png: PNGCleaner.cleaned(bytes)
            case .webp: WebPCleaner.cleaned(bytes)
            case .pdf: bytes
            }
        guard let kept else { throw .damaged(kind) }
        return (kind, kept)
    }
}

/// Reads numbers out of bytes; nil beyond their end.
struct ByteScanner {
    let bytes: [UInt8]
    let isBigEndian: Bool

    init(_ bytes: [UInt8], isBigEndian: Bool = true) {
        self.bytes = bytes
        self.isBigEndian = isBigEndian
    }

    func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }
    func short(_ offset: Int) -> Int? { number(offset, 2) }
    func word(_ offset: Int) -> Int? { number(offset, 4) }

    private func number(_ offset: Int, _ width: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - width else { return nil }
        let part = bytes[offset..<(offset + width)]
        return isBigEndian ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// - Returns: nil where it does not lie within the bytes.
    func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return bytes[offset..<(offset + count)]
    }
}

/// 方向: how a picture is to be turned, as EXIF says it; without it photos of phones lie on their side.
enum Orientation {
    private static let tag = 0x0112
    private static let shortType = 3
    /// 1 is upright and need not be said.
    private static let turned = 2...8
    private static let entriesMax = 512

    /// - Parameter tiff: what stands behind `Exif\0\0`.
    /// - Returns: nil where it is upright, or where nothing can be made out.
    static func read(_ tiff: [UInt8]) -> UInt8? {
        let isBigEndian = tiff.starts(with: "MM".utf8)
        guard isBigEndian || tiff.starts(with: "II".utf8) else { return nil }
        let scanner = ByteScanner(tiff, isBigEndian: isBigEndian)
        guard scanner.short(2) == 42, let start = scanner.word(4), let count = scanner.short(start) else { return nil }
        for index in 0..<min(count, entriesMax) {
            let entry = start + 2 + 12 * index
            guard let found = scanner.short(entry) else { return nil }
            guard found == tag, scanner.short(entry + 2) == shortType else { continue }
            guard let value = scanner.short(entry + 8), turned.contains(value) else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// The shortest TIFF that says only this.
    static func tiff(_ orientation: UInt8) -> [UInt8] {
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }
}
