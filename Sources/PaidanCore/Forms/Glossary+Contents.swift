/// The words for what tickets and their facts hold besides the fields of forms.
extension Glossary {
    /// - Parameter parent: the member that holds it; empty at the top. Where a name means something else within one
    ///   member, the words for `parent.name` go first.
    /// - Returns: nil when nobody has given it a word; a test keeps that from being shown.
    package static func content(_ name: String, in parent: String) -> Label? {
        contents["\(parent).\(name)"] ?? fields[name] ?? contents[name]
    }

    /// What codes stand for, by the member that holds them, where no form offers them as choices.
    package static let codes: [String: [Choice]] = [
        "why": choices(of: Complaint.Triage.Why.self) + choices(of: OpinionIssue.Triage.Why.self)
            + choices(of: AcceptanceNode.Rework.Why.self),
        "outcome": choices(of: Complaint.DispatchRecord.Outcome.self) + choices(of: CallTask.Outcome.self)
            + choices(of: AcceptanceNode.Outcome.self) + choices(of: SupplyRequest.Outcome.self),
        "how": choices(of: Complaint.ClosedHow.self) + choices(of: CallTask.Dropped.self),
        "by": choices(of: OpinionIssue.Answerer.self),
        "details": choices(of: CustomerDetail.self),
        "stage": choices(of: AcceptanceNode.Stage.self),
        "goods": choices(of: RenovationProject.Goods.self),
        "party": choices(of: Party.self),
        "short": choices(of: Party.self),
        "untold": choices(of: Party.self),
        "phase": choices(of: RenovationProject.Standing.self),
        "to": choices(of: RenovationProject.Standing.self),
        "since": choices(of: AcceptanceNode.Standing.self),
        "differing": choices(of: CallTask.Question.self),
        "missing": choices(of: CallTask.Question.self),
        "questions": choices(of: CallTask.Question.self),
        "overall": choices(of: CallTask.Overall.self),
        "parentKind": choices(of: DepartmentDispatch.Whole.self)
            + [
                Choice(CallTask.Asking.lead.rawValue, Lead.label),
                Choice(CallTask.Asking.project.rawValue, RenovationProject.label),
            ],
        "wholeKind": choices(of: DepartmentDispatch.Whole.self),
        "task": choices(of: DepartmentDispatch.Task.self),
        "from": choices(of: Lead.Standstill.self),
        "side": choices(of: Lead.Side.self),
        "proposedBy": choices(of: Lead.Side.self),
        "skipped": choices(of: DispatchReceipt.Skip.self),
        "ending": choices(of: Rota.Ended.self),
    ]

    /// Members that hold a moment by which something has to be done or is over: midnight is 24:00 of the day before there. All
    /// other moments are when something was or begins.
    package static let deadlines: Set = [
        "cadenceEnds", "closesAt", "date", "deadline", "dueAt", "heldUntil", "leaveUntil", "newDeadline", "nextAt",
        "nextDueAt", "orderedFor", "payBy", "promisedDate", "submitBy", "until",
    ]

    /// Members that hold departments. No form has all of them: a complaint may have a part that an opinion's regulation gave it.
    package static let departments: Set = ["department", "departments", "named", "suggested", "summoned"]

    private static func choices<C: CaseIterable & RawRepresentable<String> & Worded>(of _: C.Type) -> [Choice] {
        C.allCases.map { Choice($0.rawValue, $0.label) }
    }

