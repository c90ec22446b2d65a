internal import PaidanCore

/// Which policy was in force for which tickets at which time, by the activations and withdrawals that are stored.
struct PolicyTimeline: Sendable {
    /// From a moment at which something else came into force until the next one.
    private struct Stretch {
        let from: Instant
        let inForce: PoliciesInForce
    }

    /// In order of time.
    private let stretches: [Stretch]

    init(_ rows: [PolicyRow]) {
        var inForce = PoliciesInForce()
        // The company's first one holds from the beginning, whatever clocks said.
        if let first = rows.first(where: { $0.scope == .company }) { inForce.activate(first.number, for: .company) }
        stretches = Self.turns(rows).map { turn in
            switch turn.change {
            case .activated(let number, let scope): inForce.activate(number, for: scope)
            case .withdrawn(let number): inForce.withdraw(number)
            }
            return Stretch(from: turn.at, inForce: inForce)
        }
    }

    /// Before the first activation the first one counts.
    func number(at moment: Instant, branch: Branch, kind: Kind) -> Int {
        let stretch = stretches.last { $0.from <= moment } ?? stretches[0]
        return stretch.inForce.number(branch: branch, kind: kind)
    }

    /// Every change of the policy for such tickets, with the first one at the beginning; neighbours differ.
    func course(branch: Branch, kind: Kind) -> [(from: Instant, number: Int)] {
        var course: [(from: Instant, number: Int)] = []
        for stretch in stretches {
            let number = stretch.inForce.number(branch: branch, kind: kind)
            if course.last?.number != number { course.append((stretch.from, number)) }
        }
        return course
    }

    // MARK: Turns

    /// Something comes into force.
    private struct Turn {
        enum Change {
            case activated(Int, PolicyScope)
            case withdrawn(Int)
        }

        let at: Instant
        let change: Change

        /// At one moment a withdrawal comes last.
        var order: (Instant, Int) {
            switch change {
            case .activated(let number, _): (at, number)
            case .withdrawn: (at, .max)
            }
        }
    }

    private static func turns(_ rows: [PolicyRow]) -> [Turn] {
        let activations = rows.map { Turn(at: $0.activatedAt, change: .activated($0.number, $0.scope)) }
        let withdrawals = rows.compactMap { row in
            row.withdrawal.map { Turn(at: $0.at, change: .withdrawn(row.number)) }
        }
        return (activations + withdrawals).sorted { $0.order < $1.order }
    }
}
