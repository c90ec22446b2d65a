/// One seed, played from its first call to the last settled message.
package enum Simulation {
    /// How many deeds of clerks and of the gremlin a seed sees before the faults stop.
    package static let usualSteps = 300

    package static func run(seed: UInt64, steps: Int = usualSteps, keepsTrace: Bool = false) -> SeedResult {
        let world: World
        do { world = try World(seed: seed, steps: steps, keepsTrace: keepsTrace) } catch {
            let violation = Violation(.unbroken, "the world cannot begin: \(error)")
            return SeedResult(seed: seed, violation: violation, totals: Totals(), traceHash: 0, trace: [])
        }
        var violation: Violation?
        do { try world.play() } catch let found as Violation { violation = found } catch {
            violation = Violation(.unbroken, "\(error)")
        }
        return SeedResult(
            seed: seed, violation: violation, totals: world.finalTotals, traceHash: world.trace.hash,
            trace: world.trace.lines)
    }
}
