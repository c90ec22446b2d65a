/// What somebody is told. The code reaches clients and never changes.
package enum Notice: String, CaseIterable, Sendable {
    case urgentComplaint, departmentPromised, departmentMissed, escalated, severityReview, majorComplaint
    case misrouted, partCancelled, surveyRequired, customerToBeTold, deliveryDead, clockWarning, clockDue, clockLate
    case callDue, callUnreached, callUnwelcome, visitOwed, customerDissatisfied, recordFaked, recordsDiffer
    case queueStopped
    case leadRegistered, leadToDispatch, leadAssigned, sameCustomer, sameCustomerElsewhere, dispatchOverridden,
        formHandedIn, quoteToRelease
    case leadDecided, leadLost, designerUnwanted, changeToVerify, changeWithdrawn, accused, suspended,
        suspensionLifted, invalidProposed, breachFound, appointmentMoved, sheetsHandedIn, sheetsMissing,
        visitorsHandedIn, phoneMissing
    case projectOpened, worksStarted, nodeDated, changeRequested, changeRejected, lateChange, customerAbsent,
        goodsMissing, absenceToConfirm, acceptanceFailed, reworkReported
    case supplyRequested, supplyAnswered, supplyChanged, supplyCancelled, goodsShipped
    case paymentDue, paymentDiffers, surveyToVerify, projectSuspended, projectResumed, projectCancelled, warrantyOver,
        tooFewFollowUps, siteCorrected
    case colleagueLeft
}

