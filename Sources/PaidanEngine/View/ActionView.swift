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
        let offers = offers(row.kind.type, row, forms(row), clocks, viewer)
        guard offers.contains(where: \.action.asks) else { return (row, offers) }
        let questions = try questions(row.kind.type, row, reading)
        return (row, offers.map { Offer(action: $0.action.asking(questions), refusal: $0.refusal) })
    }

    private static func questions<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading
    ) throws -> [FormQuestion] {
        try History.replay(K.self, row, reading.events(of: row.id)).ticket.state.questions
    }

    private static func offers<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ forms: KindForms, _ clocks: [ClockKey], _ viewer: Viewer
    ) -> [Offer] {
        guard let phase = K.Phase(name: row.phase) else { return [] }
        return K.actions(in: phase, heldBy: row.department, for: viewer.actor, forms)
            + (clocks.isEmpty ? [] : [repin(clocks, forms, viewer)])
    }

    private static func repin(_ clocks: [ClockKey], _ forms: KindForms, _ viewer: Viewer) -> Offer {
        let choices = clocks.map { Choice($0.text, $0.label(viewer.routing)) }
        let mayRepin = viewer.actor.hasUnboundRole(of: Repin.roles)
        return Offer(
            action: forms.repin.choosing("clock", among: choices),
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
