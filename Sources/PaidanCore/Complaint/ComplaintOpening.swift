extension Complaint {
    /// 客户投诉告知单 (CMP-01, 28, 32) as it is taken in. Names and labels are the form and the stored bytes; they never change.
    package struct Opening: Codable, Hashable, Sendable {
        package var channel: Channel
        /// Who complains; an anonymous complaint has a person without name.
        package var customer: PersonID
        package var content: PersonalText
        package var demand: PersonalText?
        package var projectOrOrder: String?
        package var categories: [Category]?
        package var severity: Severity?
        /// When customer service took the complaint; now if it is not given. Never in the future.
        package var receivedAt: Instant?
        /// When the words first reached anybody of the company. No clock counts from it.
        package var firstHeardAt: Instant?
        package var receivedBy: String?
        package var evidence: [String]?
        package var urgent: Bool?
        package var anonymous: Bool?
        /// 上级单位只要求书面答复: a superior body wants a letter only (CMP-19).
        package var letterOnly: Bool?
        /// The closed complaint that this one continues; its repeat counter is inherited.
        package var follows: TicketID?
        /// The call or the opinion out of which it came (FBK-10, C15). Filled by that ticket.
        package var source: TicketID?
        /// 装修工程: the project hears of it and of its end.
        package var project: TicketID?
        /// Filled by the decision.
        package var repeats: Int?

        package init(
            channel: Channel, customer: PersonID, content: PersonalText, demand: PersonalText? = nil,
            projectOrOrder: String? = nil, categories: [Category]? = nil, severity: Severity? = nil,
            receivedAt: Instant? = nil, firstHeardAt: Instant? = nil, receivedBy: String? = nil,
            evidence: [String]? = nil,
            urgent: Bool? = nil, anonymous: Bool? = nil, letterOnly: Bool? = nil, follows: TicketID? = nil,
            source: TicketID? = nil, project: TicketID? = nil
        ) {
            self.channel = channel
            self.customer = customer
            self.content = content
            self.demand = demand
            self.projectOrOrder = projectOrOrder
            self.categories = categories
            self.severity = severity
            self.receivedAt = receivedAt
            self.firstHeardAt = firstHeardAt
            self.receivedBy = receivedBy
            self.evidence = evidence
            self.urgent = urgent
            self.anonymous = anonymous
            self.letterOnly = letterOnly
            self.follows = follows
            self.source = source
            self.project = project
        }
    }

    package enum Channel: String, CaseIterable, Codable, Sendable {
        case phone, store, web, hotline, email, letter, media, superior
    }

    package static let openers: [Role] = [.specialist, .supervisor, .ticket]

    package static func needs(_ opening: Opening) -> [Need] {
        [opening.follows, opening.project].compactMap { $0.map { .ticket($0) } }
    }

    package static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) {
        var notice = opening
        notice.repeats = nil
        notice.receivedAt = opening.receivedAt ?? context.now
        try require(notice.receivedAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try context.requireRecent(notice.receivedAt)
        try require(notice.firstHeardAt.map { $0 <= context.now } ?? true, .inTheFuture)
        try require((opening.evidence ?? []).count <= evidenceMax, .tooMany)
        try RenovationProject.requireProject(opening.project, of: opening.customer, context)
        if let former = opening.follows {
            let relative = try context.relative(former)
            try require(relative.kind == .complaint && !relative.isOpen, .followsAnOpenOne)
            notice.repeats = relative.repeats.plus(1)
        }
        let review = severityReview(notice.repeats ?? 0, context)
        guard let categories = opening.categories, !categories.isEmpty else { return (notice, review) }
        return (notice, [try classified(categories, context.policy)] + review)
    }

    /// Reaching the number opens a review; only the reviewer raises the severity (A12).
    static func severityReview(_ repeats: Int, _ context: Context) -> [Event] {
        isRepeated(repeats, context) ? [.severityReviewOpened(repeats: repeats)] : []
    }

    /// 连续投诉两次以上 (CMP-22): the complaint itself is the first time, and the number is included.
    /// - Parameter repeats: how often the customer has come back.
    static func isRepeated(_ repeats: Int, _ context: Context) -> Bool {
        repeats > 0 && repeats.plus(1) >= context.policy[repeatTriggers]
    }

    /// - Parameter replaced: the parts that were given back before.
    static func classified(
        _ categories: [Category], replacing replaced: [TicketID] = [], _ policy: Policy
    ) throws(Refusal) -> Event {
        guard let named = policy.routing.departments(for: categories) else { throw .because(.unknownCategory) }
        return .classified(
            categories: categories, departments: named, replaces: replaced.isEmpty ? nil : replaced)
    }

    static let evidenceMax = 32
}

extension Complaint.Channel: Worded {
    package var label: Label {
        switch self {
        case .phone: Label("电话", "phone")
        case .store: Label("门店", "store")
        case .web: Label("网络", "web")
        case .hotline: Label("热线", "hotline")
        case .email: Label("邮件", "e-mail")
        case .letter: Label("信件", "letter")
        case .media: Label("媒体", "media")
        case .superior: Label("上级单位", "superior body")
        }
    }
}
