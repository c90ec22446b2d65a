internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan policy diff active our.yaml`: what would change, key by key.
struct PolicyDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: spoken("逐项比较两份制度", "compare two policies key by key"))

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var old: String

    @Argument(help: .policy, completion: .file(extensions: ["yaml", "yml"]))
    var new: String

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let scope = try scope.scope()
        let former = try await PolicyArgument.regulation(old, scope, connection)
        let latter = try await PolicyArgument.regulation(new, scope, connection)
        let differences = PolicyDifference.between(former, latter)
        if connection.output.isJSON {
            let json: JSON = [
                "old": .string(former.policy.name), "new": .string(latter.policy.name),
                "differences": .array(differences.map(\.json)),
            ]
            Terminal.output.line("\(json)")
        } else {
            for difference in differences { Terminal.output.line(difference.text) }
            if differences.isEmpty { Terminal.errors.line(connection.output.say("两份制度相同", "they say the same")) }
        }
    }
}

/// A key that two policies set differently, or that only one of them sets.
struct PolicyDifference: Hashable {
    let key: String
    let old: RegulationLine?
    let new: RegulationLine?

    static func between(_ old: Regulation, _ new: Regulation) -> [PolicyDifference] {
        let (former, latter) = (byKey(old), byKey(new))
        return Set(former.keys).union(latter.keys).sorted().compactMap { key in
            former[key]?.value == latter[key]?.value
                ? nil : PolicyDifference(key: key, old: former[key], new: latter[key])
        }
    }

    private static func byKey(_ regulation: Regulation) -> [String: RegulationLine] {
        Dictionary(regulation.lines.map { ($0.key, $0) }) { first, _ in first }
    }

    /// ```
    /// complaint.forwardWithin
    ///   - 2 h                  dx.yaml:17
    ///   + 1 h                  our.yaml:5
    /// ```
    var text: String {
        ([key]
            + [("-", old), ("+", new)].compactMap { sign, line in
                line.map { "  \(sign) \($0.value)  (\($0.place.file):\($0.place.line))" }
            }).joined(separator: "\n")
    }

    var json: JSON { ["key": .string(key), "old": Self.json(old), "new": Self.json(new)] }

    private static func json(_ line: RegulationLine?) -> JSON {
        guard let line else { return .null }
        return [
            "value": .string(line.value), "file": .string(line.place.file),
            "line": .integer(Int64(line.place.line)), "column": .integer(Int64(line.place.column)),
        ]
    }
}
