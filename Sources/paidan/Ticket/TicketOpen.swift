internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket open complaint --set channel=phone …`
struct TicketOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: spoken("登记一张工单", "open a ticket"),
        discussion: spoken("例:", "For instance:")
            + " paidan ticket open complaint --set channel=phone --set customer.name=李女士 --set content=厨房漏水 --set categories=construction"
    )

    @Argument(
        help: .words("工单种类", "kind of ticket", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String

    @OptionGroup var data: DataOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let body: JSON = ["kind": .string(kind), "data": .object(try data.object(KnownFields.ofOpening(kind)))]
        let receipt = try await connection.client().post(["v1", "tickets"], body, key: data.idempotencyKey)
        ReceiptLine(receipt).show(connection.output)
    }
}
