/// Waits that double up to a limit, each cut by chance to between half and the whole of it.
struct Backoff: Hashable, Sendable {
    let first: Duration
    let longest: Duration

    /// 100 ms up to 10 s: `docs/reference/wire-protocol.md`, step 4 of the worker.
    static let connecting = Backoff(first: .milliseconds(100), longest: .seconds(10))

    /// For `unavailable` and `outcome-unknown`.
    static let asking = Backoff(first: .seconds(1), longest: .seconds(30))

    func wait(after failures: Int, _ random: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(failures, 0), 16)
        let whole = min(first * (1 << doublings), longest)
        return whole / 2 + whole * Double.random(in: 0...0.5, using: &random)
    }
}

/// SplitMix64: the same seed gives the same numbers on every machine.
struct SessionRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
