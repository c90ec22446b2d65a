/// 时间账: the life of a ticket as intervals, each with one holder. They follow each other without gap or overlap and add up to
/// the whole.
///
/// What was reported later counts from when it happened, as it does for the verdicts (`docs/decisions/0003`). Several
/// departments at work are one holder here; each of their dispatches has an account of its own beside this one.
package struct TimeAccount: Hashable, Sendable {
    package struct Interval: Hashable, Sendable {
        package let from: Instant
        package let until: Instant
        package let holder: Custodian
        /// Who of the staff, where that is one person.
        package let keeper: Account?
        /// The state's name; `beforeOpening` for the time before there was a ticket.
        package let phase: String
        package let phaseLabel: Label
        /// Why it lies there, where the state says so: 等配件, 并案.
        package let reason: Label?
        /// The version of the fact that began it.
        package let begunBy: Int
        package let workingTime: Span

        package var clockTime: Span { until - from }
    }

    /// What one holder had it for, all together.
    package struct Total: Hashable, Sendable {
        package let holder: Custodian
        package let keeper: Account?
        package fileprivate(set) var clockTime: Span
        package fileprivate(set) var workingTime: Span
    }

    package let from: Instant
    /// When the ticket ended or left, else the moment of looking.
    package let until: Instant
    package let isEnded: Bool
    /// In order. None is empty, except the last of a ticket that has only just changed hands.
    package let intervals: [Interval]

    package static let beforeOpening = "beforeOpening"
    private static let beforeOpeningLabel = Label("登记前", "before it was opened")

    /// - Parameters:
    ///   - now: how far an open ticket's account goes; not before its last fact.
    ///   - leftAt: when it left the whole that looks at it; its account there ends so.
    ///   - course: counts the working time.
    package init<K: TicketKind>(
        of replay: Replay<K>, at now: Instant, leftAt: Instant? = nil, by course: CalendarCourse
    ) {
        let stretches = Self.stretches(of: replay)
        let last = stretches[stretches.count - 1]
        let isOver = replay.ticket.state.phase.isEnd
        let until = isOver ? last.from : max(leftAt ?? now, last.from)
        let ends = stretches.dropFirst().map(\.from) + [until]
        from = stretches[0].from
        self.until = until
        isEnded = isOver || leftAt != nil
        intervals = zip(stretches.dropLast(isOver ? 1 : 0), ends).map { stretch, end in
            Interval(
                from: stretch.from, until: end, holder: stretch.holding.holder, keeper: stretch.holding.keeper,
                phase: stretch.holding.phase, phaseLabel: stretch.holding.label, reason: stretch.holding.reason,
                begunBy: stretch.begunBy,
                workingTime: course.workingTime(from: stretch.from, until: end))
        }
    }

    package var clockTime: Span { until - from }
    package var workingTime: Span { intervals.reduce(.zero) { $0 + $1.workingTime } }

    /// By holder, in the order in which they first had it.
    package var totals: [Total] {
        intervals.reduce(into: []) { totals, interval in
            let index =
                totals.firstIndex { $0.holder == interval.holder && $0.keeper == interval.keeper } ?? totals.count
            if index == totals.count {
                totals.append(
                    Total(holder: interval.holder, keeper: interval.keeper, clockTime: .zero, workingTime: .zero))
            }
            totals[index].clockTime = totals[index].clockTime + interval.clockTime
            totals[index].workingTime = totals[index].workingTime + interval.workingTime
        }
    }

    // MARK: Stretches

    /// Who has it, and why.
    private struct Holding: Hashable {
        let holder: Custodian
        let keeper: Account?
        let phase: String
        let label: Label
        let reason: Label?
    }

    private struct Stretch {
        let from: Instant
        let holding: Holding
        let begunBy: Int
    }

    /// At least one. What lasted for no time at all is left out.
    private static func stretches<K: TicketKind>(of replay: Replay<K>) -> [Stretch] {
        var stretches = before(replay)
        for scene in replay.scenes {
            switch scene.entry.fact {
            // They change no state, and what happened before them may be told after them.
            case .rang, .repinned, .attached, .corrected: continue
            case .opened, .happened: break
            }
            let holding = holding(of: scene.ticket.state)
            // A machine's clock that was put back does not put time back.
            let from = max(scene.entry.factAt, stretches.last?.from ?? scene.entry.factAt)
            guard stretches.last?.holding != holding else { continue }
            if stretches.last?.from == from { stretches.removeLast() }
            if stretches.last?.holding != holding {
                stretches.append(Stretch(from: from, holding: holding, begunBy: scene.entry.version))
            }
        }
        return stretches
    }

    /// From receipt to the keyboard it was with whoever had it when it was opened.
    private static func before<K: TicketKind>(_ replay: Replay<K>) -> [Stretch] {
        guard let begunAt = replay.ticket.state.begunAt, begunAt < replay.scenes[0].entry.factAt else { return [] }
        let holding = Holding(
            holder: replay.scenes[0].ticket.state.custodian, keeper: replay.scenes[0].ticket.state.keeper,
            phase: beforeOpening, label: beforeOpeningLabel, reason: nil)
        return [Stretch(from: begunAt, holding: holding, begunBy: 1)]
    }

    private static func holding<K: TicketKind>(of state: K) -> Holding {
        Holding(
            holder: state.custodian, keeper: state.keeper, phase: K.table.name(of: state.phase),
            label: state.phase.label, reason: state.heldBecause)
    }
}
