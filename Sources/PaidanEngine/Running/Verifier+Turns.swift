internal import PaidanCore

/// 派单凭证: that what is stored still gives every choice of a rota.
extension Verifier {
    /// Each turn is reckoned again from what the rota was just before and what the lead was then. A lead that cannot be read is a
    /// finding of its own.
    func turns(of rota: Replay<Rota>, _ id: TicketID, in reading: any Reading) throws -> [Label] {
        var ahead: [TicketID: ArraySlice<RecordedChoice>] = [:]
        var findings: [Label] = []
        for (before, scene) in zip(rota.scenes, rota.scenes.dropFirst()) {
            guard case .happened(.turnTaken(let lead, let designer, let round, let places, _)) = scene.entry.fact,
                let choices = ahead[lead] ?? choices(of: lead, on: id, in: reading)
            else { continue }
            ahead[lead] = choices.dropFirst()
            let isSame =
                choices.first.map {
                    $0.designer == designer && $0.receipt.round == round && $0.receipt.after == places
                        && $0.comesOut(on: before.ticket.state.standings)
                } ?? false
            guard !isSame else { continue }
            findings.append(
                Label(
                    "第 \(scene.entry.version) 条事件:客源 \(lead) 的派单凭证重算结果不同",
                    "fact \(scene.entry.version): the receipt of lead \(lead) does not come out again"))
        }
        return findings
    }

    /// - Returns: nil when the lead cannot be read.
    private func choices(of lead: TicketID, on rota: TicketID, in reading: any Reading) -> ArraySlice<RecordedChoice>? {
        guard let row = try? reading.ticketRow(lead), let events = try? reading.events(of: lead),
            let entries = try? History.entries(Lead.self, events),
            let replay = try? Replay<Lead>(id: lead, branch: row.branch, entries)
        else { return nil }
        return replay.choices.filter { $0.receipt.rota == rota }[...]
    }
}
