/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension CallTask.Event: Worded {
    package var label: Label {
        switch self {
        case .becameDue: Label("列入待办", "the call is to be made")
        case .assigned: Label("指派回访人", "assigned to a caller")
        case .slotBooked: Label("已约定时间", "a time was agreed")
        case .contactStarted: Label("开始回访", "the call began")
        case .answered: Label("记录回答", "an answer was noted")
        case .heard: Label("记录客户反映的问题", "what else the customer said was noted")
        case .customerBusy: Label("客户不便,另约时间", "the customer was busy; another time was agreed")
        case .notReached: Label("未接通", "the customer was not reached")
        case .completed: Label("完成回访", "the call was completed")
        case .declined: Label("客户谢绝", "the customer declined")
        case .filed: Label("记录归档", "the record was filed")
        case .retryOrdered: Label("主管安排再联系", "the supervisor has it tried again")
        case .unreachedAccepted: Label("认定联系不上", "accepted as not reached")
        case .amended: Label("更正记录", "the record was amended")
        case .reportWritten: Label("写了回访报告", "the report was written")
        case .submitted: Label("提交记录", "the record was handed in")
        case .submissionExtended: Label("同意延期提交", "a later date was consented to")
        case .reviewed: Label("审阅归档", "reviewed and archived")
        case .sentBack: Label("退回补充", "sent back")
        case .secondCallNeeded: Label("需再次回访", "a second call is needed")
        case .markedFaked: Label("认定记录不实", "marked as faked")
        case .waived: Label("免于回访", "waived")
        case .superseded: Label("由另一回访取代", "another call took its place")
        case .madeTogether: Label("与节点回访一并完成", "made together with a node's call")
        case .missed: Label("未回访即结束", "closed as missed")
        case .deadlinePassed: Label("已过期限,仍须回访", "the date has passed; the call is still owed")
        case .contactLapsed: Label("通话未记录结果", "the call ended without a result")
        case .nextPlanned: Label("安排下次回访", "the next call was planned")
        case .contradicted: Label("与另一记录不一致", "contradicts another record")
        case .pointRaised: Label("不满意事项另立意见", "dissatisfaction became an opinion")
        case .reparented: Label("转入另一客源", "it goes with another lead now")
        }
    }
}
