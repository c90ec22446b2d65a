internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// `paidan import helpdesk.csv --mapping helpdesk.yaml`: through the running server, or in its data folder when none runs.
struct ImportLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: spoken("导入其他系统的工单日志", "take over the tickets of another system's log"),
        discussion: spoken(
            "每行的结果为:已执行、仅备注、被拒绝。重复导入不产生任何变化。",
            "Each row ends as applied, note or refused. Importing again changes nothing."))

    @Argument(help: .words("日志文件(CSV)", "the log (CSV)", value: "FILE"), completion: .file())
    var file: String

    @Option(
        help: .words("映射文件", "how the log is read", value: "FILE"), completion: .file(extensions: ["yaml", "yml"]))
    var mapping: String

    @Option(help: .words("导入到此分公司", "the branch whose tickets they become", value: "CODE"))
    var branch: String?

    @Flag(help: .words("只试算,不保存", "change nothing, only tell what would happen"))
    var dryRun = false

    @Option(help: .words("逐行结果写入此 CSV", "write how each row ended, as CSV", value: "FILE"), completion: .file())
    var report: String?

    @Option(help: .words("逐个时限写入此 CSV", "write each clock of each ticket, as CSV", value: "FILE"), completion: .file())
    var clocks: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let branch = try branch.map(ScopeOptions.branch)
        try requireApart([file, mapping] + [report, clocks].compactMap(\.self))
        let log = try ForeignLog(file, mapping: mapping)
        let desk = try ImportDesk(connection)
        defer { desk.close() }
        // A report that cannot be written is better told before than after.
        for path in [report, clocks].compactMap(\.self) { try ImportReport.write([], to: path) }
        let outcome = try await take(log, branch, at: desk)
        if let report { try ImportReport.write(ImportReport.rows(of: outcome, log.table, log.mapping), to: report) }
        if let clocks { try ImportReport.write(ImportReport.clocks(of: outcome), to: clocks) }
        let summary = ImportSummary(outcome, source: log.mapping.source, isDryRun: dryRun)
        let output = connection.output
        Terminal.output.line(
            output.isJSON ? "\(summary.json(in: output.language))" : summary.text(on: .output, in: output.language))
    }

    /// A report in the place of the log would be the end of it.
    private func requireApart(_ paths: [String]) throws {
        let places = paths.map { URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath().path }
        guard Set(places).count == places.count else {
            throw Trouble(
                .usage, "日志、映射、--report、--clocks 必须是不同的文件",
                "the log, the mapping, --report and --clocks must be different files")
        }
    }

    private func take(_ log: ForeignLog, _ branch: Branch?, at desk: ImportDesk) async throws -> ImportOutcome {
        var outcome = ImportOutcome()
        outcome.add(log.table.refused)
        guard let end = log.table.end else { return outcome }
        var bar = ProgressBar(connection.output.say("导入", "importing"))
        defer { bar.clear() }
        for cases in log.batches {
            let batch = ImportBatch(
                mapping: log.mapping, header: log.table.header, cases: cases, end: end, branch: branch ?? .main,
                isDryRun: dryRun)
            outcome.add(try await desk.take(batch, of: log))
            bar.show(outcome.tickets.count, of: log.table.cases.count)
        }
        return outcome
    }
}
