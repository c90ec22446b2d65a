internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanTesting

/// `paidan-bench decide`: nanoseconds of one pure decision.
struct DecideBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Nanoseconds per pure decision of both machines.")

    @Option(help: "How often each pair of state and command is decided.") var rounds = 2_000
    @Option(help: "Seed of the order.") var seed: UInt64 = 1

    func run() throws {
        let policy = try RegulationLoader.shipped("dx").policy
        let machines = [
            ("complaint", try DecisionMix.complaint(policy)), ("departmentDispatch", try DecisionMix.dispatch(policy)),
        ]
        print(JSON.object(JSONObject(machines.map { ($0, report($1)) })))
    }

    /// Accepted and refused ones are told apart, too: every state with every command is mostly refusals, a day at the
    /// desk is mostly not.
    private func report(_ decisions: [Decision]) -> JSON {
        let accepted = decisions.filter(\.isAccepted)
        let refused = decisions.filter { !$0.isAccepted }
        return ["mixed": figures(decisions), "accepted": figures(accepted), "refused": figures(refused)]
    }

    private func figures(_ decisions: [Decision]) -> JSON {
        var random = SeededRandom(seed: seed)
        let ruler = Self.nanosecondsOfMeasuring
        var samples: [Int64] = []
        for _ in 0..<rounds {
            for decision in decisions.shuffled(using: &random) {
                let before = DispatchTime.now().uptimeNanoseconds
                let facts = (try? decision.decide()) ?? 0
                let after = DispatchTime.now().uptimeNanoseconds
                blackHole(facts)
                samples.append(max(Int64(after - before) - ruler, 0))
            }
        }
        samples.sort()
        return [
            "pairs": .integer(Int64(decisions.count)), "calls": .integer(Int64(samples.count)),
            "p50": .integer(samples[samples.count / 2]), "p99": .integer(samples[samples.count * 99 / 100]),
        ]
    }

    /// The median of measuring nothing.
    private static var nanosecondsOfMeasuring: Int64 {
        let nothing = (0..<10_001).map { _ in
            let before = DispatchTime.now().uptimeNanoseconds
            return Int64(DispatchTime.now().uptimeNanoseconds - before)
        }
        return nothing.sorted()[nothing.count / 2]
    }
}

/// Keeps the optimizer from leaving out what nobody reads.
@inline(never)
private func blackHole(_: Int) {}
