internal import PaidanCore
internal import PaidanJSON

/// 客户: who complains, as a clerk types it. Sealed at once; the rest of the engine sees an id.
package struct Customer: Codable, Hashable, Sendable {
    package let name: String
    package let phone: String?
    package let address: String?

    package init(name: String, phone: String?, address: String?) {
        self.name = name
        self.phone = phone
        self.address = address
    }

    package static let nameMax = 100
    package static let phoneMax = 30
    package static let addressMax = 300
}

/// Takes the customer out of an opening's data and puts an id there.
enum Intake {
    static let field = "customer"

    /// Who the data say the customer is.
    enum Subject: Equatable {
        case known(PersonID)
        case new(Customer)
        /// 匿名
        case anonymous
    }

    /// - Throws: `FieldError` when there is neither a usable customer nor `anonymous: true`.
    static func subject(of data: JSONObject) throws -> Subject {
        let isAnonymous = data["anonymous"]?.bool ?? false
        switch data[field] {
        case nil where isAnonymous: return .anonymous
        case nil: throw FieldError(pointer: "/customer", code: .missing, detail: "give a customer, or anonymous: true")
        case .string(let text):
            guard let id = PersonID(text: text) else {
                throw FieldError(pointer: "/customer", code: .invalid, detail: "not an id of 26 base-32 characters")
            }
            return .known(id)
        case .some(let value):
            guard !isAnonymous else {
                throw FieldError(
                    pointer: "/customer", code: .invalid, detail: "an anonymous complaint names no customer")
            }
            return .new(try customer(value))
        }
    }

    static func replacingCustomer(in data: JSONObject, by id: PersonID) -> JSON {
        .object(
            JSONObject(
                data.filter { $0.name != field }.map { ($0.name, $0.value) } + [(field, .string(id.description))]))
    }

    private static func customer(_ value: JSON) throws -> Customer {
        guard let object = value.object else {
            throw FieldError(
                pointer: "/customer", code: .wrongType, detail: "an object with name, phone, address, or an id")
        }
        for member in object where !["name", "phone", "address"].contains(member.name) {
            throw FieldError(
                pointer: "/customer/\(member.name)", code: .unknown, detail: "known are name, phone, address")
        }
        guard let name = try text(object, "name", Customer.nameMax) else {
            throw FieldError(pointer: "/customer/name", code: .missing, detail: "a name")
        }
        return Customer(
            name: name, phone: try text(object, "phone", Customer.phoneMax),
            address: try text(object, "address", Customer.addressMax))
    }

    private static func text(_ object: JSONObject, _ name: String, _ longest: Int) throws -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.string else {
            throw FieldError(pointer: "/customer/\(name)", code: .wrongType, detail: "a text")
        }
        guard !text.allSatisfy(\.isWhitespace), text.count <= longest else {
            throw FieldError(pointer: "/customer/\(name)", code: .outOfRange, detail: "1 to \(longest) characters")
        }
        return text
    }
}
