import Foundation
import Testing

@testable import PaidanCore

/// `docs/glossary.md` names every state, every kind of ticket and every role, in both languages.
@Suite struct GlossaryDocumentTests {
    private static let text = Result { try Repository.text("docs/glossary.md") }

    @Test(arguments: Kind.allCases)
    func everyStateIsInTheGlossary(_ kind: Kind) throws {
        let text = try Self.text.get()
        let section =
            try #require(text.components(separatedBy: "\n### `\(kind.rawValue)`").dropFirst().first)
            .components(separatedBy: "\n#").first ?? ""

        for (name, label) in Self.states(of: kind.type) {
            #expect(section.contains("| `\(name)` | \(label.zh) |"), "\(kind) \(name) \(label.zh)")
        }
    }

    private static func states<K: TicketKind>(of _: K.Type) -> [(String, Label)] {
        K.Phase.allCases.map { ($0.name, $0.label) }
    }

    @Test func everyRoleOfAPersonIsInTheGlossary() throws {
        let text = try Self.text.get()

        for role in Role.allCases where role.isPerson {
            #expect(text.contains("`\(role.rawValue)`") && text.contains(role.label.zh), "\(role)")
        }
    }
}
