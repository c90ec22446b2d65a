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

    @OptionGroup var output: OutputOptions

    var workerName: String {
        name ?? "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// New at each start, so that the server frees what the process before held.
    var instance: String { UUID().uuidString.lowercased() }

    func endpoint() throws(SettingsErrors) -> String {
        let flags = [Setting.dispatch.rawValue: dispatch].compactMapValues(\.self)
        return try Settings.resolve(flags: flags).dispatch
    }
}