    static let contents: [String: Label] = [
        "ability": Label("签单能力(千分)", "signing ability of a thousand"),
        "after": Label("派单后", "rota after"),
        "agreed": Label("客户认可", "the customer agrees"),
        "ahead": Label("本轮已派", "turns had in this round"),
        "amendments": Label("更正次数", "amendments"),
        "answer": Label("回答", "answer"),
        "answers": Label("已告知客户", "what the customer was told"),
        "appointment": Label("已约时间", "appointment"),
        "arranged": Label("最近一次安排", "last arranged"),
        "arrivedAt": Label("到场时间", "arrived at"),
        "askedBy": Label("提出人(账号)", "asked for by (account)"),
        "askedAt": Label("申请时间", "asked at"),
        "back": Label("还回的转单", "dispatches given back"),
        "basis": Label("时限起算", "counted from"),
        "basis.receipt": Label("自客服接到", "receipt"),
        "basis.revisit": Label("自不满意的回访", "a dissatisfied revisit"),
        "basis.survey": Label("自勘察结论", "the survey's conclusion"),
        "basis.unmerge": Label("自撤销并案", "the undoing of the merger"),
        "before": Label("派单前", "rota before"),
        "beforeLeaderSince": Label("转为投诉前上报领导时间", "before the leader, as an opinion, since"),
        "breaches": Label("违规记录", "breaches"),
        "by": Label("答复方", "answered by"),
        "brought": Label("带来的内容", "what came along"),
        "byComplaint": Label("随所属工单取消", "cancelled with the ticket it is part of"),
        "byProject": Label("随工程取消", "cancelled with the project"),
        "call": Label("回访单", "call"),
        "calledDay": Label("已安排当日回访的日子", "the day whose call was planned"),
        "calledFor": Label("已安排当日回访的日期", "the date whose call was planned"),
        "calls": Label("回访单", "calls"),
        "callsAfterWorks": Label("竣工后回访次数", "calls after the works"),
        "candidates": Label("候选设计师", "candidates"),
        "change": Label("改期申请", "change asked for"),
        "changes": Label("申请改期次数", "changes asked for"),
        "carried": Label("带入的轮值情况", "taken along"),
        "charges": Label("在手客源", "leads in hand"),
        "closed.content": Label("客户认可", "the customer is content"),
        "closed.declined": Label("客户谢绝", "the customer declined"),
        "closed.explained": Label("客户接受解释", "the customer accepted the explanation"),
        "closed.satisfied": Label("回访满意", "satisfied when asked"),
        "closed.told": Label("已告知结果", "told the result"),
        "closed.unreachable": Label("联系不上客户", "the customer could not be reached"),
        "closed.withdrawn": Label("客户撤回", "withdrawn"),
        "closesAt": Label("按未完成结案时间", "closed as missed at"),
        "closing": Label("不再需要的回访", "calls that are not owed any more"),
        "complaint": Label("投诉单", "complaint"),
        "concludedAt": Label("勘察结论时间", "concluded at"),
        "confirmation": Label("客户的确认", "how the customer confirmed"),
        "congratulation": Label("成交回访", "call of congratulation"),
        "contacts": Label("跟进次数", "contacts"),
        "contract": Label("产品合同内容", "what the product contract says"),
        "contradiction": Label("两份记录不一致", "what two records say differently"),
        "countsFor": Label("计入第几次转单时限", "counts for which two hours"),
        "countsHere": Label("在本单计时", "its two hours are judged here"),
        "countsWhenDelivered": Label("时限计至签收", "counts until delivery"),
        "datedAt": Label("日期答复时间", "date given at"),
        "datedIn": Label("定期时的步骤", "dated in step"),
        "datings": Label("定期次数", "times dated"),
        "day": Label("验收日期", "date of the acceptance"),
        "deadline": Label("期限", "deadline"),
        "decidedAt": Label("答复时间", "decided at"),
        "declinedAt": Label("客户表示不到场", "said that he would not come at"),
        "delivery": Label("送货通知", "notice of the delivery"),
        "deliveryDied.attempts": Label("投递次数", "deliveries tried"),
        "departed": Label("已退出的设计师", "who left the rota"),
        "deliveredAt": Label("签收时间", "delivered at"),
        "details": Label("更正的项目", "what was corrected"),
        "differing": Label("与回访不一致的问题", "questions that a call answers otherwise"),
        "dispatch": Label("部门转单", "dispatch"),
        "dispatches": Label("部门转单", "dispatches"),
        "displeased": Label("客户不满意", "the customer is dissatisfied"),
        "droppedAt": Label("免于回访时间", "revisit dropped at"),
        "duplicates": Label("并入的投诉", "complaints merged into this one"),
        "ended": Label("已结束的部门单", "parts that have ended"),
        "endedAt": Label("结束时间", "ended at"),
        "ending": Label("移出原因", "how it ended"),
        "endsCorrected": Label("截止日更正次数", "how often its end was corrected"),
        "endsAt": Label("当日截止", "end of the day"),
        "endsDuty": Label("接回后不再欠交资料", "has it again and owes no data"),
        "error": Label("错误", "error"),
        "escalatedAt": Label("上报领导时间", "before the leader since"),
        "escalations": Label("升级次数", "escalations"),
        "expectedOn": Label("预计到场", "expected at"),
        "facts": Label("基本资料", "basic data"),
        "filings": Label("提交次数", "times to be handed in"),
        "fine": Label("罚款建议", "fine proposed"),
        "first": Label("先前的记录", "former record"),
        "firstTalk": Label("首谈", "first talk"),
        "firstTalks": Label("首谈次数", "first talks"),
        "forcedCounts": Label("无人可接时指定也算一轮", "a choice where nobody could take it is a round"),
        "formAt": Label("首谈表提交时间", "form handed in at"),
        "former": Label("前一张轮值表", "the rota before"),
        "formerDetails": Label("更正前的资料", "what was known before"),
        "formerDesigner": Label("原设计师", "former designer"),
        "formerPolicy": Label("原制度(第几次启用)", "former policy (number of its activation)"),
        "formers": Label("先前的设计师", "former designers"),
        "followUpsMissing": Label("售后跟踪欠缺次数", "follow-ups missing"),
        "forwardedAt": Label("转出时间", "forwarded at"),
        "from": Label("原状态", "from"),
        "gap": Label("最近跟进", "last contact"),
        "handlings": Label("办结次数", "times handled"),
        "handOvers": Label("待移交资料", "data to be handed over"),
        "heard": Label("客户反映的问题", "what the customer said besides"),
        "heldAt": Label("首谈时间", "held at"),
        "heldSince": Label("暂停自", "on hold since"),
        "heldUntil": Label("计划恢复", "on hold until"),
        "holds": Label("暂停次数", "holds"),
        "how": Label("结案方式", "how it was closed"),
        "id": Label("单号", "ticket"),
        "inquiredAt": Label("来电时间", "phoned to ask at"),
        "insteadOf": Label("取代的工单", "what it takes the place of"),
        "into": Label("并入单号", "merged into"),
        "isAsNotified": Label("与交款通知单一致", "as the payment notice says"),
        "isBesides": Label("与其他休假并存", "beside other leaves"),
        "isBlocking": Label("影响尾期验收", "holds the final acceptance"),
        "isBranchTold": Label("已告知分公司经理", "the branch manager was told"),
        "isBreach": Label("已超时限", "the limit has passed"),
        "isConfirmed": Label("对方已确认", "confirmed by the other side"),
        "isEarly": Label("跟进次数不足", "too few follow-ups"),
        "isFaked": Label("记录不实", "faked"),
        "isFromNow": Label("自此刻起计时", "counts from this moment"),
        "isInRework": Label("整改中", "being put right"),
        "isIncomplete": Label("未约下次时间", "no next appointment"),
        "isKey": Label("重点客户", "key customer"),
        "isLate": Label("晚于规定时间", "late"),
        "isListed": Label("列入上访名单", "on the list of visitors"),
        "isMissed": Label("期限已过", "its date has passed"),
        "isMisrouted": Label("派错部门", "misrouted"),
        "isNamedAnew": Label("结束后再次指定", "named again after it had ended"),
        "isOpen": Label("未办结", "open"),
        "isOutsideWindow": Label("不在宜回访时段", "outside the good times"),
        "isPassedOver": Label("本轮因停单跳过", "passed over for the suspension"),
        "isPastDue": Label("期限已过", "its date has passed"),
        "isReached": Label("已联系上", "reached"),
        "isRegistered": Label("待查登记", "to be looked through"),
        "isRevisited": Label("需要回访", "is to be revisited"),
        "isSatisfied": Label("客户满意", "satisfied"),
        "isScreened": Label("已电话了解", "was called"),
        "isShort": Label("来不及提前通知", "too late to be told ahead"),
        "isSigned": Label("客户已签名", "signed by the customer"),
        "issue": Label("意见单", "opinion"),
        "isToBeVerified": Label("须核对", "is to be verified"),
        "isTooSoon": Label("间隔过短,不计次数", "too soon to count as an attempt"),
        "isUnwelcome": Label("客户不愿被打扰", "dislikes being called"),
        "isVerified": Label("已核实", "verified"),
        "isVisited": Label("已来访", "has come"),
        "isWarrantyOver": Label("保修期已满", "the warranty is over"),
        "isWithheld": Label("暂不派单", "leads are withheld"),
        "keepsDay": Label("当日提醒照旧", "the reminder of its day goes on"),
        "keepsDuties": Label("先前的移交仍须完成", "former hand-overs stay owed"),
        "lastAttempt": Label("最近一次未接通", "last attempt"),
        "lastTurn": Label("最近一次轮次号", "number of the last turn"),
        "late": Label("记录延迟", "recorded late by"),
        "lateChanges": Label("晚于规定的改期", "changes that came late"),
        "lead": Label("客源单", "lead"),
        "leads": Label("客源单", "leads"),
        "leaves": Label("休假", "leaves"),
        "leaves.from": Label("开始", "from"),
        "leaves.until": Label("结束", "until"),
        "leavesNone": Label("此后无待验收节点", "no acceptance is ahead after it"),
        "links": Label("关联投诉", "linked complaints"),
        "load": Label("在手单量", "leads in hand"),
        "losses": Label("流失数", "lost"),
        "lulls": Label("无待验收节点次数", "times without an acceptance ahead"),
        "made": Label("回访结果", "what the caller brought back"),
        "madeAt": Label("首次承诺时间", "first promised at"),
        "matter": Label("整改事项", "what has to be put right"),
        "meetings": Label("面谈次数", "meetings"),
        "misroutes": Label("派错次数", "times misrouted"),
        "missed": Label("错过的承诺", "promise missed"),
        "misses": Label("逾期次数", "dates missed"),
        "missing": Label("未问到的问题", "questions not asked"),
        "moved": Label("一并转入的转单", "dispatches that went along"),
        "movedTo": Label("现属客源", "goes with"),
        "movedFrom": Label("原定时间(不宜打扰,已顺延)", "moved from, since nobody is called then"),
        "moves": Label("改期记录", "how it was moved"),
        "moves.from": Label("原定", "from"),
        "named": Label("派单表指定的部门", "departments named by the categories"),
        "needs": Label("所需部门", "departments needed"),
        "nodes": Label("验收节点", "acceptances"),
        "nextAt": Label("下次日期", "next date"),
        "noneAheadSince": Label("无待验收节点起", "no acceptance ahead since"),
        "notice": Label("告知单", "notice"),
        "notices": Label("通知义务", "who has to be told"),
        "number": Label("第几次", "count"),
        "offered": Label("轮到的设计师", "whose turn it was"),
        "openedAt": Label("开立时间", "opened at"),
        "opening": Label("登记内容", "as it was opened"),
        "opensAt": Label("列入待办时间", "to be made from"),
        "opinions": Label("意见单", "opinions"),
        "order": Label("未签收时的领导批示", "ordered before delivery"),
        "orderedFor": Label("领导批示期限", "date set by the leader"),
        "outcome": Label("结果", "outcome"),
        "overall": Label("总体评价", "overall"),
        "owedAgain": Label("拆出后另计时限的部门", "whose two hours count anew after a merger was undone"),
        "owesEscalation": Label("应升级", "escalation owed"),
        "owesVisit": Label("应上门而未上门", "was to be visited and was not"),
        "ownReceivedAt": Label("本单接到时间", "this complaint received at"),
        "parent": Label("所属工单", "part of"),
        "parentKind": Label("所属工单类型", "kind of ticket it is part of"),
        "part": Label("部门转单", "dispatch"),
        "parts": Label("部门转单", "dispatches"),
        "party": Label("通知对象", "who is told"),
        "pauses": Label("暂停记录", "pauses"),
        "paymentNotice": Label("交款通知单", "payment notice"),
        "phase": Label("停工前的阶段", "phase before"),
        "places": Label("轮值位置", "places on the rota"),
        "planAgreedAt": Label("方案认可时间", "plan agreed at"),
        "plannedFor": Label("计划时间", "planned for"),
        "policy": Label("制度(第几次启用)", "policy (number of its activation)"),
        "processedAt": Label("处理时间", "processed at"),
        "progress": Label("各部门单的进展", "how far the parts are"),
        "projects": Label("关联工程", "projects"),
        "promise": Label("承诺", "promise"),
        "promises": Label("承诺次数", "promises made"),
        "proposedBy": Label("提出方", "proposed by"),
        "proxies": Label("委托验收次数", "proxies named"),
        "proxy": Label("代验收人", "proxy"),
        "proxy.signedAt": Label("协议签署时间", "agreement signed at"),
        "proxySigned.signedAt": Label("协议签署时间", "agreement signed at"),
        "publishedAt": Label("签收时间", "delivered at"),
        "questions": Label("问题", "questions"),
        "queue": Label("队列", "queue"),
        "quotes": Label("报价次数", "quotes"),
        "ranksByAbility": Label("每轮先派签单能力强的", "better signers first in a round"),
        "phoneMissing": Label("未留电话", "no phone number"),
        "reached": Label("已联系上", "reached"),
        "recheck": Label("抽查单", "spot check"),
        "record": Label("回访记录", "record"),
        "registrar": Label("登记人(账号)", "registered by (account)"),
        "register": Label("来访登记", "visitors' register"),
        "released": Label("已放行", "released"),
        "relieved": Label("并案时免去的部门", "departments relieved by the merger"),
        "repeats": Label("重复投诉次数", "times complained of again"),
        "replaces": Label("取代的转单", "dispatch replaced"),
        "repliedAt": Label("首次回复时间", "first answered at"),
        "reported": Label("验收时间的告知", "how the date was named"),
        "reportsDelivery": Label("签收时通知投诉", "its delivery stops the complaint's limit"),
        "requestedAt": Label("申请时间", "asked at"),
        "requests": Label("供货要求次数", "times asked"),
        "reworks": Label("整改次数", "times put right"),
        "rota": Label("轮值表", "rota"),
        "round": Label("轮次", "round"),
        "roundsEnded": Label("结束轮数", "rounds ended"),
        "runs": Label("自批示起计时", "runs from the order on"),
        "rung": Label("第几级提醒", "step of the reminder"),
        "sameCustomer": Label("同一电话的客源", "leads with the same phone number"),
        "sameElsewhere": Label("另一分公司有同一电话的客源", "another branch has a lead with this number"),
        "second": Label("本次记录", "this record"),
        "short": Label("来不及提前通知的", "too late to be told ahead"),
        "sheets": Label("收跟单记录表", "follow-up sheets"),
        "side": Label("提出方", "by whom"),
        "signedAt": Label("签单时间", "signed at"),
        "signings": Label("签单数", "signed"),
        "since": Label("自", "since"),
        "skipped": Label("跳过原因", "why passed over"),
        "slot": Label("预约", "agreed time"),
        "source": Label("来源工单", "came from"),
        "stage": Label("验收类型", "acceptance"),
        "stages": Label("经过的步骤", "steps so far"),
        "standings": Label("轮值情况", "standings"),
        "stands": Label("日期不变", "the date stands"),
        "standsFor": Label("一并完成的定期回访", "calls of the calendar that it stands for"),
        "standstill": Label("停工", "standstill"),
        "standstills": Label("停工记录", "standstills"),
        "startedAt": Label("开工时间", "started at"),
        "state": Label("状态", "state"),
        "state.surveyed": Label("勘察结束", "the survey is over"),
        "submitBy": Label("同意延至", "to be handed in by"),
        "step": Label("随同的操作", "with the step"),
        "suggested": Label("建议部门", "suggested department"),
        "summoned": Label("到场部门", "departments summoned"),
        "superseded.by": Label("取代它的单号", "ticket that took its place"),
        "summons": Label("勘察通知", "summons"),
        "supplies": Label("供货要求", "supply requests"),
        "supply": Label("供货要求单", "supply request"),
        "survey": Label("满意度调查表", "questionnaire"),
        "surveyAt": Label("勘察时间", "survey at"),
        "surveys": Label("勘察次数", "surveys"),
        "suspended": Label("停单", "suspended"),
        "suspendedSince": Label("暂停自", "suspended since"),
        "suspension": Label("停工", "suspension"),
        "task": Label("任务", "task"),
        "team": Label("人员分工", "team"),
        "tells": Label("要告知客户的情况", "what the customer is to be told"),
        "tellsAnew": Label("重新计时告知", "to be told within the whole time again"),
        "ticket": Label("立单", "ticket"),
        "to": Label("改为", "to"),
        "told": Label("已告知客户的时间", "time told to the customer"),
        "told.replaces": Label("原约时间", "time agreed before"),
        "toldAt": Label("通知时间", "told at"),
        "toldTimes": Label("约定次数", "times agreed"),
        "tries": Label("本轮拨打次数", "attempts since a supervisor looked"),
        "turns": Label("已派轮次", "turns given"),
        "unchecked": Label("待查笔记", "notes to be checked"),
        "ungradedVisit": Label("待分类的来访", "visit not graded yet"),
        "unlinked": Label("不再关联", "not linked any more"),
        "unmerges": Label("撤销并案次数", "mergers undone"),
        "unreviewed": Label("待查的来访", "visits to be looked through"),
        "untold": Label("未通知的", "not told"),
        "verifiedAt": Label("核实时间", "verified at"),
        "visit": Label("勘察安排", "visit"),
        "visitorLists": Label("上访名单份数", "lists of visitors"),
        "visitors": Label("上访客户", "visitors"),
        "visits": Label("已查的来访", "visits looked through"),
        "voucher": Label("派单凭证", "receipt of the dispatch"),
        "wanted": Label("制度要求的验收节点", "acceptances that the regulation wants"),
        "wantedStages": Label("制度要求的验收节点", "acceptances that the regulation wants"),
        "whole": Label("所属工单", "part of"),
        "wholeKind": Label("所属工单类型", "kind of ticket it is part of"),
        "why": Label("原因", "why"),
    ]
}

