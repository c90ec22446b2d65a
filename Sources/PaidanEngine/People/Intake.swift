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

    package static let nameMax = CustomerDetail.name.lengthMax
    package static let phoneMax = CustomerDetail.phone.lengthMax
    package static let addressMax = CustomerDetail.address.lengthMax
}

/// Takes the customer out of an opening's data and puts an id there.
enum Intake {
    static let field = "customer"
    static let anonymous = "anonymous"

    /// Who the data say the customer is.
    enum Subject: Equatable {
        case known(PersonID)
        /// That of a ticket.
        case ofTicket(TicketReference)
        case new(Customer)
        /// 匿名
        case anonymous
    }

    /// - Parameter opening: the form; not every kind of ticket may be anonymous.
    /// - Returns: what is wrong as well; the subject counts only if nothing is.
    static func read(_ data: JSONObject, for opening: Action?) -> (subject: Subject, flaws: [FieldError]) {
        // A ticket that is nobody's: its texts are sealed with a key that belongs to no customer.
        guard opening?.fields.contains(where: { $0.name == field }) ?? true else {
            return (.anonymous, data[field] == nil ? [] : [.noCustomerWanted])
        }
        let mayBeAnonymous = opening?.fields.contains { $0.name == anonymous } ?? false
        let isAnonymous = mayBeAnonymous && data[anonymous]?.bool ?? false
        switch data[field] {
        case nil, .null?:
            return (.anonymous, isAnonymous ? [] : [mayBeAnonymous ? .neitherCustomerNorAnonymous : .noCustomer])
        case .some where isAnonymous: return (.anonymous, [.namedAndAnonymous])
        case .string(let text)?:
            if let id = PersonID(text: text) { return (.known(id), []) }
            guard let ticket = TicketReference(text) else { return (.anonymous, [.noPersonID]) }
            return (.ofTicket(ticket), [])
        case .object(let object)?: return customer(object)
        case .some: return (.anonymous, [.noCustomerObject])
        }
    }

    static func replacingCustomer(in data: JSONObject, by id: PersonID) -> JSON {
        .object(
            JSONObject(
                data.filter { $0.name != field }.map { ($0.name, $0.value) } + [(field, .string(id.description))]))
    }

    private static func customer(_ object: JSONObject) -> (Subject, [FieldError]) {
        var (details, flaws) = Self.details(in: object, at: "/customer")
        if object["name"]?.isNull ?? true {
            flaws.insert(FieldError("/customer/name", .missing, Label("缺少姓名", "a name")), at: 0)
        }
        let customer = Customer(name: details.name ?? "", phone: details.phone, address: details.address)
        return (.new(customer), flaws + unknown(in: object))
    }

    /// What somebody typed of a customer; each nil where it was left out or is wrong.
    struct Details {
        let name: String?
        let phone: String?
        let address: String?
    }

    /// - Parameter place: that of the object.
    static func details(in object: JSONObject, at place: String) -> (Details, [FieldError]) {
        var reader = Reader(object: object, place: place)
        let name = reader.text("name", Customer.nameMax)
        let phone = reader.text("phone", Customer.phoneMax)
        if let phone, !PhoneNumber.canBeDialled(phone) {
            reader.flaws.append(FieldError("\(place)/phone", .invalid, PhoneNumber.wanted))
        }
        let details = Details(name: name, phone: phone, address: reader.text("address", Customer.addressMax))
        return (details, reader.flaws)
    }

    private static let members = ["name", "phone", "address"]

    private static func unknown(in object: JSONObject) -> [FieldError] {
        object.filter { !members.contains($0.name) }.map { member in
            FieldError("/customer/\(member.name)", .unknown, .known(members))
        }
    }

    private struct Reader {
        let object: JSONObject
        let place: String
        var flaws: [FieldError] = []

        mutating func text(_ name: String, _ longest: Int) -> String? {
            guard let value = object[name], !value.isNull else { return nil }
            guard let text = value.string else {
                flaws.append(FieldError("\(place)/\(name)", .wrongType, .mustBeText))
                return nil
            }
            guard !text.utf8.contains(0) else {
                flaws.append(.holdsZero("\(place)/\(name)"))
                return nil
            }
            guard !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= longest else {
                let range = Label("应为 1 至 \(longest) 个字符", "1 to \(longest) characters")
                flaws.append(FieldError("\(place)/\(name)", .outOfRange, range))
                return nil
            }
            return text
        }
    }
}

extension FieldError {
    fileprivate static let neitherCustomerNorAnonymous = FieldError(
        "/customer", .missing, Label("请填写客户,或注明 anonymous: true(匿名)", "give a customer, or anonymous: true"))
    fileprivate static let noCustomerWanted = FieldError(
        "/customer", .unknown, Label("这种单据没有客户", "such a ticket has no customer"))
    fileprivate static let noCustomer = FieldError(
        "/customer", .missing, Label("请填写客户(姓名、电话)或客户标识", "give a customer (name, phone) or a customer's id"))
    fileprivate static let namedAndAnonymous = FieldError(
        "/customer", .invalid, Label("匿名的不填客户", "whoever stays anonymous is not named"))
    fileprivate static let noPersonID = FieldError(
        "/customer", .invalid,
        Label(
            "应为该客户的某个单号(如 C-12)或 26 位客户标识",
            "a number of one of the customer's tickets (such as C-12), or the customer's id of 26 characters"))
    fileprivate static let noCustomerObject = FieldError(
        "/customer", .wrongType,
        Label(
            "应为含 name、phone、address 的对象,或该客户的某个单号",
            "an object with name, phone, address, or the number of one of the customer's tickets"))
}
