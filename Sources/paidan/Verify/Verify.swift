internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan verify`: replays every ticket from its facts. Reads only, beside a running server too.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: spoken(
            "重放全部工单并核对;只读,可与运行中的服务并行", "replay every ticket and compare; reads only, also beside a running server"),
        discussion: spoken("退出码 1:有不一致之处", "Exit 1: something does not agree."))

    @Option(name: [.customLong("data-dir"), .customLong("data")], help: .setting(.data, "DIR"), completion: .directory)
    var dataDir: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let flags = [Setting.data.rawValue: dataDir].compactMapValues(\.self)
        let data = try Settings.resolve(flags: flags).data
        let report = try Verification.run(data: data, title: output.say("核对", "verifying"))
        Terminal.output.line(output.isJSON ? "\(report.json(in: output.language))" : report.text(in: output.language))
        if !report.findings.isEmpty { throw ExitCode(ExitStatus.findings.rawValue) }
    }
}
