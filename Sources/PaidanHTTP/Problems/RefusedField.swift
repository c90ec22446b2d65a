internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Which field a rule's refusal is about.
enum RefusedField {
    static let occurredAt = Problem.Flaw(
        pointer: "/occurredAt", code: FieldError.Code.unknown.rawValue, detail: Refusal.Reason.timeNotTaken.label)

    /// By the reason's code; of several the form's first. A reason that is not among them is about the ticket.
    static let names: [String: [String]] = [
        "already-there": ["department", "departments"],
        "already-under-policy": ["clock"],
        "amount-out-of-range": ["amount"],
        "anothers-customer": ["targetID"],
        "anothers-turn": ["reason"],
        "answer-does-not-fit": ["answers", "question"],
        "answered-twice": ["answers"],
        "area-out-of-range": ["area", "fields"],
        "arrives-before-it-ships": ["arriveOn"],
        "ask-for-another-date": ["scheduledFor"],
        "balance-out-of-range": ["amount"],
        "capacity-out-of-range": ["capacity"],
        "customer-must-attend": ["present"],
        "customer-not-told": ["customerTold"],
        "ended-unmade": ["newTaskID"],
        "follows-an-open-one": ["follows"],
        "still-at-work": ["wish"],
        "has-left": [
            "designer", "designers", "members", "siteLead", "inspector", "decorationDesigner", "furnishingDesigner",
            "homeConsultant",
        ],
        "inquiry-data-missing": ["fields"],
        "is-on-rota": ["designer", "designers"],
        "letter-not-due": ["letterID"],
        "lost-early": ["note"],
        "name-former": ["designer"],
        "named-twice": ["departments", "parties", "present"],
        "no-acquisition": ["heardOfUs"],
        "no-category": ["categories"],
        "no-cause": ["cause"],
        "no-channel": ["channel"],
        "no-content": ["content"],
        "an-item-failed": ["results"],
        "no-defects": ["defects"],
        "no-department": ["departments", "department"],
        "no-document": ["documentNo"],
        "no-due-date": ["dueAt"],
        "no-files": ["files"],
        "no-letter": ["letterID"],
        "no-note": ["note"],
        "no-points": ["points"],
        "no-questionnaire": ["score"],
        "no-reason": ["reason", "note"],
        "no-result": ["answers"],
        "no-rota": ["designer"],
        "no-such-clock": ["clock"],
        "no-such-colleague": [
            "caller", "designer", "account", "salesperson", "designers", "members", "siteLead", "inspector",
            "decorationDesigner", "furnishingDesigner", "homeConsultant",
        ],
        "no-such-ticket": ["follows", "targetID", "callTaskID", "checks", "newTaskID", "project"],
        "no-verdict": ["satisfied"],
        "no-warranty-card": ["warrantyCardNo"],
        "nobody-free": ["designer"],
        "nobody-named": ["parties", "present"],
        "nobodys-fault": ["fault"],
        "not-a-successor": ["next"],
        "not-an-open-lead": ["targetID"],
        "not-concerned": ["parties"],
        "not-higher": ["level"],
        "not-in-the-script": ["answers", "question"],
        "not-linked": ["linked"],
        "not-on-rota": ["designer"],
        "not-promised": ["clock"],
        "not-signed": ["signed"],
        "not-that-call": ["callTaskID", "checks", "newTaskID"],
        "not-that-node": ["dates"],
        "not-that-project": ["project"],
        "not-the-finder": ["fault"],
        "not-verified": ["verifiedByCall"],
        "nothing-to-amend": ["fields", "answers"],
        "not-settled": ["fields"],
        "warranty-is-over": ["fields"],
        "nothing-to-correct": ["phone", "name", "address"],
        "only-of-a-complaint": ["categories", "severity"],
        "other-branch": ["targetID"],
        "planned-in-quiet-hours": ["overrideReason"],
        "quiet-hours": ["overrideReason"],
        "records-differ": ["trueRecord"],
        "rounds-out-of-range": ["rounds"],
        "salesperson-data-missing": ["fields"],
        "same-designer": ["designer"],
        "same-lead": ["targetID"],
        "same-ticket": ["targetID"],
        "score-out-of-range": ["score"],
        "shares-not-whole": ["members"],
        "supersedes-itself": ["newTaskID"],
        "survey-not-signed": ["signed"],
        "target-closed": ["targetID"],
        "too-few-attempts": ["attempts"],
        "ticket-is-full": ["files"],
        "too-many-files": ["files"],
        "too-many": ["evidence", "partsNeeded", "points", "departments", "designers", "members"],
        "unknown-category": ["categories"],
        "unknown-department": ["department", "departments"],
        "unknown-source": ["leadSource"],
    ]

