/// The last line that is not empty of a stream, and no more of it than a header may hold.
struct LastLine: Hashable, Sendable {
    /// A longer line is no command: a DO has to fit 8 KiB.
    static let bytesMax = 16 * 1_024

    private var complete: [UInt8] = []
    private var current: [UInt8] = []
    private var isTooLong = false

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                endLine()
            } else if current.count < Self.bytesMax {
                current.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    var bytes: [UInt8] {
        var ended = self
        ended.endLine()
        return ended.complete
    }

    private mutating func endLine() {
        let isBlank = current.allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
        if !isBlank { complete = isTooLong ? [] : current }
        current = []
        isTooLong = false
    }
}
