/// 周期: the next date follows from the last due or made date, whether or not the call was made (A7).
extension CallTask {
    /// - Parameters:
    ///   - basis: when this call was made, or when it was due.
    ///   - wanted: what the caller chose, e.g. after grading a visitor.
    ///   - date: what was agreed with the customer; without a cadence it is a call of its own (FBK-09).
    func following(
        _ basis: Instant, wanted: Occasion? = nil, at date: Instant? = nil, dislikes: Bool = false, _ context: Context
    ) -> [Event] {
        let usual = round == 1 ? opening.successor : nil
        // A fixed time is over only when it is over: a call made in the middle of the month is this one's.
        let basis = opening.occasion == .midProject ? max(basis, dueAt) : basis
        guard let next = wanted ?? usual ?? (date == nil ? nil : .followUp) else { return [] }
        let isRare = (isUnwelcome || dislikes) && !next.isMandatory
        guard
            let dueAt = date ?? next.due(from: basis, times: isRare ? context.policy[Self.dislikeStretch] : 1, context),
            dueAt <= opening.cadenceEnds ?? dueAt
        else { return [] }
        return [.nextPlanned(call: context.fresh(0), occasion: next, basisAt: basis, dueAt: dueAt)]
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
    /// Only a customer who is worth it is called a second time (CBP-16).
    var isFollowedByChoice: Bool { self == .inquiry }

    /// - Parameter times: how many periods lie between; so stretched, a cadence is at most `CallTask.farthestAhead` long.
    func due(from basis: Instant, times: Int, _ context: Context) -> Instant? {
        guard let limit = context.policy[duty.limit] else { return nil }
        let farthest = basis + CallTask.farthestAhead
        var moment = basis
        for _ in 0..<times where moment < farthest { moment = limit.due(from: moment, in: context.policy.calendar) }
        return times > 1 ? min(moment, farthest) : moment
    }
}

extension CallTask.Opening {
    /// What comes after it by itself. Calls in mid-month and at month end go on until the works end (CBP-02), which only a project
    /// tells.
    var successor: CallTask.Occasion? {
        if occasion == .midProject, project != nil { return .midProject }
        return occasion.isFollowedByChoice ? nil : occasion.successors.first
    }

    /// When the call after one that was due at `moment` would be due; nil without a cadence in this policy.
    func next(after moment: Instant, _ context: Context) -> Instant? {
        successor?.due(from: moment, times: 1, context)
    }
}
