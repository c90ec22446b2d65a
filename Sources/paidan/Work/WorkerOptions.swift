internal import ArgumentParser
internal import Foundation
internal import PaidanCore

/// What every worker process takes.
struct WorkerOptions: ParsableArguments {
    @Option(
        help: .words(
            "持久的名称,同时运行的进程不可重名;默认 主机名-进程号", "a lasting name, of one process at a time; default: host and process id",
            value: "NAME"))
    var name: String?

    @Option(help: .setting(.dispatch, "EP"))
    var dispatch: String?

    @Option(
        help: .words(
            "服务写下的就绪文件,其中有 DISPATCH 地址", "the file that the server wrote when ready; it names DISPATCH", value: "PATH"),
        completion: .file())
    var readyFile: String?

    @OptionGroup var output: OutputOptions

    /// The account of a worker on this machine is `dev:` and its name, and has at most 64 bytes.
    static let nameBytesMax = 60
    /// Of the host's name, so that the process id has room behind it.
    private static let hostCharactersMax = 40

    func validate() throws {
        guard let name else { return }
        guard (1...Self.nameBytesMax).contains(name.utf8.count), name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else {
            throw ValidationError(
                spoken(
                    "--name 应为 1 至 \(Self.nameBytesMax) 字节,不含控制字符",
                    "--name has 1 to \(Self.nameBytesMax) bytes and no control characters"))
        }
    }

    var workerName: String {
        if let name { return name }
        let host = ProcessInfo.processInfo.hostName.filter { $0.isASCII }.prefix(Self.hostCharactersMax)
        return "\(host)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// New at each start, so that the server frees what the process before held.
    var instance: String { UUID().uuidString.lowercased() }

    /// What somebody named; else what the ready file names; else the usual one.
    func endpoint() throws -> String {
        let settings = try self.settings
        guard settings.origins[.dispatch] == .standard, let path = settings.readyFile else { return settings.dispatch }
        return try ReadyFile(path: path).dispatch
    }

    /// The folders of the company as far as this process can tell.
    var dataFolders: [DataFolder] {
        get throws {
            let settings = try self.settings
            let token = try? settings.readyFile.map(ReadyFile.init(path:))?.adminTokenFile
            return [DataFolder(path: settings.data)] + [token.flatMap(DataFolder.holding)].compactMap(\.self)
        }
    }

    private var settings: Settings {
        get throws {
            let flags = [Setting.dispatch: dispatch, .readyFile: readyFile].compactMapValues(\.self)
            return try Settings.resolve(
                flags: Dictionary(uniqueKeysWithValues: flags.map { ($0.key.rawValue, $0.value) }))
        }
    }
}
