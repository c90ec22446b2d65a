/// What `NoOrphanProof` asks of an opinion.
extension OpinionIssue {
    /// Heard from a customer, and found between two records.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        let contradiction = CallTask.Contradiction(first: .sample, second: .sample, questions: [.worksProblem])
        return [
            Opening(heardOn: .inbound, customer: .sample, content: .sample),
            Opening(heardOn: .records, customer: .sample, content: nil, contradiction: contradiction),
        ]
    }

    package func gist(_ policy: Policy) -> [String] {
        [
            notice.content == nil ? "" : "told", promise == nil ? "" : "promised", open == nil ? "" : "forwarded",
            isAsked ? "call" : "",
        ]
    }

    /// The call that asks answers only where there is one.
    package func mayHear(_ command: Command) -> Bool {
        let answers: [Verb] = [
            .customerContent, .customerNotContent, .customerUnreachable, .customerDeclines, .confirmationDropped,
        ]
        return isAsked || !answers.contains(Self.verb(of: command))
    }

    private var isAsked: Bool { if case .answered(let answer) = state { answer.call != nil } else { false } }

    /// The dispatch is a ticket with a holder and clocks of its own, and tells when it ends.
    package var unwatched: Label? {
        switch state {
        case .inDepartment where open != nil: Label("部门转单有时限", "the department's dispatch has clocks of its own")
        case .raised, .promised, .inDepartment, .escalated, .answered, .closed, .upgraded: nil
        }
    }

    /// Whoever becomes a complaint is not settled; the others wait for the customer or give up asking.
    package static let lastResorts: [Verb] = [.customerUnreachable, .customerDeclines, .becomeComplaint, .withdraw]
}
