internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan notices seen 17 18`, `paidan notices seen --up-to 18`
struct NoticeSeen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen", abstract: spoken("标为已看,只对自己的账号", "mark as seen, for your own account only"))

    @Argument(help: .words("通知的序号", "numbers of notices", value: "NO"))
    var notices: [Int] = []

    @Option(help: .words("此序号及更早的全部", "this one and all older ones", value: "NO"))
    var upTo: Int?

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard notices.isEmpty != (upTo == nil) else {
            throw ValidationError(spoken("请给出序号,或 --up-to 序号", "give numbers, or --up-to a number"))
        }
    }

    func run() async throws {
        let body: JSON =
            if let upTo { ["upTo": .integer(Int64(upTo))] } else {
                ["notices": .array(notices.map { .integer(Int64($0)) })]
            }
        let answer = try await connection.client().post(["v1", "notices", "seen"], body)
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(answer)") }
        let unseen = answer["unseen"]?.integer ?? 0
        Terminal.output.line(output.say("未看的通知:\(unseen)", "not seen yet: \(unseen)"))
    }
}
