internal import ArgumentParser
internal import PaidanJSON

/// `paidan ticket show C-12`
struct TicketShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: spoken("显示一张工单:状态、内容、时限", "show a ticket: state, content, clocks"))

    @Argument(help: .ticket)
    var ticket: String

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let json = try await connection.client().get(["v1", "tickets", TicketName(ticket).text])
        let output = connection.output
        Terminal.output.line(output.isJSON ? "\(json)" : TicketSheet(json, output.language).text(on: .output))
    }
}
