internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

extension ScenarioPlayer {
    /// One command, or the same one for several copies of a repetition, in as few turns as the engine allows.
    func give(_ command: Command, _ place: Scenario.Place, _ all: [Surroundings]) throws {
        try pass(to: now)
        var jobs: [Job] = []
        var givers: [Surroundings] = []
        for surroundings in all {
            report.commands += 1
            do throws(Unknown) {
                jobs.append(try job(command, surroundings))
                givers.append(surroundings)
            } catch {
                fail(place, Label("执行", "to be carried out"), error.seen, about: nil)
            }
        }
        for (outcome, surroundings) in zip(try turn(jobs), givers) {
            try judge(outcome, of: command, place, surroundings)
        }
    }

    private func judge(
        _ outcome: Outcome, of command: Command, _ place: Scenario.Place, _ surroundings: Surroundings
    ) throws {
        switch (outcome, command.refusal) {
        case (.receipt(let receipt), nil): remember(receipt, command, surroundings)
        case (.receipt(let receipt), let refusal?):
            fail(
                place, refusal.label, Label("已执行", "it was carried out"),
                about: try story(of: receipt.ticket, called: receipt.numberText))
        case (.failed(let failure), let refusal):
            if let refusal, refusal.code.map({ $0 == failure.code }) ?? true { return }
            fail(
                place, refusal?.label ?? Label("执行", "to be carried out"), failure.words,
                about: try story(of: command, surroundings))
        case (.settled, _), (.leases, _), (.activated, _), (.withdrawn, _), (.tookOver, _), (.issued, _), (.revoked, _),
            (.done, _), (.fileKept, _), (.again, _):
            preconditionFailure("a command answers with a receipt")
        }
    }

    private func remember(_ receipt: Receipt, _ command: Command, _ surroundings: Surroundings) {
        guard case .open(_, let label?) = command.deed else { return }
        if let place = surroundings.place {
            copies[place, default: [:]][label] = receipt.ticket
        } else {
            labels[label] = receipt.ticket
        }
    }

    private func story(of command: Command, _ surroundings: Surroundings) throws -> TicketStory? {
        guard case .act(_, let reference) = command.deed, let id = try? find(reference, surroundings) else {
            return nil
        }
        return try story(of: id, called: reference.text)
    }

    // MARK: Jobs

    private func job(_ command: Command, _ surroundings: Surroundings) throws(Unknown) -> Job {
        let data = try data(of: command.fields, surroundings)
        switch command.deed {
        case .open(let kind, _):
            return .command(Request(actor: actor(command, of: nil), wish: .open(kind, data: .object(data))))
        case .act(let verb, let reference):
            let ticket = try find(reference, surroundings)
            let isAnyDepartments = command.actor.role.isDepartmental && command.actor.department == nil
            let department = isAnyDepartments ? try department(of: ticket) : nil
            return .command(
                Request(
                    actor: actor(command, of: department), wish: .act(.id(ticket), verb: verb, data: .object(data)),
                    occurredAt: command.occurredAt.map { $0.instant(after: now, in: calendar) }))
        }
    }

    private func department(of ticket: TicketID) throws(Unknown) -> Department? {
        do {
            return try store.ticketRow(ticket)?.department
        } catch {
            throw Unknown("无法读取单据", "the ticket cannot be read")
        }
    }

    private func actor(_ command: Command, of department: Department?) -> Actor {
        let who = command.actor
        let account = who.role.account(who.number)
        guard who.role.isDepartmental else { return Actor(account, [who.role]) }
        let departments = [who.department ?? department].compactMap(\.self)
        let name = ([account] + departments.map(\.code)).joined(separator: "-")
        return Actor(name, [who.role], departments: departments)
    }

    // MARK: Data

    private func data(of fields: [FieldSetting], _ surroundings: Surroundings) throws(Unknown) -> JSONObject {
        var data: JSONObject = [:]
        for field in fields {
            data = put(try value(field.value, surroundings), at: field.path[...], in: data)
        }
        return data
    }

    private func value(_ value: FieldSetting.Value, _ surroundings: Surroundings) throws(Unknown) -> JSON {
        switch value {
        case .json(let json): return json
        case .text(let text):
            return .string(
                text.contains(Self.counter)
                    ? text.split(separator: Self.counter, omittingEmptySubsequences: false).joined(
                        separator: "\(surroundings.number)") : text)
        case .moment(let moment):
            return .string(moment.instant(after: now, in: calendar).rfc3339(in: calendar.zone))
        case .ticket(let reference): return .string(try find(reference, surroundings).description)
        case .customer(let reference):
            guard let row = try? store.ticketRow(try find(reference, surroundings)) else { throw Unknown(reference) }
            return .string(row.person.description)
        case .list(let values):
            var elements: [JSON] = []
            for value in values { elements.append(try self.value(value, surroundings)) }
            return .array(elements)
        }
    }

