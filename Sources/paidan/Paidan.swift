internal import ArgumentParser
internal import Foundation
internal import PaidanCore

/// 派单: the command line. Composition only; each verb is a folder.
@main
struct Paidan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paidan",
        abstract: spoken("投诉派单:受理、转出、送达、告知", "complaints to the department that solves them, in time"),
        version: "0.1.0-dev",
        subcommands: [
            Serve.self, TicketVerbs.self, NoticeVerbs.self, Work.self, Route.self, Verify.self, ConfigVerbs.self,
            PolicyVerbs.self,
            Simulate.self, TokenVerbs.self, BranchVerbs.self, ImportLog.self, Diagram.self, Demo.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot(LanguageFlag.settled(Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            FailureReport(error, Array(CommandLine.arguments.dropFirst())).end()
        }
    }
}
