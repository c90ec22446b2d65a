/// What somebody fills in to give a command or to open a ticket.
package struct Form: Hashable, Sendable {
    package let fields: [Field]

    package init(fields: [Field]) { self.fields = fields }

    /// The same form with the values that only the regulation knows.
    package func filled(from policies: FormPolicies) -> Form { Form(fields: fields.map { $0.filled(from: policies) }) }

    /// JSON Schema, draft 2020-12. Names and codes consist of letters, digits and `-`, so nothing has to be escaped.
    package var schema: String { Self.schema(of: fields) }

    fileprivate static func schema(of fields: [Field]) -> String {
        let required = fields.filter(\.isRequired).map { "\"\($0.name)\"" }.joined(separator: ",")
        let properties = fields.map { "\"\($0.name)\":\($0.schema)" }.joined(separator: ",")
        return
            #"{"type":"object","additionalProperties":false,"required":[\#(required)],"properties":{\#(properties)}}"#
    }
}

extension Field {
    /// A list that is required must not be empty.
    fileprivate var schema: String {
        switch type {
        case .list(let element):
            #"{"type":"array"\#(isRequired ? #","minItems":1"# : ""),"maxItems":\#(limit.countMax),"items":\#(element.schema)}"#
        case .integer:
            #"{"type":"integer"\#(unit)\#(limit.range.map { #","minimum":\#($0.lowerBound),"maximum":\#($0.upperBound)"# } ?? "")}"#
        case .text(personal: false):
            limit.lengthMax.map { #"{"type":"string","minLength":1,"maxLength":\#($0)}"# } ?? type.schema
        case .text(personal: true), .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
            .group:
            type.schema
        }
    }

    private var unit: String { isMoney ? #","description":"分 fen, 1/100 yuan""# : "" }
}

extension FieldType {
    fileprivate var schema: String {
        switch self {
        // Bytes are counted; no text has more characters than bytes.
        case .text(personal: false): #"{"type":"string","maxLength":\#(FieldLimit.textBytesMax)}"#
        case .text(personal: true): #"{"type":"string","minLength":1,"maxLength":\#(PersonalText.bytesMax)}"#
        case .integer: #"{"type":"integer"}"#
        case .flag: #"{"type":"boolean"}"#
        case .moment: #"{"type":"string","format":"date-time"}"#
        case .person: #"{"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$"}"#
        // An id, or the number that people read: C-12.
        case .ticket:
            #"{"type":"string","pattern":"^([0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}|[A-Za-z]-[0-9]{1,18})$"}"#
        case .account, .department, .category: #"{"type":"string","maxLength":32,"pattern":"^[a-z][a-z0-9-]*$"}"#
        case .file: #"{"type":"string","pattern":"^[0-9a-f]{\#(FileDigest.textLength)}$"}"#
        case .choice(let choices): #"{"enum":[\#(choices.map { "\"\($0.code)\"" }.joined(separator: ","))]}"#
        case .list(let element): #"{"type":"array","maxItems":\#(FieldLimit.listMax),"items":\#(element.schema)}"#
        case .group(let fields): Form.schema(of: fields)
        }
    }
}