extension Notice: Worded {
    package var label: Label {
        switch self {
        case .urgentComplaint: Label("紧急投诉", "urgent complaint")
        case .departmentPromised: Label("部门已承诺日期,请告知客户", "the department promised a date; tell the customer")
        case .departmentMissed: Label("部门未按承诺解决", "the department missed its date")
        case .escalated: Label("客户意见告知单:已升级", "escalated: opinion notice to the leader")
        case .severityReview: Label("请评定投诉等级", "review the severity")
        case .majorComplaint: Label("重大投诉", "major complaint")
        case .misrouted: Label("派错部门,退回分诊", "misrouted, back to triage")
        case .partCancelled: Label("派给本部门的工单已取消", "the department's part was cancelled")
        case .surveyRequired: Label("需现场勘察", "an on-site survey is needed")
        case .customerToBeTold: Label("请将处理结果告知客户", "tell the customer the result")
        case .deliveryDead: Label("投递失败,请人工处理", "delivery failed for good; act by hand")
        case .clockWarning: Label("时限预警", "a limit is near")
        case .clockDue: Label("该处理了", "it is time to act")
        case .clockLate: Label("已超时限", "a limit has passed")
        case .callDue: Label("该回访了", "a call is to be made")
        case .callUnreached: Label("多次联系不上客户", "the customer was not reached")
        case .callUnwelcome: Label("客户不愿被打扰,请另选时机", "the customer dislikes calls; find a better occasion")
        case .visitOwed: Label("应上门回访而未上门", "the customer was to be visited and was not")
        case .customerDissatisfied: Label("客户不满意", "the customer is dissatisfied")
        case .recordFaked: Label("回访记录不实", "a call record was faked")
        case .recordsDiffer: Label("两份记录不一致", "two records contradict each other")
        case .queueStopped:
            Label("队列已停止投递:请先修好接单程序,再由客服主管启动", "the queue was stopped: mend the worker, then let a supervisor start it")
        case .leadRegistered: Label("新客源已登记", "a lead was registered")
        case .leadToDispatch: Label("有客源待派单", "a lead is to be given out")
        case .leadAssigned: Label("客源已派给设计师,请及时跟进", "a lead was given out; follow it up promptly")
        case .sameCustomer: Label("同一电话的客户已有客源", "there is a lead of a customer with this phone number")
        case .sameCustomerElsewhere:
            Label(
                "另一分公司已有同一电话的客源,归属由同时管两家分公司的总监、领导或客服主管决定",
                "another branch has a lead with this phone number; director, leader or supervisor of both branches decides whose it is"
            )
        case .dispatchOverridden: Label("未按轮值表派单", "a lead was given out against the rota")
        case .formHandedIn: Label("首谈表已交,请当日处理", "a first-talk form is there; process it today")
        case .quoteToRelease: Label("报价待放行", "a quote is to be released")
        case .leadDecided: Label("您的申请已有决定", "what was asked for has been decided")
        case .leadLost: Label("客源已流失", "a lead was lost")
        case .designerUnwanted: Label("需更换设计师", "another designer is wanted")
        case .changeToVerify:
            Label("设计师说客户要换人,请向客户核实", "the designer says that the customer wants another one; ask the customer")
        case .changeWithdrawn: Label("更换设计师的申请已撤回", "another designer is not asked for any more")
        case .invalidProposed: Label("客源被提出无效,请确认或认可", "a lead is proposed as invalid: confirm or approve")
        case .accused:
            Label("记录了您的一次违规,有异议请找总监", "a breach of yours was recorded; whoever objects talks to the director")
        case .suspended: Label("您被停单,轮到时跳过", "you are suspended: turns pass you by")
        case .suspensionLifted: Label("您的停单已撤销", "your suspension was lifted")
        case .breachFound: Label("有违规,请总监处理", "a breach, for the director")
        case .appointmentMoved:
            Label("与客户约定的时间已改,请告知相关人员", "a time agreed with a customer was moved; tell those concerned")
        case .projectOpened: Label("新工程,请排施工计划", "a new project; plan the works")
        case .worksStarted: Label("正式开工", "the works have started")
        case .nodeDated: Label("验收日期已定,请通知相关人员", "an acceptance has a date; tell those concerned")
        case .changeRequested: Label("申请改期,请核实", "another date is asked for; verify it")
        case .changeRejected: Label("未同意改期", "the other date was rejected")
        case .lateChange: Label("改期通知晚于规定", "a change came later than the regulation allows")
        case .customerAbsent: Label("客户不到场,当日了解情况并告知客户", "the customer will not come; find out that day and tell him")
        case .goodsMissing: Label("材料未到场", "the goods did not arrive")
        case .absenceToConfirm: Label("客户未到场,请客户确认", "the customer was not there; have it confirmed")
        case .acceptanceFailed: Label("验收未通过,请整改", "the acceptance failed; put it right")
        case .reworkReported: Label("部门整改已完成,请重新约定验收", "the department has put it right; set a new date")
        case .supplyRequested: Label("供货要求,请答复时间", "goods are requested; answer with a date")
        case .supplyAnswered: Label("店面已答复供货时间", "the store has answered with its dates")
        case .supplyChanged: Label("发货时间有调整,请告知客户", "the shipping date has changed; tell the customer")
        case .supplyCancelled: Label("取消供货", "the goods are not wanted any more")
        case .goodsShipped: Label("已发货", "the goods are on their way")
        case .paymentDue: Label("竣工,请客户结算尾款", "the works have ended; the balance is due")
        case .paymentDiffers: Label("结算的尾款与交款通知单不一致", "what was paid is not what the payment notice says")
        case .surveyToVerify: Label("请核对满意度调查表", "verify the questionnaire")
        case .projectSuspended: Label("停工,请通知客户和各方", "the works are suspended; tell everybody")
        case .projectResumed: Label("复工,请通知客户和各方", "the works go on; tell everybody")
        case .projectCancelled: Label("工程取消,请通知客户和各方", "the project is cancelled; tell everybody")
        case .siteCorrected: Label("工程地址已更正", "the address of the site was corrected")
        case .warrantyOver: Label("保修期满", "the warranty has ended")
        case .sheetsHandedIn: Label("跟单记录表已收齐,请查阅", "the follow-up sheets are there; look through them")
        case .sheetsMissing: Label("有设计师未交跟单记录表", "follow-up sheets are missing")
        case .phoneMissing: Label("来电客户未留电话", "an inquiry without a phone number")
        case .visitorsHandedIn: Label("上访名单已交,请安排回访", "the list of visitors is there; call them")
        case .colleagueLeft: Label("经办人已离职,请另行安排", "whoever saw it through has left; name somebody else")
        case .tooFewFollowUps:
            Label("保修期满,售后跟踪次数不足", "the warranty has ended with too few follow-ups after the works")
        }
    }
}

extension Notice {
    /// What it says to people of this role: whoever may not do it is not asked to.
    package func label(for role: Role) -> Label {
        switch self {
        case .leadAssigned where role != .designer: Label("客源已派给设计师", "a lead was given out")
        case .nodeDated where !AcceptanceNode.table[.notifyParties].roles.contains(role):
            Label("验收日期已定", "an acceptance has a date")
        case .supplyChanged where !SupplyRequest.table[.acceptChange].roles.contains(role):
            Label("发货时间有调整", "the shipping date has changed")
        default: label
        }
    }
}
