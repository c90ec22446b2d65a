internal import Hummingbird
internal import PaidanCore
internal import PaidanJSON

/// The query of a request. A parameter that nobody reads would be a filter that silently does not filter.
struct Query {
    private let values: [String: String]

    /// - Throws: `Problem` for a name that is not known, or given twice.
    init(_ call: Call, known: [String]) throws {
        var values: [String: String] = [:]
        if call.http.uri.query != nil {
            let given = call.http.uri.queryParameters
            let strangers = given.map { String($0.key) }.filter {
                !known.contains($0) && $0 != AcceptedLanguage.parameter
            }
            guard strangers.isEmpty else { throw Self.unknown(strangers, known) }
            for (name, value) in given {
                let name = String(name)
                guard name != AcceptedLanguage.parameter || Language(rawValue: String(value)) != nil else {
                    throw Problem.invalidParameter(name, "应为 zh 或 en", "zh or en")
                }
                guard values.updateValue(String(value), forKey: name) == nil else {
                    throw Problem.invalidParameter(name, "重复", "given twice")
                }
            }
        }
        self.values = values
    }

    private static func unknown(_ names: [String], _ known: [String]) -> Problem {
        let (strangers, all) = (names.joined(separator: ", "), known.joined(separator: ", "))
        return Problem(
            .unknownParameter,
            Label(
                "没有参数 \(strangers);可用的参数:\(all.isEmpty ? "无" : all)",
                "there is no \(strangers); known are \(all.isEmpty ? "none" : all)"),
            members: [("parameter", .string(names[0]))])
    }

    subscript(name: String) -> String? { values[name] }

    func flag(_ name: String) throws -> Bool? {
        switch values[name] {
        case nil: nil
        case "true": true
        case "false": false
        case .some: throw Problem.invalidParameter(name, "应为 true 或 false", "true or false")
        }
    }

    func count(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.invalidParameter(
                name, "应为 \(range.lowerBound) 至 \(range.upperBound)", "\(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// What `read` makes of the text.
    func value<T>(_ name: String, _ zh: String, _ en: String, _ read: (String) -> T?) throws -> T? {
        guard let text = values[name] else { return nil }
        guard let value = read(text) else { throw Problem.invalidParameter(name, zh, en) }
        return value
    }
}
