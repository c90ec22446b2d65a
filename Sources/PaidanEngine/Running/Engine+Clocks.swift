internal import PaidanCore

/// The clock watch: a clock that runs out is a command too.
extension Engine {
    /// Fires the rungs that are due, earliest first, each in a unit of its own.
    func fireDueClocks(at now: Instant) throws {
        if Sabotage.isOn(.rungsOutOfOrder) {
            for clock in try store.dueClocks(at: now, limit: Self.rungsMax) { try fire(clock, at: now) }
        }
        let moment = Sabotage.isOn(.rungTooEarly) ? now + .minutes(1) : now
        for _ in 0..<Self.rungsMax {
            // One at a time: the next rung of the same clock may come before those of others.
            let due = try settingAside(at: now) { try store.dueClocks(at: moment, limit: 1) }
            guard let clock = due.first else { return }
            if Sabotage.isOn(.clockForgottenAtRestart), let next = clock.next, now - next > .minutes(1) { return }
            let outcome = try apart {
                try fire(clock, at: now)
                try routeFresh(at: now)
            }
            if case .failure(let damage) = outcome { try setAside(clock, because: damage, at: now) }
        }
    }

    /// One damaged ticket must not keep the others' clocks from firing. The engineer finds the incident.
    private func setAside(_ clock: ClockRow, because: Damage, at now: Instant) throws {
        try report("clock \(clock.key.text) of \(clock.ticket) set aside: \(because)", at: now)
        try store.put(ClockRow(ticket: clock.ticket, key: clock.key, due: clock.due, next: nil, isLate: clock.isLate))
    }

    private func fire(_ clock: ClockRow, at now: Instant) throws {
        guard let found = try find(clock.ticket) else { throw DamagedRow("\(clock.ticket): a clock of no ticket") }
        if let importedAt = found.importedAt, let next = clock.next, next <= importedAt {
            // Due before the ticket was taken over: history like the rest of it, not news of today.
            _ = try ring(clock, of: found, at: next, importedAt: importedAt)
            return
        }
        guard try ring(clock, of: found, at: now, importedAt: nil) != nil else { return }
        news.rungsFired += 1
        news.lateness.append((now - (clock.next ?? now)).milliseconds)
    }

    /// - Parameter importedAt: not nil when it rang in another system's time.
    /// - Returns: what it led to; nil when there was nothing to ring any more.
    func ring(_ clock: ClockRow, of found: AnyLoaded, at moment: Instant, importedAt: Instant?) throws -> Unit? {
        var runner = runner(at: moment)
        runner.unit.importedAt = importedAt
        try found.row.kind.run(Ringing(clock: clock), on: &runner)
        guard !runner.unit.tickets.isEmpty else {
            // Nothing to fire any more: the row is behind its ledger. Set it right, so that the watch goes on.
            try rewriteClocks(of: found)
            return nil
        }
        try runner.settleEffects()
        try write(runner.unit)
        return runner.unit
    }

    private struct Ringing: KindWork {
        let clock: ClockRow

        func run<K: TicketKind>(_: K.Type, on runner: inout UnitRunner) throws {
            try runner.ring(K.self, clock.ticket, clock.key)
        }
    }

    private func rewriteClocks(of loaded: AnyLoaded) throws {
        for row in try store.runningClocks(of: loaded.id) { try store.removeClock(row.key, of: row.ticket) }
        for row in loaded.clockRows(policies) {
            try store.put(row)
            plan(row.next)
        }
    }
}
