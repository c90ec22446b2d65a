internal import PaidanTesting

/// The one source of chance in a world. Everything that is random is drawn here, in the order of the agenda.
struct Chance {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func isTrue(_ perThousand: Int) -> Bool { number(0...999) < perThousand }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// The caller knows that `values` is not empty.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...(values.count - 1))] }

    /// Short mostly, long sometimes: each decade of the range is as likely as the next.
    mutating func skewed(_ range: ClosedRange<Int>) -> Int {
        var top = max(range.lowerBound, 1)
        var tops = [top]
        while top < range.upperBound {
            top = min(top * 10, range.upperBound)
            tops.append(top)
        }
        return number(range.lowerBound...pick(tops))
    }

    mutating func some<Value>(of values: [Value]) -> [Value] {
        let start = number(0...(values.count - 1))
        let count = number(1...values.count)
        return (0..<count).map { values[(start + $0) % values.count] }
    }

    /// A generator of its own, for a component that draws by itself.
    mutating func fork() -> SeededRandom { SeededRandom(seed: random.next()) }
}
