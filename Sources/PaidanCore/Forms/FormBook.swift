/// Every form of every kind, read off the commands once at start.
package struct FormBook: Sendable {
    private let kinds: [Kind: KindForms]
    /// The words of codes by the member's name and the code: a name means the same in every kind, and one kind's facts hold
    /// what another's form asks for.
    package let choices: [String: [String: Label]]

    /// - Throws: when some command cannot be a form. The program must not start then.
    package init() throws(FormFlaw) {
        var kinds: [Kind: KindForms] = [:]
        for kind in Kind.allCases { kinds[kind] = try KindForms(of: kind.type) }
        self.init(kinds: kinds)
    }

    /// - Parameter known: words of codes that no form offers any more, and that facts may still hold.
    private init(kinds: [Kind: KindForms], known: [String: [String: Label]] = [:]) {
        self.kinds = kinds
        let forms = Kind.allCases.compactMap { kinds[$0] }
        let fields = forms.flatMap { ($0.allOfATicket + [$0.opening].compactMap(\.self)).flatMap(\.fields) }
        let lists = fields.map { ($0.name, $0.type.choices ?? []) } + Glossary.codes.map { ($0.key, $0.value) }
        choices = lists.reduce(into: known) { choices, list in
            for choice in list.1 { choices[list.0, default: [:]][choice.code] = choice.label }
        }
    }

    /// For the policy in force; made again when another one is activated.
    package func filled(from policies: FormPolicies) -> FormBook {
        FormBook(kinds: kinds.mapValues { $0.filled(from: policies) }, known: choices)
    }

    package subscript(kind: Kind) -> KindForms {
        guard let forms = kinds[kind] else { preconditionFailure("the book was made from all kinds") }
        return forms
    }
}

/// The forms of one kind.
package struct KindForms: Sendable {
    /// How to open such a ticket by hand; nil where only another ticket does.
    package let opening: Action?
    /// By the verb's number; nil where no person gives the command.
    private let actions: [Action?]
    /// What may be done to a ticket of every kind.
    package let repin: Action
    /// And to one that is about a customer; nil for the others.
    package let attach: Action?
    /// The same.
    package let correction: Action?
    /// The ticket's own, from which they were filled; nil before that.
    let policy: Policy?

    package init<K: TicketKind>(of type: K.Type) throws(FormFlaw) {
        opening = try Self.opening(of: type)
        var actions: [Action?] = []
        for verb in K.Verb.allCases { actions.append(try Self.action(verb, of: type)) }
        self.actions = actions
        let fields = try FormProbe.fields(of: Repin.self, at: "\(K.kind.rawValue).\(Repin.verb)")
        repin = Action(verb: Repin.verb, label: Repin.label, roles: Repin.roles, form: Form(fields: fields))
        attach = K.hasCustomer ? try Self.attaching(K.self) : nil
        correction = K.hasCustomer ? try Self.correcting(K.self) : nil
        policy = nil
    }

    private init(
        opening: Action?, actions: [Action?], repin: Action, attach: Action?, correction: Action?, policy: Policy
    ) {
        self.opening = opening
        self.actions = actions
        self.repin = repin
        self.attach = attach
        self.correction = correction
        self.policy = policy
    }

    /// In the order of the table.
    package var all: [Action] { actions.compactMap(\.self) }
    /// And what every kind has.
    package var allOfATicket: [Action] { all + [attach, correction].compactMap(\.self) + [repin] }

    package subscript(verb: Int) -> Action? { actions[verb] }

    package func filled(from policies: FormPolicies) -> KindForms {
        KindForms(
            opening: opening.map { $0.filled(from: policies) },
            actions: actions.map { $0.map { $0.filled(from: policies) } }, repin: repin, attach: attach,
            correction: correction, policy: policies.own)
    }

    /// The word under which a ticket is opened.
    package static let openingVerb = "open"

    private static func opening<K: TicketKind>(of type: K.Type) throws(FormFlaw) -> Action? {
        let roles = K.openers.filter(\.fillsForms)
        guard !roles.isEmpty else { return nil }
        let filled = (K.Opening.self as? any PartlyFilled.Type)?.filledByDecision ?? []
        let fields = try FormProbe.fields(of: K.Opening.self, skipping: filled, at: "\(K.kind.rawValue).\(openingVerb)")
        return Action(
            verb: openingVerb, label: Label("登记\(K.label.zh)", "open a \(K.label.en)"), roles: roles,
            form: Form(fields: fields))
    }

    private static func attaching<K: TicketKind>(_: K.Type) throws(FormFlaw) -> Action {
        let fields = try FormProbe.fields(of: Attach.self, at: "\(K.kind.rawValue).\(Attach.verb)")
        return Action(verb: Attach.verb, label: Attach.label, roles: Attach.roles, form: Form(fields: fields))
    }

    private static func correcting<K: TicketKind>(_: K.Type) throws(FormFlaw) -> Action {
        let fields = try FormProbe.fields(of: CorrectCustomer.self, at: "\(K.kind.rawValue).\(CorrectCustomer.verb)")
        return Action(
            verb: CorrectCustomer.verb, label: CorrectCustomer.label, roles: K.correctors, form: Form(fields: fields))
    }

    /// Beside the step's own fields: the machine does not look at them.
    private static func files(called label: Label) -> Field {
        Field(name: Attach.field, label: label, type: .list(.file), isRequired: false)
    }

    private static func action<K: TicketKind>(_ verb: K.Verb, of type: K.Type) throws(FormFlaw) -> Action? {
        let row = K.table[verb]
        let roles = row.roles.filter(\.fillsForms)
        guard !roles.isEmpty else { return nil }
        let name = K.table.name(of: verb)
        var fields = try FormProbe.fields(of: K.Command.self, command: name, at: "\(K.kind.rawValue).\(name)")
        if let papers = K.papers[verb] { fields.append(files(called: papers)) }
        return Action(
            verb: name, label: row.label, roles: roles, form: Form(fields: fields), isReported: row.time == .reported)
    }
}

/// An opening with fields that the decision fills; nobody is asked for them.
package protocol PartlyFilled {
    static var filledByDecision: [String] { get }
}

extension Complaint.Opening: PartlyFilled {
    package static var filledByDecision: [String] { ["repeats", "source"] }
}
