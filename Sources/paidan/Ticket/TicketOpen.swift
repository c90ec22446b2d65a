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
        let client = try connection.client()
        let receipt = try await client.post(["v1", "tickets"], body, key: data.idempotencyKey)
        ReceiptLine(receipt).show(connection.output)
        guard !connection.output.isJSON, let id = receipt["id"]?.string else { return }
        // The ticket is open, whatever becomes of this question.
        let clocks = try? await client.get(["v1", "tickets", id, "clocks"])
        for line in Self.overs(of: clocks ?? .null) { Terminal.errors.line(line) }
    }

    /// What is late from the start, because of the time at which it was received.
    static func overs(of answer: JSON) -> [String] {
        (answer["clocks"]?.array ?? []).compactMap { clock in
            clock["overLabel"]?.string.map { "\(clock["label"]?.string ?? ""): \($0)" }
        }
    }
}
