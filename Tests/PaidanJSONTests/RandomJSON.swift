import PaidanJSON

/// Trees of all kinds of values, drawn from a seed.
struct RandomJSON {
    private static let alphabet: [Unicode.Scalar] = [
        "a", "b", "\"", "\\", "/", "\0", "\n", "\u{1F}", "\u{7F}", "é", "\u{301}", "水", "\u{2028}", "\u{FFFF}", "🚰",
    ]

    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    mutating func value(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: .integer(Int64.random(in: -99...99, using: &generator))
        case 4: .number(double())
        case 5: .string(string())
        case 6: .array((0..<size()).map { _ in value(depth: depth - 1) })
        default: .object(object(depth: depth - 1))
        }
    }

    mutating func size() -> Int {
        Int.random(in: 0...5, using: &generator)
    }

    mutating func index(below count: Int) -> Int {
        Int.random(in: 0..<count, using: &generator)
    }

    mutating func byte() -> UInt8 {
        UInt8.random(in: .min ... .max, using: &generator)
    }

    private mutating func double() -> Double {
        let double = Double(bitPattern: generator.next())
        return double.isFinite ? double : 0.5
    }

    private mutating func string() -> String {
        var string = ""
        for _ in 0..<size() * 3 {
            string.unicodeScalars.append(Self.alphabet[index(below: Self.alphabet.count)])
        }
        return string
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object: JSONObject = [:]
        for _ in 0..<size() { object[string()] = value(depth: depth) }
        return object
    }
}
