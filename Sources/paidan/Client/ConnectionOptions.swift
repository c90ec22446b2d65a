internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// How a verb finds the running server, and what it shows there.
struct ConnectionOptions: ParsableArguments {
    @Option(help: .setting(.server, "URL"))
    var server: String?

    @Option(help: .setting(.token, "TOKEN"))
    var token: String?

    @Option(
        help: .words(
            "服务的数据目录:无令牌时用其中的管理员令牌", "the server's data: without a token, its administrator's is used", value: "DIR"),
        completion: .directory)
    var dataDir: String?

    @Option(help: .words("服务写下的就绪文件", "the file that the server wrote when ready", value: "PATH"), completion: .file())
    var readyFile: String?

    @OptionGroup var output: OutputOptions

    var flags: [String: String] {
        let texts: [Setting: String?] = [
            .server: server, .token: token, .data: dataDir, .readyFile: readyFile, .lang: output.lang?.rawValue,
        ]
        return Dictionary(
            uniqueKeysWithValues: texts.compactMap { setting, text in text.map { (setting.rawValue, $0) } })
    }

    func client() throws -> Client {
        let settings = try Settings.resolve(flags: flags)
        let ready = try settings.readyFile.map { path throws(Trouble) in try ReadyFile(path: path) }
        let usual = URL(string: "http://\(settings.http)")
        guard let base = settings.server ?? ready?.url ?? usual else {
            throw Trouble(.usage, "服务地址不是网址", "the server's address is no URL")
        }
        let tokenPath = ready?.adminTokenFile ?? DataFolder(path: settings.data).adminToken
        return Client(base: base, token: settings.token ?? Self.token(in: tokenPath), language: settings.language)
    }

    private static func token(in path: String) -> String? {
        guard let text = try? PlainFile.text(of: path) else { return nil }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
