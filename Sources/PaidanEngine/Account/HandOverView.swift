internal import PaidanCore
internal import PaidanJSON

/// 交接凭证 of one department hop: the four facts, how long each took, and the verdicts of T-01, T-01d, T-02 and T-03.
struct HandOverView {
    /// The dispatch.
    let part: Retrospect
    let handOver: HandOver
    let sent: SentPart
    /// What it was sent by; nil when the viewer may not see that.
    let whole: Retrospect?
    /// Its message, while it stands in the queue.
    let message: MessageRow?
    let lookback: Lookback
    let viewer: Viewer
    let now: Instant

    var json: JSON {
        let forwarding = sent.promise.flatMap { key in whole?.proof(key) }.map { [$0] } ?? []
        let held = handOver.delivered ?? handOver.forwarded
        let done = handOver.end == .done ? handOver.ended : nil
        return .members(
            ("ticket", .string(part.row.id.description)), ("number", .string(part.row.numberText)),
            ("department", .string(handOver.department.code)),
            ("departmentLabel", .string(viewer.text(handOver.department))),
            ("forwarded", leg(from: forwarding.first?.clock.start, handOver.forwarded, forwarding, of: whole)),
            (
                "delivered",
                leg(from: handOver.forwarded, handOver.delivered, proofs(DepartmentDispatch.pickUpClock), of: part)
            ),
            ("receipt", handOver.receipt.map(JSON.string)),
            ("attempts", .count(max(handOver.attempts, message?.attempt ?? 0))),
            ("accepted", leg(from: held, handOver.accepted, proofs(DepartmentDispatch.promiseClock), of: part)),
            ("dates", .array(handOver.dates.map(viewer.time))),
            (
                "done",
                leg(from: handOver.accepted ?? held, done, proofs(DepartmentDispatch.promisedDateClock), of: part)
            ),
            ("endedAt", handOver.ended.map(viewer.time)),
            ("outcome", .string(outcome.rawValue)), ("outcomeLabel", viewer.word(outcome.label)),
            ("suggested", suggested.map { .string($0.code) }),
            ("suggestedLabel", suggested.map { .string(viewer.text($0)) }),
            ("misses", .count(handOver.misses)), ("reminders", .count(handOver.reminders)),
            ("deadLetters", .count(handOver.deadLetters)))
    }

    /// The dispatch's own end, or what became of it in the ticket that sent it.
    private var outcome: Complaint.DispatchRecord.Outcome {
        switch handOver.end {
        case nil: sent.outcome == .moved ? .moved : .open
        case .done: .done
        case .returned: .returned
        case .cancelled: .cancelled
        }
    }

    private var suggested: Department? {
        if case .returned(let suggested) = handOver.end { suggested } else { nil }
    }

    private func proofs(_ rule: ClockRule) -> [DeadlineProof] { part.proofs.filter { $0.clock.key.name == rule.name } }

    /// One fact: when, how long after the one before it, and what the clocks say.
    private func leg(
        from start: Instant?, _ moment: Instant?, _ proofs: [DeadlineProof], of ticket: Retrospect?
    ) -> JSON {
        let took = start.flatMap { start in moment.map { (start, $0) } }
        let clocks = proofs.compactMap { proof in
            ticket.map { ProofView(proof, of: $0, lookback, for: viewer, at: now).brief }
        }
        return .members(
            ("at", moment.map(viewer.time)),
            ("took", took.map { lookback.json(from: $0, until: max($0, $1), of: part.row) }),
            ("clocks", .array(clocks)))
    }
}
