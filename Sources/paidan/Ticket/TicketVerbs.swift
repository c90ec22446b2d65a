internal import ArgumentParser

struct TicketVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: spoken("工单:登记、查看、操作(经运行中的服务)", "tickets: open, look, act (through a running server)"),
        subcommands: [
            TicketOpen.self, TicketShow.self, TicketList.self, TicketDo.self, TicketHistory.self, TicketActions.self,
            TicketForms.self, TicketAttach.self, TicketFiles.self, TicketFile.self, TicketCalls.self,
            TicketExplain.self,
        ])
}
