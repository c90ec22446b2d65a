internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

struct BranchVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: spoken("分公司", "branches"), subcommands: [BranchAdd.self, BranchList.self])
}

/// `paidan branch add south --zh 南区 --en south`
struct BranchAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: spoken("新增分公司;不能删除", "add a branch; it cannot be taken away again"))

    @Argument(help: .words("代码:1–32 个小写字母、数字或 -", "its code: 1–32 of a–z, 0–9 and -", value: "CODE"))
    var code: String

    @Option(help: .words("中文名称", "its Chinese name", value: "TEXT"))
    var zh: String?

    @Option(help: .words("英文名称", "its English name", value: "TEXT"))
    var en: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let output = connection.output
        let json = try await add()
        guard !output.isJSON else { return Terminal.output.line("\(json)") }
        Terminal.output.line(
            output.say(
                "已有分公司 \(code)(\(json.words("zh")));部门队列为 \(code)/部门代码",
                "there is the branch \(code) (\(json.words("en"))); its queues are \(code)/DEPARTMENT"))
    }

    private func add() async throws -> JSON {
        let branch = try ScopeOptions.branch(code)
        for name in [zh, en].compactMap(\.self) {
            guard name.isLine(1...BranchRow.nameMax) else {
                throw Trouble(
                    .usage, "名称应为一行,1 至 \(BranchRow.nameMax) 个字",
                    "a name is one line of 1 to \(BranchRow.nameMax) characters")
            }
        }
        let row = BranchRow(branch: branch, label: Label(zh ?? en ?? code, en ?? zh ?? code))
        if let local = try LocalEngine(connection) {
            return try local.run(.addBranch(row, by: LocalEngine.administrator)) { _, office in
                office.accounts(in: connection.output.language).json(row)
            }
        }
        let body: JSON = ["code": .string(code), "zh": .string(row.label.zh), "en": .string(row.label.en)]
        return try await connection.client().post(["v1", "branches"], body)
    }
}

/// `paidan branch list`
struct BranchList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出分公司", "list the branches"))

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let output = connection.output
        let branches = try await branches(output.language)
        guard !output.isJSON else { return Terminal.output.line("\(JSON.array(branches))") }
        var table = TextTable([output.say("代码", "code"), output.say("名称", "name")])
        for branch in branches { table.add([.init(branch.words("code")), .init(branch["label"]?.short ?? "")]) }
        Terminal.output.line(table.text(on: .output))
    }

    private func branches(_ language: Language) async throws -> [JSON] {
        switch try DataAccess(connection) {
        case .folder(let folder):
            return try Office.read(in: folder) { office in
                try office.reading.branchRows().map(office.accounts(in: language).json)
            }
        case .server(let client): return try await client.get(["v1", "branches"])["branches"]?.array ?? []
        }
    }
}
