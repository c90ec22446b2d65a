internal import Foundation
internal import Logging
internal import PaidanCore
internal import PaidanEngine
internal import ShippedPolicies

/// 设置: what holds for this process, and where each value comes from:
/// flag > `PAIDAN_*` variable (`*_FILE` for secrets) > YAML file > default.
struct Settings: Sendable {
    let data: String
    let http: HTTPAddress
    let dispatch: String
    let bell: String
    let policy: PolicySource
    let readyFile: String?
    /// Where a clock moved by hand starts; nil for the machine's clock.
    let manualClockFrom: Instant?
    let routers: Int
    let demo: Bool
    let logLevel: Logger.Level
    let language: Language
    let server: URL?
    let token: String?
    /// The effective texts, secrets included.
    let entries: [Setting: SettingLayer.Entry]

    var origins: [Setting: Origin] { entries.mapValues(\.origin) }

    /// One routes within the transaction that opens a complaint; a second one would find nothing to do.
    static let routersMax = 1

    /// - Parameters:
    ///   - flags: by the setting's name, as the command line gave them.
    ///   - file: the YAML file; nil for what `PAIDAN_CONFIG` names, if it names one.
    /// - Throws: everything that is wrong, at once.
    static func resolve(
        flags: [String: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment,
        file: String? = nil
    ) throws(SettingsErrors) -> Settings {
        var layers = [SettingLayer(flags: flags), SettingLayer(environment: environment)]
        let named = environment[Setting.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        if let path = file ?? named { layers.append(SettingLayer(file: path)) }
        layers.append(SettingLayer(localeOf: environment))
        var reader = SettingsReader(layers)
        let settings = Settings(&reader)
        guard reader.problems.isEmpty else { throw SettingsErrors(problems: reader.problems) }
        return settings
    }

    private init(_ reader: inout SettingsReader) {
        data = reader.value(of: .data, Label("一个目录", "a folder")) { $0.isEmpty ? nil : $0 }
        http = reader.value(of: .http, Label("主机:端口", "HOST:PORT"), HTTPAddress.init)
        let endpoint = Label("tcp://主机:端口 或 ipc://路径", "tcp://HOST:PORT or ipc://PATH")
        dispatch = reader.value(of: .dispatch, endpoint, Self.endpoint)
        bell = reader.value(of: .bell, endpoint, Self.endpoint)
        policy = reader.value(
            of: .policy, Label("自带制度的名称或文件路径", "a shipped policy or the path of a file"), words: ShippedPolicies.names,
            PolicySource.init)
        readyFile = reader.optional(.readyFile, Label("一个文件", "a file")) { $0.isEmpty ? nil : $0 }
        manualClockFrom = Self.clock(&reader)
        routers = reader.value(of: .routers, Label("0 或 \(Self.routersMax)", "0 or \(Self.routersMax)")) { text in
            Int(text).flatMap { (0...Self.routersMax).contains($0) ? $0 : nil }
        }
        demo = reader.value(of: .demo, Label("true 或 false", "true or false"), words: ["true", "false"], Bool.init)
        let levels = Logger.Level.allCases.map(\.rawValue)
        logLevel = reader.value(
            of: .logLevel, Label(levels.joined(separator: "、"), "one of \(levels.joined(separator: ", "))"),
            words: levels,
            Logger.Level.init(rawValue:))
        language = reader.value(of: .lang, Label("zh 或 en", "zh or en"), words: ["zh", "en"], Language.init(rawValue:))
        server = reader.optional(.server, Label("http://主机:端口", "http://HOST:PORT"), Self.httpURL)
        token = reader.optional(.token, Label("一行可见字符", "one line of visible characters"), Self.token)
        entries = reader.entries
    }

    // MARK: Values

    /// The clock and its start belong together.
    private static func clock(_ reader: inout SettingsReader) -> Instant? {
        let isManual = reader.value(
            of: .clock, Label("real 或 manual", "real or manual"), words: ["real", "manual"]
        ) { ["real": false, "manual": true][$0] }
        let start = reader.optional(
            .at, Label("带时区的时间,如 2026-03-02T10:00:00+08:00", "a time with offset, e.g. 2026-03-02T10:00:00+08:00"),
            Instant.init(rfc3339:))
        switch (isManual, reader.entries[.at]) {
        case (true, nil):
            let reason = Label("手动时钟需要起点 --at", "a manual clock needs a start: --at")
            reader.refuse(SettingsProblem(origin: reader.entries[.clock]?.origin ?? .standard, reason: reason))
        case (false, let entry?):
            let reason = Label("只有手动时钟(--clock manual)才有起点", "only a manual clock (--clock manual) has a start")
            reader.refuse(SettingsProblem(origin: entry.origin, reason: reason))
        case (true, _?), (false, nil): break
        }
        return start
    }

    private static func endpoint(_ text: String) -> String? {
        ["tcp://", "ipc://"].contains { text.hasPrefix($0) && text.count > $0.count } ? text : nil
    }

    private static func httpURL(_ text: String) -> URL? {
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil
        else {
            return nil
        }
        return url
    }

    private static func token(_ text: String) -> String? {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : nil
    }
}
