import Testing

@testable import PaidanCore

@Suite struct StateMachineDocumentTests {
    @Test(arguments: Kind.allCases)
    func thePageShowsTheMachineThatRuns(_ kind: Kind) throws {
        try compare(kind.type)
    }

    private func compare<K: TicketKind>(_: K.Type) throws {
        let text = StateMachineDocument.text(K.self, try FormBook()[K.kind])

        let kept = try Repository.golden(StateMachineDocument.path(of: K.kind), updating: text)

        let differing = zip(kept.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
        #expect(kept == text, "the first line that differs: \(differing.map { "\($0.0)\n\($0.1)" } ?? "the end")")
    }

    /// Labels stand in the diagram, so they must not hold what Mermaid or Markdown reads.
    @Test func labelsHaveNoCharactersOfTheMarkup() {
        func labels<K: TicketKind>(_: K.Type) -> [Label] {
            K.Phase.allCases.map(\.label) + K.Verb.allCases.map { K.table[$0].label }
        }
        for label in Kind.allCases.flatMap({ labels($0.type) }) {
            #expect(!(label.zh + label.en).contains { "|`;#<>{}".contains($0) }, "\(label)")
            #expect(!label.zh.isEmpty && !label.en.isEmpty)
        }
    }
}
