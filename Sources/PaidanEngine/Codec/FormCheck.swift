internal import PaidanCore
internal import PaidanJSON

/// Finds what synthesised decoding does not mind: members that a form does not know, lists and texts beyond their limits.
enum FormCheck {
    /// - Parameter ignoring: a member that somebody else has looked at.
    static func check(_ data: JSONObject, against action: Action?, ignoring taken: String? = nil) throws(Failure) {
        guard let action else { return }
        let errors = errors(in: data, action.fields, at: "", ignoring: taken)
        guard errors.isEmpty else { throw .invalid(errors) }
    }

    private static func errors(
        in data: JSONObject, _ fields: [Field], at pointer: String, ignoring taken: String? = nil
    ) -> [FieldError] {
        data.flatMap { member -> [FieldError] in
            let place = pointer + "/" + member.name
            guard let field = fields.first(where: { $0.name == member.name }) else {
                let known = fields.map(\.name).joined(separator: ", ")
                return [FieldError(pointer: place, code: .unknown, detail: "known are \(known)")]
            }
            return member.name == taken ? [] : errors(in: member.value, field.type, at: place)
        }
    }

    private static func errors(in value: JSON, _ type: FieldType, at pointer: String) -> [FieldError] {
        switch type {
        case .group(let fields): return value.object.map { errors(in: $0, fields, at: pointer) } ?? []
        case .list(let element):
            guard let values = value.array else { return [] }
            guard values.count <= FieldLimit.listMax else {
                return [FieldError(pointer: pointer, code: .outOfRange, detail: "at most \(FieldLimit.listMax)")]
            }
            return values.enumerated().flatMap { errors(in: $1, element, at: "\(pointer)/\($0)") }
        case .text(let personal):
            let longest = personal ? PersonalText.bytesMax : FieldLimit.textBytesMax
            guard let text = value.string, text.utf8.count > longest else { return [] }
            return [FieldError(pointer: pointer, code: .outOfRange, detail: "at most \(longest) bytes")]
        case .integer, .flag, .moment, .ticket, .person, .department, .category, .choice: return []
        }
    }
}
