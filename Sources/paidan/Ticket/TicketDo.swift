internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket do C-12 classify --set categories=construction`
struct TicketDo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "do", abstract: spoken("对工单执行一项操作(见 actions)", "do something to a ticket (see actions)"))

    @Argument(help: .ticket)
    var ticket: String

    @Argument(help: .words("操作", "what to do", value: "VERB"))
    var verb: String

    @OptionGroup var data: DataOptions

    @Option(
        help: .words(
            "所见的 rev;工单已变则不执行(退出码 4)", "the rev that you saw; if the ticket has moved on, nothing is done (exit 4)",
            value: "N"))
    var rev: Int?

    @Option(help: .words("实际发生的时间", "when it happened", value: "RFC3339"))
    var occurredAt: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let name = try TicketName(ticket)
        var body: JSONObject = ["type": .string(verb), "data": .object(try data.object(KnownFields.ofVerb(verb)))]
        body["occurredAt"] = occurredAt.map(JSON.string)
        body["rev"] = rev.map { .integer(Int64($0)) }
        let receipt = try await connection.client().post(
            ["v1", "tickets", name.text, "commands"], .object(body), key: data.idempotencyKey)
        ReceiptLine(receipt).show(connection.output)
    }
}

extension ArgumentHelp {
    static var ticket: ArgumentHelp { .words("单号(C-12)或标识", "number (C-12) or id of a ticket", value: "ID|NUMBER") }
}
