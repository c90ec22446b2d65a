/// What has happened, as the history tells it. A command has other words: one may lead to several facts.
extension AcceptanceNode.Event: Worded {
    package var label: Label {
        switch self {
        case .dateReported: Label("施工负责人告知验收时间", "the site lead named the date")
        case .proxySigned: Label("已签委托验收协议", "a proxy agreement was signed")
        case .partiesTold: Label("已通知相关人员", "those concerned were told")
        case .declined: Label("客户表示不到场", "the customer said he would not come")
        case .rescheduleRequested: Label("申请改期", "another date was asked for")
        case .rescheduleRejected: Label("未同意改期", "the other date was rejected")
        case .rescheduled: Label("验收改期", "another date was approved")
        case .dateMoved: Label("随供货时间改期", "moved with the supply")
        case .supplyDateNoted: Label("供货时间变更", "the supply has another date")
        case .dayCame: Label("材料进场日已到", "the day of the arrival came")
        case .began: Label("开始验收", "the acceptance began")
        case .goodsMissing: Label("材料未到场", "the goods did not arrive")
        case .passed: Label("验收通过", "the acceptance was passed")
        case .passedInAbsence: Label("客户未到场,验收通过待确认", "passed without the customer, to be confirmed")
        case .failed: Label("验收未通过", "the acceptance failed")
        case .confirmed: Label("客户确认", "the customer confirmed")
        case .disputed: Label("客户有异议", "the customer disputed it")
        case .sentToDepartment: Label("转责任部门整改", "a department was told to put it right")
        case .leaderOrdered: Label("领导批示", "the leader ordered")
        case .reworkDone: Label("整改完成,重新约定验收", "put right, and dated again")
        case .cancelled: Label("节点取消", "the node was cancelled")
        case .supplyAssigned: Label("供货要求已发出", "the supply was requested")
        case .goodsArrived: Label("货已到场", "the goods arrived")
        case .suspended: Label("随工程暂停", "suspended with the project")
        case .resumed: Label("随工程恢复", "resumed with the project")
        case .dispatchMissed: Label("部门逾期", "a department missed its date")
        case .dispatchEnded: Label("部门单结束", "a department's part ended")
        case .escalated: Label("已升级", "escalated")
        }
    }
}
