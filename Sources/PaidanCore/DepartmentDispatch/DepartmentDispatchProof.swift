/// What `NoOrphanProof` asks of a dispatch.
extension DepartmentDispatch {
    /// To each department, for a complaint, an opinion and an acceptance, and one whose department has missed every date.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        policy.routing.departments.prefix(2).flatMap { desk in
            [(Whole.complaint, nil), (.opinion, nil), (.node, nil), (.complaint, 1_000)].map { whole, misses in
                Opening(
                    parent: .sample, parentKind: whole, department: desk.department, customer: .sample, categories: [],
                    severity: .general, misses: misses)
            }
        }
    }

    package func gist(_ policy: Policy) -> [String] {
        [
            wholeKind.rawValue, "\(min(misses, 2))", misses > Self.missesOften ? "often" : "",
            heldSince == nil ? "" : "held", orderedFor == nil ? "" : "ordered",
        ]
    }

    /// More than a policy can ask for in play.
    private static let missesOften = 100

    /// Another department, or nobody, has it then: the complaint goes on.
    package static let lastResorts: [Verb] = [.returnMisrouted, .cancelDispatch]
}
