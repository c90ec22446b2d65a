package import PaidanCore
internal import Synchronization

/// The forms of all kinds, filled from the policies in force; made once for each of them.
package final class FormShelf: Sendable {
    private let blank: FormBook
    private let filled = Mutex<[String: FormBook]>([:])
    /// Policies that nobody asks for any more go when there are more than this.
    private static let booksMax = 32

    package init() throws { blank = try FormBook() }

    package func book(for regulation: Regulation) -> FormBook {
        filled.withLock { filled in
            if let book = filled[regulation.hash] { return book }
            if filled.count >= Self.booksMax { filled = [:] }
            let book = blank.filled(from: regulation.policy)
            filled[regulation.hash] = book
            return book
        }
    }

    /// How to open a ticket of this kind by hand; nil where only another ticket does.
    package func opening(of kind: Kind, under regulation: Regulation) -> Sheet? {
        book(for: regulation)[kind].opening.map { Sheet($0, fields: Self.askingForCustomer($0.fields)) }
    }

    /// Where the machine knows an id, a clerk writes who the customer is (`Intake`).
    private static func askingForCustomer(_ fields: [Field]) -> [Field] {
        let isAnonymityKnown = fields.contains { $0.name == Intake.anonymous }
        return fields.map { field in
            guard field.name == Intake.field else { return field }
            return Field(name: field.name, label: field.label, type: customer, isRequired: !isAnonymityKnown)
        }
    }

    private static let customer = FieldType.group([
        text("name", Label("姓名", "name"), isRequired: true, longest: Customer.nameMax),
        text("phone", Label("电话", "phone"), isRequired: false, longest: Customer.phoneMax),
        text("address", Label("地址", "address"), isRequired: false, longest: Customer.addressMax),
    ])

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

    init(_ action: Action, fields: [Field]) {
        verb = action.verb
        label = action.label
        roles = action.roles
        form = Form(fields: fields)
        isReported = action.isReported
    }
}
