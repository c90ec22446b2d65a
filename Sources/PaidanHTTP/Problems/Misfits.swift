internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Where the data of a refused command cannot be. A machine's refusal names its rule; what the form knows of the policy
/// and of the limits, and what the rule is about, tell the place. Beside what is wrong with the form itself the same is told,
/// so that nobody hears of an unknown category only when everything else is right.
enum Misfits {
    /// - Parameters:
    ///   - fields: of the form that was filled in.
    ///   - now: for moments that lie on its wrong side.
    static func flaws(_ failure: Failure, in data: JSON, _ fields: [Field], at now: Instant) -> [Problem.Flaw] {
        let misfits = flaws(in: data, fields, below: "/data") + Moments.inTheFuture(data, below: "/data", now)
        switch failure {
        case .refused(.because(.timeNotTaken)): return [RefusedField.occurredAt]
        case .refused(.because(let reason)):
            return misfits.isEmpty ? RefusedField.flaws(of: reason, in: data, fields, now) : misfits
        case .invalid(let errors):
            let known = errors.map { "/data\($0.pointer)" }
            return misfits.filter { !known.contains($0.pointer) }
        case .refused, .unknownVerb, .noSuchTicket, .notAnOpener, .conflict, .keyReused, .brokenFollowUp, .corrupt,
            .diskFull:
            return []
        }
    }

    private static func flaws(in data: JSON, _ fields: [Field], below root: String) -> [Problem.Flaw] {
        fields.flatMap { field in
            data[field.name].map { flaws(in: $0, field, at: "\(root)/\(field.name)") } ?? []
        }
    }

    private static func flaws(in value: JSON, _ field: Field, at pointer: String) -> [Problem.Flaw] {
        switch field.type {
        case .list(let element):
            guard let values = value.array else { return [] }
            if values.isEmpty { return field.isRequired ? [Problem.Flaw(pointer, .missing)] : [] }
            if values.count > field.limit.countMax { return [Problem.Flaw(pointer, .outOfRange)] }
            return values.enumerated().flatMap { flaws(in: $1, element, at: "\(pointer)/\($0)") }
        case .integer:
            guard let number = value.integer, let range = field.limit.range else { return [] }
            return range.contains(Int(number)) ? [] : [Problem.Flaw(pointer, .outOfRange)]
        case .text, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice, .group:
            return flaws(in: value, field.type, at: pointer)
        }
    }

    private static func flaws(in value: JSON, _ type: FieldType, at pointer: String) -> [Problem.Flaw] {
        switch type {
        case .choice(let choices):
            guard let code = value.string, !choices.contains(where: { $0.code == code }) else { return [] }
            return [
                Problem.Flaw(
                    pointer: pointer, code: FieldError.Code.unknownChoice.rawValue, detail: Label(oneOf: choices))
            ]
        case .group(let fields): return flaws(in: value, fields, below: pointer)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .list:
            return []
        }
    }
}
