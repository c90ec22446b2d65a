internal import PaidanEngine
internal import PaidanJSON

/// A key that two policies set differently, or that only one of them sets.
struct PolicyDifference: Hashable {
    let key: String
    let old: RegulationLine?
    let new: RegulationLine?

    static func between(_ old: Regulation, _ new: Regulation) -> [PolicyDifference] {
        let (former, latter) = (byKey(old), byKey(new))
        return Set(former.keys).union(latter.keys).sorted().compactMap { key in
            value(former[key]) == value(latter[key])
                ? nil : PolicyDifference(key: key, old: former[key], new: latter[key])
        }
    }

    private static func value(_ line: RegulationLine?) -> String { line?.value ?? RegulationLine.none }

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
