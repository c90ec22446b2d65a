internal import Foundation
internal import PaidanEngine
internal import PaidanSimulation

/// Plays seeds and says how it went: progress, sums, and for each violation the command that shows it again.
struct SeedRun {
    let campaign: Campaign
    let seedsInAll: Int
    let sabotage: String?

    private static let failuresShown = 10
    private static let rarestShown = 12

    func run() -> Bool {
        let progress = Progress(seeds: seedsInAll)
        let start = Date()
        let outcome = campaign.run { seed, job in
            TrapReport.begin(seed, job: job)
            progress.show(seed)
        }
        progress.end()
        let seconds = Date().timeIntervalSince(start)
        print("\(Words.totals(outcome.totals)) in \(Words.decimal(seconds)) s")
        print("faults: \(Words.faults(outcome.totals))")
        for failure in outcome.failures.prefix(Self.failuresShown) {
            print("seed \(failure.seed): violated \(failure.violation?.description ?? "")")
            print(
                "    replay: paidan-sim --seed \(failure.seed) --steps \(campaign.steps) --trace\(sabotage.map { " --sabotage \($0)" } ?? "")"
            )
        }
        guard outcome.failures.isEmpty else {
            print("\(outcome.failures.count) of \(outcome.totals.seeds) seeds broke a promise")
            return false
        }
        print("no violation")
        return coversEverything(outcome.totals)
    }
}

extension SeedRun {
    private func coversEverything(_ totals: Totals) -> Bool {
        guard sabotage == nil, totals.seeds >= Coverage.seedsEnough else { return true }
        let coverage = Coverage(totals)
        print("rarest: \(Words.deeds(coverage.rarest(Self.rarestShown)))")
        let missing = coverage.missing
        if !missing.isEmpty { print("never happened, so nothing is proved: \(missing.joined(separator: ", "))") }
        return missing.isEmpty
    }
}

/// Switches each safeguard off in turn: whatever is not noticed is a hole in the checker.
struct SabotageRun {
    let campaign: Campaign

    func run() -> Bool {
        var unnoticed: [String] = []
        for sabotage in Sabotage.allCases {
            choose(sabotage)
            let outcome = campaign.run { TrapReport.begin($0, job: $1) }
            let caught = outcome.failures.count
            let example =
                outcome.failures.first.map { "seed \($0.seed): \($0.violation?.description ?? "")" } ?? "not noticed"
            let name = sabotage.rawValue.padding(toLength: 24, withPad: " ", startingAt: 0)
            print("\(name) \(caught)/\(outcome.totals.seeds)  \(example.prefix(110))")
            if caught == 0 { unnoticed.append(sabotage.rawValue) }
        }
        choose(nil)
        print(unnoticed.isEmpty ? "every sabotage was caught" : "NOT caught: \(unnoticed.joined(separator: ", "))")
        return unnoticed.isEmpty
    }
}
