internal import PaidanCore
internal import PaidanEngine

/// A machine's form as HTML. It knows types of fields, not machines: a new machine's forms appear by themselves.
///
/// Each field has its JSON Pointer as its name. The script sends the form as JSON and shows what is wrong beside the field with
/// that pointer; without script the browser sends it by itself (`FilledForm`) and the server shows the page again.
struct FormHTML {
    let sheet: Sheet
    let language: Language
    /// `+08:00`: what the browser's local times mean.
    let offset: String
    /// Where and as what it is sent, as attributes of the form.
    let target: HTML
    /// What goes with it unseen.
    var hidden: [(name: String, value: String)] = []
    /// What is settled already and is not asked for: shown as words, sent as it is.
    var settled: [String: (value: String, words: String)] = [:]
    /// Shown again with what was wrong.
    var attempt: FormAttempt?
    /// Whether files are kept here.
    var takesFiles = false

    static let occurredAt = "/occurredAt"

    var html: HTML {
        let hidden = HTML.hidden(hidden)
        let told = attempt?.label.text(in: language) ?? ""
        return """
            <form class="card command" id="\(sheet.verb)" method="post"\(" enctype=\"multipart/form-data\"", if: sendsFiles) data-offset="\(offset)" \(target)>\(hidden)
            <p class="error" role="alert" data-problem\(" hidden", if: told.isEmpty)>\(told)</p>
            \(sheet.form.fields.map { row($0, below: "/data", insists: true) })\
            \(when, if: sheet.isReported)
            <button>\(sheet.label.text(in: language))</button>
            </form>
            """
    }

    private var sendsFiles: Bool { takesFiles && sheet.form.fields.contains { $0.type == .list(.file) } }

    /// When it happened, of what may be told later.
    private var when: HTML {
        let field = Field(name: "", label: Self.happened, type: .moment, isRequired: false)
        return single(field, Self.occurredAt, insists: false)
    }

    static let happened = Label("发生时间(不填即现在)", "when it happened (now if left empty)")

    /// - Parameter insists: whether the browser wants required fields filled in; not within a group that may stay empty.
    func row(_ field: Field, below pointer: String, insists: Bool) -> HTML {
        let pointer = "\(pointer)/\(field.name)"
        if let settled = settled[pointer] {
            return """
                <p>\(title(field)): <b>\(settled.words)</b><input type="hidden" name="\(pointer)" data-name="\(pointer)" \
                data-type="text" value="\(settled.value)"></p>\(error(pointer))
                """
        }
        switch field.type {
        case .group(let fields):
            return """
                <fieldset><legend>\(title(field))</legend>\(fields.map { row($0, below: pointer, insists: insists && field.isRequired) })\(error(pointer))</fieldset>
                """
        case .list(.choice(let choices)):
            return """
                <fieldset data-name="\(pointer)" data-type="choices"><legend>\(title(field))</legend>\
                \(choices.map { box($0, pointer) })\(error(pointer))</fieldset>
                """
        case .list(.file): return takesFiles ? files(field, pointer, insists: insists) : .nothing
        case .list where !field.questions.isEmpty:
            return QuestionnaireHTML(form: self, pointer: pointer).html(title(field), field.questions, error(pointer))
        case .list(.group(let fields)):
            let rows = RowsHTML(form: self, pointer: pointer, fields: fields, countMax: field.limit.countMax)
            return rows.html(title(field), insists: insists && field.isRequired)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
            .list:
            return single(field, pointer, insists: insists)
        }
    }

    private func single(_ field: Field, _ pointer: String, insists: Bool) -> HTML {
        """
        <p><label for="\(id(pointer))">\(title(field))</label>\(control(field, pointer, insists))</p>\(error(pointer))
        """
    }

    /// Files to choose; above them those that were kept when the form was sent and not accepted.
    private func files(_ field: Field, _ pointer: String, insists: Bool) -> HTML {
        let kept = (attempt?.filled.texts(pointer) ?? []).compactMap(FileDigest.init(text:))
        let boxes: [HTML] = kept.map { file in
            """
            <label class="inline"><input type="checkbox" name="\(pointer)" value="\(file.description)" checked>\
            \(words("已上传 \(file.short)", "uploaded \(file.short)"))</label>
            """
        }
        let sent: HTML = """
            <fieldset data-name="\(pointer)" data-type="choices"><legend>\(words("已上传", "uploaded"))</legend>\(boxes)</fieldset>
            """
        let again: HTML = "\(words(";其余文件请重新选择", "; choose all others again"))"
        let limits = words(
            "最多 \(field.limit.countMax) 个,每个不超过 \(FileLimits.bytesMax >> 20) MB:JPEG、PNG、WebP、PDF",
            "at most \(field.limit.countMax) of \(FileLimits.bytesMax >> 20) MB each: JPEG, PNG, WebP, PDF")
        return """
            \(sent, if: !kept.isEmpty)<p><label for="\(id(pointer))">\(title(field))</label>\
            <input id="\(id(pointer))" name="\(pointer)" type="file" multiple accept="\(FilesHTML.accepted)" \
            aria-describedby="\(id(pointer))-limits"\(" required", if: insists && field.isRequired && kept.isEmpty)>\
            <span class="quiet" id="\(id(pointer))-limits">\(limits)\
            \(again, if: attempt != nil)</span></p>\(error(pointer))
            """
    }

