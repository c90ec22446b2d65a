internal import PaidanCore
internal import PaidanJSON

/// Reads the fields of a command, by the command's own form: names in English or Chinese, values as the form wants them.
struct FieldReader {
    let vocabulary: Vocabulary
    let fields: [Field]
    let reference: (_ text: String, _ column: Int) throws(Objection) -> TicketReference

    init(
        _ vocabulary: Vocabulary, _ fields: [Field],
        reference: @escaping (_ text: String, _ column: Int) throws(Objection) -> TicketReference
    ) {
        self.vocabulary = vocabulary
        self.fields = fields
        self.reference = reference
    }

    func setting(_ token: Token) throws(Objection) -> FieldSetting {
        let names = (token.name ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if token.isJSON { return FieldSetting(path: path(names), value: .json(try json(token))) }
        let field = try field(names[0], in: fields, at: token.column)
        if field.type == .person, names.count == 2 { return try detail(of: field, names[1], token) }
        let (path, type) = try place(names[...], in: fields, at: token.column)
        return FieldSetting(path: path, value: try value(token.text, type, at: token.column))
    }

    private func json(_ token: Token) throws(Objection) -> JSON {
        do {
            return try JSON(parsing: token.text)
        } catch {
            throw Objection("JSON 有误", "this is no JSON", at: token.column)
        }
    }

    /// What stands as JSON is not looked at: a scenario may try what the form would not allow.
    private func path(_ names: [String]) -> [String] {
        var fields = fields
        return names.map { name in
            guard let field = fields.first(where: { $0.name == name || $0.label.zh == name }) else { return name }
            if case .group(let inner) = field.type { fields = inner }
            return field.name
        }
    }

    // MARK: Names

    private func field(_ name: String, in fields: [Field], at column: Int) throws(Objection) -> Field {
        let entries = fields.map { Vocabulary.Entry($0, $0.name, $0.label) }
        return try Vocabulary.pick(name, from: entries, Label("栏目", "field"), at: column)
    }

    private func place(
        _ names: ArraySlice<String>, in fields: [Field], at column: Int
    ) throws(Objection) -> (path: [String], type: FieldType) {
        let field = try field(names.first ?? "", in: fields, at: column)
        guard names.count > 1 else { return ([field.name], field.type) }
        switch field.type {
        case .group(let inner):
            let (path, type) = try place(names.dropFirst(), in: inner, at: column)
            return ([field.name] + path, type)
        case .list(.group(let inner)):
            let (path, type) = try place(names.dropFirst(), in: inner, at: column)
            return ([field.name, FieldSetting.element] + path, type)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
            .list:
            throw Objection("“\(field.name)”没有下级栏目", "\(field.name) has no fields in it", at: column)
        }
    }

    private static let details: [Vocabulary.Entry<String>] = [
        .init("name", "name", Label("姓名", "name")), .init("phone", "phone", Label("电话", "phone")),
        .init("address", "address", Label("地址", "address")),
    ]

    private func detail(of field: Field, _ name: String, _ token: Token) throws(Objection) -> FieldSetting {
        let detail = try Vocabulary.pick(name, from: Self.details, Label("栏目", "field"), at: token.column)
        return FieldSetting(path: [field.name, detail], value: .text(token.text))
    }

    // MARK: Values

    private func value(_ text: String, _ type: FieldType, at column: Int) throws(Objection) -> FieldSetting.Value {
        switch type {
        case .text, .department, .category, .file: return .text(text)
        case .integer:
            guard let number = Int64(text) else {
                throw Objection("\(text) 不是整数", "\(text) is no whole number", at: column)
            }
            return .json(.integer(number))
        case .flag:
            return .json(
                .bool(try Vocabulary.pick(text, from: Self.flags, Label("选择", "answer"), at: column)))
        case .moment: return .moment(try Moment.read(text, at: column))
        case .ticket: return .ticket(try reference(text, column))
        case .person: return .customer(of: try reference(text, column))
        case .account: return .text(try vocabulary.account(text, at: column))
        case .choice(let choices):
            let entries = choices.map { Vocabulary.Entry($0.code, $0.code, $0.label) }
            return .json(.string(try Vocabulary.pick(text, from: entries, Label("选项", "choice"), at: column)))
        case .list(.text): return .list([.text(text)])
        case .list(let element):
            var values: [FieldSetting.Value] = []
            for part in text.split(whereSeparator: { ",\u{FF0C}、".contains($0) }) {
                values.append(try value(String(part), element, at: column))
            }
            return .list(values)
        case .group:
            throw Objection("此栏目有下级栏目,请写 栏目.下级=值", "this field has fields in it: field.inner=value", at: column)
        }
    }

    private static let flags: [Vocabulary.Entry<Bool>] = [
        .init(true, "true", Label("是", "yes")), .init(false, "false", Label("否", "no")),
    ]
}