    private static let counter = "{n}"

    /// A list that is set again grows; any other field takes the last value.
    private func put(_ value: JSON, at path: ArraySlice<String>, in object: JSONObject) -> JSONObject {
        guard let name = path.first else { return object }
        var object = object
        if path.dropFirst().first == FieldSetting.element {
            object[name] = .array(put(value, at: path.dropFirst(2), amongst: object[name]?.array ?? []))
        } else if path.count > 1 {
            object[name] = .object(put(value, at: path.dropFirst(), in: object[name]?.object ?? [:]))
        } else if let former = object[name]?.array, let more = value.array {
            object[name] = .array(former + more)
        } else {
            object[name] = value
        }
        return object
    }

    /// The last of a list's groups is filled in; what it has already begins another one.
    private func put(_ value: JSON, at path: ArraySlice<String>, amongst groups: [JSON]) -> [JSON] {
        guard let last = groups.last?.object, let name = path.first, last[name] == nil else {
            return groups + [.object(put(value, at: path, in: [:]))]
        }
        return groups.dropLast() + [.object(put(value, at: path, in: last))]
    }

    // MARK: Tickets

    func find(_ reference: TicketReference, _ surroundings: Surroundings) throws(Unknown) -> TicketID {
        let copied = surroundings.place.flatMap { copies[$0]?[reference.label] }
        guard var id = copied ?? surroundings.labels[reference.label] else { throw Unknown(reference) }
        for step in reference.path {
            do {
                guard let next = try follow(step, from: id) else { throw Unknown(reference) }
                id = next
            } catch {
                throw Unknown(reference)
            }
        }
        return id
    }

    private func follow(_ step: TicketReference.Step, from id: TicketID) throws -> TicketID? {
        switch step {
        case .part(let department):
            var filter = TicketFilter()
            filter.parent = id
            filter.department = department
            return try store.tickets(matching: filter).first?.id
        case .acceptance(let stage): return try acceptance(stage, of: id)
        case .follower(let kind): return try follower(kind, of: id)
        }
    }

    private func acceptance(_ stage: AcceptanceNode.Stage, of id: TicketID) throws -> TicketID? {
        var filter = TicketFilter()
        filter.parent = id
        filter.kind = .node
        // Newest first.
        return try store.tickets(matching: filter).first { row in
            let node = try History.replay(AcceptanceNode.self, row, store.events(of: row.id)).ticket.state
            return node.opening.stage == stage
        }?.id
    }

    /// The youngest ticket of a kind that this one's facts name, if it is younger than this one.
    private func follower(_ kind: Kind, of id: TicketID) throws -> TicketID? {
        let named = try store.events(of: id).flatMap(\.namedTickets).filter { $0 > id }
        return try named.sorted().last { try store.ticketRow($0)?.kind == kind }
    }
}

/// A line speaks of something that is not there.
struct Unknown: Error {
    let seen: Label

    init(_ zh: String, _ en: String) { seen = Label(zh, en) }

    init(_ reference: TicketReference) {
        self.init("没有 \(reference.text) 这张单据", "there is no ticket \(reference.text)")
    }
}

extension ExpectedRefusal {
    var label: Label {
        code.map { Label("被拒 \($0)", "refused: \($0)") } ?? Label("被拒", "refused")
    }
}

extension Failure {
    /// As the interface names it.
    var code: String {
        switch self {
        case .refused(let refusal): refusal.code
        case .invalid: "invalid-data"
        case .unknownVerb: "unknown-command"
        case .noSuchTicket: "no-such-ticket"
        case .notAnOpener: "wrong-role"
        case .conflict: "stale-rev"
        case .keyReused: "key-reused"
        case .brokenFollowUp: "broken-follow-up"
        case .corrupt: "unreadable-history"
        case .diskFull: "disk-full"
        }
    }

    var words: Label {
        switch self {
        case .refused(let refusal):
            Label("被拒 \(code):\(refusal.text(in: .zh))", "refused, \(code): \(refusal.text(in: .en))")
        case .invalid(let errors):
            Label(
                "被拒 \(code):" + errors.map { "\($0.pointer) \($0.detail.zh)" }.joined(separator: ";"),
                "refused, \(code): " + errors.map { "\($0.pointer) \($0.detail.en)" }.joined(separator: "; "))
        case .unknownVerb, .noSuchTicket, .notAnOpener, .conflict, .keyReused, .brokenFollowUp, .corrupt, .diskFull:
            Label("被拒 \(code)", "refused, \(code)")
        }
    }
}
