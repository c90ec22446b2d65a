internal import ArgumentParser
internal import PaidanCore

/// What every verb takes: for whom it writes.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: .words("输出 JSON", "write JSON"))
    var isJSON = false

    @Option(help: .words("语言:zh 或 en", "language: zh or en", value: "zh|en"))
    var lang: Language?

    var language: Language { lang ?? .ofProcess }

    func say(_ label: Label) -> String { label.text(in: language) }
    func say(_ zh: String, _ en: String) -> String { say(Label(zh, en)) }
}
