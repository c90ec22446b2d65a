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

    @Option(
        help: .words(
            "实际发生的时间,如 2026-03-02 09:00(工单分公司的时区)",
            "when it happened, such as 2026-03-02 09:00 (in the zone of the ticket's branch)",
            value: "TIME"))
    var occurredAt: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let (name, client) = (try TicketName(ticket), try connection.client())
        let object = try await data.object(
            KnownFields.ofVerb(verb), policies: { try await client.formPolicies(of: name) },
            zone: { try await client.zone(of: name) },
            upload: { try await FileUpload(client: client, ticket: name).digests(of: $0) })
        var body: JSONObject = ["type": .string(verb), "data": .object(object)]
        if let occurredAt {
            let zone = LocalMoment(occurredAt) == nil ? nil : try await client.zone(of: name)
            body["occurredAt"] = .string(
                try LocalMoment.rfc3339(occurredAt, named: "--occurred-at", in: zone))
        }
        body["rev"] = rev.map { .integer(Int64($0)) }
        let receipt = try await client.post(
            ["v1", "tickets", name.text, "commands"], .object(body), key: data.key.text)
        ReceiptLine(receipt).show(connection.output)
    }
}

extension ArgumentHelp {
    static var ticket: ArgumentHelp { .words("单号(C-12)或标识", "number (C-12) or id of a ticket", value: "ID|NUMBER") }
}
