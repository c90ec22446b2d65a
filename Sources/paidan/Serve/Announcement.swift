internal import Foundation
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON

/// What a server says once it is ready: to programs in the ready file, to people on standard error.
struct Announcement: Sendable {
    let settings: Settings
    let server: RunningServer
    let tokens: [DemoCompany.Hired]

    func make(host: String, port: Int) {
        let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        writeReadyFile(address)
        Terminal.errors.line(text(address))
    }

    private func writeReadyFile(_ address: String) {
        guard let path = settings.readyFile else { return }
        let ready: JSON = [
            "http": .string(address), "dispatch": .string(server.house.dispatchEndpoint),
            "bell": .string(server.house.bellEndpoint), "adminToken": .string(server.adminTokenPath),
        ]
        do {
            try PrivateFile.write("\(ready)\n", to: path)
        } catch {
            Terminal.errors.line(error.label.text(in: settings.language))
        }
    }

    /// Before anything is opened: whoever waits for a ready file that cannot be written would wait for ever.
    /// - Throws: what is wrong with the setting.
    static func requireWritable(_ settings: Settings) throws(SettingsErrors) {
        guard let path = settings.readyFile else { return }
        let origin = settings.origins[.readyFile] ?? .flag(Setting.readyFile.flag)
        do {
            // The one of a former start is removed.
            try DataFolder(path: settings.data).requireApart(path)
        } catch {
            throw SettingsErrors(problems: [SettingsProblem(origin: origin, reason: error.reason)])
        }
        do {
            try PrivateFile.requireWritable(path)
        } catch {
            throw SettingsErrors(problems: [SettingsProblem(origin: origin, reason: error.label)])
        }
    }

    private func text(_ address: String) -> String {
        var lines = [
            Label("派单已就绪:\(address)", "Paidan is ready: \(address)").text(in: settings.language),
            "  DISPATCH \(server.house.dispatchEndpoint)   BELL \(server.house.bellEndpoint)",
        ]
        if !tokens.isEmpty {
            lines.append(
                Label("演示账号的令牌(只显示这一次):", "tokens of the demo accounts (shown this once):").text(in: settings.language))
            lines += tokens.map { "  \($0.label.text(in: settings.language)): \($0.token)" }
        }
        if settings.routers == 0 {
            lines.append(
                Label(
                    "此进程不转单(routers 为 0):已分类的投诉要等到 paidan route 运行,见下面第一条命令",
                    "nothing is forwarded in this process (routers is 0): complaints wait until paidan route runs, the first command below"
                ).text(in: settings.language))
        }
        if server.clock.isManual { lines.append(clock) }
        if tokens.isEmpty && settings.demo { lines.append(formerTokens(address)) }
        lines.append(Label("接下来可以试:", "what to try next:").text(in: settings.language))
        lines += nextCommands(address).map { "  " + $0 }
        return lines.joined(separator: "\n")
    }

    private var clock: String {
        let now = server.clock.now.rfc3339(in: server.house.policies.regulation().policy.calendar.zone)
        return Label("手动时钟停在 \(now)", "the manual clock stands at \(now)").text(in: settings.language)
    }

    /// The accounts are those of the first start; nobody can be told their tokens again.
    private func formerTokens(_ address: String) -> String {
        let account = DemoCompany.members[0].actor.principal
        let server = "--server \(address) --data-dir \(settings.data)"
        return Label(
            """
            这些数据早已建立:演示账号的令牌只在首次启动时显示过,库中只存散列,无法再看。
              列出令牌:paidan token list \(server)
              另发一个:paidan token create \(account) \(server)
            """,
            """
            these data were made before: the demo accounts' tokens were shown at the first start only, and are kept as hashes.
              to list them: paidan token list \(server)
              to make one: paidan token create \(account) \(server)
            """
        ).text(in: settings.language)
    }

    private func nextCommands(_ address: String) -> [String] {
        let data = settings.data
        // Nobody but this machine's administrator has an account yet.
        let account = "paidan token create clerk-1 --role specialist --server \(address) --data-dir \(data)"
        let routing = "paidan route --dispatch \(server.house.dispatchEndpoint)"
        return (server.isNew && tokens.isEmpty ? [account] : []) + (settings.routers == 0 ? [routing] : []) + [
            "paidan work --queue engineering --dispatch \(server.house.dispatchEndpoint)",
            "paidan ticket open complaint --server \(address) --data-dir \(data) --set channel=phone "
                + "--set customer.name=王小明 --set content=瓷砖空鼓 --set categories=construction",
            "paidan ticket list --server \(address) --data-dir \(data)",
        ]
    }
}
