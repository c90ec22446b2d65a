extension Lead {
    /// 违规 (PEN-02, PEN-03): what a director finds, or a clock. A finding is recorded with what the regulation provides for it; no
    /// money is ever moved here. Raw values reach disk and never change.
    package enum Breach: String, CaseIterable, Codable, Sendable {
        case unregistered, privateDispatch, salespersonLate, lostBySalesperson, sheetLate, lostByDesigner
        case contactGap, stoppedWithoutApproval, waste, noNotes, thinNotes, thinRegister, quoteTakenAway, overPromise
        case copiedSheet, kickback
        case cherryPicking, privateTransfer, grabbing, refusedVisit
    }

    /// 停单轮数 (PEN-03).
    static let suspensionRounds = Parameter<Int>(
        "lead.suspensionRounds", "停单几轮", "rounds of a suspension", rules: "LEAD-11, 12; LFU-19; PEN-03",
        else: .count(2))

    /// In the order of the breaches that cost money: yuan each; nil where the regulation has no fine.
    static let fines: [(breach: Breach, yuan: Parameter<Int?>)] = Breach.allCases.filter { !$0.suspends }.map {
        ($0, Parameter("fine.\($0.rawValue)", $0.label.zh, $0.label.en, rules: $0.rules))
    }

    static func fine(for breach: Breach, _ policy: Policy) -> Int? {
        fines.first { $0.breach == breach }.flatMap { policy[$0.yuan] }.map { $0 * fenPerYuan }
    }

    private static let fenPerYuan = 100
}

extension Lead {
    package static func finding(_ event: Event) -> (label: Label, account: Account)? {
        guard case .breachFound(let breach, let account, _, _, _) = event else { return nil }
        return (breach.label, account)
    }
}

extension Lead.Breach {
    /// Is answered by a suspension instead of money.
    package var suspends: Bool {
        switch self {
        case .cherryPicking, .privateTransfer, .grabbing, .refusedVisit: true
        case .unregistered, .privateDispatch, .salespersonLate, .lostBySalesperson, .sheetLate, .lostByDesigner,
            .contactGap, .stoppedWithoutApproval, .waste, .noNotes, .thinNotes, .thinRegister, .quoteTakenAway,
            .overPromise, .copiedSheet, .kickback:
            false
        }
    }

    var rules: String {
        switch self {
        case .unregistered: "LEAD-03; PEN-02"
        case .privateDispatch: "LEAD-05; PEN-02; C20"
        case .salespersonLate, .lostBySalesperson: "LEAD-08; PEN-02"
        case .sheetLate: "LFU-01; PEN-02"
        case .lostByDesigner: "LFU-01, 03; PEN-02; C10"
        case .contactGap: "LFU-03; PEN-02; T-14"
        case .stoppedWithoutApproval, .waste: "LFU-05; PEN-02; B17"
        case .noNotes, .thinNotes: "LFU-12; PEN-02; A14"
        case .thinRegister: "LFU-15; PEN-02; A14"
        case .quoteTakenAway: "LFU-20; PEN-02"
        case .overPromise: "LFU-22; PEN-02"
        case .copiedSheet: "LFU-08; PEN-03"
        case .kickback: "LFU-21; PEN-03"
        case .cherryPicking, .privateTransfer: "LEAD-12; PEN-03"
        case .grabbing: "LEAD-11; PEN-03"
        case .refusedVisit: "LFU-19; PEN-03"
        }
    }
}

extension Lead.Breach: Worded {
    package var label: Label {
        switch self {
        case .unregistered: Label("客源未登记", "a lead was not registered")
        case .privateDispatch: Label("私自派单", "a lead was handed out without right")
        case .salespersonLate: Label("业务员跟单不及时", "the salesperson was late")
        case .lostBySalesperson: Label("业务员跟单不及时致流失", "lost because the salesperson was late")
        case .sheetLate: Label("跟单记录表未及时反馈", "the follow-up sheet was late")
        case .lostByDesigner: Label("设计师跟单不及时致流失", "lost because the designer was late")
        case .contactGap: Label("跟单回访间隔超限", "too long between two follow-ups")
        case .stoppedWithoutApproval: Label("未经认可停止跟单", "stopped without approval")
        case .waste: Label("浪费公司资源", "the company's resources were wasted")
        case .noNotes: Label("没有笔记", "no notes")
        case .thinNotes: Label("笔记不详", "notes without detail")
        case .thinRegister: Label("来访登记不详", "a register without detail")
        case .quoteTakenAway: Label("未经许可让客户拿走报价", "the quote left without permission")
        case .overPromise: Label("承诺做不到或欺骗客户", "a promise that cannot be kept, or deceit")
        case .copiedSheet: Label("抄单(重罚、开除)", "a copied sheet (heavily fined, up to dismissal)")
        case .kickback: Label("带客户购料并收回扣(开除)", "kickbacks on materials (dismissal)")
        case .cherryPicking: Label("挑单", "cherry-picking")
        case .privateTransfer: Label("私自转单", "a lead was passed on privately")
        case .grabbing: Label("强行接单(严重警告)", "an appointed lead was grabbed (severe warning)")
        case .refusedVisit: Label("推脱业务员上门量房", "did not accompany a salesperson")
        }
    }
}
