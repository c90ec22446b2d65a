/// What has happened, as the history tells it.
extension Rota.Event: Worded {
    package var label: Label {
        switch self {
        case .joined: Label("加入轮值", "joined the rota")
        case .left: Label("退出轮值", "left the rota")
        case .leaveTaken: Label("登记休假", "a leave was noted")
        case .capacitySet: Label("在手单量已设定", "the most leads at once were set")
        case .withheld: Label("暂不派单", "leads are withheld")
        case .released: Label("恢复派单", "leads are given again")
        case .suspended: Label("停单", "suspended")
        case .suspensionLifted: Label("撤销停单", "the suspension was lifted")
        case .closed: Label("停用", "closed")
        case .sheetsCollected: Label("跟单记录表已收", "the follow-up sheets were collected")
        case .registerReviewed: Label("来访登记已查", "the register was looked through")
        case .visitorsHandedIn: Label("上访名单已交", "the list of visitors was handed in")
        case .sheetsNotCollected: Label("跟单记录表未收", "the follow-up sheets were not collected")
        case .registerNotReviewed: Label("来访登记未查", "the register was not looked through")
        case .turnTaken: Label("轮到接单", "a turn was taken")
        case .chargeTaken: Label("接单(不占轮次)", "a lead was taken besides")
        case .appointed: Label("约定时间", "an appointment was made")
        case .chargeEnded: Label("客源移出名下", "a lead left the hand")
        case .visitNoted: Label("客户来访", "a customer came")
        }
    }
}
