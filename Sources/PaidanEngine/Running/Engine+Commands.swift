internal import PaidanCore
internal import PaidanJSON

/// Commands from outside.
extension Engine {
    /// - Throws: `Failure` or `Refusal` when nothing was changed; anything else is the store's.
    func carryOut(_ request: Request, at now: Instant) throws -> Receipt {
        let digest = request.key?.digest(of: request.actor.principal)
        if let digest, let former = try firstAnswer(to: request, digest) { return former }
        var runner = runner(at: now)
        let id: TicketID
        switch request.wish {
        case .open(let kind, let data): id = try open(kind.type, data, request, &runner)
        case .act(let ticket, let verb, let data):
            id = ticket
            try act(on: ticket, verb, data, request, &runner)
        }
        try runner.settleEffects()
        try write(runner.unit)
        guard let row = runner.unit.touched[id]?.row else { throw Failure.noSuchTicket }
        let receipt = Receipt(
            ticket: id, kind: row.kind, number: row.number, version: row.version, rev: row.rev, phase: row.phase,
            isReplay: false)
        if let digest { try remember(receipt, for: request, digest, at: now) }
        return receipt
    }

    func runner(at now: Instant) -> UnitRunner {
        UnitRunner(
            policies: policies, find: { [unowned self] id in try self.find(id) },
            nextNumber: { [unowned self] kind in
                self.numbers[kind, default: 0] += 1
                return self.numbers[kind, default: 0]
            },
            freshIDs: { [unowned self] in self.mint.next(at: now, &self.random) }, unit: Unit(now: now))
    }

    func find(_ id: TicketID) throws -> (any AnyLoaded)? {
        if let cached = cache[id] { return cached }
        let loaded = try History.load(id, from: store)
        if let loaded { cache.put(loaded) }
        return loaded
    }

    // MARK: Opening and acting

    private func open<K: TicketKind>(
        _: K.Type, _ data: JSON, _ request: Request, _ runner: inout UnitRunner
    ) throws -> TicketID {
        let openers = K.openers.filter(\.isPerson)
        guard request.actor.hasAny(of: openers) else { throw Failure.notAnOpener(K.kind, needs: openers) }
        guard let object = data.object else { throw Failure.invalid([.notAnObject]) }
        try FormCheck.check(object, against: forms[K.kind].opening, ignoring: Intake.field)
        let (person, key) = try takeIn(object, by: request.actor, &runner.unit)
        let seal = TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes))
        let opening = try CommandCodec.opening(
            of: K.self, from: Intake.replacingCustomer(in: object, by: person), sealer: seal)
        let id = TicketID(mint.next(at: runner.unit.now, &random))
        let origin = UnitRunner.Origin(actor: request.actor)
        try runner.open(K.self, opening, id: id, branch: request.actor.branch ?? .main, by: origin)
        return id
    }

    private func takeIn(_ data: JSONObject, by actor: Actor, _ unit: inout Unit) throws -> (PersonID, PersonKey) {
        let subject: Intake.Subject
        do { subject = try Intake.subject(of: data) } catch let error as FieldError { throw Failure.invalid([error]) }
        if case .known(let id) = subject {
            guard try Sight(actor).deals(with: id, in: store), let key = try key(of: id) else {
                throw Failure.invalid([FieldError(pointer: "/customer", code: .invalid, detail: "no such customer")])
            }
            return (id, key)
        }
        let id = PersonID(mint.next(at: unit.now, &random))
        let salt = random.bytes(Vault.saltBytes)
        let blank = PersonRow(id: id, salt: salt, sealed: nil, phoneHash: nil, createdAt: unit.now)
        guard let key = vault.key(of: blank) else { preconditionFailure("a new person has a salt") }
        guard case .new(let customer) = subject else {
            unit.people.append(blank)
            return (id, key)
        }
        let sealed = try key.seal(try JSONByteEncoder().encode(customer), nonce: random.bytes(PersonKey.nonceBytes))
        unit.people.append(
            PersonRow(
                id: id, salt: salt, sealed: sealed, phoneHash: customer.phone.map(vault.phoneHash), createdAt: unit.now)
        )
        return (id, key)
    }

    /// - Returns: nil when nobody is known by this id, or the person was erased.
    private func key(of person: PersonID) throws -> PersonKey? {
        if let known = personKeys[person] { return known }
        guard let row = try store.person(person), let key = vault.key(of: row) else { return nil }
        if personKeys.count >= Self.personKeysMax { personKeys = [:] }
        personKeys[person] = key
        return key
    }

    private static let personKeysMax = 20_000

    func act(on id: TicketID, _ verb: String, _ data: JSON, _ request: Request, _ runner: inout UnitRunner) throws {
        guard let found = try runner.unit.touched[id] ?? find(id), request.actor.reaches(found.branch),
            request.actor.reaches(found.row.department)
        else { throw Failure.noSuchTicket }
        if let expected = request.expectedRev, expected != found.row.rev, !Sabotage.isOn(.noVersionCheck) {
            throw Failure.conflict(expected: expected, actual: found.row.rev)
        }
        try act(found.row.kind.type, id, verb, data, request, found.person, &runner)
    }

    private func act<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ verb: String, _ data: JSON, _ request: Request, _ person: PersonID,
        _ runner: inout UnitRunner
    ) throws {
        guard let name = K.table.verb(named: verb) else {
            throw Failure.unknownVerb(verb, known: forms[K.kind].all.map(\.verb))
        }
        guard let object = data.object else { throw Failure.invalid([.notAnObject]) }
        try FormCheck.check(object, against: forms[K.kind][name.rawValue])
        guard let key = try key(of: person) else { throw Failure.corrupt("\(id): no person") }
        let seal = TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes))
        let command = try CommandCodec.command(of: K.self, verb, from: data, sealer: seal)
        let origin = UnitRunner.Origin(actor: request.actor, occurredAt: request.occurredAt)
        try runner.act(K.self, id, command, by: origin)
    }

    // MARK: Idempotency

    private func firstAnswer(to request: Request, _ digest: [UInt8]) throws -> Receipt? {
        guard let former = try store.firstAnswer(to: digest) else { return nil }
        guard former.bodyHash == request.key?.bodyHash else { throw Failure.keyReused }
        guard let row = try find(former.ticket)?.row else { throw Failure.noSuchTicket }
        return Receipt(
            ticket: former.ticket, kind: row.kind, number: row.number, version: former.version, rev: former.rev,
            phase: former.phase, isReplay: true)
    }

    private func remember(_ receipt: Receipt, for request: Request, _ digest: [UInt8], at now: Instant) throws {
        guard let key = request.key, !Sabotage.isOn(.noIdempotencyKey) else { return }
        try store.insert(
            KeyRow(
                digest: digest, bodyHash: key.bodyHash, ticket: receipt.ticket,
                version: receipt.version, rev: receipt.rev, phase: receipt.phase, at: now))
    }
}

extension FieldError {
    static let notAnObject = FieldError(pointer: "", code: .wrongType, detail: "the data must be a JSON object")
}
