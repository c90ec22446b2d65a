internal import ArgumentParser

/// `paidan notices`
struct NoticeVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices", abstract: spoken("通知:要处理、要知道的事", "notices: what has to be done or known"),
        subcommands: [NoticeList.self, NoticeSeen.self], defaultSubcommand: NoticeList.self)
}
