internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanScenario
internal import PaidanStore

/// `paidan-bench log`: plays a scenario onto a database in a folder, so that there is a long log to try policies on.
struct LogBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Plays a scenario onto a durable database: a long log for `paidan policy try`.")

    @Option(help: "An empty folder for the database.") var folder: String
    @Option(help: "The scenario; Tests/Benchmarks/log.scenario has 100,000 complaints.") var scenario: String

    func run() throws {
        let text = try PlainFile.text(of: scenario)
        let read = try ScenarioReader.read(text: text, file: scenario) { (name) throws(RegulationErrors) in
            try RegulationLoader.shipped(name)
        }
        let store = try SQLiteStore.open(path: folder + "/paidan.db")
        var watch = Stopwatch()
        let report = try watch.time {
            let report = try ScenarioPlayer(read, on: store, router: Router.answer).play()
            try store.checkpoint()
            return report
        }
        print(
            [
                "tickets": JSON.integer(Int64(report.tickets)), "commands": .integer(Int64(report.commands)),
                "rungs": .integer(Int64(report.rungs)), "failures": .integer(Int64(report.failureCount)),
                "wall": .number(watch.wall), "cpu": .number(watch.cpu),
            ] as JSON)
    }
}
