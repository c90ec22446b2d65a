internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy show active --branch south`: the whole policy, with what it extends merged in.
struct PolicyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: spoken("显示完整的制度(含所基于的内容)", "show a whole policy, with what it extends"))

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var policy = PolicyArgument.active

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let regulation = try await PolicyArgument.regulation(policy, try scope.scope(), connection)
        let output = connection.output
        guard output.isJSON else { return Terminal.output.line(String(regulation.text.dropLast())) }
        let values = regulation.lines.map { line -> JSON in
            [
                "key": .string(line.key), "value": .string(line.value), "file": .string(line.place.file),
                "line": .integer(Int64(line.place.line)),
            ]
        }
        let json: JSON = [
            "name": .string(regulation.policy.name), "title": .string(output.say(regulation.policy.title)),
            "hash": .string(regulation.hash), "tzdata": .string(regulation.policy.calendar.zone.version),
            "values": .array(values), "text": .string(regulation.text),
        ]
        Terminal.output.line("\(json)")
    }
}
