/// 周期: the next date follows from the last due or made date, whether or not the call was made (A7).
extension CallTask {
    /// - Parameters:
    ///   - madeAt: when this call was made; nil when it never was, and then the day counts on which it was due.
    ///   - wanted: what the caller chose, e.g. after grading a visitor.
    ///   - date: what was agreed with the customer, also after the end of the cadence; without a cadence it is a call of its
    ///     own (FBK-09).
    func following(
        madeAt: Instant?, wanted: Occasion? = nil, at date: Instant? = nil, dislikes: Bool = false, _ context: Context
    ) -> [Event] {
        let usual = round == 1 ? opening.successor : nil
        guard let next = wanted ?? usual ?? (date == nil ? nil : .followUp) else { return [] }
        let isRare = (isUnwelcome || dislikes) && !next.isMandatory
        let times = isRare ? context.policy[Self.dislikeStretch] : 1
        if let date {
            return [.nextPlanned(call: context.fresh(0), occasion: next, basisAt: madeAt ?? dueAt, dueAt: date)]
        }
        guard
            let (basis, dueAt) = sameStart(next, after: madeAt ?? dueAt, times: times, context)
                ?? next.next(afterMade: madeAt, due: dueAt, times: times, context), isWithinCadence(dueAt, context)
        else { return [] }
        return [.nextPlanned(call: context.fresh(0), occasion: next, basisAt: basis, dueAt: dueAt)]
    }

    /// Where both calls count from one day; what would have to be made before this one was counts from this one.
    private func sameStart(
        _ next: Occasion, after moment: Instant, times: Int, _ context: Context
    ) -> (basis: Instant, dueAt: Instant)? {
        guard next.startsWithFormer, let limit = context.policy[next.duty.limit] else { return nil }
        let farthest = basisAt + Self.farthestAhead
        let due = limit.due(from: basisAt, periods: times, until: farthest, in: context.policy.calendar)
        return due > moment ? (basisAt, due) : nil
    }

    /// The day on which a cadence ends belongs to it.
    private func isWithinCadence(_ dueAt: Instant, _ context: Context) -> Bool {
        let zone = context.policy.calendar.zone
        return opening.cadenceEnds.map { zone.date(endingAt: dueAt) <= zone.date(endingAt: $0) } ?? true
    }

    /// 两表对账: the case that a contradiction of two records opens.
    func contradicted(_ made: Made, _ context: Context) throws(Refusal) -> [Event] {
        guard let checked = opening.checks else { return [] }
        let others = try context.relative(checked).answers
        let apart = context.policy[Self.scoresApart]
        let earlier = answers.filter { answer in !made.answers.contains { $0.question == answer.question } }
        let questions = (earlier + made.answers).filter { answer in
            others.contains { $0.contradicts(answer, scoresApart: apart) }
        }
        guard !questions.isEmpty else { return [] }
        let contradiction = Contradiction(first: checked, second: context.id, questions: questions.map(\.question))
        return [.contradicted(issue: context.fresh(1), contradiction: contradiction)]
    }
}

extension CallTask.Occasion {
    /// A visitor's second call is due so long after the visit, whenever the first was made (CBP-19).
    var startsWithFormer: Bool { self == .visitorSecond }

    /// Only a customer who is worth it is called a second time (CBP-16).
    var isFollowedByChoice: Bool { self == .inquiry }

    /// From when this call's limit counts, and when it is due.
    /// - Parameters:
    ///   - madeAt: when the call before it was made; nil when it never was.
    ///   - due: the date of the call before it.
    ///   - times: how many periods lie between; so stretched, a cadence is at most `CallTask.farthestAhead` long.
    func next(
        afterMade madeAt: Instant?, due: Instant, times: Int, _ context: Context
    ) -> (basis: Instant, dueAt: Instant)? {
        guard let limit = context.policy[duty.limit] else { return nil }
        let calendar = context.policy.calendar
        let basis = limit.basis(afterDone: madeAt, due: due, in: calendar)
        let farthest = basis + CallTask.farthestAhead
        return (basis, limit.due(from: basis, periods: times, until: farthest, in: calendar))
    }
}

extension CallTask.Opening {
    /// What comes after it by itself. Calls in mid-month and at month end go on until the works end (CBP-02), which only a project
    /// tells.
    var successor: CallTask.Occasion? {
        if occasion == .midProject, project != nil { return .midProject }
        return occasion.isFollowedByChoice ? nil : occasion.successors.first
    }

    /// When the call after one that was due at `dueAt` and is not made is due; nil without a cadence in this policy.
    func next(afterMissed dueAt: Instant, _ context: Context) -> Instant? {
        successor?.next(afterMade: nil, due: dueAt, times: 1, context)?.dueAt
    }
}
