import PaidanCore
import PaidanEngine
import ShippedPolicies
import Testing

/// Policy files for tests, kept in memory.
enum RegulationSample {
    static let head = ["name: test", "title: {zh: 测试, en: test}", "extends: dx"]

    struct NoSuchFile: Error {}

    /// - Parameter proves: only where the proof is what a test is about.
    static func loader(_ files: [String: String] = [:], proves: Bool = false) -> RegulationLoader {
        RegulationLoader(proves: proves) { path in
            guard let text = files[path] else { throw NoSuchFile() }
            return Array(text.utf8)
        }
    }

    /// A policy over `dx` with these lines.
    static func policy(_ lines: String...) throws -> Policy {
        try loader().load(text: (head + lines).joined(separator: "\n"), file: "test.yaml").policy
    }

    static func errors(in text: String, proves: Bool = false) throws -> [RegulationError] {
        try errors { () throws(RegulationErrors) in try loader(proves: proves).load(text: text, file: "test.yaml") }
    }

    /// With how many more there are.
    static func allErrors(in text: String) throws -> RegulationErrors {
        do throws(RegulationErrors) {
            _ = try loader().load(text: text, file: "test.yaml")
        } catch {
            return error
        }
        throw NoSuchFile()
    }

    /// - Parameter files: by path; the first load is of `main.yaml`.
    static func errors(of files: [String: String], proves: Bool = false) throws -> [RegulationError] {
        try errors { () throws(RegulationErrors) in try loader(files, proves: proves).load(path: "main.yaml") }
    }

    private static func errors(_ load: () throws(RegulationErrors) -> Regulation) throws -> [RegulationError] {
        do throws(RegulationErrors) {
            _ = try load()
            return []
        } catch {
            return error.errors
        }
    }

    static func fragment(_ name: String, _ lines: String...) -> String {
        (["name: \(name)", "title: {zh: \(name), en: \(name)}"] + lines).joined(separator: "\n")
    }
}

/// What a policy says, comparable.
struct PolicyFacts: Hashable {
    let name: String
    let title: Label
    let calendar: WorkCalendar
    let routing: Routing
    let lateEntryGrace: Span
    let limits: [Limit?]
    let ladders: [Ladder]

    init(_ policy: Policy) {
        self.name = policy.name
        self.title = policy.title
        self.calendar = policy.calendar
        self.routing = policy.routing
        self.lateEntryGrace = policy.lateEntryGrace
        self.limits = Kind.parameters.map { policy[limit: $0.key] }
        self.ladders = Kind.clocks.map { policy.ladder(of: $0.name) }
    }
}
