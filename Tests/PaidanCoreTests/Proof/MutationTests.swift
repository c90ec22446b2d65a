import Testing

@testable import PaidanCore

/// Machines with a fault: whatever the policy, the proof finds it.
@Suite struct MutationTests {
    private func flaws<Fault: ErrandFault>(_: Fault.Type) -> [String] {
        var walk = OrphanWalk<Errand<Fault>>(.test())
        walk.run()
        return walk.flaws.map { "\($0.claim): \($0.way)" }
    }

    @Test func eachFaultOfAMachineIsFoundByItsOwnClaim() {
        #expect(flaws(Sound.self) == [])
        #expect(flaws(Unheld.self) == ["custodian: waiting —send→ sent"])
        #expect(flaws(Untimed.self) == ["forwarding: waiting —send→ sent", "clock: waiting —send→ sent"])
        #expect(flaws(Unforwarded.self) == ["forwarding: waiting —send→ sent"])
        #expect(flaws(Endless.self) == ["wayOut: waiting", "wayOut: waiting —send→ sent"])
    }

    /// Every row of every table, taken out: from which states the matter can then no longer be settled.
    @Test(arguments: Kind.allCases)
    func aMissingRowIsFoundWhereItWasTheOnlyWay(_ kind: Kind) {
        #expect(stuck(kind.type) == Self.expected[kind])
    }

    private static let expected: [Kind: [String]] = [
        .complaint: ["surveyConcluded: surveying", "resume: onHold"],
        .dispatch: ["reportDone: queued published working overdue", "surveyEnded: queued summoned"],
        .opinion: ["customerContent: raised promised inDepartment escalated answered"],
        .lead: [],
        .rota: ["close: inUse"],
        .call: ["complete: planned due booked inProgress unreached overdue"],
        .project: [
            "approvePlan: contracted suspended",
            "startWorks: contracted planned suspended",
            "endWorks: planned underway hiddenWorks materialsPhase finishing suspended",
            "settle: contracted planned underway hiddenWorks materialsPhase finishing awaitingPayment suspended",
            "verifySurvey: awaitingPayment",
            "resume: suspended",
            "warrantyEnded: awaitingPayment",
            "closeProject: awaitingPayment",
            "advance: planned underway suspended",
            "nodeEnded: planned underway hiddenWorks materialsPhase finishing suspended",
            "ticketEnded: inWarranty",
        ],
        .node: [
            "beginAcceptance: planned dateConfirmed partiesNotified changeRequested rework",
            "recordResult: planned dateConfirmed partiesNotified changeRequested accepting rework",
            "reworkDone: rework",
            "parentResumed: planned dateConfirmed partiesNotified changeRequested rework",
        ],
        .supply: ["arrive: requested confirmed adjusted shipped"],
    ]

    private func stuck<K: TicketKind>(_: K.Type) -> [String] {
        K.Verb.allCases.compactMap { verb in
            let phases = Set(flaws(K.self, without: verb))
            let names = K.Phase.allCases.map(\.name).filter(phases.contains)
            return names.isEmpty ? nil : "\(verb.name): \(names.joined(separator: " "))"
        }
    }

    /// The states from which there is no way out.
    private func flaws<K: TicketKind>(_: K.Type, without removed: K.Verb) -> [String] {
        let table = Table<K.Verb, K.Phase> { verb in
            let row = K.table[verb]
            return .row(
                row.label.zh, row.label.en, by: row.roles, from: verb == removed ? [] : row.from, to: row.to,
                but: row.but, row.time, rules: row.rules)
        }
        var walk = OrphanWalk<K>(.test(), table: table)
        walk.run()
        return walk.flaws.filter { $0.claim == .wayOut }.map(\.phase.name)
    }
}
