import Foundation
import Testing

@testable import PaidanCore

/// `docs/reference/rules.md` says what is true: whatever it names exists, and every rule that the sources name stands in it.
@Suite struct RuleTableTests {
    private let rows: [RuleRow]

    init() throws { rows = try RuleTable().rows }

    @Test func thePageShowsTheTable() throws {
        let text = RuleDocument.text(of: try RuleTable())

        let kept = try Repository.golden(RuleDocument.path, updating: text)

        let differing = zip(kept.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
        #expect(kept == text, "the first line that differs: \(differing.map { "\($0.0)\n\($0.1)" } ?? "the end")")
    }

    @Test(arguments: [("CALL", 35), ("FBK", 12), ("CMP", 43), ("CBP", 46), ("LEAD", 32), ("LFU", 26)])
    func everyRuleOfTheMachinesStandsInIt(name: String, count: Int) {
        let missing = (1...count).map { RuleID.text(name, $0) }.filter { id in !rows.contains { $0.id == id } }
        #expect(missing == [])
    }

    @Test func noRuleStandsInItTwice() {
        #expect(Set(rows.map(\.id)).count == rows.count)
    }

    @Test func everyRuleThatTheSourcesNameStandsInIt() throws {
        let named = try RuleID.all(in: Self.sources())
        #expect(named.subtracting(rows.map(\.id)).sorted() == [])
    }

    @Test func whatIsBuiltIsNamedWhereItLives() throws {
        let named = try RuleID.all(in: Self.sources())
        let unnamed = rows.filter { $0.state == .built && !named.contains($0.id) }
        #expect(unnamed.map(\.id) == [])
    }

    /// A rule that points nowhere is no rule of ours.
    @Test func everyRuleSaysWhereItLivesAndWhatHoldsIt() {
        for row in rows {
            switch row.state {
            case .built, .guidance: #expect(!row.places.isEmpty && !row.tests.isEmpty, "\(row.id)")
            case .partly: #expect(!row.places.isEmpty && !row.tests.isEmpty && !row.note.zh.isEmpty, "\(row.id)")
            case .conduct: break
            case .later: #expect(row.places.isEmpty && !row.note.zh.isEmpty, "\(row.id)")
            }
            #expect(row.note.zh.isEmpty == row.note.en.isEmpty, "\(row.id) in both languages")
        }
    }

    @Test func everyPlaceExists() throws {
        let forms = try FormBook()
        for row in rows {
            for place in row.places { #expect(try Self.exists(place, forms), "\(row.id): \(place.name)") }
        }
    }

    @Test func everyTestExists() throws {
        let files = try Repository.files(in: "Tests", ending: [".swift", ".py"])
        for row in rows {
            for test in row.tests { #expect(try Self.exists(test: test, in: files), "\(row.id): \(test)") }
        }
    }

    @Test func rangesOfRulesAreRead() {
        #expect(
            RuleID.all(in: "CMP-03..05, 40; FBK-01, CALL-17, T-80").sorted()
                == ["CALL-17", "CMP-03", "CMP-04", "CMP-05", "CMP-40", "FBK-01"])
    }

    // MARK: What there is

    private static func sources() throws -> String {
        let files =
            try Repository.files(in: "Sources", ending: [".swift"])
            + Repository.files(in: "deploy/policies", ending: [".swift", ".yaml"])
        return try files.map(Repository.text).joined(separator: "\n")
    }

    private static func exists(_ place: RulePlace, _ forms: FormBook) throws -> Bool {
        let parts = place.name.split(separator: ".").map(String.init)
        return switch place.sort {
        case .key: Kind.parameters.contains { $0.key == place.name }
        case .clock: Kind.clocks.contains { $0.name == place.name }
        case .call: CallTask.Occasion(rawValue: place.name) != nil
        case .ask: CallTask.Question(rawValue: place.name) != nil
        case .policy: try !Repository.text("deploy/policies/regulations/\(place.name).yaml").isEmpty
        case .do: Kind(rawValue: parts[0]).map { has(verb: parts[1], $0.type) } ?? false
        case .state: Kind(rawValue: parts[0]).map { has(phase: parts[1], $0.type) } ?? false
        case .field: Kind(rawValue: parts[0]).map { has(field: parts[2], of: parts[1], forms[$0]) } ?? false
        case .code: try has(code: place.name)
        }
    }

    private static func has<K: TicketKind>(verb: String, _: K.Type) -> Bool { K.table.verb(named: verb) != nil }
    private static func has<K: TicketKind>(phase: String, _: K.Type) -> Bool { K.Phase(name: phase) != nil }

    private static func has(field: String, of verb: String, _ forms: KindForms) -> Bool {
        let action = verb == KindForms.openingVerb ? forms.opening : forms.all.first { $0.verb == verb }
        return action?.fields.contains { $0.name == field } ?? false
    }

    private static func has(code: String) throws -> Bool {
        let parts = code.split(separator: "@").map(String.init)
        return try Repository.text(parts[1]).contains(parts[0])
    }

    private static func exists(test: String, in files: [String]) throws -> Bool {
        let isPython = test.contains("::")
        let parts = test.components(separatedBy: isPython ? "::" : ".")
        let name = isPython ? "/\(parts[0])" : "/\(parts[0]).swift"
        return try files.contains { path in
            guard path.hasSuffix(name) else { return false }
            let text = try Repository.text(path)
            return isPython ? text.contains("def \(parts[1])(") : isTest(parts[1], in: text)
        }
    }

    /// Whether the function of this name has `@Test` before it, and is no helper.
    private static func isTest(_ name: String, in text: String) -> Bool {
        guard let place = text.range(of: "func \(name)(") else { return false }
        let before = text[..<place.lowerBound]
        guard let mark = before.range(of: "@Test", options: .backwards) else { return false }
        return !before[mark.upperBound...].contains("func ")
    }
}

/// Numbers of rules as the sources write them: `CMP-03..05, 40`.
enum RuleID {
    static func text(_ name: String, _ number: Int) -> String { "\(name)-\(number < 10 ? "0" : "")\(number)" }

    static func all(in text: String) -> Set<String> {
        var found: Set<String> = []
        // Cut at what stands before each number: `… CMP`, `03..05, 40; FBK`, `01`.
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        for (before, after) in zip(pieces, pieces.dropFirst()) {
            guard let family = families.first(where: before.hasSuffix), let first = number(after) else { continue }
            found.insert(self.text(family, first))
            found.formUnion(more(after.dropFirst(2), after: first).map { self.text(family, $0) })
        }
        return found
    }

    /// `..05, 40; …`
    private static func more(_ text: Substring, after first: Int) -> [Int] {
        for (separator, isRange) in [("..", true), (", ", false)] where text.hasPrefix(separator) {
            let rest = text.dropFirst(separator.count)
            guard let next = number(rest), next > first else { return [] }
            return Array((isRange ? first + 1 : next)...next) + more(rest.dropFirst(2), after: next)
        }
        return []
    }

    /// Two digits and no more.
    private static func number(_ text: Substring) -> Int? {
        let digits = text.prefix { $0.isNumber }
        return digits.count == 2 ? Int(digits) : nil
    }

    static let families = [
        "ARC", "CALL", "CBP", "CMP", "DLV", "FBK", "KPI", "LEAD", "LFU", "PAY", "PEN", "PROJ", "REP", "RPR", "RSC",
        "RTX", "SAT", "SHW", "SLS", "SPR", "STF", "SVC",
    ]
}
