import PaidanWire

/// EXTEND, by itself, while a handler runs.
extension ClientSession {
    mutating func renewLeases(at now: Duration) {
        guard isOpen else { return }
        for issue in heldInOrder {
            guard let due = issue.extendDue, due <= now else { continue }
            renew(issue, at: now)
        }
    }

    /// A lease that has lapsed by our own clock may be somebody else's; whether it is, the answer will tell.
    private mutating func renew(_ issue: HeldIssue, at now: Duration) {
        guard now < issue.leaseEnd else {
            held[issue.lease.id]?.isLost = true
            return note(.leaseLost(issue.lease))
        }
        if case .working(_, let since) = issue.stage, now - since >= configuration.handlingLimit {
            held[issue.lease.id]?.isLost = true
            return note(.handlerTooSlow(issue.lease))
        }
        askRenewal(of: issue, at: now)
    }

    mutating func askRenewal(of issue: HeldIssue, at now: Duration) {
        let rid = nextRequest("x")
        held[issue.lease.id]?.renewal = .asked(rid: rid, at: now)
        send(.extend(Extend(lease: issue.lease, duration: renewalLength, rid: rid)), at: now)
    }

    private var renewalLength: Duration { min(terms.lease, WireLimits.extensionMax) }

    func isRenewal(_ rid: String?, _ issue: HeldIssue) -> Bool {
        guard case .asked(let asked, _) = issue.renewal else { return false }
        return rid == asked
    }

    /// The lease lasts from the moment at which we asked, not from the answer: the server's clock began in between.
    mutating func takeRenewal(_ settled: Settled, _ known: HeldIssue, at now: Duration) {
        guard case .asked(let rid, let asked) = known.renewal, settled.rid == nil || settled.rid == rid else { return }
        held[known.lease.id]?.renewal = .none
        if settled.outcome == .extended {
            let length = renewalLength
            held[known.lease.id]?.leaseEnd = asked + length
            held[known.lease.id]?.leaseLength = length
        } else {
            held[known.lease.id]?.isLost = true
            if known.isWorking { note(.leaseLost(known.lease)) }
        }
    }

    mutating func takeRefusedRenewal(_ reply: ErrorReply, _ known: HeldIssue, at now: Duration) {
        if reply.code.isPassing {
            held[known.lease.id]?.renewal = .refused(until: now + Backoff.asking.wait(after: 0, &random))
        } else {
            held[known.lease.id]?.renewal = .none
            held[known.lease.id]?.isLost = true
            note(.answerRefused(known.lease, CommandRefusal(reply)))
        }
    }
}
