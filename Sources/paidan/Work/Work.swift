internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire
internal import PaidanWorker

/// `paidan work --queue engineering`: a department's worker. Prints issues, or lets a program decide on each.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: spoken("部门接单:打印派单,或对每条派单运行一个程序", "a department's worker: print issues, or run a program for each"),
        discussion: spoken(
            """
            程序从标准输入得到一条 JSON。退出码 0 表示“已收妥”;标准输出最后一行若为 {"type": …, "data": …},随后作为操作发出;其他退出码表示稍后再派。
            例: paidan work --queue engineering=2 --exec ./receive.sh
            """,
            """
            The program gets one JSON object on standard input. Exit 0 says "I hold it durably"; a last line of output \
            {"type": …, "data": …} is then sent as a command; any other exit puts the issue off.
            For instance: paidan work --queue engineering=2 --exec ./receive.sh
            """))

    @Option(help: .words("队列及同时处理的条数,可重复", "a queue and how many at once; may be repeated", value: "NAME[=WINDOW]"))
    var queue: [QueueArgument]

    @Option(
        help: .words("日志文件:重启后不重复处理", "journal: after a restart nothing is handled twice", value: "FILE"),
        completion: .file())
    var journal: String?

    @Option(help: .words("处理 N 条后停止", "stop after N issues", value: "N"))
    var once: Int?

    @OptionGroup var options: WorkerOptions

    @Option(
        parsing: .remaining,
        help: .words("程序及其参数;必须写在最后", "program and its arguments; must come last", value: "PROGRAM"))
    var exec: [String] = []

    func validate() throws {
        if let once, once < 1 { throw ValidationError(spoken("--once 至少为 1", "--once is at least 1")) }
    }

    func run() async throws {
        if let program = exec.first { try ProgramPath.require(program) }
        let configuration = Worker.Configuration(
            endpoint: try options.endpoint(), worker: options.workerName, instance: options.instance,
            queues: queue.map { QueueWindow(queue: $0.name, window: min($0.window, once ?? $0.window)) },
            client: "paidan-work/0.1")
        let handle = handler
        let count = IssueCount(limit: once)
        let worker = try Worker(configuration, journal: try fileJournal(), report: WorkerRun.report) { issue in
            await count.handle(issue, handle)
        }
        let queues = queue.map(\.name)
        await count.whenFull(
            takeNoMore: { for queue in queues { worker.setWindow(0, of: queue) } }, stop: { worker.stop() })
        try await WorkerRun.untilSignal(worker)
    }

    private var handler: Worker.Handler {
        guard let program = exec.first else {
            let printer = IssuePrinter(options.output)
            return { issue in printer.acknowledge(issue) }
        }
        let runner = ProgramRunner(program: program, arguments: Array(exec.dropFirst()))
        let language = options.output.language
        return { issue in
            let end = await runner.end(on: issue)
            if let failure = ProgramFailure(end, of: issue) { Terminal.errors.line(failure.text(in: language)) }
            return runner.verdict(of: end)
        }
    }

    private static let inUse = Label("另一进程正在使用", "another process is using it")

    private func fileJournal() throws -> FileJournal? {
        do {
            return try journal.map { try FileJournal(path: $0) }
        } catch let error as FileError {
            let (path, reason) = (journal ?? "", error.isLock ? Self.inUse : FileTrouble.reason(error.code))
            throw Trouble(
                error.isLock ? .unavailable : .usage, "无法打开日志文件 \(path):\(reason.zh)",
                "cannot open the journal \(path): \(reason.en)")
        }
    }
}
