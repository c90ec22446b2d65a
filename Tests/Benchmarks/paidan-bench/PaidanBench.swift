internal import ArgumentParser

/// Measures the parts of Paidan that need no socket, and serves the bare HTTP server that its desk is compared with.
/// Each measuring subcommand prints one JSON object; `Tests/Benchmarks/bench.py` makes the table.
@main
struct PaidanBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paidan-bench", abstract: "Measures parts of Paidan. See docs/internals/benchmarks.md.",
        subcommands: [EngineBench.self, RecordBench.self, DecideBench.self, LogBench.self, HelloServer.self])
}
