package import PaidanCore
package import PaidanJSON

/// What somebody may do to a ticket: the forms of what is offered, the reason for what is not.
package enum ActionView {
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    package static func offers(
        of id: TicketID, _ forms: (TicketRow) -> KindForms, in reading: any Reading, for viewer: Viewer
    ) throws -> (row: TicketRow, offers: [Offer])? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        let clocks = row.isOpen ? try reading.runningClocks(of: row.id).map(\.key).sorted() : []
        let numbers = try clocks.reduce(into: [String: String]()) { numbers, key in
            guard let about = TicketID(text: key.subject) else { return }
            numbers[key.subject] = try reading.soundTicketRow(about)?.numberText
        }
        let repinning = clocks.isEmpty ? [] : [repin(clocks, naming: numbers, forms(row), viewer)]
        let offers = try offers(row.kind.type, row, forms(row), reading, viewer)
        let besides =
            try attaching(to: row, forms(row), in: reading, viewer)
            + correcting(row.kind.type, row, forms(row), reading, viewer)
        return (row, offers + besides + repinning)
    }

    /// In every state.
    private static func attaching(
        to row: TicketRow, _ forms: KindForms, in reading: any Reading, _ viewer: Viewer
    ) throws -> [Offer] {
        guard let action = forms.attach else { return [] }
        let may = try viewer.actor.hasAny(of: Attach.roles) && viewer.sight.readsTexts(of: row.person, in: reading)
        return [Offer(action: action, refusal: may ? nil : .notYours(verb: Attach.verb, needs: Attach.roles))]
    }

    /// In every state.
    private static func correcting<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ forms: KindForms, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [Offer] {
        guard let action = forms.correction else { return [] }
        let refusal =
            try K.refusalOfCorrection(
                by: viewer.actor,
                of: try legible { try History.replay(K.self, row, reading.events(of: row.id)).ticket.state })
            ?? viewer.sight.refusalOfCorrection(of: row.person, needs: K.correctors, in: reading)
        return [Offer(action: action, refusal: refusal)]
    }

    private static func offers<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ forms: KindForms, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [Offer] {
        guard let phase = K.Phase(name: row.phase), !K.table.possible(in: phase).isEmpty else { return [] }
        let ticket = try legible { try History.replay(K.self, row, reading.events(of: row.id)).ticket.state }
        let all = K.actions(in: phase, of: ticket, heldBy: row.department, for: viewer.actor, forms)
        let offers = try besideTheProject(all, of: ticket, row, reading, viewer)
        guard let ticket, offers.contains(where: \.action.asks) else { return offers }
        return offers.map { Offer(action: $0.action.asking(ticket.questions), refusal: $0.refusal) }
    }

    /// What the project says of its parts, which is refused all the same.
    private static func besideTheProject<K: TicketKind>(
        _ offers: [Offer], of ticket: K?, _ row: TicketRow, _ reading: any Reading, _ viewer: Viewer
    ) throws -> [Offer] {
        guard K.sharesAssignees, let whole = try ticket?.project.flatMap({ try reading.soundTicketRow($0) }),
            let project = try legible({
                try History.replay(RenovationProject.self, whole, reading.events(of: whole.id)).ticket.state
            })
        else { return offers }
        let relative = project.relative(id: whole.id, branch: whole.branch)
        return offers.map { offer in
            guard offer.refusal == nil, let verb = K.table.verb(named: offer.action.verb),
                let reason = RenovationProject.refusal(
                    of: verb, K.self, to: viewer.actor, on: row.id, beside: relative)
            else { return offer }
            return Offer(action: offer.action, refusal: .because(reason))
        }
    }

    private static func repin(
        _ clocks: [ClockKey], naming numbers: [String: String], _ forms: KindForms, _ viewer: Viewer
    ) -> Offer {
        let choices = clocks.map { Choice($0.text, $0.label(viewer.routing, naming: numbers)) }
        let mayRepin = viewer.actor.hasUnboundRole(of: Repin.roles)
        return Offer(
            action: forms.repin.choosing(Repin.clock, among: choices),
            refusal: mayRepin ? nil : .notYours(verb: Repin.verb, needs: Repin.roles))
    }

    package static func json(of offer: Offer, for viewer: Viewer) throws -> JSON {
        var object = try json(of: Sheet(offer.action), for: viewer)
        object["isOffered"] = .bool(offer.refusal == nil)
        object["refusal"] = offer.refusal.map { refusal in
            .members(
                ("code", .string(refusal.code)), ("detail", .string(refusal.text(in: viewer.language))),
                ("needs", refusal.needs.map { .array($0.map { .string($0.rawValue) }) }))
        }
        return .object(object)
    }

    package static func json(of sheet: Sheet, for viewer: Viewer) throws -> JSONObject {
        [
            "verb": .string(sheet.verb), "label": viewer.word(sheet.label),
            "takesOccurredAt": .bool(sheet.isReported),
            "roles": .array(sheet.roles.map { .string($0.rawValue) }),
            "fields": .array(sheet.form.fields.map { json(of: $0, viewer) }),
            "schema": try JSON(parsing: sheet.form.schema),
        ]
    }

    private static func json(of field: Field, _ viewer: Viewer) -> JSON {
        var object = json(of: field.type, viewer)
        object["name"] = .string(field.name)
        object["label"] = viewer.word(field.label)
        object["isRequired"] = .bool(field.isRequired)
        if !field.questions.isEmpty { object["questions"] = .array(field.questions.map { json(of: $0, viewer) }) }
        return .object(object)
    }

    private static func json(of question: FormQuestion, _ viewer: Viewer) -> JSON {
        let (answer, range): (JSON, ClosedRange<Int>?) =
            switch question.answer {
            case .score(let range): ("score", range)
            case .yesNo: ("yesNo", nil)
            case .text: ("text", nil)
            }
        return .members(
            ("code", .string(question.code)), ("label", viewer.word(question.label)), ("answer", answer),
            ("minimum", range.map { .count($0.lowerBound) }), ("maximum", range.map { .count($0.upperBound) }))
    }

    private static func json(of type: FieldType, _ viewer: Viewer) -> JSONObject {
        switch type {
        case .text(let personal): ["type": "text", "isPersonal": .bool(personal)]
        case .integer: ["type": "integer"]
        case .flag: ["type": "flag"]
        case .moment: ["type": "moment"]
        case .ticket: ["type": "ticket"]
        case .person: ["type": "person"]
        case .account: ["type": "account"]
        case .department: ["type": "department"]
        case .category: ["type": "category"]
        case .file: ["type": "file"]
        case .choice(let choices):
            [
                "type": "choice",
                "choices": .array(choices.map { ["code": .string($0.code), "label": viewer.word($0.label)] }),
            ]
        case .list(let element): ["type": "list", "element": .object(json(of: element, viewer))]
        case .group(let fields): ["type": "group", "fields": .array(fields.map { json(of: $0, viewer) })]
        }
    }
}
