internal import PaidanCore
internal import PaidanJSON

/// `specialist opens complaint as A channel=phone`, `工程部 承诺日期 A/工程部 承诺日期="+2d 18:00"`.
struct CommandReader {
    let vocabulary: Vocabulary
    /// The labels that were given, with the kinds of their tickets.
    let labels: [String: Kind]

    init(_ vocabulary: Vocabulary, labels: [String: Kind]) {
        self.vocabulary = vocabulary
        self.labels = labels
    }

    func read(_ cursor: inout Cursor) throws(Objection) -> Command {
        let who = try cursor.word("角色或部门", "a role or a department")
        let actor = try vocabulary.actor(who.text, at: who.column)
        if cursor.take(.opens) { return try opening(by: actor, &cursor) }
        let verb = try cursor.word("操作,或“登记”", "a command, or open")
        let ticket = try cursor.word("单据", "a ticket")
        let reference = try reference(ticket.text, at: ticket.column)
        let action = try vocabulary.verb(verb.text, of: kind(of: reference), at: verb.column)
        let rest = try rest(&cursor, action)
        return Command(
            actor: actor, deed: .act(verb: action.verb, reference),
            fields: try complete(rest, action, at: verb.column), occurredAt: rest.claim?.moment, refusal: rest.refusal)
    }

    private func opening(by actor: Scenario.Actor, _ cursor: inout Cursor) throws(Objection) -> Command {
        let word = try cursor.word("单据的种类", "a kind of ticket")
        let kind = try vocabulary.kind(word.text, at: word.column)
        guard let action = vocabulary.opening(of: kind) else {
            throw Objection(
                "\(kind.type.label.zh)只由其他工单开立", "a \(kind.type.label.en) is opened by another ticket only",
                at: word.column)
        }
        let label = try label(&cursor)
        var rest = try rest(&cursor, action)
        if let column = rest.claim?.column { throw Self.noClaim(action, at: column) }
        rest.settings += Self.madeUp(for: kind, action, beside: rest.settings)
        return Command(
            actor: actor, deed: .open(kind, as: label), fields: try complete(rest, action, at: word.column),
            occurredAt: nil, refusal: rest.refusal)
    }

    private func label(_ cursor: inout Cursor) throws(Objection) -> String? {
        guard cursor.take(.label) else { return nil }
        let token = try cursor.word("名称,如 A", "a label, such as A")
        guard !token.text.isEmpty, !token.text.contains(where: { "/@#+".contains($0) }) else {
            throw Objection("名称中不能有 / @ # +", "a label has no / @ # + in it", at: token.column)
        }
        guard labels[token.text] == nil else {
            throw Objection("名称 \(token.text) 已用过", "\(token.text) is the label of another ticket", at: token.column)
        }
        return token.text
    }

    // MARK: Fields

    private struct Rest {
        var settings: [FieldSetting] = []
        /// When it really happened, and where that stands.
        var claim: (moment: Moment, column: Int)?
        var refusal: ExpectedRefusal?
    }

    private func rest(_ cursor: inout Cursor, _ action: Action) throws(Objection) -> Rest {
        let fields = FieldReader(vocabulary, action.fields) { (text, column) throws(Objection) in
            try self.reference(text, at: column)
        }
        var rest = Rest()
        while let token = cursor.peek {
            if cursor.take(.refused) {
                let code = cursor.peek.flatMap { $0.name == nil ? $0.text : nil }
                if code != nil { _ = cursor.next() }
                rest.refusal = ExpectedRefusal(code: code)
            } else if let name = token.name {
                _ = cursor.next()
                if Self.occurredAt.contains(name) {
                    guard rest.claim == nil else { throw Self.secondClaim(at: token.column) }
                    rest.claim = (try Moment.read(token.text, at: token.column), token.column)
                } else {
                    rest.settings.append(try fields.setting(token))
                }
            } else {
                try cursor.requireEnd()
            }
        }
        return rest
    }

    private static let occurredAt = ["occurredAt", "发生于"]

    private static func secondClaim(at column: Int) -> Objection {
        Objection("发生时间写了两次", "when it happened is said twice", at: column)
    }

    /// What is opened happens when it is opened; what came before has a field of its own.
    private static func noClaim(_ action: Action, at column: Int) -> Objection {
        let field = action.fields.first { $0.type == .moment }
        return Objection(
            "登记不能写 occurredAt", "an opening takes no occurredAt", at: column,
            suggestion: field.map { "\($0.name)=" })
    }

    /// Words that nobody needs to think up for a rehearsal.
    private static let madeUpText = "演练 drill"

    private static func madeUp(
        for kind: Kind, _ action: Action, beside settings: [FieldSetting]
    ) -> [FieldSetting] {
        let given = settings.compactMap(\.path.first)
        var made: [FieldSetting] = []
        let isAskedFor = action.fields.contains { $0.name == "customer" }
        if isAskedFor, !given.contains("customer"), !given.contains("anonymous") {
            made.append(FieldSetting(path: ["customer", "name"], value: .text(madeUpText)))
        }
        if kind == .complaint, !given.contains("channel") {
            made.append(FieldSetting(path: ["channel"], value: .json(.string(Complaint.Channel.phone.rawValue))))
        }
        // An opinion is heard, or two records differ; only the first is somebody's to open.
        if kind == .opinion, !given.contains("content") {
            made.append(FieldSetting(path: ["content"], value: .text(madeUpText)))
        }
        return made
    }

    /// With texts that must be given and were not. What else is missing is a mistake, unless that is what is tried.
    private func complete(_ rest: Rest, _ action: Action, at column: Int) throws(Objection) -> [FieldSetting] {
        let given = rest.settings.compactMap(\.path.first)
        var settings = rest.settings
        for field in action.fields where field.isRequired && !given.contains(field.name) {
            switch field.type {
            case .text: settings.append(FieldSetting(path: [field.name], value: .text(Self.madeUpText)))
            case .list(.text): settings.append(FieldSetting(path: [field.name], value: .list([.text(Self.madeUpText)])))
            case .person: break
            case .integer, .flag, .moment, .ticket, .account, .department, .category, .file, .choice, .list,
                .group:
                guard rest.refusal == nil else { continue }
                throw Objection(
                    "缺少 \(field.name)(\(field.label.zh))", "\(field.name) (\(field.label.en)) is missing", at: column,
                    suggestion: "\(field.name)=")
            }
        }
        return settings
    }

    // MARK: Tickets

    /// `A`, `A/engineering`, `A/call/call`.
    func reference(_ text: String, at column: Int) throws(Objection) -> TicketReference {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let entries = labels.keys.sorted().map { Vocabulary.Entry($0, $0) }
        let label = try Vocabulary.pick(parts[0], from: entries, Label("单据", "ticket"), at: column)
        var path: [TicketReference.Step] = []
        for part in parts.dropFirst() {
            if vocabulary.knowsDepartment(part) {
                path.append(.part(try vocabulary.department(part, at: column)))
            } else if let stage = Vocabulary.stage(part) {
                path.append(.acceptance(stage))
            } else {
                path.append(.follower(try vocabulary.kind(part, at: column)))
            }
        }
        return TicketReference(label: label, path: path, text: text)
    }

    func kind(of reference: TicketReference) -> Kind {
        switch reference.path.last {
        case .part: .dispatch
        case .acceptance: .node
        case .follower(let kind): kind
        case nil: labels[reference.label] ?? .complaint
        }
    }
}
