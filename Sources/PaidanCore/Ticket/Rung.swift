extension ClockLedger.Entry {
    /// The next rung of this clock and the moment from which it may fire, after the pauses that are planned; nil when it is
    /// stopped or has fired all.
    /// What is not judged may ring again after it was due, as often as its ladder says.
    /// A limit is kept at its very last millisecond, so a judged breach fires one millisecond later; warnings and
    /// schedules fire on the moment.
    package func nextRung(under policy: Policy, judged: Bool) -> (rung: Int, at: Instant, isBreach: Bool)? {
        guard isRunning, heldOpenSince == nil else { return nil }
        let ladder = policy.ladder(of: key.name)
        let warnings = ladder.warnings
        if fired < warnings.count {
            return (fired, moment(of: warnings[fired].moment, policy), false)
        }
        let turn = fired - warnings.count
        if turn > 0 {
            guard !judged, let again = ladder.again, turn <= again.times else { return nil }
            return (fired, due + Span(milliseconds: again.every.milliseconds * Int64(turn)), false)
        }
        return (fired, judged ? due + Span(milliseconds: 1) : due, true)
    }

    /// How many warnings make no sense any more when a clock is set at `now`: all of them when it is overdue, else all
    /// whose moment has passed but the last; and that one, too, if it could only ever have come with the beginning.
    func warningsTooLate(at now: Instant, under policy: Policy) -> Int {
        let warnings = policy.ladder(of: key.name).warnings
        if due < now { return warnings.count }
        let passed = warnings.count { moment(of: $0.moment, policy) <= now }
        guard passed > 0 else { return 0 }
        return comesWithBeginning(warnings[passed - 1].moment) ? passed : passed - 1
    }

    /// The whole promise is no longer than the warning's distance from its end: whoever has just given it knows.
    private func comesWithBeginning(_ moment: Ladder.Moment) -> Bool {
        switch moment {
        case .before(let span): due - span <= start
        case .after, .percent, .later: false
        }
    }

    /// A warning that would come after the breach comes with it; one that would come in a pause comes when it is over.
    private func moment(of moment: Ladder.Moment, _ policy: Policy) -> Instant {
        switch moment {
        case .after(let limit): min(limit.due(from: start, in: policy.calendar, pauses: pauses), due)
        case .before(let span): ahead(span)
        case .percent(let percent): min(part(percent), due)
        case .later(let span, let percent): max(ahead(span), min(part(percent), due))
        }
    }

    private func ahead(_ span: Span) -> Instant { min(max(min(due - span, due), start).outside(pauses), due) }

    /// Percent of the way from start to due, without the pauses.
    private func part(_ percent: Int) -> Instant {
        guard !pauses.isEmpty else {
            return start + Span(milliseconds: (due - start).milliseconds / 100 * Int64(percent))
        }
        let paused = Pause.length(of: pauses.filter { $0.until <= due })
        let running = (due - start - paused).milliseconds
        let way = Span(milliseconds: running / 100 * Int64(percent))
        return (start + way).postponed(by: pauses)
    }
}
