internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan ticket file C-12 3fa1b2c4 --out crack.jpg`
struct TicketFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: spoken("取出工单的一个照片或文件", "fetch a photo or file of a ticket"))

    @Argument(help: .ticket)
    var ticket: String

    @Argument(
        help: .words(
            "文件标识,可只写开头几位(见 files)", "the file's digest, or as much of its beginning as tells it apart (see files)",
            value: "DIGEST"))
    var digest: String

    @Option(
        help: .words("写到哪里;不覆盖已有的文件", "where to write it; nothing that is there is overwritten", value: "PATH"),
        completion: .file())
    var out: String

    @OptionGroup var connection: ConnectionOptions

    private static let digitsMin = 4

    func run() async throws {
        let (name, client, output) = (try TicketName(ticket), try connection.client(), connection.output)
        let path = ["v1", "tickets", name.text, "files"]
        let answer = try await client.get(path)
        let all = ["files", "waiting"].flatMap { answer[$0]?.array ?? [] }.compactMap { $0["digest"]?.string }
        let meant = try Self.digest(digest, among: all)
        let bytes = try await client.bytes(path + [meant.description])
        // What came is what the history names, whoever carried it.
        guard FileSeal.digest(of: bytes) == meant else {
            throw Trouble(.unavailable, "收到的内容与标识不符", "what came is not what the digest names")
        }
        try PrivateFile.writeNew(bytes, to: out)
        guard !output.isJSON else {
            return Terminal.output.line(
                "\(JSON.members(("digest", .string(meant.description)), ("path", .string(out)), ("size", .count(bytes.count))))"
            )
        }
        Terminal.output.line(output.say("已写入 \(out)(\(bytes.count) 字节)", "wrote \(out) (\(bytes.count) bytes)"))
    }

    static func digest(_ text: String, among all: [String]) throws(Trouble) -> FileDigest {
        guard text.utf8.count >= digitsMin else {
            throw Trouble(.usage, "标识至少写 \(digitsMin) 位", "a digest is named by at least \(digitsMin) digits")
        }
        let found = Set(all.filter { $0.hasPrefix(text.lowercased()) }).compactMap(FileDigest.init(text:))
        guard let digest = found.first else {
            throw Trouble(.refused, "该工单没有这个文件:\(text.harmless)", "the ticket has no such file: \(text.harmless)")
        }
        guard found.count == 1 else {
            throw Trouble(.usage, "\(text.harmless) 不止一个文件", "\(text.harmless) names more than one file")
        }
        return digest
    }
}
