internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON
internal import PaidanWire
internal import PaidanWorker

/// `paidan route`: a routing worker as a process of its own.
struct Route: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: spoken("转单程序:把投诉转给责任部门", "a routing worker: forwards complaints to their departments"))

    @Option(help: .words("同时处理的条数,1–1000", "how many at once, 1–1000", value: "N"))
    var window = RoutingWorker.windowUsual

    @OptionGroup var options: WorkerOptions

    func validate() throws {
        guard (1...1_000).contains(window) else {
            throw ValidationError(spoken("--window 为 1 到 1000", "--window is 1 to 1000"))
        }
    }

    func run() async throws {
        let (isJSON, language) = (options.output.isJSON, options.output.language)
        let worker = try RoutingWorker.make(
            endpoint: try options.endpoint(), name: options.workerName, instance: options.instance, window: window,
            report: WorkerRun.report
        ) { issue, verdict in
            Terminal.output.line(isJSON ? "\(Self.json(issue, verdict))" : Self.line(issue, verdict, language))
        }
        try await WorkerRun.untilSignal(worker)
    }

    private static func line(_ issue: Issue, _ verdict: PaidanWorker.Verdict, _ language: Language) -> String {
        let number = issue.data?["number"]?.string ?? issue.ticket
        return switch verdict {
        case .acknowledge(let command?): "\(number)  \(command.type)  \(JSON.object(command.data))".harmless
        case .reject(let reason):
            Label("\(number)  无法转单:\(reason)", "\(number)  cannot be forwarded: \(reason)").text(in: language).harmless
        case .acknowledge(nil), .acknowledgeThenDo, .retryLater: number.harmless
        }
    }

    private static func json(_ issue: Issue, _ verdict: PaidanWorker.Verdict) -> JSON {
        switch verdict {
        case .acknowledge(let command?):
            ["ticket": .string(issue.ticket), "type": .string(command.type), "data": .object(command.data)]
        case .reject(let reason): ["ticket": .string(issue.ticket), "rejected": .string(reason)]
        case .acknowledge(nil), .acknowledgeThenDo, .retryLater: ["ticket": .string(issue.ticket)]
        }
    }
}
