/// Clocks, custodian and routing wish: functions of the state.
extension Complaint {
    static let forwardClock = ClockRule("forward", "T-01", "转责任部门", "forward", limit: forwardWithin.key)
    static let forwardAfterSurveyClock = ClockRule(
        "forwardAfterSurvey", "T-01b", "勘察后转责任部门", "forward after the survey", limit: forwardAfterSurveyWithin.key)
    static let forwardAgainClock = ClockRule(
        "forwardAgain", "T-01c", "退回后再转", "forward again after a misroute", limit: forwardAgainWithin.key,
        isJudged: false)
    static let leaderOrderClock = ClockRule(
        "leaderOrder", "T-04", "领导批示", "leader's order", limit: leaderOrdersWithin.key)
    static let firstReplyClock = ClockRule("firstReply", "T-05", "首次回复", "first reply", limit: firstReplyWithin.key)
    static let planClock = ClockRule("plan", "T-06", "解决方案", "satisfactory plan", limit: planWithin.key)
    static let verificationClock = ClockRule(
        "verification", "T-07", "核实结果", "outcome verified", limit: verifyWithin.key)
    static let surveyClock = ClockRule("survey", "T-76", "现场勘察", "on-site survey", limit: surveyWithin.key)
    static let revisitClock = ClockRule("revisit", "T-08/T-09", "投诉回访", "revisit", limit: revisitWithin.key)
    static let resultToldClock = ClockRule(
        "resultTold", "resultToldWithin", "告知结果", "result told", limit: resultToldWithin.key)
    static let holdUntilClock = ClockRule("holdUntil", "holdUntil", "暂停到期", "hold ends", limit: nil, isJudged: false)

    package static let clockRules = [
        forwardClock, forwardAfterSurveyClock, forwardAgainClock, leaderOrderClock, firstReplyClock, planClock,
        verificationClock, surveyClock, revisitClock, resultToldClock, holdUntilClock,
    ]

    package var clocks: [ClockSpec] {
        switch state {
        case .received(let triage): kept + waiting + replacing + reminding(triage) + answering
        case .explaining: kept + waiting + replacing + answering
        case .surveying(let survey):
            kept + answering + [ClockSpec(Self.surveyClock, round: survey.number, from: survey.since)]
        case .inDepartment: kept + replacing + owing + answering
        case .onHold(let hold):
            kept + replacing + owing + answering + [
                ClockSpec(Self.holdUntilClock, round: hold.number, from: hold.since, due: .at(hold.until))
            ]
        case .escalated(let escalation):
            kept + replacing + owing + answering
                + [ClockSpec(Self.leaderOrderClock, round: escalation.number, from: escalation.since)]
        case .awaitingRevisit(let handled): kept + answering + [telling(handled)]
        case .merged, .closed, .closedByLetter, .withdrawn: kept + answering.filter { $0.met != nil }
        }
    }

    // MARK: The two hours

    /// T-01 or T-01b of every department that was forwarded to: met by the forward, or by the delivery where the policy
    /// counts that. It is recorded even if the department was named in the same moment, and counts from the earliest receipt
    /// for what came with a duplicate as well (A11).
    private var kept: [ClockSpec] {
        var specs: [ClockSpec] = []
        for record in dispatches where record.countsHere && record.outcome != .takenBack {
            let met = record.countsWhenDelivered ? record.deliveredAt ?? record.endedAt : record.forwardedAt
            let spec = forwarding(record.department.code, record.promise, met: met)
            // What moved into another complaint before it was delivered is that one's to deliver.
            if record.outcome == .moved && met == nil { continue }
            if !specs.contains(where: { $0.key == spec.key }) { specs.append(spec) }
        }
        return specs
    }

    /// The departments that still have to get the complaint; nobody in particular until one is named.
    private var waiting: [ClockSpec] {
        unsent.isEmpty && givenBack.isEmpty
            ? [forwarding("", promise, met: nil)]
            : unsent.map { forwarding($0.code, promise(to: $0), met: nil) }
    }

    /// Others are at work meanwhile: what is named and was taken back is owed nevertheless.
    private var owing: [ClockSpec] {
        owedAgain.map(\.department).filter(unsent.contains).map { forwarding($0.code, promise(to: $0), met: nil) }
    }

    func forwarding(_ subject: String, _ promise: ForwardPromise, met: Instant?) -> ClockSpec {
        let (rule, start) =
            switch promise.basis {
            case .receipt: (Self.forwardClock, receivedAt)
            case .survey(let concludedAt): (Self.forwardAfterSurveyClock, concludedAt)
            case .revisit(let at): (Self.forwardClock, at)
            }
        return ClockSpec(rule, subject: subject, round: promise.number, from: start, met: met)
    }

    /// T-01c: a reminder, not a promise; the two hours go on counting from receipt (A10).
    private func reminding(_ triage: Triage) -> [ClockSpec] {
        guard triage.why == .misrouted else { return [] }
        return [ClockSpec(Self.forwardAgainClock, round: promise.number, from: triage.since)]
    }

    /// One of several departments gave its part back and no other has it yet: the two hours from receipt are kept by the one
    /// that is responsible, whoever that is; and the reminder.
    private var replacing: [ClockSpec] {
        let reminders = givenBack.map { record in
            ClockSpec(
                Self.forwardAgainClock, subject: record.id.description, round: promise.number,
                from: record.endedAt ?? record.forwardedAt)
        }
        return reminders.isEmpty ? [] : [forwarding("", promise, met: nil)] + reminders
    }

    // MARK: What the customer waits for

    /// T-05, T-06, T-07 count from receipt, whatever the state.
    private var answering: [ClockSpec] {
        let reply = promised(Self.firstReplyClock, met: answers.repliedAt)
        let plan = promised(Self.planClock, met: answers.planAgreedAt)
        let verification = promised(Self.verificationClock, met: answers.verifiedAt)
        // What has been handled once needs no plan any more.
        return handlings > 0 && plan.met == nil ? [reply, verification] : [reply, plan, verification]
    }

    private func promised(_ rule: ClockRule, met: Instant?) -> ClockSpec {
        ClockSpec(rule, round: unmerges + 1, from: receivedAt, met: met)
    }

    /// A revisit where the regulation has one, else the customer is told (3.0 no. 5).
    private func telling(_ handled: Handled) -> ClockSpec {
        ClockSpec(
            handled.isRevisited ? Self.revisitClock : Self.resultToldClock, round: handled.number,
            from: handled.droppedAt ?? handled.at)
    }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        clock.name == Self.holdUntilClock.name ? .resume : nil
    }

    // MARK: Who holds it, who is wanted

    package var custodian: Custodian {
        switch state {
        case .received, .explaining, .awaitingRevisit: .customerService
        case .surveying(let survey): .departments(survey.summoned)
        case .inDepartment: open.isEmpty ? .customerService : .departments(open.map(\.department))
        case .onHold(let hold):
            switch hold.reason {
            case .customer: .customer
            case .parts: .supplier
            }
        case .escalated: .leader
        case .merged, .closed, .closedByLetter, .withdrawn: .nobody
        }
    }

    /// A routing worker is wanted while a classified complaint waits for its departments.
    package var routing: RoutingWish? {
        guard case .received = state, let first = unsent.first ?? named.first else { return nil }
        let clock = forwarding(first.code, promise(to: first), met: nil).key
        return RoutingWish(categories: categories, round: round, clock: clock)
    }
}
