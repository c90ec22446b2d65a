internal import ArgumentParser
internal import PaidanJSON

/// `paidan policy check FILE…`: everything that is wrong, with file, line and column.
struct PolicyCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: spoken("检查制度文件(或自带制度的名称)", "check policy files (or the names of shipped policies)"),
        discussion: spoken("退出码 3:有错误", "Exit 3: something is wrong."))

    @Argument(help: .words("制度文件", "policy files", value: "FILE"), completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let findings = files.map(PolicyFinding.init)
        if output.isJSON {
            Terminal.output.line("\(JSON.array(findings.map { $0.json(in: output.language) }))")
        } else {
            for finding in findings { finding.show(in: output.language) }
        }
        if !findings.allSatisfy(\.isGood) { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
