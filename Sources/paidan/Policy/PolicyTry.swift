internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore

/// `paidan policy try our.yaml --since 2026-07-01`: what would have come of the log under a draft. Reads only, beside a
/// running server too.
struct PolicyTry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: spoken("用历史数据试算制度草案", "try a draft on what has happened"),
        discussion: spoken(
            "只读数据目录,可与运行中的服务并行;人做的事不变,时限、判定、提醒、升级和部门负荷按草案重算。",
            "Only reads the data folder, beside a running server too. What people did stays; limits, verdicts, notices, "
                + "escalations and the departments' load are reckoned under the draft."))

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var policy: String

    @Option(help: .words("从何日开立的单据算起", "tickets opened since then", value: "DATE"))
    var since: String

    @Option(help: .words("算到何日(含);默认到最后一条记录", "up to the end of that day; to the last fact if left out", value: "DATE"))
    var until: String?

    @Option(help: .words("列出几处判定变化", "how many changed verdicts are listed", value: "N"))
    var limit = 50

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var connection: ConnectionOptions

    mutating func validate() throws {
        guard (0...1_000_000).contains(limit) else {
            throw ValidationError(spoken("--limit 应为 0 至 1000000", "--limit is 0 to 1000000"))
        }
    }

    func run() async throws {
        let scope = try scope.scope()
        let regulation = try await PolicyArgument.regulation(policy, scope, connection)
        let library = try library()
        try PolicyAccess.require(scope.branch, among: try library.readNow { try $0.branches() })
        let activations = try library.readNow { try $0.activatedPolicies() }
        let calendar = regulation.policy.calendar
        let trial = try Trial(
            regulation, for: scope, since: try TrialDate.begin(since, in: calendar.zone),
            until: try until.map { text throws(Trouble) in try TrialDate.end(text, in: calendar.zone) }
                ?? library.readNow { try $0.latestUpdate() } ?? Instant(milliseconds: 0),
            activations: activations)
        let tally = try await TrialRun(trial, library, changesMax: limit).tally(
            title: connection.output.say("试算", "trying"))
        let result = TrialResult(trial: trial, tally: tally)
        if connection.output.isJSON {
            Terminal.output.line("\(result.json)")
        } else {
            result.show(in: connection.output.language)
        }
    }

    private func library() throws -> SQLiteLibrary {
        guard case .folder(let folder) = try DataAccess(connection) else {
            throw Trouble(
                .unavailable, "试算只读数据目录(--data-dir),此处没有 paidan.db",
                "a trial reads a data folder (--data-dir); there is no paidan.db")
        }
        return try DataFile.open(folder.database, readers: TrialRun.width)
    }
}

/// A day, or a moment as the interface writes it.
enum TrialDate {
    static func begin(_ text: String, in zone: Zone) throws(Trouble) -> Instant {
        if let moment = Instant(rfc3339: text) { return moment }
        return zone.start(of: try date(text))
    }

    static func end(_ text: String, in zone: Zone) throws(Trouble) -> Instant {
        if let moment = Instant(rfc3339: text) { return moment }
        return zone.end(of: try date(text))
    }

    private static func date(_ text: String) throws(Trouble) -> CivilDate {
        guard let date = CivilDate(text: text) else {
            throw Trouble(
                .usage, "“\(text.harmless)”不是日期,如 2026-07-01", "\"\(text.harmless)\" is no date, such as 2026-07-01")
        }
        return date
    }
}
