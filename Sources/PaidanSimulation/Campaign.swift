internal import Dispatch
internal import Synchronization

/// Many seeds, several at a time. Seeds share nothing, so their order changes nothing.
package struct Campaign: Sendable {
    package let first: UInt64
    package let seeds: Int
    package let steps: Int
    /// How many seeds are played at the same time.
    package let jobs: Int
    /// No seed begins any more once it answers true; time is the caller's business.
    private let isOver: @Sendable () -> Bool

    package init(
        first: UInt64 = 1, seeds: Int, steps: Int = Simulation.usualSteps, jobs: Int = 1,
        isOver: @escaping @Sendable () -> Bool = { false }
    ) {
        self.first = first
        self.seeds = seeds
        self.steps = steps
        self.jobs = jobs
        self.isOver = isOver
    }

    package struct Outcome: Sendable {
        package internal(set) var totals = Totals()
        /// By seed.
        package internal(set) var failures: [SeedResult] = []
    }

    /// - Parameter progress: called before each seed with its job, so that a trap can be laid at its door.
    package func run(progress: @escaping @Sendable (_ seed: UInt64, _ job: Int) -> Void = { _, _ in }) -> Outcome {
        let outcome = Mutex(Outcome())
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { job in
            while !isOver() {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < seeds else { return }
                let seed = first + UInt64(index)
                progress(seed, job)
                let result = Simulation.run(seed: seed, steps: steps)
                outcome.withLock { outcome in
                    outcome.totals += result.totals
                    if result.violation != nil { outcome.failures.append(result) }
                }
            }
        }
        return outcome.withLock { outcome in
            outcome.failures.sort { $0.seed < $1.seed }
            return outcome
        }
    }
}
