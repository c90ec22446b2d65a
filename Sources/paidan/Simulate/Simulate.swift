internal import ArgumentParser
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanScenario
internal import PaidanStore

/// `paidan simulate story.scenario`: plays a scenario in virtual time and tells which of its expectations did not come true.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: spoken("在虚拟时间中演练情景;不用服务,不动数据", "play scenarios in virtual time; no server, no data"),
        discussion: spoken(
            "退出码 1:有预期未成立;3:情景文件有误。格式见 docs/reference/scenarios.md。",
            "Exit 1: an expectation did not come true; 3: a file has mistakes. The format: docs/reference/scenarios.md."
        ))

    @Argument(help: .words("情景文件,- 为标准输入", "scenarios; - is standard input", value: "FILE"), completion: .file())
    var files: [String]

    @Option(
        help: .words("改用此制度:自带制度的名称或文件", "another policy than theirs: a shipped one or a file", value: "NAME|FILE"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @Flag(help: .words("列出每张单据的经过", "show what happened to each ticket"))
    var history = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let regulation = try policy.map { name throws(RegulationErrors) in
            try ScenarioFile.regulation(name, besides: "")
        }
        var results: [ScenarioResult] = []
        for file in files {
            let result = try play(file, regulation)
            if !output.isJSON { result.show(withHistory: history, in: output.language) }
            results.append(result)
        }
        if output.isJSON {
            Terminal.output.line("\(JSON.array(results.map { $0.json(withHistory: history, in: output.language) }))")
        }
        let status = results.map(\.status).max { $0.rawValue < $1.rawValue } ?? .ok
        if status != .ok { throw ExitCode(status.rawValue) }
    }

    private func play(_ file: String, _ regulation: Regulation?) throws -> ScenarioResult {
        let text = try ScenarioFile.text(file)
        do {
            let scenario = try ScenarioReader.read(text: text, file: file, policy: regulation) {
                (name) throws(RegulationErrors) in try ScenarioFile.regulation(name, besides: file)
            }
            let player = try ScenarioPlayer(scenario, on: try SQLiteStore.inMemory(), router: Router.answer)
            return .played(try player.play())
        } catch let mistakes as ScenarioMistakes {
            return .unreadable(mistakes)
        }
    }
}

/// A scenario on disk, and what it names there.
enum ScenarioFile {
    static func text(_ path: String) throws -> String {
        if path == "-" { return try TextSource.real.standardInput() }
        do throws(FileTrouble) {
            return try PlainFile.text(of: path)
        } catch {
            throw Trouble(.usage, error.label.zh, error.label.en)
        }
    }

    /// - Parameter scenario: relative paths start beside it.
    static func regulation(_ name: String, besides scenario: String) throws(RegulationErrors) -> Regulation {
        guard let source = PolicySource(name) else { return try PolicySource.file(name).load() }
        guard case .file(let path) = source, !path.hasPrefix("/"), let end = scenario.lastIndex(of: "/") else {
            return try source.load()
        }
        return try PolicySource.file(scenario[...end] + path).load()
    }
}

/// What became of one file.
enum ScenarioResult {
    case played(ScenarioReport)
    case unreadable(ScenarioMistakes)

    var status: ExitStatus {
        switch self {
        case .played(let report): report.failureCount == 0 ? .ok : .findings
        case .unreadable: .refused
        }
    }
}
