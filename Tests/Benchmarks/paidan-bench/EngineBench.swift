internal import ArgumentParser
internal import PaidanJSON

/// `paidan-bench engine`: durable commands a second, by kind of command, and what a closed complaint weighs on disk.
struct EngineBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Durable commands a second through the engine, and bytes on disk.")

    @Option(help: "An empty folder on the file system to measure.") var folder: String
    @Option(help: "Commands per transaction.") var group = 64
    @Option(help: "Complaints that live from opening to closing.") var complaints = 4_096

    mutating func validate() throws {
        guard (1...256).contains(group), complaints >= 2 else {
            throw ValidationError("--group is 1 to 256, --complaints at least 2")
        }
    }

    func run() throws {
        let life = try Life(in: folder, group: group)
        try life.live(complaints: complaints / 2)
        let half = try life.sizeOnDisk()
        try life.live(complaints: complaints / 2)
        let whole = try life.sizeOnDisk()
        print(
            [
                "group": JSON.integer(Int64(group)), "complaints": .integer(Int64(life.closed)),
                "steps": life.costsByStep,
                // The second half only: what an empty database already weighs is not a complaint's.
                "bytesPerComplaint": .number(Double(whole - half) / Double(complaints / 2)),
                "bytesOnDisk": .integer(Int64(whole)),
            ] as JSON)
    }
}

extension Life {
    var costsByStep: JSON {
        .object(
            JSONObject(
                Step.allCases.map { step in
                    let cost = costs[step] ?? Stopwatch()
                    let entry: JSON = [
                        "commands": .integer(Int64(closed)), "wall": .number(cost.wall), "cpu": .number(cost.cpu),
                    ]
                    return (step.rawValue, entry)
                }))
    }
}
