/// What `NoOrphanProof` asks of a call.
extension CallTask {
    /// Single, mandatory and repeated calls, near and far, and those that another ticket waits for. Occasions differ only
    /// in that, in their script and in the name of their clock.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        let soon = now + .days(1)
        let single = [Occasion.preSale, .firstVisit, .afterSale].flatMap { occasion in
            [soon, now + .days(1_000)].map { Opening(occasion: occasion, customer: .sample, dueAt: $0) }
        }
        let revisits = Complaint.Severity.allCases.map { severity in
            Opening(
                occasion: .revisit, customer: .sample, dueAt: soon, severity: severity, parent: .sample,
                parentKind: .complaint)
        }
        let answer = Opening(occasion: .opinion, customer: .sample, dueAt: soon, parent: .sample, parentKind: .opinion)
        let lead = Opening(occasion: .batch, customer: .sample, dueAt: soon, parent: .sample, parentKind: .lead)
        let project = Opening(
            occasion: .afterSale, customer: .sample, dueAt: soon, parent: .sample, parentKind: .project)
        return single + revisits + [answer, lead, project]
    }

    package func gist(_ policy: Policy) -> [String] {
        [
            asking?.kind.rawValue ?? "", opening.severity?.rawValue ?? "", "\(opening.occasion.isMandatory)",
            heard.contains { $0.becomes == .complaint } ? "complaint" : "", isFaked ? "faked" : "",
            isExtended ? "extended" : "", round > 1 ? "again" : "",
        ]
    }

    private var isExtended: Bool { if case .recorded(let filing) = state { filing.submitBy != nil } else { false } }

    /// They end the duty without the customer's answer.
    package static let lastResorts: [Verb] = [
        .customerDeclines, .acceptUnreached, .waive, .supersede, .closeMissed, .madeTogether,
    ]
}
