internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket explain C-12`: out of the data folder, beside a running server too, or through a server.
struct TicketExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: spoken(
            "时间账、交接凭证、时限证明:为何按时或超时", "who held a ticket how long, and why each limit was kept or missed"),
        discussion: spoken(
            "直接读数据目录,不需要服务和主密钥;指定 --server、--ready-file 或 --token 时问服务。退出码 1:重算与记录不一致",
            "Reads the data folder, without a server and without the master key; asks a server with --server, --ready-file or --token. Exit 1: what was recorded does not agree with what is reckoned again."
        ))

    @Argument(help: .ticket)
    var ticket: String

    @Option(
        help: .words("数据库文件(如备份),代替数据目录", "a database file, such as a copy, instead of the data folder", value: "FILE"),
        completion: .file())
    var file: String?

    @Option(
        help: .words(
            "算到何时;默认现在,手动时钟的数据算到时钟所在", "up to when; now, or where a clock moved by hand stands",
            value: "RFC3339"))
    var at: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let explanation = try await explanation(of: TicketName(ticket))
        let output = connection.output
        Terminal.output.line(
            output.isJSON ? "\(explanation)" : ExplanationSheet(explanation, output.language).text(on: .output))
        if explanation["agrees"]?.bool != true { throw ExitCode(ExitStatus.findings.rawValue) }
    }

    private func explanation(of name: TicketName) async throws -> JSON {
        if let path = try path {
            return try LocalExplanation(path: path).json(of: name, at: moment, connection.output.language)
        }
        guard at == nil else {
            throw Trouble(.usage, "--at 只用于数据目录或文件", "--at is for a data folder or a file only")
        }
        return try await connection.client().get(["v1", "tickets", name.text, "explain"])
    }

    /// nil where a server is to be asked.
    private var path: String? {
        get throws {
            if let file { return file }
            guard connection.server == nil, connection.readyFile == nil, connection.token == nil else { return nil }
            let path = DataFolder(path: try Settings.resolve(flags: connection.flags).data).database
            return DataFile.exists(path) ? path : nil
        }
    }

    private var moment: Instant? {
        get throws {
            guard let at else { return nil }
            guard let moment = Instant(rfc3339: at), Instant.sane.contains(moment) else {
                throw Trouble(
                    .usage, "--at 应为带时区的 RFC 3339 时间", "--at should be an RFC 3339 time with offset")
            }
            return moment
        }
    }
}
