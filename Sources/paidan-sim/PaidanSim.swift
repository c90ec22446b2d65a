internal import ArgumentParser
internal import PaidanSimulation

@main
struct PaidanSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paidan-sim", abstract: "Plays whole companies with faults and watches what Paidan promises.")

    @Option(help: "How many seeds.") var seeds = 200
    @Option(help: "The first seed.") var first: UInt64 = 1
    @Option(help: "One seed only.") var seed: UInt64?
    @Flag(help: "Print what happens, and the hash of it.") var trace = false
    @Option(help: "Deeds of clerks and faults before they stop.") var steps = Simulation.usualSteps

    func run() throws {
        if let seed {
            let result = Simulation.run(seed: seed, steps: steps, keepsTrace: trace)
            for line in result.trace { print(line) }
            print(String(result.traceHash, radix: 16), result.violation.map(\.description) ?? "ok")
            return
        }
        let outcome = Campaign(first: first, seeds: seeds, steps: steps).run { print("seed \($0)") }
        for failure in outcome.failures.prefix(20) { print(failure.seed, failure.violation?.description ?? "") }
        print(outcome.failures.count, outcome.totals)
    }
}
