internal import PaidanCore
internal import PaidanEngine

/// 您填写的内容: what stood in a form that is not there any more. Nothing typed is lost; it can be read and copied.
enum TypedHTML {
    static func html(_ form: FilledForm, _ language: Language) -> HTML {
        let items: [HTML] = form.pointers.compactMap { pointer in
            let texts = form.texts(pointer).filter { !$0.isEmpty }
            return texts.isEmpty ? nil : item(pointer, texts, language)
        }
        guard !items.isEmpty else { return .nothing }
        let title = Label("您填写的内容(未提交)", "what you filled in (not sent)").text(in: language)
        return "<section><h2>\(title)</h2><dl class=\"typed\">\(items)</dl></section>"
    }

    private static func item(_ pointer: String, _ texts: [String], _ language: Language) -> HTML {
        let names = pointer.split(separator: "/").drop { $0 == "data" }.map(String.init)
        let label = names.map { word($0)?.text(in: language) ?? $0 }.joined(separator: " · ")
        return "<dt>\(label)</dt><dd>\(texts.joined(separator: "\n"))</dd>"
    }

    private static func word(_ name: String) -> Label? {
        if "/\(name)" == FormHTML.occurredAt { return FormHTML.happened }
        return Glossary.fields[name] ?? FormShelf.customerFields.first { $0.name == name }?.label
    }
}
