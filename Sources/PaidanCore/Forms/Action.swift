/// Something that somebody may do to a ticket, with the form to fill in.
package struct Action: Hashable, Sendable {
    /// The command's name on the wire.
    package let verb: String
    package let label: Label
    /// Who may; only people and routing workers.
    package let roles: [Role]
    package let form: Form
    /// A person may tell of it later and say when it happened (`occurredAt`).
    package let isReported: Bool

    package init(verb: String, label: Label, roles: [Role], form: Form, isReported: Bool = false) {
        self.verb = verb
        self.label = label
        self.roles = roles
        self.form = form
        self.isReported = isReported
    }

    package var fields: [Field] { form.fields }

    package func filled(from policies: FormPolicies) -> Action {
        Action(verb: verb, label: label, roles: roles, form: form.filled(from: policies), isReported: isReported)
    }

    /// The same with a field whose values only the ticket knows.
    package func choosing(_ name: String, among choices: [Choice]) -> Action {
        let fields = fields.map { field in
            field.name == name
                ? Field(name: name, label: field.label, type: .choice(choices), isRequired: field.isRequired) : field
        }
        return Action(verb: verb, label: label, roles: roles, form: Form(fields: fields), isReported: isReported)
    }
}

/// An action as it stands for one actor: offered, or shown with the reason why not.
package struct Offer: Hashable, Sendable {
    package let action: Action
    /// What the door would answer; nil when it is open.
    package let refusal: Refusal?

    package init(action: Action, refusal: Refusal?) {
        self.action = action
        self.refusal = refusal
    }
}

extension Role {
    /// Is shown forms: a person at the desk, or whoever writes a routing worker.
    package var fillsForms: Bool { isPerson || self == .router }
}

extension TicketKind {
    /// What the table lists for `phase`, in its order; what no person may do is left out.
    /// - Parameters:
    ///   - ticket: as it stands; nil where only its state is known.
    ///   - department: the department that holds the ticket, if it is one department's.
    ///   - forms: of this kind, filled from the policy in force.
    package static func actions(
        in phase: Phase, of ticket: Self? = nil, heldBy department: Department? = nil, for actor: Actor,
        _ forms: KindForms
    ) -> [Offer] {
        table.possible(in: phase).compactMap { verb in
            forms[verb.rawValue].map { form in
                let refusal = refusal(of: verb, department, actor) ?? ticket?.refusal(of: verb).map(Refusal.because)
                return Offer(action: form, refusal: refusal)
            }
        }
    }

    /// The same answer as `Ticket.decide` gives, without a command.
    private static func refusal(of verb: Verb, _ department: Department?, _ actor: Actor) -> Refusal? {
        let roles = table[verb].roles
        guard actor.hasAny(of: roles) else { return .notYours(verb: table.name(of: verb), needs: roles) }
        guard let department, !actor.hasUnboundRole(of: roles), !actor.departments.contains(department) else {
            return nil
        }
        return .because(.otherDepartment)
    }
}
