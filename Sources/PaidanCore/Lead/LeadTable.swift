// swift-format-ignore
extension Lead {
    package static let table = Table(row)

    private static let open: [Phase] = [.registered, .screening, .awaitingDispatch, .withDesigner, .following, .reassignPending, .invalidationPending]
    /// A designer has it, or had it until the matter is decided.
    private static let inHand: [Phase] = [.following, .reassignPending, .invalidationPending]
    /// What comes to light only then is a breach all the same (LFU-21).
    private static let over: [Phase] = [.invalid, .signed, .lost]
    private static let service: [Role] = [.specialist, .supervisor]
    private static let heads: [Role] = [.director, .leader, .supervisor]
    private static let intake: [Role] = [.frontDesk, .specialist, .supervisor, .salesperson, .designSupervisor, .director]
    /// 谁可代客户说话: who may say what a customer wants of the designer, whoever that is (LFU-09: 公司回访核实; assumption).
    static let witnesses: [Role] = [.salesperson, .frontDesk, .specialist, .supervisor, .director, .leader]
    private static let sellers: [Role] = [.designer, .salesperson, .frontDesk, .specialist, .designSupervisor, .director]

    /// 客源 · the legal transitions, in the order of the regulation.
    private static func row(_ verb: Verb) -> Row<Phase> {
        switch verb {
        case .completeIntake:        .row("登记完整,待派单", "intake complete", by: intake, from: [.registered], to: [.awaitingDispatch], rules: "LEAD-06, 08, 23, 25")
        case .startScreening:        .row("先电话了解", "call the customer first", by: service, from: [.registered, .screening], to: [.screening], rules: "LEAD-19, 30; A15")
        case .screeningDone:         .row("电话了解完毕", "the customer was called", by: service, from: [.screening], to: [.awaitingDispatch], rules: "LEAD-19, 30")
        case .presetDesigner:        .row("已有设计师", "has a designer already", by: intake + [.designer], from: [.registered], to: [.withDesigner], rules: "LEAD-18, 20; A-56")
        case .dispatch:              .row("派单", "dispatch", by: dispatchersMax, from: [.awaitingDispatch], to: [.withDesigner], rules: "LEAD-04, 05, 09..14")
        case .refuseLead:            .row("不接单", "refuse", by: [.designer, .director], from: [.withDesigner], to: [.awaitingDispatch], rules: "LEAD-10..12; LFU-11")
        case .recordContact:         .row("记录跟进", "record a contact", by: sellers, from: [.withDesigner] + inHand, to: [.following], but: [.reassignPending: [.reassignPending], .invalidationPending: [.invalidationPending]], .reported, rules: "LEAD-07; LFU-01, 03, 06, 12, 14; A3")
        case .holdFirstTalk:         .row("首谈", "the first talk was held", by: [.designer, .designSupervisor, .director], from: [.withDesigner, .following], to: [.following], .reported, rules: "LEAD-18, 21; A13")
        case .handInFirstTalk:       .row("提交首谈表", "hand the first-talk form in", by: [.designer, .designSupervisor, .director], from: inHand, .reported, rules: "LEAD-21; A18")
        case .processFirstTalk:      .row("首谈表处理完毕", "the first-talk form is processed", by: service, from: inHand, .reported, rules: "LEAD-22")
        case .registerVisit:         .row("登记来访", "register the visit", by: [.frontDesk, .specialist], from: [.awaitingDispatch, .withDesigner] + inHand, .reported, rules: "LEAD-06; LFU-15")
        case .checkNotes:            .row("检查笔记", "check the notes", by: [.designSupervisor, .director], from: inHand, rules: "LFU-12; A14")
        case .checkRegister:         .row("检查来访登记", "check the register", by: [.director, .leader], from: [.awaitingDispatch, .withDesigner] + inHand, rules: "LFU-15; A14")
        case .bookAppointment:       .row("约定时间", "agree on a time", by: sellers, from: open, rules: "LFU-14; LEAD-20")
        case .requestQuoteRelease:   .row("申请放行报价", "ask to release the quote", by: [.designer, .designSupervisor], from: inHand, rules: "LFU-20")
        case .approveQuoteRelease:   .row("同意放行报价", "release the quote", by: [.designSupervisor, .director, .leader], from: inHand, rules: "LFU-20; B19")
        case .rejectQuoteRelease:    .row("不放行报价", "do not release the quote", by: [.designSupervisor, .director, .leader], from: inHand, rules: "LFU-20; B19")
        case .requestDesignerChange: .row("提出更换设计师", "ask for another designer", by: sellers + [.supervisor], from: [.withDesigner, .following], to: [.reassignPending], rules: "LFU-09..11; LEAD-17")
        case .verifyChange:          .row("核实客户要求", "verify the customer's wish", by: witnesses, from: [.reassignPending], rules: "LFU-09, 10; who: assumption")
        case .withdrawChange:        .row("撤回更换申请", "withdraw the request for another designer", by: sellers + [.supervisor, .leader], from: [.reassignPending], to: [.withDesigner, .following], rules: "assumption")
        case .reassign:              .row("改派", "reassign", by: heads, from: [.reassignPending], to: [.withDesigner], rules: "LFU-09, 10")
        case .rejectChange:          .row("不同意更换", "do not reassign", by: heads, from: [.reassignPending], to: [.withDesigner, .following], rules: "LFU-11")
        case .handOverData:          .row("移交客户资料", "hand the customer's data over", by: [.designer, .designSupervisor, .director], from: [.withDesigner] + inHand, .reported, rules: "LFU-10")
        case .proposeInvalid:        .row("提出无效", "propose as invalid", by: sellers, from: [.awaitingDispatch, .withDesigner, .following], to: [.invalidationPending], rules: "LFU-05; A3")
        case .confirmInvalid:        .row("对方确认无效", "the other side confirms", by: sellers, from: [.invalidationPending], rules: "LFU-05")
        case .approveInvalid:        .row("认可无效", "approve as invalid", by: heads, from: [.invalidationPending], to: [.invalid], rules: "LFU-05")
        case .rejectInvalid:         .row("不认可无效", "do not approve", by: heads, from: [.invalidationPending], to: [.awaitingDispatch, .withDesigner, .following], rules: "LFU-05; B17")
        case .signContract:          .row("签单", "sign the contract", by: sellers + [.supervisor, .leader], from: open, to: [.signed], .reported, rules: "LEAD-07; CBP-25; C18")
        case .loseLead:              .row("流失", "lose the lead", by: sellers + [.supervisor, .leader], from: open, to: [.lost], rules: "LEAD-07, 08; LFU-01, 03, 06; A-19, A-20")
        case .mergeDuplicate:        .row("并入另一客源", "merge into another lead", by: heads, from: [.registered, .screening, .awaitingDispatch], to: [.merged], rules: "LEAD-03; B18")
        case .grade:                 .row("客户分类", "grade the customer", by: sellers + [.supervisor], from: open, rules: "LEAD-30, 31; CBP-18..22")
        case .agreeTeam:             .row("约定分工与提成", "agree on the team", by: [.designer, .designSupervisor, .director], from: [.withDesigner, .following], rules: "LEAD-16, 17")
        case .tellBranchManager:     .row("已告知分公司经理", "the branch manager was told", by: [.frontDesk, .specialist, .supervisor], from: open, .reported, rules: "LEAD-24, 26")
        case .recordBreach:          .row("记录违规", "record a breach", by: [.director, .leader, .designSupervisor], from: open + over, rules: "LEAD-03, 05, 08, 11, 12; LFU-01, 05, 19, 20, 22; PEN-01..03; A14, C20")
        case .correctContract:       .row("更正合同", "correct the contract", by: service + [.director], from: [.signed], rules: "assumption; as M05")
        case .amend:                 .row("更正登记", "amend", by: intake + [.designer], from: open, rules: "assumption; as M05")
        case .callPlanned:           .row("安排回访", "a call was planned", by: [.ticket], from: open, rules: "CBP-16..21, 31; A7")
        case .callEnded:             .row("回访结束", "a call has ended", by: [.ticket], from: open, rules: "LEAD-19, 28, 30; LFU-09, 25")
        case .absorbDuplicate:       .row("并入重复客源", "absorb a duplicate", by: [.ticket], from: open, rules: "B18")
        case .contactGapPassed:      .row("跟单间隔超限", "too long without contact", by: [.clock], from: inHand, .due, rules: "LFU-03; T-14")
        }
    }
}

extension Lead.Phase {
    package static let start = registered

    package var label: Label {
        switch self {
        case .registered: Label("已登记", "registered")
        case .screening: Label("电话了解中", "being called")
        case .awaitingDispatch: Label("待派单", "awaiting dispatch")
        case .withDesigner: Label("已派单", "with a designer")
        case .following: Label("跟单中", "being followed up")
        case .reassignPending: Label("待更换设计师", "another designer is wanted")
        case .invalidationPending: Label("无效待认可", "to be approved as invalid")
        case .invalid: Label("无效客户", "invalid")
        case .signed: Label("已签单", "signed")
        case .lost: Label("已流失", "lost")
        case .merged: Label("已并入另一客源", "merged")
        }
    }

    package var isEnd: Bool {
        switch self {
        case .registered, .screening, .awaitingDispatch, .withDesigner, .following, .reassignPending,
            .invalidationPending:
            false
        case .invalid, .signed, .lost, .merged: true
        }
    }
}
