internal import PaidanCore
internal import PaidanEngine

/// A machine's form as HTML. It knows types of fields, not machines: a new machine's forms appear by themselves.
///
/// The script sends each field under its JSON Pointer (`name`), and shows what is wrong beside the field with that pointer.
struct FormHTML {
    let sheet: Sheet
    let language: Language
    /// `+08:00`: what the browser's local times mean.
    let offset: String
    /// Where and as what it is sent, as attributes of the form.
    let target: HTML

    var html: HTML {
        """
        <form class="card command" id="\(sheet.verb)" data-offset="\(offset)" \(target)>
        <p class="error" role="alert" data-problem hidden></p>
        \(sheet.form.fields.map { row($0, below: "/data", insists: true) })
        <button>\(sheet.label.text(in: language))</button>
        </form>
        """
    }

    /// - Parameter insists: whether the browser wants required fields filled in; not within a group that may stay empty.
    private func row(_ field: Field, below pointer: String, insists: Bool) -> HTML {
        let pointer = "\(pointer)/\(field.name)"
        let error: HTML = "<p class=\"error\" role=\"alert\" data-error=\"\(pointer)\" hidden></p>"
        switch field.type {
        case .group(let fields):
            return """
                <fieldset><legend>\(title(field))</legend>\(fields.map { row($0, below: pointer, insists: insists && field.isRequired) })\(error)</fieldset>
                """
        case .list(.choice(let choices)):
            return """
                <fieldset data-name="\(pointer)" data-type="choices"><legend>\(title(field))</legend>\
                \(choices.map { box($0, pointer) })\(error)</fieldset>
                """
        case .flag where !field.isRequired:
            return """
                <p><label class="inline"><input type="checkbox" data-name="\(pointer)" data-type="flag">\
                \(title(field))</label></p>\(error)
                """
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .choice, .list:
            return
                "<p><label for=\"\(id(pointer))\">\(title(field))</label>\(control(field, pointer, insists))</p>\(error)"
        }
    }

    private func title(_ field: Field) -> HTML {
        let star: HTML = "<span class=\"required\" title=\"\(words("必填", "required"))\">*</span>"
        return "\(field.label.text(in: language))\(star, if: field.isRequired)"
    }

    private func control(_ field: Field, _ pointer: String, _ insists: Bool) -> HTML {
        let attributes: HTML = """
            id="\(id(pointer))" data-name="\(pointer)"\(" required", if: insists && field.isRequired)
            """
        switch field.type {
        case .text(personal: true): return "<textarea \(attributes) data-type=\"text\" rows=\"3\"></textarea>"
        case .text(personal: false), .account, .department, .category: return "<input \(attributes) data-type=\"text\">"
        case .integer:
            let range: HTML =
                field.limit.range.map { " min=\"\(String($0.lowerBound))\" max=\"\(String($0.upperBound))\"" }
                ?? .nothing
            return "<input \(attributes) data-type=\"integer\" type=\"number\" step=\"1\"\(range)>"
        case .moment: return "<input \(attributes) data-type=\"moment\" type=\"datetime-local\" step=\"1\">"
        case .ticket: return "<input \(attributes) data-type=\"ticket\" placeholder=\"C-12\">"
        case .person: return "<input \(attributes) data-type=\"text\" minlength=\"26\" maxlength=\"26\">"
        case .flag: return select(attributes, type: "yesno", [Choice("true", Self.yes), Choice("false", Self.no)])
        case .choice(let choices): return select(attributes, type: "text", choices)
        case .list(.group), .list(.list): return "<textarea \(attributes) data-type=\"json\" rows=\"4\"></textarea>"
        case .list:
            return """
                <textarea \(attributes) data-type="lines" rows="3" \
                placeholder="\(words("每行一项", "one a line"))"></textarea>
                """
        case .group: return .nothing
        }
    }

    private func select(_ attributes: HTML, type: String, _ choices: [Choice]) -> HTML {
        let options: [HTML] = choices.map { "<option value=\"\($0.code)\">\($0.label.text(in: language))</option>" }
        return "<select \(attributes) data-type=\"\(type)\"><option value=\"\"></option>\(options)</select>"
    }

    private func box(_ choice: Choice, _ pointer: String) -> HTML {
        """
        <label class="inline"><input type="checkbox" value="\(choice.code)">\(choice.label.text(in: language))</label>
        """
    }

    static let yes = Label("是", "yes")
    static let no = Label("否", "no")

    /// Several forms of one page may have fields of one name.
    private func id(_ pointer: String) -> String { sheet.verb + pointer.replacing("/", with: "-") }
    private func words(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }
}
