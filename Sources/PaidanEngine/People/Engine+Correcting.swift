internal import PaidanCore
internal import PaidanJSON

/// 更正客户资料: what is known of a ticket's customer is completed or put right.
extension Engine {
    func correct<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ data: JSON, _ form: Action, _ request: Request, _ person: PersonID,
        _ runner: inout UnitRunner
    ) throws {
        guard let object = data.object else { throw Failure.invalid([.notAnObject]) }
        try FormCheck.check(object, against: form)
        let (given, flaws) = Intake.details(in: object, at: "")
        guard flaws.isEmpty else { throw Failure.invalid(flaws) }
        let row = try correctable(K.self, person, of: id, by: request.actor)
        let former = try vault.customer(of: row)
        guard let key = vault.key(of: row), row.isAnonymous || former != nil else {
            throw Failure.corrupt("\(id): the customer's data cannot be opened")
        }
        guard let customer = Customer(former, corrected: given) else { throw Failure.invalid([.noNameYet]) }
        let seal = TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes))
        let wish = try CommandCodec.wish(CorrectCustomer.self, from: data, sealer: seal)
        let details = CustomerDetail.allCases.filter { customer[$0] != former?[$0] }
        let change = CustomerChange(
            details: details, former: try former?.sealed(details, by: seal), reason: wish.reason)
        try runner.correct(
            K.self, id, change, of: try sealed(customer, as: row, key),
            by: UnitRunner.Origin(actor: request.actor))
    }

    /// Before anything is compared: whoever may not correct a customer learns nothing by trying.
    private func correctable<K: TicketKind>(
        _: K.Type, _ person: PersonID, of id: TicketID, by actor: Actor
    ) throws -> PersonRow {
        let refusal =
            try K.refusalOfCorrection(by: actor, of: nil)
            ?? Sight(actor).refusalOfCorrection(of: person, needs: K.correctors, in: store)
        if let refusal { throw refusal }
        guard let row = try store.person(person) else { throw Failure.corrupt("\(id): no person") }
        return row
    }

    /// The person's row with these details.
    func sealed(_ customer: Customer, as person: PersonRow, _ key: PersonKey) throws -> PersonRow {
        let sealed = try key.seal(try JSONByteEncoder().encode(customer), nonce: random.bytes(PersonKey.nonceBytes))
        return PersonRow(
            id: person.id, salt: person.salt, sealed: sealed, phoneHash: customer.phone.map(vault.phoneHash),
            createdAt: person.createdAt)
    }
}

extension Sight {
    /// Why the actor corrects nothing of this customer, whatever his roles; nil where he may.
    func refusalOfCorrection(of person: PersonID, needs roles: [Role], in reading: any Reading) throws -> Refusal? {
        guard try deals(with: person, in: reading) else { return .notYours(verb: CorrectCustomer.verb, needs: roles) }
        return try reading.person(person)?.salt == nil ? .because(.customerErased) : nil
    }
}

extension Customer {
    /// What was known, with what was given in its place.
    /// - Returns: nil where there is no name, then or now.
    fileprivate init?(_ former: Customer?, corrected given: Intake.Details) {
        guard let name = given.name ?? former?.name else { return nil }
        self.init(name: name, phone: given.phone ?? former?.phone, address: given.address ?? former?.address)
    }

    fileprivate subscript(detail: CustomerDetail) -> String? {
        switch detail {
        case .name: name
        case .phone: phone
        case .address: address
        }
    }

    /// - Returns: nil where nothing was known of these.
    fileprivate func sealed(_ details: [CustomerDetail], by seal: TextSeal) throws -> SealedDetails? {
        let known = details.compactMap { detail in self[detail].map { (detail.rawValue, JSON.string($0)) } }
        guard !known.isEmpty else { return nil }
        return SealedDetails(
            sealed: try seal.seal(String(decoding: JSON.object(JSONObject(known)).bytes, as: UTF8.self)))
    }
}

extension FieldError {
    fileprivate static let noNameYet = FieldError(
        "/name", .missing, Label("该客户匿名:请填写姓名", "the customer is anonymous: give a name"))
}
