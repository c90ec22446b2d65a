internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan policy list`: every activation, and which of them are in force.
struct PolicyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: spoken("列出启用过的制度,新的在前", "list the policies that were activated, newest first"))

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let records = try await PolicyAccess(connection).records(in: connection.output.language)
        guard !connection.output.isJSON else { return Terminal.output.line("\(JSON.array(records.map(\.json)))") }
        Terminal.output.line(PolicyRecord.table(of: records, connection.output.language).text(on: .output))
    }
}
