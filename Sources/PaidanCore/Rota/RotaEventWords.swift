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
        case .turnTaken: Label("轮到接单", "a turn was taken")
        case .chargeTaken: Label("接单(不占轮次)", "a lead was taken besides")
        case .appointed: Label("约定时间", "an appointment was made")
        case .chargeEnded: Label("客源离手", "a lead left the hand")
        }
    }
}
