import PaidanWire
import Testing

/// Bytes changed at random, always in the same way: nothing may trap, and what is read can be written and read again.
@Suite struct MutationTests {
    private static let roundsPerMessage = 200

    @Test(arguments: GoldenMessage.good + GoldenMessage.bad)
    func aDamagedMessageIsRefusedOrReadButNeverTraps(message: GoldenMessage) throws {
        var random = SplitMix(seed: 20_251_009)
        for _ in 0..<Self.roundsPerMessage {
            let damaged = damage(message.frames, &random)
            try expectStable(damaged, read: ClientMessage.init(parsing:), write: { try $0.encoded() })
            try expectStable(damaged, read: ServerMessage.init(parsing:), write: { try $0.encoded() })
            try expectStable(damaged, read: Doorbell.init(parsing:), write: { try $0.encoded() })
        }
    }

    private func expectStable<Message: Equatable>(
        _ frames: [[UInt8]], read: ([[UInt8]]) throws -> Message, write: (Message) throws -> [[UInt8]]
    ) throws {
        guard let message = try? read(frames) else { return }
        #expect(try read(write(message)) == message)
    }

    /// One to three bytes changed, inserted or removed, or a frame repeated or lost.
    private func damage(_ frames: [[UInt8]], _ random: inout SplitMix) -> [[UInt8]] {
        var frames = frames
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let index = frames.indices.randomElement(using: &random) else { return frames }
            switch Int.random(in: 0..<20, using: &random) {
            case 0: frames.remove(at: index)
            case 1: frames.insert(frames[index], at: index)
            default: damage(&frames[index], &random)
            }
        }
        return frames
    }

    private func damage(_ frame: inout [UInt8], _ random: inout SplitMix) {
        let byte = Self.likely.randomElement(using: &random) ?? UInt8.random(in: 0...255, using: &random)
        guard let index = frame.indices.randomElement(using: &random) else {
            frame.append(byte)
            return
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: frame[index] = byte
        case 1: frame.insert(byte, at: index)
        default: frame.remove(at: index)
        }
    }

    /// Bytes that mean something in JSON or in our grammar, and a few that never do.
    private static let likely: [UInt8] =
        Array("{}[]\":,.0123456789eE+-\\u/nulltrfasPDAK_ ".utf8) + [0, 7, 0x7F, 0x80, 0xC3, 0xFF]
}

/// A small generator whose numbers are the same on every machine.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
