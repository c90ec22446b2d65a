internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// What a part of the program has to tell to `/metrics`.
package protocol MetricsSource: Sendable {
    func metrics() async -> [Metric]
}

/// A family of measurements in Prometheus' text format. Labels never hold ids or names of people.
package struct Metric: Sendable {
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    package struct Sample: Sendable {
        /// Appended to the name: `_bucket`, `_sum`, `_count`; else empty.
        package let suffix: String
        package let labels: [(name: String, value: String)]
        package let value: Double

        package init(_ value: Double, _ labels: [(name: String, value: String)] = [], suffix: String = "") {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    package let name: String
    package let kind: Kind
    package let help: String
    package let samples: [Sample]

    package init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    var text: String {
        let lines = samples.map { sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            let value =
                sample.value == sample.value.rounded() && abs(sample.value) < 1e15
                ? String(Int64(sample.value)) : String(sample.value)
            return "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
        }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

/// `/metrics`
enum Metrics {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let now = call.desk.now
        let (counts, stopped, lags, incidents) = try await call.read { reading in
            (
                try reading.messageCounts(), try StoppedQueues(in: reading), try reading.queueLags(at: now),
                try reading.incidentCount()
            )
        }
        var metrics = [answers(call.house.counters)] + queues(counts) + [halted(stopped)]
        metrics += [lag(lags, at: now), gauge("paidan_incidents_open", "Our own mistakes on record.", incidents)]
        metrics += room(call.house.condition?.condition())
        metrics += await call.house.metrics?.metrics() ?? []
        let bytes = Array(metrics.map(\.text).joined().utf8)
        return Answer.bytes(bytes, type: "text/plain; version=0.0.4; charset=utf-8", caching: "no-store")
    }

    private static func answers(_ counters: Counters) -> Metric {
        Metric(
            "paidan_http_responses_total", .counter, "Answers sent, by class of status.",
            counters.byClass.map { Metric.Sample(Double($0.count), [("class", $0.name)]) })
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> Metric {
        Metric(name, .gauge, help, [Metric.Sample(Double(value))])
    }

    private static func lag(_ lags: [QueueLag], at now: Instant) -> Metric {
        Metric(
            "paidan_outbox_lag_seconds", .gauge,
            "For how long the oldest message that nobody has taken could be taken.",
            lags.map {
                Metric.Sample(Double((now - $0.since).milliseconds) / 1_000, [("department", $0.queue)])
            })
    }

    private static func halted(_ stopped: StoppedQueues) -> Metric {
        Metric(
            "paidan_queue_stopped", .gauge, "Queues that deliver nothing until a supervisor starts them.",
            stopped.all.map { Metric.Sample(1, [("department", $0.queue.text)]) })
    }

    private static func room(_ condition: Condition?) -> [Metric] {
        [
            condition?.walBytes.map { gauge("paidan_wal_bytes", "Size of the write-ahead log.", $0) },
            condition?.diskFreeBytes.map {
                gauge("paidan_disk_free_bytes", "Room that is left on the disk of the data.", $0)
            },
        ].compactMap(\.self)
    }

    private static func queues(_ counts: [QueueCount]) -> [Metric] {
        let pending = counts.filter { $0.state == "ready" || $0.state == "waiting" }.map(\.count).reduce(0, +)
        let unacked = counts.filter { $0.state == "leased" }.map { count in
            Metric.Sample(Double(count.count), [("department", count.queue)])
        }
        let dead = counts.filter { $0.state == "dead" }.map { count in
            Metric.Sample(Double(count.count), [("department", count.queue)])
        }
        return [
            Metric(
                "paidan_outbox_pending", .gauge, "Messages that wait in the queues.", [Metric.Sample(Double(pending))]),
            Metric("paidan_deliveries_unacked", .gauge, "Messages that a worker holds.", unacked),
            Metric("paidan_deliveries_dead", .gauge, "Messages that nobody took.", dead),
        ]
    }
}
