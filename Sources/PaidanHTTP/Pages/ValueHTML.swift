internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Any value of a machine as a list of words and contents; names and choices are worded as in the machine's forms.
struct ValueHTML {
    private let call: Call
    /// By the field's name and the choice's code.
    private let choices: [String: [String: Label]]

    init(_ call: Call, _ kind: Kind) {
        self.call = call
        let forms = call.house.forms.book(for: call.desk.regulation)[kind]
        let fields = forms.all.flatMap(\.fields) + (forms.opening?.fields ?? [])
        choices = fields.reduce(into: [:]) { choices, field in
            for choice in field.type.choices ?? [] { choices[field.name, default: [:]][choice.code] = choice.label }
        }
    }

    func html(_ value: JSON) -> HTML { html(value, named: "") }

    private func html(_ value: JSON, named name: String) -> HTML {
        switch value {
        case .null: "<span class=\"quiet\">\(call.words("(不可见)", "(not for you)"))</span>"
        case .bool(let flag): "\((flag ? FormHTML.yes : FormHTML.no).text(in: call.language))"
        case .integer(let number): "\(String(number))"
        case .number(let number): "\(String(number))"
        case .string(let text): "\(self.text(text, named: name))"
        case .array(let values): "\(list(values, named: name))"
        case .object(let object): "\(members(object))"
        }
    }

    private func text(_ text: String, named name: String) -> String {
        if let label = choices[name]?[text] ?? choices[name + "s"]?[text] { return label.text(in: call.language) }
        guard text.utf8.count >= 20, let moment = Instant(rfc3339: text) else { return text }
        return call.clockTime(moment)
    }

    private func list(_ values: [JSON], named name: String) -> HTML {
        guard !values.isEmpty else { return "—" }
        return "<ul>\(values.map { "<li>\(html($0, named: name))</li>" as HTML })</ul>"
    }

    private func members(_ object: JSONObject) -> HTML {
        let shown: [HTML] = object.filter { $0.value != [:] && $0.value != [] }.map { member in
            let label = Glossary.fields[member.name]?.text(in: call.language) ?? member.name
            return "<dt>\(label)</dt><dd>\(html(member.value, named: member.name))</dd>"
        }
        return shown.isEmpty ? .nothing : "<dl>\(shown)</dl>"
    }
}
