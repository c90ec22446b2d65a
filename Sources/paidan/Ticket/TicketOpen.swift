internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan ticket open complaint --set channel=phone …`
struct TicketOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: spoken("登记一张工单", "open a ticket"),
        discussion: spoken("例:", "For instance:")
            + " paidan ticket open complaint --set channel=phone --set customer.name=李女士 --set content=厨房漏水 --set categories=construction\n"
            + spoken("要填什么:paidan ticket forms complaint", "What there is to fill in: paidan ticket forms complaint")
    )

    @Argument(
        help: .words("工单种类", "kind of ticket", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String

    @OptionGroup var data: DataOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let (known, client) = (Kind(meantBy: kind), try connection.client())
        let word = known?.rawValue ?? kind
        let object = try await data.object(
            KnownFields.ofOpening(known), policies: { try await client.formPolicies(kind: word) },
            zone: { try await client.zone(kind: word) })
        let body: JSON = ["kind": .string(word), "data": .object(object)]
        let receipt = try await client.post(["v1", "tickets"], body, key: data.key.text)
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
