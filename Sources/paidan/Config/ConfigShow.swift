internal import ArgumentParser

/// `paidan config show`: every setting, its value and where that comes from.
struct ConfigShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: spoken("显示每项设置的值及其来源", "show each setting, its value and where it comes from"),
        discussion: spoken(
            "优先级:命令行 > PAIDAN_* 环境变量(密钥可用 *_FILE)> YAML 文件 > 默认值",
            "Order: flag > PAIDAN_* variable (*_FILE for secrets) > YAML file > default."))

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let settings = try options.settings()
        let output = options.output
        let report = SettingsReport(settings, output.language)
        Terminal.output.line(output.isJSON ? "\(report.json)" : report.table.text(on: .output))
    }
}