    static func flaws(
        of reason: Refusal.Reason, in data: JSON, _ fields: [Field], _ now: Instant
    ) -> [Problem.Flaw] {
        let moments = Moments.refused(reason.code, data, fields, below: "/data", now)
        guard moments.isEmpty else { return moments }
        let wanted = names[reason.code] ?? []
        // What was given goes before what was left out.
        let given = fields.first { wanted.contains($0.name) && data[$0.name] != nil }
        guard let field = given ?? fields.first(where: { wanted.contains($0.name) }) else { return [] }
        return [Problem.Flaw(pointer: "/data/\(field.name)", code: code(field, data), detail: reason.label)]
    }

    private static func code(_ field: Field, _ data: JSON) -> String {
        (data[field.name] == nil ? FieldError.Code.missing : .invalid).rawValue
    }
}

/// Moments on the wrong side of now.
enum Moments {
    /// Those that tell of the past, in every form.
    private static let past = ["receivedAt", "firstHeardAt", "raisedAt", "metAt"]

    static func inTheFuture(_ data: JSON, below root: String, _ now: Instant) -> [Problem.Flaw] {
        past.flatMap { name -> [Problem.Flaw] in
            guard let moment = moment(data[name]), moment > now else { return [] }
            return [
                Problem.Flaw(pointer: "\(root)/\(name)", code: outOfRange, detail: Refusal.Reason.inTheFuture.label)
            ]
        }
    }

    /// Every moment that a refusal of this code can mean.
    static func refused(
        _ code: String, _ data: JSON, _ fields: [Field], below root: String, _ now: Instant
    ) -> [Problem.Flaw] {
        let (label, isWrong): (Label, (Instant) -> Bool)
        switch code {
        case Refusal.Reason.inThePast.code: (label, isWrong) = (Refusal.Reason.inThePast.label, { $0 <= now })
        case Refusal.Reason.inTheFuture.code: (label, isWrong) = (Refusal.Reason.inTheFuture.label, { $0 > now })
        case Refusal.Reason.longAgo.code:
            (label, isWrong) = (Refusal.Reason.longAgo.label, { $0 < now - Context.longestAgo })
        case Refusal.Reason.tooFarAhead.code:
            (label, isWrong) = (Refusal.Reason.tooFarAhead.label, { $0 > now + CallTask.farthestAhead })
        default: return []
        }
        return fields.flatMap { field -> [Problem.Flaw] in
            let pointer = "\(root)/\(field.name)"
            if case .group(let inner) = field.type, let value = data[field.name] {
                return refused(code, value, inner, below: pointer, now)
            }
            if case .list(.group(let inner)) = field.type, let values = data[field.name]?.array {
                return values.enumerated().flatMap { refused(code, $1, inner, below: "\(pointer)/\($0)", now) }
            }
            guard case .moment = field.type, !(code == Refusal.Reason.inThePast.code && past.contains(field.name)),
                let moment = moment(data[field.name]), isWrong(moment)
            else { return [] }
            return [Problem.Flaw(pointer: pointer, code: outOfRange, detail: label)]
        }
    }

    private static let outOfRange = FieldError.Code.outOfRange.rawValue

    private static func moment(_ value: JSON?) -> Instant? {
        if let milliseconds = value?.integer { return Instant(milliseconds: milliseconds) }
        return value?.string.flatMap(Instant.init(rfc3339:))
    }
}
