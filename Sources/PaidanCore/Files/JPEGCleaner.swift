/// Walks over the segments of a JPEG (ITU-T T.81, annex B).
enum JPEGCleaner {
    private static let startOfImage: UInt8 = 0xD8
    private static let endOfImage: UInt8 = 0xD9
    private static let startOfScan: UInt8 = 0xDA
    /// Tables and frames without which there is no picture: SOF, DHT, DAC, DQT, DNL, DRI, DHP, EXP.
    private static let drawing: ClosedRange<UInt8> = 0xC0...0xDF
    /// APP0 (JFIF), APP2 (colour profile), APP14 (how the colours are meant).
    private static let app0: UInt8 = 0xE0
    private static let app1: UInt8 = 0xE1
    private static let app2: UInt8 = 0xE2
    private static let app14: UInt8 = 0xEE
    private static let exif = Array("Exif\0\0".utf8)
    private static let profile = Array("ICC_PROFILE\0".utf8)

    /// - Returns: nil where it is not whole.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
        let scanner = ByteScanner(bytes)
        guard scanner.byte(0) == 0xFF, scanner.byte(1) == startOfImage else { return nil }
        var (kept, place, hasFrame, isTurned) = ([0xFF, startOfImage], 2, false, false)
        kept.reserveCapacity(bytes.count)
        while true {
            guard let marker = marker(at: &place, scanner) else { return nil }
            if marker == endOfImage { return hasFrame ? kept + [0xFF, endOfImage] : nil }
            guard let length = scanner.short(place), length >= 2, let segment = scanner.slice(place, length) else {
                return nil
            }
            let content = segment.dropFirst(2)
            if marker == app1, !isTurned, let orientation = orientation(content) {
                kept += orientation
                isTurned = true
            }
            if isKept(marker, content) { kept += [0xFF, marker] + segment }
            place += length
            guard marker == startOfScan else { continue }
            hasFrame = true
            let end = endOfScan(from: place, bytes)
            kept += bytes[place..<end]
            place = end
        }
    }

    /// Fill bytes before a marker are left out.
    private static func marker(at place: inout Int, _ scanner: ByteScanner) -> UInt8? {
        guard scanner.byte(place) == 0xFF else { return nil }
        while scanner.byte(place) == 0xFF { place += 1 }
        guard let marker = scanner.byte(place), marker != 0 else { return nil }
        place += 1
        return marker
    }

    private static func isKept(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case app0: content.starts(with: "JFIF\0".utf8)
        case app2: content.starts(with: profile)
        case app14: content.starts(with: "Adobe".utf8)
        default: drawing.contains(marker)
        }
    }

    private static func orientation(_ content: ArraySlice<UInt8>) -> [UInt8]? {
        guard content.starts(with: exif), let value = Orientation.read(Array(content.dropFirst(exif.count))) else {
            return nil
        }
        let said = exif + Orientation.tiff(value)
        let length = said.count + 2
        return [0xFF, app1, UInt8(length >> 8), UInt8(length & 0xFF)] + said
    }

    /// Where the next marker stands; within a scan `FF 00` is data and `FF D0`…`FF D7` only restart it.
    private static func endOfScan(from start: Int, _ bytes: [UInt8]) -> Int {
        var place = start
        while let mark = bytes[place...].firstIndex(of: 0xFF), mark + 1 < bytes.count {
            let next = bytes[mark + 1]
            guard next == 0 || (0xD0...0xD7).contains(next) else { return mark }
            place = mark + 2
        }
        return bytes.count
    }
}
