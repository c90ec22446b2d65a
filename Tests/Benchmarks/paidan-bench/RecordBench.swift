internal import ArgumentParser
internal import PaidanJSON

/// `paidan-bench record`: the same lives as `engine`, with every statement and its values written down for
/// `ceilings/sqlite_ceiling.c`. Not for measuring: writing down costs time.
struct RecordBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Writes down every SQL statement of the engine's run, for the raw ceiling.")

    @Option(help: "An empty folder for the database.") var folder: String
    @Option(help: "The file to write.") var output: String
    @Option(help: "Commands per transaction.") var group = 64
    @Option(help: "Complaints that live from opening to closing.") var complaints = 4_096

    func run() throws {
        let recorder = try Recorder(writingTo: output)
        let life = try Life(in: folder, group: group, recorder: recorder)
        try life.live(complaints: complaints)
        _ = try life.sizeOnDisk()
        try recorder.finish()
        print(
            [
                "group": JSON.integer(Int64(group)), "complaints": .integer(Int64(life.closed)),
                "statements": .integer(Int64(recorder.statements)), "database": .string(life.databasePath),
            ] as JSON)
    }
}
