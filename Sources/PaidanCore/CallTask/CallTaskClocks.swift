/// Clocks and custodian: functions of the state.
extension CallTask {
    package static let kind = Kind.call
    package static let label = Label("回访任务", "call task")
    package static let letter = "R"
    package static let reopening: [Verb] = [.markFaked]

    static let opensClock = ClockRule(
        "callOpens", "daysAhead", "列入待办", "call to be made", limit: nil, isJudged: false)
    static let slotClock = ClockRule("callSlot", "slot", "预约时间", "agreed time", limit: nil, isJudged: false)
    static let retryClock = ClockRule("callRetry", "retryAt", "再次拨打", "try again", limit: nil, isJudged: false)
    static let recordClock = ClockRule(
        "callRecord", "T-51", "当日完成记录", "record closed the same day", limit: recordWithin.key, isJudged: false)
    static let unreachedClock = ClockRule(
        "callUnreached", "unreachedWithin", "联系不上待处理", "customer not reached", limit: unreachedWithin.key,
        isJudged: false)
    static let overdueClock = ClockRule(
        "callOverdue", "overdueWithin", "逾期待处理", "overdue call to be dealt with", limit: overdueWithin.key,
        isJudged: false)
    static let closesClock = ClockRule(
        "callCloses", "A-54", "下次回访到期,本次按未完成结案", "closed as missed, the next call is due", limit: nil,
        isJudged: false)
    static let reportClock = ClockRule("callReport", "T-52", "回访报告", "call-back report", limit: reportWithin.key)
    static let submitClock = ClockRule(
        "callSubmit", "T-53/T-54", "提交回访记录", "record handed in", limit: submitWithin.key)
    static let reviewClock = ClockRule(
        "callReview", "reviewWithin", "审阅回访记录", "record reviewed", limit: reviewWithin.key, isJudged: false)

    package static let clockRules =
        duties.map(\.clock) + [
            opensClock, slotClock, retryClock, recordClock, unreachedClock, overdueClock, closesClock, reportClock,
            submitClock, reviewClock,
        ]

    package var clocks: [ClockSpec] {
        switch state {
        case .planned(let opensAt): [owed, reminder(Self.opensClock, at: opensAt)]
        case .due(let waiting): [owed] + retrying(waiting.retryAt)
        case .booked(let slot): [owed, reminder(Self.slotClock, at: slot.at)]
        case .inProgress(let contact): [owed, ClockSpec(Self.recordClock, round: stages, from: contact.since)]
        case .unreached(let since):
            [owed, ClockSpec(Self.unreachedClock, round: stages, from: since)] + closing(since: min(since, dueAt))
        case .overdue(let overdue):
            [owed, ClockSpec(Self.overdueClock, round: stages, from: max(overdue.since, arranged.at))]
                + retrying(overdue.retryAt) + (overdue.slot.map { [reminder(Self.slotClock, at: $0.at)] } ?? [])
                + closing(since: overdue.since)
        case .recorded(let filing):
            reporting(filing) + [
                ClockSpec(
                    Self.submitClock, round: filing.number, from: filing.since,
                    due: filing.submitBy.map { .at($0) } ?? .limit)
            ]
        case .inReview(let filing): [ClockSpec(Self.reviewClock, round: stages, from: filing.since)]
        case .archived, .missed, .waived, .superseded: []
        }
    }

    /// The promise of the occasion: until the customer is reached.
    private var owed: ClockSpec {
        ClockSpec(opening.occasion.duty.clock, round: round, from: min(basisAt, dueAt), due: .at(dueAt))
    }

    /// Of something that was arranged: it runs from then, also past the date of the call.
    private func reminder(_ rule: ClockRule, at moment: Instant) -> ClockSpec {
        ClockSpec(rule, round: arranged.number, from: min(arranged.at, moment), due: .at(moment))
    }

    private func retrying(_ moment: Instant?) -> [ClockSpec] {
        moment.map { [reminder(Self.retryClock, at: $0)] } ?? []
    }

    /// Where the regulation wants a report, once for each call; handed in with the record, it is written, also if the record comes back.
    private func reporting(_ filing: Filing) -> [ClockSpec] {
        report == nil ? [ClockSpec(Self.reportClock, round: round, from: filing.since)] : []
    }

    /// A cadence does not stand still because one call was never made; a day that is agreed with the customer is waited for.
    private func closing(since: Instant) -> [ClockSpec] {
        guard round == 1, let moment = closesAt ?? opening.closesAt else { return [] }
        return [ClockSpec(Self.closesClock, round: stages, from: min(since, moment), due: .at(moment))]
    }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        switch phase {
        case .planned where clock.name == Self.opensClock.name: .becomeDue
        case .planned, .due, .booked: clock.name == opening.occasion.duty.clock.name ? .deadlinePassed : nil
        case .inProgress: clock.name == Self.recordClock.name ? .contactLapsed : nil
        case .unreached, .overdue: clock.name == Self.closesClock.name ? .closeMissed(reason: nil) : nil
        case .recorded, .inReview, .archived, .missed, .waived, .superseded: nil
        }
    }

    /// Calls belong to customer service, not to one of its people: whoever is away keeps nothing waiting.
    package var custodian: Custodian {
        switch state {
        case .planned, .due, .booked, .inProgress, .unreached, .overdue, .recorded, .inReview: .customerService
        case .archived, .missed, .waived, .superseded: .nobody
        }
    }

    package var person: PersonID { opening.customer }
    package var parent: TicketID? { movedTo ?? opening.parent }
    package var project: TicketID? { opening.project }
    package static let hasSubject = true
    package var subject: Subject? { Subject(opening.occasion.label) }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(
            id: id, kind: .call, branch: branch, isOpen: !phase.isEnd, person: person,
            record: record.map { Testimony(isSatisfied: $0.isSatisfied, score: $0.score, answers: answers) },
            call: outline)
    }

    package var guide: Guide? {
        switch state {
        case .planned, .due, .booked, .inProgress, .unreached, .overdue:
            opening.occasion.script.guide(onSite: mustVisit, tells: opening.tells != nil)
        case .recorded, .inReview, .archived, .missed, .waived, .superseded: nil
        }
    }
}
