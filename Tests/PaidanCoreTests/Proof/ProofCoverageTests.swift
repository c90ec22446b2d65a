import Testing

@testable import PaidanCore

/// The proof is worth what it has looked at: whatever open situation a whole company comes into by chance, it knows.
@Suite struct ProofCoverageTests {
    /// A situation without its gist; the clock of a call's occasion stands for that of every other.
    private struct Sight: Hashable, CustomStringConvertible {
        let kind: Kind
        let phase: String
        let holder: String
        let clocks: [String]

        init<K: TicketKind>(_ ticket: Ticket<K>) {
            let situation = Situation(ticket, at: .monday, from: nil)
            kind = K.kind
            phase = ticket.state.phase.name
            holder = situation.holder
            let duties = CallTask.duties.map(\.clock.name)
            clocks = situation.clocks.map { duties.contains($0) ? "owed" : $0 }.sorted()
        }

        var description: String { "\(kind) \(phase) \(holder) \(clocks)" }
    }

    static let switches: [[String: ParameterReading]] = [
        [:],
        [
            Complaint.revisitWithin.key: .limit(.workingDays(3)), Complaint.revisitByCall.key: .flag(true),
            OpinionIssue.confirmByCall.key: .flag(true), CallTask.isReviewed.key: .flag(true),
        ],
        [
            Complaint.forwardCountsWhen.key: .word("delivered"), Complaint.revisitWithin.key: .limit(.workingDays(3)),
            DepartmentDispatch.silenceIsMiss.key: .flag(true), CallTask.dissatisfiedIsComplaint.key: .flag(true),
        ],
    ]

    @Test(arguments: switches.indices)
    func whatHappensByChanceWasLookedAt(_ index: Int) throws {
        var readings = Self.switches[index]
        readings[CallTask.Occasion.afterSale.duty.limit.key] = .limit(.clock(.hours(9)))
        let policy = Policy.test(set: readings)
        let known = Set(Kind.allCases.flatMap { proved($0.type, policy) })
        var met: Set<Sight> = []

        for seed in UInt64(1)...20 {
            var walk = try Walk(seed: seed, policy)
            for step in 1...60 {
                try walk.step()
                if step.isMultiple(of: 5) { met.formUnion(Kind.allCases.flatMap { seen($0.type, walk.story) }) }
            }
        }

        #expect(met.subtracting(known).map(\.description).sorted() == [])
        #expect(met.count > 25, "walks that meet little would show little")
    }

    private func proved<K: TicketKind>(_: K.Type, _ policy: Policy) -> [Sight] {
        var walk = OrphanWalk<K>(policy)
        walk.run()
        return walk.situations.map { Sight($0.ticket) }
    }

    /// Of what is open; ends have nothing to prove.
    private func seen<K: TicketKind>(_: K.Type, _ story: Story) -> [Sight] {
        story.ids[K.kind, default: []].map { story.ticket(K.self, $0) }.filter { !$0.state.phase.isEnd }.map(Sight.init)
    }
}
