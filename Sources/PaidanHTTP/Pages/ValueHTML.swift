internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Any value of a machine as a list of words and contents.
struct ValueHTML {
    private let call: Call
    private let words: ContentWords
    private let files: FilesHTML

    init(_ call: Call, _ words: ContentWords, _ files: FilesHTML) {
        self.call = call
        self.words = words
        self.files = files
    }

    /// - Parameter fact: which holds it; some words mean something else there.
    func html(_ value: JSON, of fact: String = "") -> HTML { html(value, named: fact) }

    private func html(_ value: JSON, named name: String) -> HTML {
        switch value {
        case .null: "<span class=\"quiet\">\(call.words("(不可见)", "(not for you)"))</span>"
        case .bool(let flag): "\(words.text(flag))"
        case .integer(let number): "\(words.text(number, named: name))"
        case .number(let number): "\(String(number))"
        case .string(let text): self.text(text, named: name)
        case .array(let values): "\(list(values, named: name))"
        case .object(let object): members(object, of: name)
        }
    }

    private func text(_ text: String, named name: String) -> HTML {
        if name == Attach.field, let file = FileDigest(text: text).flatMap(files.html) { return file }
        guard let id = TicketID(text: text), let number = words.number(of: id) else {
            return "\(words.text(text, named: name))"
        }
        let subject: HTML = words.subject(of: id).map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        return "<a href=\"/tickets/\(number)\">\(number)</a>\(subject)"
    }

    private func list(_ values: [JSON], named name: String) -> HTML {
        guard !values.isEmpty else { return "—" }
        return "<ul>\(values.map { "<li>\(html($0, named: name))</li>" as HTML })</ul>"
    }

    private func members(_ object: JSONObject, of parent: String) -> HTML {
        if object.count == 1, let only = object.first {
            // What a case holds without naming it, and a case that holds nothing.
            if only.name == "_0" { return html(only.value, named: parent) }
            if only.value == [:] { return "\(words.label(of: only.name, in: parent))" }
        }
        let shown: [HTML] = object.filter { words.isShown($0.name, $0.value) }.map { member in
            "<dt>\(words.label(of: member.name, in: parent))</dt><dd>\(html(member.value, named: member.name))</dd>"
        }
        return shown.isEmpty ? .nothing : "<dl>\(shown)</dl>"
    }
}
