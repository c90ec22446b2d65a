import PaidanSimulation
import Testing

/// A handful of seeds in every test run; `make sim` plays hundreds.
@Suite struct SimulationTests {
    /// Seeds that once broke a promise, kept for ever.
    private static let pinned: [UInt64] = []
    private static let steps = 120

    @Test(arguments: pinned + (1...6))
    func noSeedBreaksAPromise(seed: UInt64) {
        let result = Simulation.run(seed: seed, steps: Self.steps)

        #expect(result.violation == nil, "replay: paidan-sim --seed \(seed) --steps \(Self.steps) --trace")
    }

    @Test func theSameSeedIsTheSameCompany() {
        let first = Simulation.run(seed: 7, steps: 60, keepsTrace: true)
        let second = Simulation.run(seed: 7, steps: 60, keepsTrace: true)

        #expect(first.trace == second.trace)
        #expect(first.traceHash == second.traceHash)
        #expect(first.totals == second.totals)
    }

    @Test func anotherSeedIsAnotherCompany() {
        #expect(Simulation.run(seed: 8, steps: 20).traceHash != Simulation.run(seed: 9, steps: 20).traceHash)
    }

    @Test func keepingTheTraceChangesNothing() {
        let told = Simulation.run(seed: 10, steps: 30, keepsTrace: true)
        let untold = Simulation.run(seed: 10, steps: 30)

        #expect(told.traceHash == untold.traceHash)
        #expect(untold.trace.isEmpty)
    }
}
