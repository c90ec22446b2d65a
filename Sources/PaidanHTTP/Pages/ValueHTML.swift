internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Any value of a machine as a list of words and contents; names and choices are worded as in the machine's forms and in
/// its glossary.
struct ValueHTML {
    private let call: Call
    private let kind: Kind
    /// By the field's name and the choice's code.
    private let choices: [String: [String: Label]]

    init(_ call: Call, _ kind: Kind) {
        self.call = call
        let book = call.house.forms.book(
            for: call.regulation(for: kind), complaints: call.regulation(for: .complaint))
        // A name means the same in every kind, and one kind's facts hold what another's form asks for.
        let forms = Kind.allCases.map { book[$0] }
        let fields = forms.flatMap { ($0.allOfATicket + [$0.opening].compactMap(\.self)).flatMap(\.fields) }
        let departments = call.desk.policies.departments().map { Choice($0.department.code, $0.label) }
        let lists =
            fields.map { ($0.name, $0.type.choices ?? []) } + Glossary.codes.map { ($0.key, $0.value) }
            + Glossary.departments.map { ($0, departments) }
        self.kind = kind
        choices = lists.reduce(into: [:]) { choices, list in
            for choice in list.1 { choices[list.0, default: [:]][choice.code] = choice.label }
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
        case .object(let object): members(object, of: name)
        }
    }

    private func text(_ text: String, named name: String) -> String {
        if let label = choices[name]?[text] ?? choices[name + "s"]?[text] { return label.text(in: call.language) }
        if name == "clock", let clock = Kind.clocks.first(where: { $0.name == ClockKey(text: text)?.name }) {
            return clock.label.text(in: call.language)
        }
        guard text.utf8.count >= 20, let moment = Instant(rfc3339: text) else { return text }
        return call.clockTime(moment)
    }

    private func list(_ values: [JSON], named name: String) -> HTML {
        guard !values.isEmpty else { return "—" }
        return "<ul>\(values.map { "<li>\(html($0, named: name))</li>" as HTML })</ul>"
    }

    private func members(_ object: JSONObject, of parent: String) -> HTML {
        if object.count == 1, let only = object.first {
            // What a case holds without naming it, and a case that holds nothing.
            if only.name == "_0" { return html(only.value, named: parent) }
            if only.value == [:] { return "\(label(of: only.name, in: parent))" }
        }
        let shown: [HTML] = object.filter { $0.value != [:] && $0.value != [] }.map { member in
            "<dt>\(label(of: member.name, in: parent))</dt><dd>\(html(member.value, named: member.name))</dd>"
        }
        return shown.isEmpty ? .nothing : "<dl>\(shown)</dl>"
    }

    private func label(of member: String, in parent: String) -> String {
        kind.type.word(of: member, in: parent)?.text(in: call.language) ?? member
    }
}
