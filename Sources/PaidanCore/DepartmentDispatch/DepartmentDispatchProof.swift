/// What `NoOrphanProof` asks of a dispatch.
extension DepartmentDispatch {
    /// To each department, for a complaint, an opinion and an acceptance, one whose department has missed every date, and a
    /// summons.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        policy.routing.departments.prefix(2).flatMap { desk in
            [
                (Whole.complaint, nil, nil), (.opinion, nil, nil), (.node, nil, nil), (.complaint, 1_000, nil),
                (.complaint, nil, Task.survey),
            ]
            .map { whole, misses, task in
                Opening(
                    parent: .sample, parentKind: whole, department: desk.department, customer: .sample,
                    categories: [], severity: .general, misses: misses, task: task)
            }
        }
    }

    package func gist(_ policy: Policy) -> [String] {
        [
            wholeKind.rawValue, "\(min(misses, 2))", misses > Self.missesOften ? "often" : "",
            heldSince == nil ? "" : "held", orderedFor == nil ? "" : "ordered", order?.isMissed == true ? "missed" : "",
            opening.task?.rawValue ?? "",
        ]
    }

    /// More than a policy can ask for in play.
    private static let missesOften = 100

    /// The complaint is watched by the survey's limit, and tells when the survey is over.
    package var unwatched: Label? {
        phase == .summoned ? Label("投诉有勘察时限", "the complaint has the survey's limit") : nil
    }

    /// Another department, or nobody, has it then: the complaint goes on.
    package static let lastResorts: [Verb] = [.returnMisrouted, .cancelDispatch]
}
