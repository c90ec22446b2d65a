internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanHTTP

/// The house's counters as `/metrics` shows them.
struct HouseMetrics: MetricsSource {
    let house: House

    func metrics() async -> [Metric] {
        let numbers = house.numbers
        return [
            counter("paidan_turns_total", "Transactions of the writer.", numbers.turns),
            counter("paidan_jobs_total", "Commands and answers of workers carried out.", numbers.jobs),
            counter("paidan_deliveries_total", "Messages leased and sent to workers.", numbers.deliveries),
            counter("paidan_rungs_fired_total", "Warnings and breaches of clocks recorded.", numbers.rungs),
            counter("paidan_malformed_total", "Ill-formed messages of workers.", numbers.malformed),
            counter(
                "paidan_unsendable_total", "Messages to workers that would not have fitted the protocol: our mistake.",
                numbers.unsendable),
            Metric(
                "paidan_workers", .gauge, "Workers connected, by queue.",
                numbers.workers.sorted { $0.key < $1.key }.map { .init(Double($0.value), [("queue", $0.key)]) }),
            breaches(numbers), lateness(numbers),
        ]
    }

    private func counter(_ name: String, _ help: String, _ value: Int) -> Metric {
        Metric(name, .counter, help, [.init(Double(value))])
    }

    private func breaches(_ numbers: HouseNumbers) -> Metric {
        let samples = numbers.breaches.map { breach, count in
            Metric.Sample(
                Double(count), [("clock", breach.clock), ("department", breach.department?.code ?? "")])
        }
        return Metric(
            "paidan_clock_breaches_total", .counter, "Limits that passed.",
            samples.sorted { $0.labels.map(\.value).lexicographicallyPrecedes($1.labels.map(\.value)) })
    }

    private func lateness(_ numbers: HouseNumbers) -> Metric {
        var sum = 0
        var samples: [Metric.Sample] = []
        for (bound, count) in zip(
            HouseNumbers.latenessBounds.map { "\(Double($0) / 1_000)" } + ["+Inf"], numbers.latenessBuckets)
        {
            sum += count
            samples.append(.init(Double(sum), [("le", bound)], suffix: "_bucket"))
        }
        samples.append(.init(Double(numbers.latenessSum) / 1_000, suffix: "_sum"))
        samples.append(.init(Double(sum), suffix: "_count"))
        return Metric(
            "paidan_deadline_lateness_seconds", .histogram,
            "How long after its moment a warning or breach was recorded.",
            samples)
    }
}

/// How thread and disk are.
struct ServerCondition: ConditionSource {
    let server: RunningServer

    func condition() -> Condition {
        var condition = Condition()
        condition.writerHasEnded = server.house.hasEnded
        condition.writerSilence = server.house.silence
        condition.diskFreeBytes = server.directory.freeBytes
        condition.walBytes = server.directory.walBytes
        return condition
    }
}
