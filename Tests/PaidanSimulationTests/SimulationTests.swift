import PaidanSimulation
import Testing

/// A handful of seeds in every test run; `make sim` plays hundreds.
@Suite struct SimulationTests {
    @Test(arguments: UInt64(1)...4)
    func noSeedBreaksAPromise(seed: UInt64) {
        let result = Simulation.run(seed: seed)

        #expect(result.violation == nil, "replay: paidan-sim --seed \(seed) --trace")
    }
}
