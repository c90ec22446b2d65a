import PaidanTesting
import Testing

@testable import PaidanStore

/// What SQLite writes into its log piece by piece is in the file, whole and in order, before anybody can ask for it.
@Suite struct GatheredLogTests {
    private static let page = 512

    /// A file, and what was written into it one by one.
    private final class Disk {
        var bytes: [UInt8] = []
        var pieces: [Int] = []
        /// Bytes that it still takes.
        var room = Int.max

        func write(_ piece: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
            pieces.append(piece.count)
            let end = Int(offset) + min(piece.count, room)
            if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            for (place, byte) in zip(Int(offset)..<end, piece) { bytes[place] = byte }
            guard piece.count <= room else { return full }
            room -= piece.count
            return 0
        }
    }

    private static let full: Int32 = 13

    /// SQLite over a gathered log and over a plain one.
    private struct Twins: ~Copyable {
        var log = GatheredLog()
        let gathered = Disk()
        let plain = Disk()
        var end = 0

        mutating func write(_ bytes: [UInt8], at offset: Int) -> Int32 {
            let disk = gathered
            return bytes.withUnsafeBytes { bytes in
                _ = plain.write(bytes, at: Int64(offset))
                return log.write(bytes, at: Int64(offset)) { disk.write($0, at: $1) }
            }
        }

        mutating func begin() {
            _ = write([UInt8](repeating: 7, count: 32), at: 0)
            end = 32
        }

        mutating func frame(_ fill: UInt8, size: Int = page, isLast: Bool = false) -> Int32 {
            var header = [UInt8](repeating: fill, count: GatheredLog.headerBytes)
            header.replaceSubrange(4..<8, with: isLast ? [0, 0, 1, 0] : [0, 0, 0, 0])
            var code = write(header, at: end)
            if code == 0 { code = write([UInt8](repeating: fill, count: size), at: end + header.count) }
            end += header.count + size
            return code
        }

        mutating func letGo() -> Int32 {
            let disk = gathered
            return log.letGo { disk.write($0, at: $1) }
        }
    }

    @Test func aCommitIsOneWrite() {
        var twins = Twins()
        twins.begin()
        for number in 1...25 { #expect(twins.frame(UInt8(number)) == 0) }
        #expect(twins.gathered.pieces == [32], "until it is committed")

        #expect(twins.frame(26, isLast: true) == 0)

        #expect(twins.gathered.pieces == [32, 26 * (24 + Self.page)])
        #expect(twins.gathered.bytes == twins.plain.bytes)
        #expect(twins.plain.pieces.count == 53)
    }

    /// SQLite's own way to files cuts what is longer without a word.
    @Test func noPieceIsLongerThanSQLiteTakes() {
        var twins = Twins()
        twins.begin()
        for number in 1...400 { #expect(twins.frame(UInt8(number % 251), size: 4_096, isLast: number == 400) == 0) }

        #expect(twins.gathered.bytes == twins.plain.bytes)
        #expect(twins.gathered.pieces.allSatisfy { $0 <= 131_071 })
        #expect(twins.gathered.pieces.count < 20)
    }

    /// Commits, transactions that spill and are read, that are taken back to a savepoint, checksums that are written anew, logs that
    /// begin again: whenever SQLite could look, both files are the same.
    @Test(arguments: 0..<64 as Range<UInt64>) func nothingIsMissedWhereItCouldBeLookedFor(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var twins = Twins()
        twins.begin()
        for _ in 0..<200 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5: _ = twins.frame(UInt8.random(in: 0...255, using: &random))
            case 5, 6:
                _ = twins.frame(UInt8.random(in: 0...255, using: &random), isLast: true)
                #expect(twins.gathered.bytes == twins.plain.bytes, "committed")
            case 7:
                _ = twins.letGo()
                #expect(twins.gathered.bytes == twins.plain.bytes, "read, synchronised or closed")
            case 8:
                // Back to a savepoint, or a checksum in the middle.
                let frames = (twins.end - 32) / (24 + Self.page)
                guard frames > 0 else { continue }
                let place = 32 + Int.random(in: 0..<frames, using: &random) * (24 + Self.page)
                if Bool.random(using: &random) {
                    twins.end = place
                } else {
                    _ = twins.write([UInt8](repeating: 0, count: 24), at: place)
                    #expect(twins.gathered.bytes == twins.plain.bytes, "a checksum is nothing to wait with")
                }
            default:
                twins.begin()
                #expect(twins.gathered.bytes.prefix(32) == twins.plain.bytes.prefix(32))
            }
        }
        _ = twins.letGo()
        #expect(twins.gathered.bytes == twins.plain.bytes)
    }

    /// The commit is refused, as it is without us, and what was held is not written later.
    @Test func aFullDiskIsToldWithTheCommit() {
        var twins = Twins()
        twins.begin()
        twins.gathered.room = 1_000
        for number in 1...4 { #expect(twins.frame(UInt8(number)) == 0) }

        #expect(twins.frame(5, isLast: true) == Self.full)

        let written = twins.gathered.bytes
        #expect(twins.letGo() == 0 && twins.gathered.bytes == written)
        twins.gathered.room = .max
        twins.end = 32
        for number in 6...10 { #expect(twins.frame(UInt8(number), isLast: number == 10) == 0) }
        #expect(twins.gathered.bytes.prefix(twins.end) == twins.plain.bytes.prefix(twins.end))
    }

    @Test func whatDoesNotFitIsToldWithThePieceThatDoesNot() {
        var twins = Twins()
        twins.begin()
        twins.gathered.room = 100
        var codes: [Int32] = []
        for number in 1...3_000 where codes.last ?? 0 == 0 { codes.append(twins.frame(UInt8(number % 251))) }

        #expect(codes.last == Self.full && codes.count < 3_000, "long before its end")
    }
}
