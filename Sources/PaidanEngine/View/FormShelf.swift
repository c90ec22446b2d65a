package import PaidanCore
internal import Synchronization

/// The forms of all kinds, filled from the policies in force; made once for each of them.
package final class FormShelf: Sendable {
    private let blank: FormBook
    private let filled = Mutex<[Pair: FormBook]>([:])
    /// Policies that nobody asks for any more go when there are more than this.
    private static let booksMax = 32

    /// By their hashes.
    private struct Pair: Hashable {
        let own: String
        let complaints: String
    }

    package init() throws { blank = try FormBook() }

    /// - Parameter complaints: under which the complaint runs that such a ticket becomes or opens.
    package func book(for regulation: Regulation, complaints: Regulation) -> FormBook {
        let pair = Pair(own: regulation.hash, complaints: complaints.hash)
        return filled.withLock { filled in
            if let book = filled[pair] { return book }
            if filled.count >= Self.booksMax { filled = [:] }
            let book = blank.filled(from: FormPolicies(regulation.policy, complaints: complaints.policy))
            filled[pair] = book
            return book
        }
    }

    /// The forms of a kind of ticket under the policies in force.
    package func forms(for kind: Kind, in branch: Branch?, _ policies: PolicyShelf) -> KindForms {
        book(for: kind, in: branch, policies)[kind]
    }

    /// Every form as a ticket of this kind and branch has them.
    package func book(for kind: Kind, in branch: Branch?, _ policies: PolicyShelf) -> FormBook {
        let complaints = policies.regulation(branch: branch, kind: .complaint)
        return book(for: policies.regulation(branch: branch, kind: kind), complaints: complaints)
    }

    /// How to open a ticket of this kind by hand; nil where only another ticket does.
    /// - Parameter complaints: under which the complaint runs that such a ticket becomes.
    package func opening(of kind: Kind, under regulation: Regulation, complaints: Regulation) -> Sheet? {
        book(for: regulation, complaints: complaints)[kind].opening.map(Self.sheet)
    }

    /// The same under any policy: the values that only one knows are left open.
    package func opening(of kind: Kind) -> Sheet? { blank[kind].opening.map(Self.sheet) }

    private static func sheet(_ opening: Action) -> Sheet {
        Sheet(opening, fields: askingForCustomer(opening.fields))
    }

    /// Where the machine knows an id, a clerk writes who the customer is (`Intake`).
    private static func askingForCustomer(_ fields: [Field]) -> [Field] {
        let isAnonymityKnown = fields.contains { $0.name == Intake.anonymous }
        return fields.map { field in
            guard field.name == Intake.field else { return field }
            return Field(name: field.name, label: field.label, type: customer, isRequired: !isAnonymityKnown)
        }
    }

    private static let customer = FieldType.group(customerFields)

    package static let customerFields = [
        text("name", Label("姓名", "name"), isRequired: true, longest: Customer.nameMax),
        text("phone", Label("电话", "phone"), isRequired: false, longest: Customer.phoneMax),
        text("address", Label("地址", "address"), isRequired: false, longest: Customer.addressMax),
    ]

    private static func text(_ name: String, _ label: Label, isRequired: Bool, longest: Int) -> Field {
        Field(
            name: name, label: label, type: .text(personal: false), isRequired: isRequired,
            limit: FieldLimit(lengthMax: longest))
    }
}

/// A form as it is put before a person.
package struct Sheet: Sendable {
    package let verb: String
    package let label: Label
    package let roles: [Role]
    package let form: Form
    /// Whether it may be told later, with the time at which it happened.
    package let isReported: Bool

    package init(_ action: Action) { self.init(action, fields: action.fields) }

    /// The same form for a customer who is known: who it is stands in one field, and nobody is anonymous.
    package var forKnownCustomer: Sheet {
        let fields = form.fields.filter { $0.name != Intake.anonymous }.map { field in
            field.name == Intake.field
                ? Field(name: field.name, label: field.label, type: .person, isRequired: true) : field
        }
        return Sheet(verb: verb, label: label, roles: roles, form: Form(fields: fields), isReported: isReported)
    }

    private init(verb: String, label: Label, roles: [Role], form: Form, isReported: Bool) {
        self.verb = verb
        self.label = label
        self.roles = roles
        self.form = form
        self.isReported = isReported
    }

    init(_ action: Action, fields: [Field]) {
        verb = action.verb
        label = action.label
        roles = action.roles
        form = Form(fields: fields)
        isReported = action.isReported
    }
}
