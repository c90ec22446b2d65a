internal import ArgumentParser
internal import PaidanCore
internal import PaidanWorker
internal import UnixSignals

/// Runs a worker until it is told to stop: by a signal, or by itself.
enum WorkerRun {
    /// SIGINT and SIGTERM: take nothing new, finish, say BYE. A second one is not waited for.
    static func untilSignal(_ worker: Worker) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let watch = Task {
            var count = 0
            for await _ in signals {
                count += 1
                guard count == 1 else { Paidan.exit(withError: ExitCode(ExitStatus.unavailable.rawValue)) }
                worker.stop()
            }
        }
        defer { watch.cancel() }
        if case .stoppedWithOpenWork(let issues, let commands) = try await worker.run() {
            throw Trouble(
                .unavailable, "停止时仍有 \(issues) 条派单、\(commands) 条操作未完成",
                "stopped while \(issues) issues and \(commands) commands were open")
        }
    }

    /// What happens to the connection, for whoever watches.
    static func report(_ diagnostic: Diagnostic) {
        Terminal.errors.line(Terminal.errors.styled("paidan: \(diagnostic.label.spoken)", .dim))
    }
}