    private func title(_ field: Field) -> HTML {
        let star: HTML = "<span class=\"required\" title=\"\(words("必填", "required"))\">*</span>"
        let unit: HTML = "\(words("(元)", ", yuan"))"
        return "\(field.label.text(in: language))\(unit, if: field.isMoney)\(star, if: field.isRequired)"
    }

    private func control(_ field: Field, _ pointer: String, _ insists: Bool) -> HTML {
        let attributes: HTML = """
            id="\(id(pointer))" name="\(pointer)" data-name="\(pointer)"\(" required", if: insists && field.isRequired)\
            \(" aria-invalid=\"true\"", if: !flaws(at: pointer).isEmpty)
            """
        let text = former(pointer)
        switch field.type {
        case .text(personal: true):
            return "<textarea \(attributes) data-type=\"text\" rows=\"3\">\(text)</textarea>"
        case .text(personal: false), .account, .department, .category, .file:
            let longest: HTML = field.limit.lengthMax.map { " maxlength=\"\($0)\"" } ?? .nothing
            return "<input \(attributes) data-type=\"text\"\(longest)\(value(text))>"
        case .integer where field.isMoney:
            let example = words("如 128000 或 12.8 万", "such as 128000")
            return """
                <input \(attributes) data-type="money" inputmode="decimal" autocomplete="off" \
                placeholder="\(example)"\(value(text))>
                """
        case .integer:
            let range: HTML =
                field.limit.range.map { " min=\"\(String($0.lowerBound))\" max=\"\(String($0.upperBound))\"" }
                ?? .nothing
            return "<input \(attributes) data-type=\"integer\" type=\"number\" step=\"1\"\(range)\(value(text))>"
        case .moment:
            return "<input \(attributes) data-type=\"moment\" type=\"datetime-local\"\(value(text))>"
        case .ticket:
            let example = words("如 C-12、R-5", "such as C-12, R-5")
            return "<input \(attributes) data-type=\"ticket\" placeholder=\"\(example)\"\(value(text))>"
        case .person: return "<input \(attributes) data-type=\"text\" minlength=\"26\" maxlength=\"26\"\(value(text))>"
        // 否 is an answer, and another one than none.
        case .flag:
            return select(attributes, pointer, type: "yesno", [Choice("true", Self.yes), Choice("false", Self.no)])
        case .choice(let choices): return select(attributes, pointer, type: "text", choices)
        case .group, .list(.group): return .nothing
        case .list(.list):
            return "<textarea \(attributes) data-type=\"json\" rows=\"4\">\(text)</textarea>"
        case .list:
            return """
                <textarea \(attributes) data-type="lines" rows="3" \
                placeholder="\(words("每行一项", "one a line"))">\(text)</textarea>
                """
        }
    }

    private func value(_ text: String) -> HTML { text.isEmpty ? .nothing : " value=\"\(text)\"" }

    private func select(_ attributes: HTML, _ pointer: String, type: String, _ choices: [Choice]) -> HTML {
        let options: [HTML] = choices.map { choice in
            """
            <option value="\(choice.code)"\(" selected", if: isChosen(choice.code, pointer))>\
            \(choice.label.text(in: language))</option>
            """
        }
        return "<select \(attributes) data-type=\"\(type)\"><option value=\"\"></option>\(options)</select>"
    }

    private func box(_ choice: Choice, _ pointer: String) -> HTML {
        """
        <label class="inline"><input type="checkbox" name="\(pointer)" value="\(choice.code)"\
        \(" checked", if: isChosen(choice.code, pointer))>\(choice.label.text(in: language))</label>
        """
    }

    static let yes = Label("是", "yes")
    static let no = Label("否", "no")

    // MARK: What was sent before

    func former(_ pointer: String) -> String { attempt?.filled.texts(pointer).first ?? "" }
    func isChosen(_ code: String, _ pointer: String) -> Bool { attempt?.filled.texts(pointer).contains(code) ?? false }

    func error(_ pointer: String) -> HTML {
        let told = flaws(at: pointer).map { $0.detail.text(in: language) }.joined(separator: words(";", "; "))
        return """
            <p class="error" role="alert" data-error="\(pointer)"\(" hidden", if: told.isEmpty)>\(told)</p>
            """
    }

    /// Those for which this is the nearest place: what is wrong at `/data/points/2` is shown at `/data/points`.
    private func flaws(at pointer: String) -> [Problem.Flaw] {
        (attempt?.problem.errors ?? []).filter { flaw in
            flaw.pointer == pointer
                || flaw.pointer.hasPrefix(pointer + "/")
                    && !places.contains { place in
                        place.utf8.count > pointer.utf8.count
                            && (flaw.pointer == place || flaw.pointer.hasPrefix(place + "/"))
                    }
        }
    }

    /// The pointers at which something can be shown.
    private var places: [String] { places(sheet.form.fields, below: "/data") + [Self.occurredAt] }

    private func places(_ fields: [Field], below pointer: String) -> [String] {
        fields.flatMap { field -> [String] in
            let place = "\(pointer)/\(field.name)"
            switch field.type {
            case .group(let inner): return [place] + places(inner, below: place)
            case .list(.group(let inner)) where field.questions.isEmpty:
                let rows = RowsHTML(form: self, pointer: place, fields: inner, countMax: field.limit.countMax)
                return [place] + rows.places.flatMap { [$0] + places(inner, below: $0) }
            case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
                .list:
                return [place]
            }
        }
    }

    /// Several forms of one page may have fields of one name.
    func id(_ pointer: String) -> String { sheet.verb + pointer.replacing("/", with: "-") }
    func words(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }
}
