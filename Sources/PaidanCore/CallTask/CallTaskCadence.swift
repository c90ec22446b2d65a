/// 周期: the next date follows from the last due or made date, whether or not the call was made (A7).
extension CallTask {
    /// - Parameters:
    ///   - madeAt: when this call was made; nil when it never was, and then the day counts on which it was due, or a later one that
    ///     was agreed with the customer and that the call waited for.
    ///   - wanted: what the caller chose, e.g. after grading a visitor.
    ///   - date: what was agreed with the customer, also after the end of the cadence; without a cadence it is a call of its
    ///     own (FBK-09).
    func following(
        madeAt: Instant?, wanted: Occasion? = nil, at date: Instant? = nil, dislikes: Bool = false, _ context: Context
    ) -> [Event] {
        guard let next = wanted ?? usualNext(context) ?? (date == nil ? nil : .followUp) else { return [] }
        if let date {
            return [.nextPlanned(call: context.fresh(0), occasion: next, basisAt: madeAt ?? dueAt, dueAt: date)]
        }
        guard let (basis, dueAt) = term(of: next, madeAt: madeAt, dislikes: dislikes, context) else { return [] }
        return [.nextPlanned(call: context.fresh(0), occasion: next, basisAt: basis, dueAt: dueAt)]
    }

    /// When a call that nobody makes gives way to the next one of its cadence: with the day on which that one is due. So
    /// it is owed until then, and each date has its verdict. nil where none follows: then it is owed until it is made or waived.
    func givingWay(_ context: Context) -> Instant? {
        guard let next = usualNext(context), let following = term(of: next, madeAt: nil, dislikes: false, context)
        else {
            return nil
        }
        let zone = context.policy.calendar.zone
        return max(dueAt, zone.start(of: zone.date(endingAt: following.dueAt)))
    }

    /// The end of the day that is agreed with the customer, where the call would give way before: nobody closes it over his head.
    func closing(agreed moment: Instant, _ context: Context) -> Instant? {
        guard round == 1, let closesAt = opening.closesAt else { return nil }
        let zone = context.policy.calendar.zone
        let end = zone.end(of: zone.date(of: moment))
        return end > closesAt ? end : nil
    }

    /// What follows by itself; nothing once the works or the warranty are over to which the cadence belongs.
    private func usualNext(_ context: Context) -> Occasion? {
        guard round == 1, !opening.occasion.isFollowedByChoice, let next = opening.occasion.successors.first else {
            return nil
        }
        let project = context.relatives.first { $0.id == opening.project }
        return project?.overOccasions.contains(next) ?? false ? nil : next
    }

    /// From when the limit of the call that follows counts, and when it is due; nil without a cadence, or after its end.
    private func term(
        of next: Occasion, madeAt: Instant?, dislikes: Bool, _ context: Context
    ) -> (basis: Instant, dueAt: Instant)? {
        let lastDue = madeAt == nil ? agreedDay(context) ?? dueAt : dueAt
        let isRare = (isUnwelcome || dislikes) && !next.isMandatory
        let times = isRare ? context.policy[Self.dislikeStretch] : 1
        let following =
            next.withFormer(basisAt, after: madeAt ?? lastDue, times: times, context)
            ?? next.next(afterMade: madeAt, due: lastDue, times: times, context)
        return following.flatMap { isWithinCadence($0.dueAt, context) ? $0 : nil }
    }

    /// The end of the day that was agreed with the customer, once it has begun: only what was waited for in vain takes the date's
    /// place.
    private func agreedDay(_ context: Context) -> Instant? {
        guard let closesAt else { return nil }
        let zone = context.policy.calendar.zone
        return zone.start(of: zone.date(endingAt: closesAt)) <= context.factTime ? closesAt : nil
    }

    /// The day on which a cadence ends belongs to it.
    private func isWithinCadence(_ dueAt: Instant, _ context: Context) -> Bool {
        let zone = context.policy.calendar.zone
        return opening.cadenceEnds.map { zone.date(endingAt: dueAt) <= zone.date(endingAt: $0) } ?? true
    }
}

extension CallTask.Occasion {
    /// A visitor's second call is due so long after the visit, whenever the first was made (CBP-19).
    var startsWithFormer: Bool { self == .visitorSecond }

    /// Only a customer who is worth it is called a second time (CBP-16).
    var isFollowedByChoice: Bool { self == .inquiry }

    /// Where both calls count from one day; what would have to be made before the former was counts from that one.
    /// - Parameter moment: when the former was made, or was due.
    func withFormer(
        _ basisAt: Instant, after moment: Instant, times: Int, _ context: Context
    ) -> (basis: Instant, dueAt: Instant)? {
        guard startsWithFormer, let limit = context.policy[duty.limit] else { return nil }
        let farthest = basisAt + CallTask.farthestAhead
        let due = limit.due(from: basisAt, periods: times, until: farthest, in: context.policy.calendar)
        return due > moment ? (basisAt, due) : nil
    }

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
