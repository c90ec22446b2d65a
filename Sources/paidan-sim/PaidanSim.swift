internal import ArgumentParser
internal import Foundation
internal import PaidanEngine
internal import PaidanSimulation

@main
struct PaidanSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paidan-sim",
        abstract: "Plays whole companies with everything that goes wrong, and watches what Paidan promises.",
        discussion: """
            A seed is one company: clerks, departments' programs, a router, dashboards, crashes, lost and late messages,
            jumping clocks. The same seed is the same company, to the bit. See docs/internals/simulation.md.
            """)

    @Option(help: "How many seeds.") var seeds = 200
    @Option(help: "The first seed.") var first: UInt64 = 1
    @Option(help: "Play this seed only.") var seed: UInt64?
    @Flag(help: "With --seed: print what happens, line by line.") var trace = false
    @Option(help: "Deeds of clerks before the faults stop.") var steps = Simulation.usualSteps
    @Option(help: "Switch one of our own safeguards off, or each in turn: all.") var sabotage: String?
    @Option(help: "Begin no seed after so many seconds.") var budget: Int?
    @Option(help: "Seeds at the same time.")
    var jobs = min(ProcessInfo.processInfo.activeProcessorCount, TrapReport.jobsMax)

    mutating func validate() throws {
        guard seeds > 0, steps > 0, budget ?? 1 > 0, (1...TrapReport.jobsMax).contains(jobs) else {
            throw ValidationError("seeds, steps, budget are positive; jobs are 1 to \(TrapReport.jobsMax)")
        }
        guard !trace || seed != nil else { throw ValidationError("--trace is for one seed: give --seed") }
        guard let sabotage else { return }
        let names = Sabotage.allCases.map(\.rawValue)
        guard sabotage == "all" || names.contains(sabotage) else {
            throw ValidationError("no such sabotage; known are all, \(names.joined(separator: ", "))")
        }
        guard Sabotage.isCompiledIn else {
            throw ValidationError(
                "this build cannot switch safeguards off; `make sim` makes one that can (PAIDAN_SABOTAGE=1)")
        }
    }

    func run() throws {
        TrapReport.install()
        let hasPassed: Bool
        if let seed {
            hasPassed = playOne(seed)
        } else if sabotage == "all" {
            hasPassed = SabotageRun(campaign: campaign).run()
        } else {
            sabotage.flatMap(Sabotage.init).map(choose)
            hasPassed = SeedRun(campaign: campaign, seedsInAll: seeds, sabotage: sabotage).run()
        }
        guard hasPassed else { throw ExitCode.failure }
    }

    private func playOne(_ seed: UInt64) -> Bool {
        sabotage.flatMap(Sabotage.init).map(choose)
        TrapReport.begin(seed, job: 0)
        let result = Simulation.run(seed: seed, steps: steps, keepsTrace: trace)
        for line in result.trace { print(line) }
        print("seed \(seed): trace \(String(result.traceHash, radix: 16)), \(Words.totals(result.totals))")
        guard let violation = result.violation else { return true }
        print("seed \(seed): violated \(violation)")
        return false
    }

    private var campaign: Campaign {
        let end = budget.map { Date(timeIntervalSinceNow: Double($0)) } ?? .distantFuture
        return Campaign(first: first, seeds: seeds, steps: steps, jobs: jobs) { Date() >= end }
    }
}

/// Switches one safeguard off for the rest of the process.
func choose(_ sabotage: Sabotage?) {
    #if PAIDAN_SABOTAGE
    Sabotage.chosen = sabotage
    #endif
}
