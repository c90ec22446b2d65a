internal import PaidanCore
internal import PaidanJSON

/// Commands from outside.
extension Engine {
    /// The answer is remembered under the request's key once it is complete (`remember`).
    /// - Throws: `Failure` or `Refusal` when nothing was changed; anything else is the store's.
    func carryOut(_ request: Request, at now: Instant) throws -> Receipt {
        if let former = try firstAnswer(to: request) { return former }
        var runner = runner(at: now)
        let id: TicketID
        switch request.wish {
        case .open(let kind, let data): id = try open(kind, data, request, &runner)
        case .act(let reference, let verb, let data):
            guard let ticket = try reference.id(in: store) else { throw Failure.noSuchTicket }
            id = ticket
            try act(on: ticket, verb, data, request, &runner)
        }
        try runner.settleEffects()
        try write(runner.unit)
        guard let row = runner.unit[id]?.row else { throw Failure.noSuchTicket }
        return Receipt(row)
    }

    /// The same answer with the ticket as it stands now.
    func latest(_ receipt: Receipt) throws -> Receipt { try find(receipt.ticket).map { Receipt($0.row) } ?? receipt }

    func runner(at now: Instant) -> UnitRunner {
        UnitRunner(
            policies: policies, find: { [unowned self] id in try self.find(id) },
            row: { [unowned self] id in try self.row(of: id) },
            colleague: { [unowned self] account in
                try self.store.account(account.code).map { actor in
                    Colleague(
                        account, actor.roles, branch: actor.branch,
                        isAtWork: try self.store.isInForce(account.code, at: now))
                }
            },
            rota: { [unowned self] branch in try self.rota(in: branch, isOpen: true) },
            formerRota: { [unowned self] branch in try self.rota(in: branch, isOpen: false) },
            namesakes: { [unowned self] person, fresh in try self.namesakes(of: person, fresh) },
            hasPhone: { [unowned self] person, fresh in
                try (fresh.first { $0.id == person } ?? self.store.person(person))?.phoneHash != nil
            },
            nextNumber: { [unowned self] kind in
                self.numbers[kind, default: 0] += 1
                return self.numbers[kind, default: 0]
            },
            freshIDs: { [unowned self] in self.mint.next(at: now, &self.random) }, unit: Unit(now: now))
    }

    /// - Returns: the newest, without a damaged one: leads go on, and the director may open another rota.
    private func rota(in branch: Branch, isOpen: Bool) throws -> TicketID? {
        var filter = TicketFilter()
        filter.kind = .rota
        filter.branch = branch
        filter.isOpen = isOpen
        return try store.tickets(matching: filter).first { try isLegible($0.id) }?.id
    }

    /// - Parameter fresh: customers who are about to be stored.
    /// - Returns: without damaged ones, which keep no other lead from being registered.
    private func namesakes(of person: PersonID, _ fresh: [PersonRow]) throws -> [TicketID] {
        let row = try fresh.first { $0.id == person } ?? store.person(person)
        return try store.tickets(of: .lead, withPhone: row?.phoneHash, orOf: person, limit: Self.namesakesMax)
            .filter(isLegible)
    }

    private func isLegible(_ id: TicketID) throws -> Bool {
        do { return try find(id) != nil } catch  where Damage(error) != nil { return false }
    }

    private static let namesakesMax = 16

    func find(_ id: TicketID) throws -> AnyLoaded? {
        if let cached = cache[id] { return cached }
        let loaded = try History.load(id, from: store, under: policies)
        if let loaded { cache.put(loaded) }
        return loaded
    }

    /// What may be asked before it is known who may see the ticket: a damaged one looks like any other.
    func row(of id: TicketID) throws -> TicketRow? { try cache[id]?.row ?? store.ticketRow(id) }

    // MARK: Opening and acting

    /// Opening a ticket of a kind that the request names.
    private struct Opening: KindWork {
        let engine: Engine
        let data: JSON
        let request: Request

        func run<K: TicketKind>(_ type: K.Type, on runner: inout UnitRunner) throws -> TicketID {
            try engine.open(type, data, request, &runner)
        }
    }

    /// A command on a ticket that was found.
    private struct Acting: KindWork {
        let engine: Engine
        let ticket: TicketID
        let person: PersonID
        let verb: String
        let data: JSON
        let request: Request

        func run<K: TicketKind>(_ type: K.Type, on runner: inout UnitRunner) throws {
            try engine.act(type, ticket, verb, data, request, person, &runner)
        }
    }

    func open(_ kind: Kind, _ data: JSON, _ request: Request, _ runner: inout UnitRunner) throws -> TicketID {
        try kind.run(Opening(engine: self, data: data, request: request), on: &runner)
    }

