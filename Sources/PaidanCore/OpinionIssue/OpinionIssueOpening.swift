extension OpinionIssue {
    /// What was heard, as it is taken in. Names and labels are the form and the stored bytes; they never change.
    package struct Opening: Codable, Hashable, Sendable {
        package var heardOn: HeardOn
        package var customer: PersonID
        package var content: PersonalText?
        package var projectOrOrder: String?
        /// The call or questionnaire on which it was heard.
        package var callTaskID: TicketID?
        /// When the customer said it; now if it is not given.
        package var raisedAt: Instant?
        /// 两表对账: what two records say differently. Filled by the call that found it.
        package var contradiction: CallTask.Contradiction?
        /// The question whose answer had a low score. Filled by the call.
        package var question: CallTask.Question?
        /// What of the whole had a low score, where the customer said nothing more. Filled by the call.
        package var overall: CallTask.Overall?
        /// 装修工程: what it is about; a complaint that it becomes is linked to it.
        package var project: TicketID?

        package init(
            heardOn: HeardOn, customer: PersonID, content: PersonalText?, projectOrOrder: String? = nil,
            callTaskID: TicketID? = nil, raisedAt: Instant? = nil, contradiction: CallTask.Contradiction? = nil,
            question: CallTask.Question? = nil, overall: CallTask.Overall? = nil, project: TicketID? = nil
        ) {
            self.heardOn = heardOn
            self.customer = customer
            self.content = content
            self.projectOrOrder = projectOrOrder
            self.callTaskID = callTaskID
            self.raisedAt = raisedAt
            self.contradiction = contradiction
            self.question = question
            self.overall = overall
            self.project = project
        }
    }

    /// Where an opinion was heard.
    package enum HeardOn: String, CaseIterable, Codable, Sendable {
        case call, questionnaire, visit, inbound, records
    }

    package static let openers: [Role] = [.specialist, .supervisor, .revisitor, .ticket]

    package static func needs(_ opening: Opening) -> [Need] {
        [opening.callTaskID, opening.project].compactMap { $0.map { .ticket($0) } }
    }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var opening = opening
        opening.raisedAt = opening.raisedAt ?? context.now
        try require(opening.raisedAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try context.requireRecent(opening.raisedAt)
        let speaksForItself =
            opening.contradiction != nil || opening.question != nil || opening.overall != nil
        try require(opening.content != nil || speaksForItself, .noContent)
        try CallTask.requireCall(opening.callTaskID, to: opening.customer, context)
        try RenovationProject.requireProject(opening.project, of: opening.customer, context)
        return (opening, [])
    }
}

extension OpinionIssue.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["contradiction", "question", "overall"] }
}

extension OpinionIssue.HeardOn: Worded {
    package var label: Label {
        switch self {
        case .call: Label("回访电话", "call-back")
        case .questionnaire: Label("满意度调查表", "questionnaire")
        case .visit: Label("上门", "visit")
        case .inbound: Label("客户来电或来访", "the customer came or called")
        case .records: Label("两份记录对账", "comparing two records")
        }
    }
}

extension Refusal.Reason {
    static let noContent = Self("no-content", "请填写意见内容", "say what the customer's opinion is")
    static let notThatCall = Self("not-that-call", "不是该客户的回访单", "that is no call to this customer")
}
