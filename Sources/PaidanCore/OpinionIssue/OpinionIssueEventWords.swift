/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension OpinionIssue.Event: Worded {
    package var label: Label {
        switch self {
        case .answeredAtOnce: Label("当即答复", "answered at once")
        case .replyPromised: Label("约定答复时间", "an answer was promised")
        case .replied: Label("已答复客户", "the customer was answered")
        case .forwarded: Label("已转责任部门", "forwarded to a department")
        case .dispatchMissed: Label("部门逾期", "the department missed its date")
        case .escalated: Label("升级至主管领导", "escalated to the supervising leader")
        case .dispatchDone: Label("部门已完成", "the department is done")
        case .dispatchLost: Label("部门单未完成即结束", "the dispatch ended without being done")
        case .leaderOrdered: Label("领导批示", "the leader ordered")
        case .leaderResolved: Label("领导解决", "the leader resolved it")
        case .confirmationPlanned: Label("安排回访确认", "a call was planned that asks the customer")
        case .confirmationDropped: Label("回访未进行", "the call was not made")
        case .customerContent: Label("客户认可", "the customer is content")
        case .customerNotContent: Label("客户不认可", "the customer is not content")
        case .customerUnreachable: Label("联系不上客户", "the customer could not be reached")
        case .customerDeclined: Label("客户谢绝回访", "the customer declined to be asked")
        case .becameComplaint: Label("转为投诉", "became a complaint")
        case .amended: Label("更正登记内容", "the notice was amended")
        case .withdrawn: Label("客户撤回", "withdrawn by the customer")
        }
    }
}
