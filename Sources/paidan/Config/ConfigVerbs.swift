internal import ArgumentParser

struct ConfigVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: spoken("设置", "settings"), subcommands: [ConfigShow.self])
}
