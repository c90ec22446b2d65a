/// A choice of a rota as a lead's history tells of it, to be made again.
package struct RecordedChoice: Hashable, Sendable {
    package let designer: Account
    package let receipt: DispatchReceipt
    private let pass: Standings.Pass

    init(_ designer: Account, _ receipt: DispatchReceipt, of lead: Lead, at now: Instant) {
        self.designer = designer
        self.receipt = receipt
        pass = lead.pass(
            at: now, capacity: receipt.capacity, ranksByAbility: receipt.ranksByAbility,
            left: receipt.candidates.filter { $0.skipped == .left }.map(\.designer),
            forcedCounts: receipt.forcedCounts ?? false)
    }

    /// Whether the same rota gives the same designer and the same receipt again, to the letter.
    package func comesOut(on standings: Standings) -> Bool {
        let named = designer == receipt.offered ? nil : designer
        guard let again = standings.choice(for: pass, named: named, rota: receipt.rota) else { return false }
        return again == (designer, receipt)
    }
}

extension Replay<Lead> {
    /// Every choice by which the lead came to somebody, in the order of its history.
    package var choices: [RecordedChoice] {
        zip(scenes, scenes.dropFirst()).compactMap { before, scene in
            switch scene.entry.fact {
            case .happened(.assigned(let designer, _, let receipt?, _)),
                .happened(.reassigned(let designer, _, let receipt?, _)):
                RecordedChoice(designer, receipt, of: before.ticket.state, at: scene.entry.recordedAt)
            case .happened, .opened, .rang, .repinned, .attached, .corrected: nil
            }
        }
    }
}
