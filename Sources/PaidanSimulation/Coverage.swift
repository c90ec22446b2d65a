internal import PaidanCore

/// What a campaign has never done. Worlds in which a command is always refused, or a fault never happens, prove nothing
/// about it.
package struct Coverage {
    /// Fewer seeds than this may leave something out.
    package static let seedsEnough = 100

    private let totals: Totals

    package init(_ totals: Totals) { self.totals = totals }

    /// `complaint.unmerge`, `fault crashBeforeCommit`.
    package var missing: [String] {
        Kind.allCases.flatMap { verbs($0.type) }
            + Fault.allCases.filter { totals[fault: $0] == 0 }.map { "fault \($0.rawValue)" }
    }

    /// Every command that a person may give.
    private func verbs<K: TicketKind>(_: K.Type) -> [String] {
        K.Verb.allCases.filter { K.table[$0].roles.contains(where: \.isPerson) }
            .map { "\(K.kind.rawValue).\(K.table.name(of: $0))" }
            .filter { totals.deeds[$0, default: 0] == 0 }
    }
}
