/// What `NoOrphanProof` asks of a lead.
extension Lead {
    /// One of each sort that a regulation knows.
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        var sorts: [String] = []
        return policy[sources].sources.compactMap { source in
            guard !sorts.contains(source.sort) else { return nil }
            sorts.append(source.sort)
            return Opening(leadSource: source, customer: .sample, heardOfUs: .friend)
        }
    }

    /// What each state remembers that decides what may come next; where a lead is from does so only in the beginning.
    package func gist(_ policy: Policy) -> [String] {
        switch state {
        case .registered: [opening.leadSource.sort]
        case .screening: [opening.leadSource.sort, isScreened ? "screened" : "", calls.isEmpty ? "" : "called"]
        case .reassignPending(let change):
            ["\(change.wish.isTheCustomers)", "\(change.isVerified)", change.from.rawValue]
        case .invalidationPending(let invalidation):
            [invalidation.proposedBy.rawValue, "\(invalidation.isConfirmed)", invalidation.from.rawValue]
        case .awaitingDispatch, .withDesigner, .following, .invalid, .signed, .lost, .merged: []
        }
    }

    /// A call tells how it ended once, and only one that is still to be made.
    package func mayHear(_ command: Command) -> Bool {
        if case .callEnded = command { return !calls.isEmpty }
        return true
    }

    package static let passingClocks = [
        quoteClock, handOverClock, notesClock, branchClock, formClock, processedClock, appointmentClock,
    ]

    /// Another ticket goes on instead.
    package static let lastResorts: [Verb] = [.mergeDuplicate]
}

extension Lead.Source {
    /// Sources of one sort lead to the same states.
    fileprivate var sort: String {
        switch self {
        case .siteReturn, .inquiry: rawValue
        case .natural, .designerReturn, .relation: "preset"
        case .walkIn, .salesperson, .company, .introduced, .invited, .other: "dispatched"
        }
    }
}
