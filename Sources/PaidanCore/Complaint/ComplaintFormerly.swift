/// What facts did not say once, and what stands beside them does.
extension Complaint {
    package static func completed(
        _ event: Event, in phase: Phase?, by changes: () throws(CorruptHistory) -> [ClockChange]
    ) throws(CorruptHistory) -> Event {
        switch event {
        case .duplicateAbsorbed(let source, let receivedAt, let parts, nil, let needs, let projects):
            // The first programs judged nothing of what came along, and nothing that came along left it in triage.
            let areJudged = areJudged(parts, by: try changes())
            return .duplicateAbsorbed(
                source: source, receivedAt: receivedAt, parts: parts, countsHere: phase == .received || areJudged,
                needs: needs, projects: projects)
        case .classified(let categories, let departments, nil):
            let replaced = remindersEnded(by: try changes())
            guard !replaced.isEmpty else { return event }
            return .classified(categories: categories, departments: departments, replaces: replaced)
        default: return event
        }
    }

    /// Whether one of the parts began its two hours here, or ended them when it was forwarded or delivered there.
    private static func areJudged(_ parts: [DispatchRecordMoved], by changes: [ClockChange]) -> Bool {
        changes.contains { change in
            guard forwardingClocks.contains(where: { $0.name == change.key.name }) else { return false }
            return parts.contains { part in
                guard part.department.code == change.key.subject else { return false }
                switch change {
                case .set: return true
                case .stopped(_, let at, _): return at == part.deliveredAt ?? part.forwardedAt
                case .moved, .paused, .heldOpen, .resumed, .breached, .repinned, .secondOpinion: return false
                }
            }
        }
    }

    /// The given-back parts that nobody is reminded of any more.
    private static func remindersEnded(by changes: [ClockChange]) -> [TicketID] {
        changes.compactMap { change in
            guard case .stopped(let key, _, _) = change, key.name == forwardAgainClock.name else { return nil }
            return TicketID(text: key.subject)
        }
    }
}
