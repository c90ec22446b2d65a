/// What `NoOrphanProof` asks of a complaint.
extension Complaint {
    /// Of each severity. What else may be known at once only saves commands.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        Severity.allCases.map { Opening(channel: .phone, customer: .sample, content: .sample, severity: $0) }
    }

    package func gist(_ policy: Policy) -> [String] {
        [policy[Self.revisitLevel] == nil ? "" : severity.rawValue, owesEscalation ? "owesEscalation" : "", detail]
            + Set(live.map(\.outcome.rawValue)).sorted()
    }

    private var detail: String {
        switch state {
        case .received, .explaining: named.isEmpty ? "" : "named"
        case .awaitingRevisit: isAsked ? "call" : ""
        case .surveying, .inDepartment, .onHold, .escalated, .merged, .closed, .closedByLetter, .withdrawn: ""
        }
    }

    /// A revisit's call answers only where there is one.
    package func mayHear(_ command: Command) -> Bool {
        let answers: [Verb] = [
            .revisitSatisfied, .revisitDissatisfied, .revisitUnreachable, .revisitDeclined, .revisitDropped,
        ]
        return isAsked || !answers.contains(Self.verb(of: command))
    }

    private var isAsked: Bool { if case .awaitingRevisit(let handled) = state { handled.call != nil } else { false } }

    /// What the customer was promised may be kept at any time, and the complaint goes on.
    package static let passingClocks = [firstReplyClock, planClock, verificationClock]

    /// Each dispatch is a ticket with a holder and clocks of its own, and tells when it ends.
    package var unwatched: Label? {
        switch state {
        case .inDepartment where !open.isEmpty:
            Label("部门转单各有时限", "each department's dispatch has clocks of its own")
        case .received, .explaining, .surveying, .inDepartment, .onHold, .escalated, .awaitingRevisit, .merged, .closed,
            .closedByLetter, .withdrawn:
            nil
        }
    }

    /// They wait for the customer to think better of it, for a letter that only a superior body wants, or give up asking; and
    /// nobody has to make a complaint graver to find somebody who may ask.
    package static let lastResorts: [Verb] = [
        .raiseSeverity, .mergeDuplicate, .revisitUnreachable, .revisitDeclined, .replyByLetter, .withdraw,
    ]

    package static let forwardingClocks = [forwardClock, forwardAfterSurveyClock]

    package func departmentsAdded(since former: Complaint) -> [Department] {
        dispatches.filter { record in !former.dispatches.contains { $0.id == record.id } }.map(\.department)
    }
}
