/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension DepartmentDispatch.Event: Worded {
    package var label: Label {
        switch self {
        case .delivered: Label("部门签收", "the department took delivery")
        case .accepted: Label("承诺解决日期", "a date was promised")
        case .promiseChanged: Label("更改承诺日期", "the promised date was changed")
        case .returned: Label("退回:非本部门", "returned as misrouted")
        case .progressed: Label("报告进展", "progress was reported")
        case .promisedAnew: Label("逾期后重新承诺", "a new date was promised after a missed one")
        case .reportedDone: Label("报告完成", "reported done")
        case .phoned: Label("已电话通知部门", "the department was phoned")
        case .reminded: Label("催办", "the department was reminded")
        case .cancelled: Label("派单取消", "the dispatch was cancelled")
        case .promiseMissed: Label("到期未解决", "the promised date was missed")
        case .renewalMissed: Label("逾期后未再承诺", "no new date after a missed one")
        case .held: Label("随所属工单暂停", "on hold with the ticket that it is part of")
        case .resumed: Label("随所属工单恢复", "resumed with the ticket that it is part of")
        case .ordered: Label("领导批示", "the leader ordered")
        case .surveyScheduled: Label("已约定勘察时间", "the survey has a date")
        case .surveyEnded: Label("勘察结束", "the survey is over")
        case .reparented: Label("转入另一投诉", "moved to another complaint")
        case .deliveryDied: Label("投递失败", "the message could not be delivered")
        }
    }
}