    private func open<K: TicketKind>(
        _: K.Type, _ data: JSON, _ request: Request, _ runner: inout UnitRunner
    ) throws -> TicketID {
        let openers = K.openers.filter(\.isPerson)
        guard request.actor.hasAny(of: openers) else { throw Failure.notAnOpener(K.kind, needs: openers) }
        guard let given = data.object else { throw Failure.invalid([.notAnObject]) }
        let form = forms[K.kind].opening
        let (subject, strange) = Intake.read(given, for: form)
        let (object, unknown) = try named(given, form, by: request.actor)
        try FormCheck.check(object, against: form, ignoring: Intake.field, besides: strange + unknown)
        let (person, key) = try takeIn(known(subject, to: request.actor), by: request.actor, &runner.unit)
        let seal = TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes))
        let opening = try CommandCodec.opening(
            of: K.self, from: Intake.replacingCustomer(in: object, by: person), sealer: seal)
        let id = TicketID(mint.next(at: runner.unit.now, &random))
        let origin = UnitRunner.Origin(actor: request.actor)
        try runner.open(K.self, opening, id: id, branch: request.actor.branch ?? .main, by: origin)
        return id
    }

    /// The same data with a ticket's id where people wrote its number; what is wrong with a number as well.
    private func named(
        _ data: JSONObject, _ form: Action?, by actor: Actor
    ) throws -> (data: JSONObject, flaws: [FieldError]) {
        var names = TicketNames { [unowned self] reference in
            guard let id = try reference.id(in: self.store), let row = try self.row(of: id) else { return nil }
            return try Sight(actor).sees(row, in: self.store) ? id : nil
        }
        return (try names.resolved(data, form?.fields ?? [], at: ""), names.flaws)
    }

    /// Of a customer who is named by a ticket the id; only by one that the sender may know of.
    private func known(_ subject: Intake.Subject, to actor: Actor) throws -> Intake.Subject {
        guard case .ofTicket(let reference) = subject else { return subject }
        guard let id = try reference.id(in: store), let row = try row(of: id), actor.reaches(row.branch),
            actor.reaches(row.department)
        else { throw Failure.invalid([.noSuchCustomer]) }
        return .known(row.person)
    }

    private func takeIn(_ subject: Intake.Subject, by actor: Actor, _ unit: inout Unit) throws -> (PersonID, PersonKey)
    {
        if case .known(let id) = subject {
            guard try Sight(actor).deals(with: id, in: store), let key = try key(of: id) else {
                throw Failure.invalid([.noSuchCustomer])
            }
            guard try store.person(id)?.isAnonymous == false else { throw Failure.invalid([.anonymousCustomer]) }
            return (id, key)
        }
        let id = PersonID(Mint.apart(at: unit.now, &random))
        let salt = random.bytes(Vault.saltBytes)
        let blank = PersonRow(id: id, salt: salt, sealed: nil, phoneHash: nil, createdAt: unit.now)
        guard let key = vault.key(of: blank) else { preconditionFailure("a new person has a salt") }
        guard case .new(let customer) = subject else {
            unit.people.append(blank)
            return (id, key)
        }
        unit.people.append(try sealed(customer, as: blank, key))
        return (id, key)
    }

    /// Sealed like every word about a person: why somebody looked it up may say more than its details do.
    /// - Returns: nothing when the person was erased; then nothing was shown either.
    func sealed(_ reason: String, of person: PersonID) throws -> String {
        guard let key = try key(of: person) else { return "" }
        return try TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes)).seal(reason)
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
        // Before anything else is looked at, its facts too: who may not see a ticket is told neither by a refusal nor by its
        // damage that it exists.
        guard let row = try runner.unit[id]?.row ?? row(of: id), try Sight(request.actor).sees(row, in: store),
            let found = try runner.unit[id] ?? find(id)
        else { throw Failure.noSuchTicket }
        if let expected = request.expectedRev, expected != found.row.rev, !Sabotage.isOn(.noVersionCheck) {
            throw Failure.conflict(expected: expected, actual: found.row.rev)
        }
        let acting = Acting(
            engine: self, ticket: id, person: found.person, verb: verb, data: data, request: request)
        try found.row.kind.run(acting, on: &runner)
    }

    private func act<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ verb: String, _ data: JSON, _ request: Request, _ person: PersonID,
        _ runner: inout UnitRunner
    ) throws {
        if verb == Repin.verb {
            if request.occurredAt != nil { throw Refusal.because(.timeNotTaken) }
            return try repin(K.self, id, data, request, person, &runner)
        }
        if verb == Attach.verb, let form = forms[K.kind].attach {
            if request.occurredAt != nil { throw Refusal.because(.timeNotTaken) }
            return try attach(K.self, id, data, form, request, person, &runner)
        }
        if verb == CorrectCustomer.verb, let form = forms[K.kind].correction {
            if request.occurredAt != nil { throw Refusal.because(.timeNotTaken) }
            return try correct(K.self, id, data, form, request, person, &runner)
        }
        guard let name = K.table.verb(named: verb) else {
            throw Failure.unknownVerb(verb, known: forms[K.kind].allOfATicket.map(\.verb))
        }
        guard let given = data.object else { throw Failure.invalid([.notAnObject]) }
        let form = forms[K.kind][name.rawValue]
        let (object, unknown) = try named(given, form, by: request.actor)
        try FormCheck.check(object, against: form, besides: unknown)
        if request.occurredAt != nil, K.table[name].time != .reported { throw Refusal.because(.timeNotTaken) }
        let papers = try Papers(apartFrom: object, takes: K.papers[name] != nil)
        let command = try CommandCodec.command(
            of: K.self, verb, from: .object(papers.rest), sealer: try seal(for: person, of: id))
        if !papers.files.isEmpty { try requireReader(of: person, for: verb, request.actor) }
        try requireKept(papers.files, of: person, at: runner.unit.now)
        let origin = UnitRunner.Origin(
            actor: request.actor, occurredAt: request.occurredAt, files: papers.files)
        try runner.act(K.self, id, command, by: origin)
    }

    private func attach<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ data: JSON, _ form: Action, _ request: Request, _ person: PersonID,
        _ runner: inout UnitRunner
    ) throws {
        guard let object = data.object else { throw Failure.invalid([.notAnObject]) }
        try FormCheck.check(object, against: form)
        try requireReader(of: person, for: Attach.verb, request.actor)
        let wish = try CommandCodec.wish(Attach.self, from: data, sealer: try seal(for: person, of: id))
        try requireKept(wish.files, of: person, at: runner.unit.now)
        try runner.attach(K.self, id, wish, by: UnitRunner.Origin(actor: request.actor))
    }

    /// Who may not read what is said of a customer adds no pictures of his home either.
    private func requireReader(of person: PersonID, for verb: String, _ actor: Actor) throws {
        guard try Sight(actor).readsTexts(of: person, in: store) else {
            throw Refusal.notYours(verb: verb, needs: Attach.roles)
        }
    }

    private func repin<K: TicketKind>(
        _: K.Type, _ id: TicketID, _ data: JSON, _ request: Request, _ person: PersonID, _ runner: inout UnitRunner
    ) throws {
        guard let object = data.object else { throw Failure.invalid([.notAnObject]) }
        try FormCheck.check(object, against: forms[K.kind].repin)
        let wish = try CommandCodec.wish(Repin.self, from: data, sealer: try seal(for: person, of: id))
        try runner.repin(K.self, id, wish, by: UnitRunner.Origin(actor: request.actor))
    }

    private func seal(for person: PersonID, of ticket: TicketID) throws -> TextSeal {
        guard let key = try key(of: person) else { throw Failure.corrupt("\(ticket): no person") }
        return TextSeal(key, nonce: random.bytes(PersonKey.nonceBytes))
    }

    // MARK: Idempotency

    private func firstAnswer(to request: Request) throws -> Receipt? {
        guard let digest = request.keyDigest, let former = try store.firstAnswer(to: digest) else { return nil }
        guard former.bodyHash == request.key?.bodyHash else { throw Failure.keyReused }
        guard let row = try find(former.ticket)?.row else { throw Failure.noSuchTicket }
        return Receipt(
            ticket: former.ticket, kind: row.kind, number: row.number, version: former.version, rev: former.rev,
            phase: former.phase, isReplay: true)
    }

    func remember(_ receipt: Receipt, for request: Request, at now: Instant) throws {
        guard let key = request.key, let digest = request.keyDigest, !Sabotage.isOn(.noIdempotencyKey) else { return }
        try store.insert(
            KeyRow(
                digest: digest, bodyHash: key.bodyHash, ticket: receipt.ticket, version: receipt.version,
                rev: receipt.rev, phase: receipt.phase, at: now))
    }
}

extension FieldError {
    static let noSuchCustomer = FieldError("/customer", .invalid, Label("没有这位客户", "no such customer"))
    static let anonymousCustomer = FieldError(
        "/customer", .invalid,
        Label("该工单的客户匿名,不知道是谁", "the customer of that ticket is anonymous: nobody knows who it is"))
    static let notAnObject = FieldError("", .wrongType, Label("数据应为 JSON 对象", "the data must be a JSON object"))
}
