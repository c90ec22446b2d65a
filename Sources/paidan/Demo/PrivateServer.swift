internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// A server of our own: this very program as a child process, on data that are thrown away.
actor PrivateServer {
    private let process = Process()
    private let folder: String

    nonisolated var data: String { folder + "/data" }
    private nonisolated var readyPath: String { folder + "/ready.json" }
    private nonisolated var logPath: String { folder + "/server.log" }

    /// Between two looks for the ready file.
    private static let look = Duration.milliseconds(5)
    /// After SIGTERM.
    private static let patience = Duration.seconds(10)

    /// Starts it; `ready` waits until it answers.
    init() throws {
        folder = NSTemporaryDirectory() + "/paidan-demo-\(UUID().uuidString.lowercased())"
        guard mkdir(folder, 0o700) == 0 else { throw FileTrouble(.write, folder, code: errno) }
        guard FileManager.default.createFile(atPath: logPath, contents: nil),
            let log = FileHandle(forWritingAtPath: logPath),
            let program = Bundle.main.executableURL
        else { throw Trouble(.ioError, "无法写入 \(folder)", "cannot write to \(folder)") }
        process.executableURL = program
        process.arguments = [
            "serve", "--data", data, "--http", "127.0.0.1:0", "--dispatch", "tcp://127.0.0.1:*", "--bell",
            "tcp://127.0.0.1:*", "--ready-file", readyPath,
        ]
        // The settings of the company's own server are not for this one.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix(Setting.prefix) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        try process.run()
    }

    /// - Throws: what the server said when it ended instead.
    func ready() async throws -> ReadyFile {
        while process.isRunning {
            if let ready = try? ReadyFile(path: readyPath) { return ready }
            try await Task.sleep(for: Self.look)
        }
        throw Trouble(.unavailable, "服务没有启动:\(lastWords)", "the server did not start: \(lastWords)")
    }

    /// Lets it drain; what does not end is ended.
    func stop() async {
        process.terminate()
        let asked = ContinuousClock.now
        while process.isRunning && ContinuousClock.now - asked < Self.patience { try? await Task.sleep(for: Self.look) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Whether it drained and ended as it should.
    var hasEndedWell: Bool {
        !process.isRunning && process.terminationReason == .exit && process.terminationStatus == 0
    }

    nonisolated func removeData() { try? FileManager.default.removeItem(atPath: folder) }

    private var lastWords: String {
        let log = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return log.split(separator: "\n").suffix(5).joined(separator: "\n").harmless
    }
}
