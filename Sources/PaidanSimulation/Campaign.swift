/// Many seeds, one after the other.
package struct Campaign: Sendable {
    package let first: UInt64
    package let seeds: Int
    package let steps: Int
    /// Ends the campaign after the seed in which it answers true; time is the caller's business.
    private let isOver: @Sendable () -> Bool

    package init(
        first: UInt64 = 1, seeds: Int, steps: Int = Simulation.usualSteps,
        isOver: @escaping @Sendable () -> Bool = { false }
    ) {
        self.first = first
        self.seeds = seeds
        self.steps = steps
        self.isOver = isOver
    }

    package struct Outcome: Sendable {
        package internal(set) var totals = Totals()
        package internal(set) var failures: [SeedResult] = []
    }

    /// - Parameter progress: before each seed, so that a trap can be laid at its door.
    package func run(progress: (UInt64) -> Void = { _ in }) -> Outcome {
        var outcome = Outcome()
        for seed in first..<(first + UInt64(seeds)) {
            if isOver() { break }
            progress(seed)
            let result = Simulation.run(seed: seed, steps: steps)
            outcome.totals += result.totals
            if result.violation != nil { outcome.failures.append(result) }
        }
        return outcome
    }
}
