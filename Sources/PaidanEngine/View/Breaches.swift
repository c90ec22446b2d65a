package import PaidanCore

/// A limit that passed, as `/metrics` counts it.
package struct Breach: Hashable, Sendable {
    package let clock: String
    /// Whose limit it was; nil where it is no single department's.
    package let department: Department?

    package init(clock: String, department: Department?) {
        self.clock = clock
        self.department = department
    }
}

extension Engine {
    /// The breaches among the facts that `news` tells of; a reminder that rings is none, and what was imported is over. Reads
    /// only where a rung fired.
    package func breaches(in news: News) throws -> [Breach] {
        guard news.rungsFired > 0 else { return [] }
        return try news.bells.filter { $0.feed == Self.wholeFeed }.compactMap { bell in
            guard let row = try store.ticketRow(bell.ticket),
                let event = try store.event(of: bell.ticket, version: bell.version), event.importedAt == nil
            else { return nil }
            return try breach(row.kind.type, event, row)
        }
    }

    private func breach<K: TicketKind>(_: K.Type, _ event: EventRow, _ row: TicketRow) throws -> Breach? {
        guard case .rang(let ring) = try EventCodec.decode(K.self, event), ring.isBreach, K.isJudged(ring.clock) else {
            return nil
        }
        return Breach(clock: ring.clock.name, department: Department(ring.clock.subject) ?? row.department)
    }
}
