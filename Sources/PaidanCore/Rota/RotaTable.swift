// swift-format-ignore
extension Rota {
    package static let table = Table(row)

    private static let heads: [Role] = [.director, .leader, .supervisor]

    /// 轮值表 · who changes it.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .join:           .row("加入轮值", "join", by: heads, from: [.inUse], rules: "LEAD-09; assumption")
        case .leave:          .row("退出轮值", "leave", by: heads, from: [.inUse], rules: "assumption")
        case .takeLeave:      .row("登记休假", "note a leave", by: heads, from: [.inUse], rules: "LEAD-10")
        case .setCapacity:    .row("设定在手单量", "set the most leads at once", by: heads, from: [.inUse], rules: "LEAD-10; assumption")
        case .withhold:       .row("暂不派单", "withhold leads", by: heads, from: [.inUse], rules: "LEAD-14")
        case .release:        .row("恢复派单", "give leads again", by: heads, from: [.inUse], rules: "LEAD-14")
        case .suspend:        .row("停单", "suspend", by: heads + [.ticket], from: [.inUse], rules: "LEAD-11, 12; LFU-19; PEN-03")
        case .liftSuspension: .row("撤销停单", "lift a suspension", by: heads, from: [.inUse], rules: "assumption")
        case .close:          .row("停用", "close", by: heads, from: [.inUse], to: [.closed], rules: "assumption")
        case .collectSheets:  .row("收跟单记录表", "collect the follow-up sheets", by: collectorsMax, from: [.inUse], rules: "LFU-02; T-15; A18, B20")
        case .reviewRegister: .row("查来访登记", "look through the register", by: [.director, .leader], from: [.inUse], rules: "LFU-15; T-16; A14, A18")
        case .handInVisitors: .row("上交上访名单", "hand the list of visitors in", by: [.frontDesk, .designSupervisor, .director, .leader], from: [.inUse], rules: "LEAD-27; T-79; B14")
        case .sheetsPassed:   .row("收表日已过", "the day for sheets has passed", by: [.clock], from: [.inUse], .due, rules: "LFU-02; A7")
        case .registerPassed: .row("查登记日已过", "the day for the register has passed", by: [.clock], from: [.inUse], .due, rules: "LFU-15; A7")
        case .takeTurn:       .row("轮到接单", "a turn is taken", by: [.ticket], from: [.inUse], rules: "LEAD-09")
        case .takeCharge:     .row("接单(不占轮次)", "a lead is taken besides", by: [.ticket], from: [.inUse], rules: "LEAD-20; A-56")
        case .appoint:        .row("约定时间", "an appointment is made", by: [.ticket], from: [.inUse], rules: "LEAD-10")
        case .endCharge:      .row("客源移出名下", "a lead leaves the hand", by: [.ticket], from: [.inUse], rules: "LEAD-09; LFU-10")
        case .noteVisit:      .row("客户来访", "a customer comes", by: [.ticket], from: [.inUse], rules: "LEAD-27; LFU-15")
        }
    }
}

extension Rota.Phase {
    package static let start = inUse

    package var label: Label {
        switch self {
        case .inUse: Label("使用中", "in use")
        case .closed: Label("已停用", "closed")
        }
    }

    package var isEnd: Bool { self == .closed }
}