extension TicketKind {
    /// The word of something that a ticket of this kind or one of its facts holds. A state has its own words.
    package static func word(of member: String, in parent: String) -> Label? {
        if parent == "state", let phase = Phase(name: member) { return phase.label }
        return Glossary.content(member, in: parent)
    }
}

extension Complaint.Triage.Why: Worded {
    package var label: Label {
        switch self {
        case .new: Label("新登记", "new")
        case .explanationRejected: Label("客户不接受解释", "the explanation was rejected")
        case .surveyed: Label("已勘察", "surveyed")
        case .misrouted: Label("派错部门", "misrouted")
        case .noneLeft: Label("没有部门在处理", "no department is left")
        case .dissatisfied: Label("回访不满意", "dissatisfied when asked")
        case .unmerged: Label("撤销并案", "the merger was undone")
        }
    }
}

extension Complaint.DispatchRecord.Outcome: Worded {
    package var label: Label {
        switch self {
        case .open: Label("处理中", "open")
        case .done: Label("已完成", "done")
        case .returned: Label("已退回", "returned")
        case .cancelled: Label("已取消", "cancelled")
        case .moved: Label("已并入他单", "moved to another complaint")
        case .replaced: Label("已改派", "replaced")
        case .takenBack: Label("已随原投诉拆出", "went back with its complaint")
        }
    }
}

extension DepartmentDispatch.Task: Worded {
    package var label: Label {
        switch self {
        case .survey: Label("现场勘察", "site survey")
        }
    }
}

extension Complaint.ClosedHow: Worded {
    package var label: Label {
        switch self {
        case .told: Label("已告知结果", "told the result")
        }
    }
}

extension DepartmentDispatch.Whole: Worded {
    package var label: Label {
        switch self {
        case .complaint: Label("客户投诉", "complaint")
        case .opinion: Label("客户意见", "opinion")
        case .node: Label("验收节点", "acceptance node")
        }
    }
}
