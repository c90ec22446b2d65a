/// How a lead lies before those who see it through.
extension Lead {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .registered: [.completeIntake]
        case .screening: [.screeningDone]
        case .awaitingDispatch: [.dispatch]
        case .withDesigner: [.recordContact, .holdFirstTalk]
        case .following: [.recordContact, .signContract]
        case .reassignPending: [.reassign]
        case .invalidationPending: [.confirmInvalid, .approveInvalid]
        case .invalid, .signed, .lost, .merged: []
        }
    }

    package static var papers: [Verb: Label] {
        [
            .recordContact: Label("跟单记录", "follow-up sheet"),
            .holdFirstTalk: Label("首谈照片或意向方案", "photos of the first talk, or the intent proposal"),
            .handInFirstTalk: Label("首谈表", "first-talk form"),
            .registerVisit: Label("来访登记", "visit register"),
            .checkNotes: Label("谈单笔记", "notes"),
            .requestQuoteRelease: Label("报价", "quote"),
            .handOverData: Label("移交的客户资料", "data that are handed over"),
            .signContract: Label("合同", "contract"),
        ]
    }
}
