/// 交接凭证: one department's part as four facts: forwarded, delivered, accepted, done (`docs/glossary.md`). Each side's time ends
/// with a fact, so neither can use up the other's.
package struct HandOver: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case done
        /// 退回: not this department's; the one that it names instead, if any.
        case returned(suggested: Department?)
        case cancelled
    }

    package let department: Department
    /// 已转出: it stands durably in the department's queue.
    package let forwarded: Instant
    /// 已签收.
    package private(set) var delivered: Instant?
    /// How it was taken: `lease:12.3` by a worker, `desk:…` or `do:…` by a person or program of the department.
    package private(set) var receipt: String?
    /// 已承诺: the first date.
    package private(set) var accepted: Instant?
    package private(set) var ended: Instant?
    package private(set) var end: End?
    /// Dates that the department gave or the leader set, in order; the first is that of `accepted`.
    package private(set) var dates: [Instant] = []
    package private(set) var misses = 0
    /// 催办.
    package private(set) var reminders = 0
    /// How often its message could not be delivered for good.
    package private(set) var deadLetters = 0

    package init(of replay: Replay<DepartmentDispatch>) {
        department = replay.ticket.state.opening.department
        forwarded = replay.scenes[0].entry.factAt
        for scene in replay.scenes {
            guard case .happened(let event) = scene.entry.fact else { continue }
            note(event, scene.entry.factAt)
        }
    }

    private mutating func note(_ event: DepartmentDispatch.Event, _ moment: Instant) {
        switch event {
        case .delivered(let receipt):
            delivered = moment
            self.receipt = receipt
        case .accepted(let date):
            accepted = accepted ?? moment
            dates.append(date)
        case .promiseChanged(let date, _), .promisedAnew(let date), .ordered(_, let date, _): dates.append(date)
        case .returned(_, let suggested): finish(.returned(suggested: suggested), moment)
        case .reportedDone: finish(.done, moment)
        case .cancelled: finish(.cancelled, moment)
        case .surveyEnded: finish(delivered == nil ? .cancelled : .done, moment)
        case .promiseMissed, .renewalMissed: misses += 1
        case .reminded: reminders += 1
        case .deliveryDied: deadLetters += 1
        case .progressed, .phoned, .held, .resumed, .surveyScheduled, .reparented: break
        }
    }

    private mutating func finish(_ end: End, _ moment: Instant) {
        self.end = end
        ended = moment
    }

    /// How often it was offered to workers before one held it; 0 when nobody's lease is known.
    package var attempts: Int {
        guard let receipt, receipt.hasPrefix(Self.leased), let attempt = receipt.split(separator: ".").last else {
            return 0
        }
        return Int(attempt) ?? 0
    }

    private static let leased = "lease:"
}

/// 乒乓: how often departments gave a matter back.
package struct PingPong: Hashable, Sendable {
    /// 退回次数.
    package let returned: Int
    /// 又转给退回过的部门: how often it went to a department that had given this matter back before.
    package let backAgain: Int

    package init(_ parts: [SentPart]) {
        var gaveBack: Set<Department> = []
        var (returned, backAgain) = (0, 0)
        for part in parts {
            if gaveBack.contains(part.department) { backAgain += 1 }
            guard part.outcome == .returned || part.outcome == .replaced else { continue }
            returned += 1
            gaveBack.insert(part.department)
        }
        self.returned = returned
        self.backAgain = backAgain
    }
}
