import Foundation
import HTTPTypes
import PaidanCore
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// What is written down is what is there.
@Suite struct DocumentTests {
    private func document() async throws -> JSON {
        try await Front().get("/openapi.json", as: nil).json
    }

    @Test func theDocumentListsExactlyTheRoutes() async throws {
        let paths = try #require(try await document()["paths"]?.object)
        let methods = ["get", "post", "put", "patch", "delete"]
        let documented = paths.flatMap { path in
            (path.value.object ?? [:]).filter { methods.contains($0.name) }.map { "\($0.name) \(path.name)" }
        }

        let served = DeskServer.routes.map { route in
            let path = route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
                part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
            }
            return "\(route.method.rawValue.lowercased()) \(path.joined(separator: "/"))"
        }

        #expect(Set(documented) == Set(served))
        #expect(documented.count == served.count)
    }

    @Test func everyReferenceLeadsSomewhere() async throws {
        let document = try await document()

        func check(_ value: JSON) {
            if let reference = value["$ref"]?.string {
                let target = reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
                #expect(target != nil, "\(reference)")
            }
            for member in value.object ?? [:] { check(member.value) }
            for element in value.array ?? [] { check(element) }
        }
        check(document)
        #expect(document["openapi"] == "3.1.0")
    }

    @Test func everyOperationHasAnAnswerAndItsOwnName() async throws {
        let paths = try #require(try await document()["paths"]?.object)
        let operations = paths.flatMap { ($0.value.object ?? [:]).filter { ["get", "post"].contains($0.name) } }

        let names = operations.compactMap { $0.value["operationId"]?.string }

        #expect(Set(names).count == operations.count)
        #expect(operations.allSatisfy { !($0.value["responses"]?.object ?? [:]).isEmpty })
    }

    @Test func kindsAndRolesOfTheDocumentAreThoseOfTheProgram() async throws {
        let schemas = try await document()["components"]?["schemas"]

        #expect(schemas?["Kind"]?["enum"]?.array?.compactMap(\.string) == Kind.allCases.map(\.rawValue))
        #expect(schemas?["Role"]?["enum"]?.array?.compactMap(\.string) == Role.allCases.map(\.rawValue))
    }

    // MARK: Errors

    @Test(arguments: ProblemCode.allCases)
    func everyProblemIsExplained(_ code: ProblemCode) async throws {
        let text = try OpenAPIFile.text(of: "docs/reference/errors.md")

        #expect(text.contains("\n### \(code.rawValue)\n"), "docs/reference/errors.md has no section \(code.rawValue)")
        #expect(
            text.contains("| `\(code.rawValue)` | \(code.status.code) | \(code.label.zh) | \(code.label.en) |"),
            "\(code.label)")
        #expect(!code.label.zh.isEmpty && !code.label.en.isEmpty && code.label.zh != code.label.en)
        #expect((code.retryAfterSeconds != nil) == [429, 503, 507].contains(code.status.code))
    }

    @Test func noProblemIsExplainedThatDoesNotExist() throws {
        let text = try OpenAPIFile.text(of: "docs/reference/errors.md")
        let sections = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }

        #expect(Set(sections) == Set(ProblemCode.allCases.map(\.rawValue)))
    }

    /// Reasons stand in the machines and in the engine as `Self("code", "中文", "English")`.
    private static func reasons() throws -> Set<String> {
        try reasons(of: "Sources/PaidanCore").union(reasons(of: "Sources/PaidanEngine"))
    }

    private static func reasons(of folder: String) throws -> Set<String> {
        let place = OpenAPIFile.root.appendingPathComponent(folder)
        let files = try #require(FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\bSelf\(\s*"([a-z0-9-]+)",\s*"/) { codes.insert(String(match.1)) }
        }
        return codes
    }

    @Test func everyReasonOfARefusalIsListed() throws {
        let text = try OpenAPIFile.text(of: "docs/reference/errors.md")
        let reasons = try Self.reasons()

        #expect(reasons.count > 50)
        #expect(reasons.filter { !text.contains("| `\($0)` |") } == [])
    }

    /// A reason that is called otherwise would lose its place in the form without a word.
    @Test func everyFieldOfARefusalIsOneOfAForm() throws {
        #expect(Set(RefusedField.names.keys).subtracting(try Self.reasons()) == [])
        #expect(Set(RefusedField.names.values.joined()).subtracting(Glossary.fields.keys) == [])
    }
}
