internal import PaidanEngine
internal import PaidanJSON

extension RegulationDifference {
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
