internal import PaidanCore
internal import PaidanEngine

/// 您填写的内容: what stood in a form that is not there any more. Nothing typed is lost; it can be read and copied.
enum TypedHTML {
    static func html(_ form: FilledForm, _ language: Language) -> HTML {
        let words = form.words.map { TypedWords($0, of: form.text(FormPost.verb)) }
        let items: [HTML] = form.pointers.compactMap { pointer in
            let texts = form.texts(pointer).filter { !$0.isEmpty }
            return texts.isEmpty ? nil : item(pointer, texts, words, of: form.text(FormPost.verb), language)
        }
        guard !items.isEmpty else { return .nothing }
        let title = Label("您填写的内容(未提交)", "what you filled in (not sent)").text(in: language)
        return "<section><h2>\(title)</h2><dl class=\"typed\">\(items)</dl></section>"
    }

    /// - Parameter verb: nil for an opening.
    private static func item(
        _ pointer: String, _ texts: [String], _ words: TypedWords?, of verb: String?, _ language: Language
    ) -> HTML {
        let names = pointer.split(separator: "/").drop { $0 == "data" }.map(String.init)
        let said = texts.map { words?.value($0, at: names)?.text(in: language) ?? $0 }
        return "<dt>\(label(names, of: verb, language))</dt><dd>\(said.joined(separator: "\n"))</dd>"
    }

    /// An answer is called what was asked, and not by the names of its parts.
    private static func label(_ names: [String], of verb: String?, _ language: Language) -> String {
        guard let question = TypedWords.question(names) else {
            return names.map { word($0, of: verb)?.text(in: language) ?? $0 }.joined(separator: " · ")
        }
        let isRemark = names.last == QuestionPlace.text && question.answer != .text
        let labels = [question.label] + (isRemark ? [QuestionnaireHTML.remark] : [])
        return labels.map { $0.text(in: language) }.joined(separator: " · ")
    }

    private static func word(_ name: String, of verb: String?) -> Label? {
        if let row = Int(name) { return RowsHTML.title(row) }
        if "/\(name)" == FormHTML.occurredAt { return FormHTML.happened }
        return Glossary.field(name, of: verb ?? KindForms.openingVerb)
            ?? FormShelf.customerFields.first { $0.name == name }?.label
    }
}

/// What the codes in forms are called.
struct FormWords: Sendable {
    /// Those that a form may be one of.
    let forms: [KindForms]
    let routing: Routing

    /// - Parameter verb: nil for an opening.
    fileprivate func actions(_ verb: String?) -> [Action] {
        guard let verb else { return forms.compactMap(\.opening) }
        return forms.flatMap(\.allOfATicket).filter { $0.verb == verb }
    }
}

/// What the codes in one form are called. A text that somebody wrote is not looked for among the choices of other forms.
private struct TypedWords {
    /// By the field's name.
    private let choices: [String: [Choice]]
    private let flags: Set<String>
    /// Where the name of a clock stands.
    private let clock: String?
    private let routing: Routing

    /// - Parameter verb: nil for an opening.
    init(_ words: FormWords, of verb: String?) {
        var choices: [String: [Choice]] = [:]
        var flags: Set<String> = []
        func collect(_ fields: [Field]) {
            for field in fields {
                switch field.type {
                case .group(let inner), .list(.group(let inner)): collect(inner)
                case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file,
                    .choice, .list:
                    break
                }
                if field.type == .flag { flags.insert(field.name) }
                choices[field.name, default: []] += field.type.choices ?? []
            }
        }
        for action in words.actions(verb) { collect(action.fields) }
        (self.choices, self.flags, routing) = (choices, flags, words.routing)
        clock = verb == Repin.verb ? Repin.clock : nil
    }

    /// - Returns: nil for what stands for itself.
    func value(_ text: String, at names: [String]) -> Label? {
        guard let name = names.last else { return nil }
        let isYesNo =
            Self.question(names).map { $0.answer == .yesNo && name == QuestionPlace.answer } ?? flags.contains(name)
        if isYesNo, let flag = Bool(text) { return flag ? FormHTML.yes : FormHTML.no }
        if name == clock { return ClockKey(text: text).flatMap { $0.knownLabel(routing) } }
        return choices[name]?.first { $0.code == text }?.label
    }

    /// The question of any script that a place such as `answers/designer/text` belongs to.
    static func question(_ names: [String]) -> FormQuestion? {
        guard names.count > 2, [QuestionPlace.answer, QuestionPlace.text].contains(names[names.count - 1]) else {
            return nil
        }
        return CallTask.Question(rawValue: names[names.count - 2])?.asked
    }
}
