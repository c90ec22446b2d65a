/// What happened, as a hash and, when asked for, as lines. Two runs of a seed must have the same.
struct Trace {
    /// FNV-1a, 64 bits: not to be proof against anybody, only to differ when anything differs.
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var lines: [String] = []
    private let keepsLines: Bool

    init(keepsLines: Bool) { self.keepsLines = keepsLines }

    mutating func note(_ line: @autoclosure () -> String, at machine: Int64) {
        let line = "\(machine) \(line())"
        mix(line.utf8)
        if keepsLines { lines.append(line) }
    }

    mutating func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
