internal import ArgumentParser
internal import PaidanCore

/// The flags of the settings of `serve`. A flag that is absent says nothing: see `Settings.resolve`.
struct ServeOptions: ParsableArguments {
    @Option(name: [.customLong("data"), .customLong("data-dir")], help: .setting(.data, "DIR"), completion: .directory)
    var data: String?

    @Option(help: .setting(.http, "HOST:PORT"))
    var http: String?

    @Option(help: .setting(.dispatch, "EP"))
    var dispatch: String?

    @Option(help: .setting(.bell, "EP"))
    var bell: String?

    @Option(help: .setting(.policy, "NAME|FILE"), completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @Option(help: .setting(.readyFile, "PATH"), completion: .file())
    var readyFile: String?

    @Option(help: .setting(.clock, "real|manual"), completion: .list(["real", "manual"]))
    var clock: String?

    @Option(help: .setting(.at, "RFC3339"))
    var at: String?

    @Option(help: .setting(.routers, "N"))
    var routers: String?

    @Flag(inversion: .prefixedNo, help: .setting(.demo))
    var demo: Bool?

    @Option(help: .setting(.logLevel, "LEVEL"))
    var logLevel: String?

    @Option(
        help: .words("YAML 设置文件", "YAML file of settings", value: "FILE"),
        completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @OptionGroup var output: OutputOptions

    /// By the setting's name, as `Settings.resolve` takes them.
    var flags: [String: String] {
        let texts: [Setting: String?] = [
            .data: data, .http: http, .dispatch: dispatch, .bell: bell, .policy: policy, .readyFile: readyFile,
            .clock: clock,
            .at: at, .routers: routers, .demo: demo.map(String.init), .logLevel: logLevel, .lang: output.lang?.rawValue,
        ]
        return Dictionary(
            uniqueKeysWithValues: texts.compactMap { setting, text in text.map { (setting.rawValue, $0) } })
    }

    func settings() throws(SettingsErrors) -> Settings { try .resolve(flags: flags, file: config) }
}

extension ArgumentHelp {
    static func setting(_ setting: Setting, _ value: String? = nil) -> ArgumentHelp {
        let standard = setting.standard.map { Label("(默认 \($0))", " (default: \($0))").spoken } ?? ""
        return .words(setting.label.zh + standard, setting.label.en + standard, value: value)
    }
}
