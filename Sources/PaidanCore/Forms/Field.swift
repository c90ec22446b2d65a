/// One field of a form: a value that a command or an opening takes.
package struct Field: Hashable, Sendable {
    /// The name on the wire.
    package let name: String
    package let label: Label
    package let type: FieldType
    package let isRequired: Bool
    package let limit: FieldLimit
    /// Those that a list of answers answers, where the ticket is known; empty for every other field.
    package let questions: [FormQuestion]

    /// - Parameter limit: nil for what every field of this name takes.
    package init(
        name: String, label: Label, type: FieldType, isRequired: Bool, limit: FieldLimit? = nil,
        questions: [FormQuestion] = []
    ) {
        self.name = name
        self.label = label
        self.type = type
        self.isRequired = isRequired
        self.limit = limit ?? .of(name)
        self.questions = questions
    }
}

/// What may be written into a field.
package indirect enum FieldType: Hashable, Sendable {
    /// Personal text is sealed with the customer's key before the core sees it.
    case text(personal: Bool)
    case integer
    case flag
    case moment
    case ticket
    case person
    /// Who has one is the staff table's business.
    case account
    /// Which departments there are is the policy's business; see `filled(from:)`.
    case department
    /// Which categories there are is the policy's business; see `filled(from:)`.
    case category
    /// The digest of an uploaded file.
    case file
    case choice([Choice])
    case list(FieldType)
    case group([Field])
}

/// One of the values that a field may take.
package struct Choice: Hashable, Sendable {
    package let code: String
    package let label: Label

    package init(_ code: String, _ label: Label) {
        self.code = code
        self.label = label
    }
}

/// Whose words a form offers: the departments of the ticket's own policy, and the categories of the one under which
/// complaints run, since categories are always a complaint's.
package struct FormPolicies: Sendable {
    package let own: Policy
    package let complaints: Policy

    package init(_ own: Policy, complaints: Policy) {
        self.own = own
        self.complaints = complaints
    }
}

extension Field {
    /// The same field with the values that only the regulation knows.
    package func filled(from policies: FormPolicies) -> Field {
        Field(
            name: name, label: label, type: narrowed(by: policies.own).filled(from: policies), isRequired: isRequired,
            limit: limit)
    }

    /// What a machine knows and this regulation does not is not offered.
    private func narrowed(by policy: Policy) -> FieldType {
        guard case .choice(let choices) = type, let known = Self.known[name]?(policy) else { return type }
        return .choice(choices.filter { known.contains($0.code) })
    }

    /// By the field's name, which means the same in every form.
    private static let known: [String: @Sendable (Policy) -> [String]] = [
        "leadSource": { $0[Lead.sources].sources.map(\.rawValue) }
    ]
}

extension FieldType {
    /// What a person chooses from; nil when there is nothing to choose, or when only a policy knows.
    package var choices: [Choice]? {
        switch self {
        case .choice(let choices): choices
        case .list(let element): element.choices
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .group: nil
        }
    }

    package func filled(from policies: FormPolicies) -> FieldType {
        switch self {
        case .department:
            .choice(policies.own.routing.departments.map { Choice($0.department.code, $0.label) }, or: self)
        case .category:
            .choice(policies.complaints.routing.lines.map { Choice($0.category.code, $0.label) }, or: self)
        case .list(let element): .list(element.filled(from: policies))
        case .group(let fields): .group(fields.map { $0.filled(from: policies) })
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .file, .choice: self
        }
    }

    /// A regulation that names none leaves the field open: an empty list of choices could never be filled in.
    private static func choice(_ choices: [Choice], or type: FieldType) -> FieldType {
        choices.isEmpty ? type : .choice(choices)
    }
}
