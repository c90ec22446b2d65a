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
        deeds.filter { totals.deeds[$0] == nil }
            + Fault.allCases.filter { totals[fault: $0] == 0 }.map { "fault \($0.rawValue)" }
    }

    /// What happened most seldom, the rarest first: what the next change of the worlds may lose.
    package func rarest(_ count: Int) -> [(deed: String, times: Int)] {
        let counted = deeds.map { (deed: $0, times: totals.deeds[$0, default: 0]) }
        return Array(counted.sorted { ($0.times, $0.deed) < ($1.times, $1.deed) }.prefix(count))
    }

    /// Every command that a person may give.
    private var deeds: [String] { Kind.allCases.flatMap { deeds(on: $0.type) } }

    private func deeds<K: TicketKind>(on _: K.Type) -> [String] {
        K.Verb.allCases.filter { K.table[$0].roles.contains(where: \.isPerson) }
            .map { Totals.deed(K.table.name(of: $0), on: K.kind) }
    }
}
