/// 预写日志的合并写入: what SQLite writes into its write-ahead log frame by frame, each in two pieces, gathered into one piece a
/// commit (docs/decisions/0048). A commit frame lets everything go that is held; so nobody else ever has to know of a frame that the
/// file does not have yet, and synchronising means what it means without it.
///
/// The format is SQLite's: a frame is a header of 24 bytes, whose second word is not zero in the last frame of a commit, and a page.
struct GatheredLog: ~Copyable {
    /// Writes bytes at an offset, and answers with SQLite's code; 0 is success.
    typealias Write = (UnsafeRawBufferPointer, Int64) -> Int32

    static let headerBytes = 24
    /// More of one transaction is written as it comes.
    static let bytesMax = 1 << 20

    /// SQLite's own way to files takes no more than 131,071 bytes at once.
    static let pieceBytesMax = 31 * 4_096

    private var held: UnsafeMutableRawPointer?
    private var count = 0
    /// Where what is held begins in the file.
    private var start: Int64 = 0
    /// Where the last write ended. Only what goes on there is held.
    private var end: Int64 = -1
    /// Whether the frame whose header came last ends a commit.
    private var endsCommit = false

    deinit { held?.deallocate() }

    /// A write failed before it was due: nothing that is held may be taken for written.
    mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64, _ write: Write) -> Int32 {
        let goesOn = offset == end
        let isHeader = bytes.count == Self.headerBytes && goesOn
        guard isHeader || (goesOn && count > 0), count + bytes.count <= Self.bytesMax else {
            let code = letGo(write)
            guard code == 0 else { return code }
            end = offset + Int64(bytes.count)
            return write(bytes, offset)
        }
        hold(bytes, at: offset)
        if isHeader {
            endsCommit = bytes[4..<8].contains { $0 != 0 }
            return 0
        }
        return endsCommit ? letGo(write) : 0
    }

    /// Writes what is held. After a failure it is not held any more: SQLite takes the transaction back.
    mutating func letGo(_ write: Write) -> Int32 {
        guard count > 0, let held else { return 0 }
        defer { (count, endsCommit) = (0, false) }
        for piece in stride(from: 0, to: count, by: Self.pieceBytesMax) {
            let bytes = UnsafeRawBufferPointer(start: held + piece, count: min(Self.pieceBytesMax, count - piece))
            let code = write(bytes, start + Int64(piece))
            guard code == 0 else {
                end = -1
                return code
            }
        }
        return 0
    }

    private mutating func hold(_ bytes: UnsafeRawBufferPointer, at offset: Int64) {
        let place = held ?? .allocate(byteCount: Self.bytesMax, alignment: 16)
        held = place
        if count == 0 { start = offset }
        if let base = bytes.baseAddress { (place + count).copyMemory(from: base, byteCount: bytes.count) }
        count += bytes.count
        end = offset + Int64(bytes.count)
    }
}
