/// 逾期上报 (FBK-03), as a history tells it: how many dates a department missed, and how many a regulation bears.
package enum MissedDates {
    /// The n-th missed date of a department in a matter, where a fact tells of one.
    /// - Parameter type: the fact's name; all but this one are let pass without a look.
    package static func count(in fact: some Sendable, named type: String) -> Int? {
        guard type == "dispatchMissed" else { return nil }
        if case .dispatchMissed(_, let misses, _)? = fact as? Complaint.Event { return misses }
        if case .dispatchMissed(_, let misses)? = fact as? OpinionIssue.Event { return misses }
        if case .dispatchMissed(_, let misses)? = fact as? AcceptanceNode.Event { return misses }
        return nil
    }

    /// How many lead to the supervising leader; nil for a kind that sends nothing to departments.
    package static func limit<K: TicketKind>(of _: K.Type, _ policy: Policy) -> Int? {
        (K.self as? any SendsDispatches.Type).map { policy[$0.missesBeforeEscalation] }
    }
}
