/// Parameters, clocks and custodian: functions of the state.
extension OpinionIssue {
    package static let kind = Kind.opinion
    package static let label = Label("客户意见", "customer opinion")
    package static let letter = "F"

    static let forwardWithin = Parameter<Limit?>(
        "opinion.forwardWithin", "意见转部门(与投诉同等对待时)", "forward, where opinions are treated like complaints",
        rules: "FBK-01; B1: off in every shipped policy")
    static let triageWithin = Parameter<Limit>(
        "opinion.triageWithin", "意见处理提醒", "reminder to answer, promise or forward",
        rules: "FBK-01, 08; a reminder, assumption", else: .limit(.clock(.hours(4))))
    static let confirmWithin = Parameter<Limit>(
        "opinion.confirmWithin", "答复后确认客户认可", "reminder to ask whether the customer is content",
        rules: "FBK-11; a reminder, assumption", else: .limit(.calendarDays(3)))
    static let confirmByCall = Parameter<Bool>(
        "opinion.confirmByCall", "答复后安排回访", "plan a call that asks", rules: "FBK-08; assumption", untold: .anything)
    static let leaderOrdersWithin = Parameter<Limit>(
        "opinion.leaderOrdersWithin", "领导批示", "leader's order after an escalation", rules: "FBK-03; assumption",
        else: .limit(.clock(.hours(24))))
    static let missesBeforeEscalation = Parameter<Int>(
        "opinion.missesBeforeEscalation", "逾期几次上报主管领导", "missed dates before the leader", rules: "FBK-03",
        else: .count(2))

    package static let parameters: [ParameterDefinition] = [
        forwardWithin.definition, triageWithin.definition, confirmWithin.definition, confirmByCall.definition,
        leaderOrdersWithin.definition, missesBeforeEscalation.definition,
    ]

    static let forwardClock = ClockRule(
        "opinionForward", "T-01", "意见转部门", "opinion forwarded", limit: forwardWithin.key)
    static let triageClock = ClockRule(
        "opinionTriage", "triageWithin", "意见待处理", "opinion to be dealt with", limit: triageWithin.key, isJudged: false)
    static let replyClock = ClockRule("promisedReply", "T-77", "约定的答复", "promised answer", limit: nil)
    static let leaderOrderClock = ClockRule(
        "opinionLeaderOrder", "T-04", "领导批示", "leader's order", limit: leaderOrdersWithin.key)
    static let confirmClock = ClockRule(
        "opinionConfirm", "confirmWithin", "确认客户认可", "ask whether the customer is content",
        limit: confirmWithin.key, isJudged: false)

    package static let clockRules = [forwardClock, triageClock, replyClock, leaderOrderClock, confirmClock]

    /// With a department and without a promise to the customer there is none: the dispatch has its own.
    package var clocks: [ClockSpec] {
        switch state {
        case .raised(let triage):
            [
                ClockSpec(Self.forwardClock, round: round, from: triage.since),
                ClockSpec(Self.triageClock, round: round, from: triage.since),
            ]
        case .promised, .inDepartment: replying
        case .escalated(let escalation):
            replying + [ClockSpec(Self.leaderOrderClock, round: escalation.number, from: escalation.since)]
        case .answered(let answer): [ClockSpec(Self.confirmClock, round: answer.number, from: answer.at)]
        case .closed, .upgraded: []
        }
    }

    private var replying: [ClockSpec] {
        promise.map { [ClockSpec(Self.replyClock, round: $0.number, from: $0.madeAt, due: .at($0.date))] } ?? []
    }

    package var custodian: Custodian {
        switch state {
        case .raised, .promised, .answered: .customerService
        case .inDepartment: open.map { .departments([$0.department]) } ?? .customerService
        case .escalated: .leader
        case .closed, .upgraded: .nobody
        }
    }

    package var person: PersonID { opening.customer }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(
            id: id, kind: .opinion, branch: branch, isOpen: !phase.isEnd,
            parts: open.map { [Relative.Part(id: $0.id, department: $0.department)] } ?? [], person: person)
    }

    /// FBK-09: what to tell a customer who is waiting.
    package var guide: Guide? {
        switch state {
        case .raised:
            Guide(
                title: Label("处理要点", "how to deal with it"),
                steps: [
                    Label("能当场答复的当场答复", "answer at once what can be answered at once"),
                    Label(
                        "不能当场答复的,说明原因,与客户约定答复时间",
                        "else explain why, and agree on when the customer will hear of it"),
                    Label(
                        "须部门处理的,转责任部门并电话通知", "what a department has to do is forwarded, and the department phoned"),
                ])
        case .answered:
            Guide(
                title: Label("确认要点", "how to ask"),
                steps: [
                    Label("告知客户处理结果,询问是否认可", "tell the customer the result and ask whether that is acceptable"),
                    Label(
                        "不认可的,逐条记录,商定下次答复时间", "if not, note each point and agree on the next date"),
                ])
        case .promised, .inDepartment, .escalated, .closed, .upgraded: nil
        }
    }
}
