internal import PaidanCore

/// Which policy was in force for which tickets at which time, by the activations and withdrawals that are stored.
struct PolicyTimeline: Sendable {
    private var activations: [PolicyScope: [PolicyRow]] = [:]

    init(_ rows: [PolicyRow]) {
        for row in rows.sorted(by: { $0.number < $1.number }) {
            activations[row.scope, default: []].append(row)
        }
    }

    /// The narrowest scope wins, as in `PolicyShelf`. Before the first activation the first one counts.
    func number(at moment: Instant, branch: Branch, kind: Kind) -> Int {
        if activations.count > 1 {
            let narrower = [
                PolicyScope(branch: branch, kind: kind), PolicyScope(branch: branch), PolicyScope(kind: kind),
            ]
            for scope in narrower {
                if let number = last(of: scope, at: moment) { return number }
            }
        }
        guard let number = last(of: .company, at: moment) ?? activations[.company]?.first?.number else {
            preconditionFailure("no policy ever held for the whole company")
        }
        return number
    }

    /// - Returns: nil where the last one had been withdrawn by then: an earlier one does not come back.
    private func last(of scope: PolicyScope, at moment: Instant) -> Int? {
        guard let last = activations[scope]?.last(where: { $0.activatedAt <= moment }) else { return nil }
        if let withdrawal = last.withdrawal, withdrawal.at <= moment { return nil }
        return last.number
    }
}
