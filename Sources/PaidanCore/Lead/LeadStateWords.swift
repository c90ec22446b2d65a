extension Lead.ChangeWish: Worded {
    package var label: Label {
        switch self {
        case .customer: Label("客户要求", "the customer demands it")
        case .companyCall: Label("公司回访核实客户不满意", "a call-back found the customer dissatisfied")
        case .designer: Label("设计师提出", "the designer asks")
        case .teamBreakUp: Label("设计师组合合作不来", "the team does not work")
        case .hasLeft: Label("设计师已离职", "the designer has left")
        }
    }
}

extension Lead.Side: Worded {
    package var label: Label {
        switch self {
        case .designer: Label("设计师", "the designer")
        case .company: Label("公司(业务员、前台)", "the company")
        }
    }
}

extension Lead.Standstill: Worded {
    package var label: Label {
        switch self {
        case .awaitingDispatch: Lead.Phase.awaitingDispatch.label
        case .withDesigner: Lead.Phase.withDesigner.label
        case .following: Lead.Phase.following.label
        }
    }
}

extension Lead.LossReason: Worded {
    package var label: Label {
        switch self {
        case .competitor: Label("另找他人装修", "hired somebody else")
        case .price: Label("价格", "price")
        case .postponed: Label("推迟装修", "postponed")
        case .cancelled: Label("不装修了", "gave the plan up")
        case .unreachable: Label("联系不上", "cannot be reached")
        case .notSatisfied: Label("对设计或服务不满意", "not satisfied with design or service")
        case .other: Label("其他", "other")
        }
    }
}

extension Lead.Fault: Worded {
    package var label: Label {
        switch self {
        case .none: Label("无人有过失", "nobody's fault")
        case .salesperson: Label("业务员跟单不及时", "the salesperson was late")
        case .designer: Label("设计师跟单不及时", "the designer was late")
        }
    }
}

extension Lead.Grade: Worded {
    package var label: Label {
        switch self {
        case .a: Label("A 类", "class A")
        case .b: Label("B 类", "class B")
        case .c: Label("C 类", "class C")
        case .d: Label("D 类", "class D")
        }
    }
}

extension Lead.ContactKind: Worded {
    package var label: Label {
        switch self {
        case .phone: Label("电话跟进", "by phone")
        case .message: Label("信息跟进", "by message")
        case .visit: Label("客户来访", "the customer came")
        case .measuring: Label("上门量房", "measuring the flat")
        case .drawing: Label("出图沟通", "drawings talked over")
        case .quote: Label("报价沟通", "the quote talked over")
        }
    }
}

extension Lead.Declined: Worded {
    package var label: Label {
        switch self {
        case .noTime: Label("时间安排不开", "no time")
        case .othersAppointment: Label("其他设计师已约好客户", "another designer has an appointment")
        case .noFeel: Label("对该客户没有感觉,请总监另派", "no feel for this customer")
        case .picky: Label("挑单", "cherry-picking")
        }
    }
}

extension Lead.Finding: Worded {
    package var label: Label {
        switch self {
        case .good: Label("详细", "in detail")
        case .thin: Label("不详", "not detailed")
        case .missing: Label("没有", "none")
        }
    }
}

extension Lead.Acquisition: Worded {
    package var label: Label {
        switch self {
        case .friend: Label("亲友介绍", "friends")
        case .advertisement: Label("广告", "advertisement")
        case .internet: Label("网络", "the internet")
        case .site: Label("看到工地", "one of our sites")
        case .event: Label("活动、会销", "a sales event")
        case .passingBy: Label("路过", "passing by")
        case .other: Label("其他", "other")
        }
    }
}
