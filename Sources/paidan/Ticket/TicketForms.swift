internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `paidan ticket forms complaint`: what there is to fill in before a ticket is opened; `… complaint classify`: for a command.
struct TicketForms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms",
        abstract: spoken("显示登记或某项操作的表单", "show the form by which a ticket is opened, or that of a command"))

    @Argument(
        help: .words("工单种类", "kind of ticket", value: "KIND"), completion: .list(Kind.allCases.map(\.rawValue)))
    var kind: String

    @Argument(help: .words("操作;默认为登记", "what to do; opening if left out", value: "VERB"))
    var verb: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let kind = try KindArgument.kind(kind)
        let access = try PolicyAccess(asking: connection)
        let own = try await access.ofOpening(kind)
        let complaints = try await access.ofOpening(.complaint)
        let sheet = try Self.sheet(of: kind, verb, under: own, complaints: complaints)
        let rows = FormRow.rows(of: sheet.form.fields)
        let output = connection.output
        guard !output.isJSON else {
            return Terminal.output.line("\(Self.json(of: sheet, kind, rows, output.language))")
        }
        Terminal.output.line(FormRow.table(of: rows, output.language).text(on: .output))
        if sheet.isReported {
            Terminal.errors.line(output.say("可加 --occurred-at 说明何时发生", "--occurred-at may say when it happened"))
        }
    }

    /// - Parameter verb: nil for the opening.
    static func sheet(
        of kind: Kind, _ verb: String?, under regulation: Regulation, complaints: Regulation
    ) throws -> Sheet {
        let shelf = try FormShelf()
        let forms = shelf.book(for: regulation, complaints: complaints)[kind]
        let verbs = Label(listing: forms.allOfATicket.map { Choice($0.verb, $0.label) })
        guard let verb else {
            if let sheet = shelf.opening(of: kind, under: regulation, complaints: complaints) { return sheet }
            throw Trouble(
                .refused, "\(kind.label.zh)只由其他工单开立;操作有 \(verbs.zh)",
                "a \(kind.label.en) is opened by another ticket only; its commands are \(verbs.en)")
        }
        guard let action = forms.allOfATicket.first(where: { $0.verb == verb }) else {
            throw Trouble(
                .usage, "没有操作 \(verb.harmless);有 \(verbs.zh)",
                "there is no command \(verb.harmless); there are \(verbs.en)")
        }
        return Sheet(action)
    }

    private static func json(of sheet: Sheet, _ kind: Kind, _ rows: [FormRow], _ language: Language) -> JSON {
        [
            "kind": .string(kind.rawValue), "verb": .string(sheet.verb),
            "label": .string(sheet.label.text(in: language)), "takesOccurredAt": .bool(sheet.isReported),
            "fields": .array(rows.map { $0.json(in: language) }),
        ]
    }
}

/// A field as `--set` names it.
struct FormRow {
    /// `customer.name`
    let name: String
    let label: Label
    let isRequired: Bool
    let type: FieldType
    let isMoney: Bool
    let choices: [Choice]

    /// - Parameters:
    ///   - path: of the group that they are in.
    ///   - isAsked: whether the group has to be there.
    static func rows(of fields: [Field], in path: String = "", _ isAsked: Bool = true) -> [FormRow] {
        fields.flatMap { field -> [FormRow] in
            let (name, isRequired) = (path + field.name, field.isRequired && isAsked)
            if case .group(let inner) = field.type { return rows(of: inner, in: name + ".", isRequired) }
            let row = FormRow(
                name: name, label: field.label, isRequired: isRequired, type: field.type, isMoney: field.isMoney,
                choices: choices(of: field.type))
            guard case .list(.group(let inner)) = field.type else { return [row] }
            // What an element holds is needed where there is one.
            return [row] + rows(of: inner, in: "\(name).\(element).", true)
        }
    }

    /// `shipments.N.store`: a field of any element of a list.
    private static let element = "N"

    static func table(of rows: [FormRow], _ language: Language) -> TextTable {
        let heads = [
            Label("字段", "field"), Label("必填", "required"), Label("名称", "name"), Label("类型", "type"),
            Label("可选的值", "choices"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for row in rows {
            table.add([
                .init(row.name), .init(row.isRequired ? "*" : ""), .init(row.label.text(in: language)),
                .init(row.typeLabel.text(in: language)), .init(Label(listing: row.choices).text(in: language)),
            ])
        }
        return table
    }

    func json(in language: Language) -> JSON {
        [
            "name": .string(name), "label": .string(label.text(in: language)), "isRequired": .bool(isRequired),
            "type": .string(Self.name(of: type)), "typeLabel": .string(typeLabel.text(in: language)),
            "choices": .array(
                choices.map { ["code": .string($0.code), "label": .string($0.label.text(in: language))] }),
        ]
    }

    private static func choices(of type: FieldType) -> [Choice] {
        switch type {
        case .choice(let choices): choices
        case .list(let element): choices(of: element)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .group: []
        }
    }

    var typeLabel: Label {
        isMoney ? Label("金额,如 1280.50 元", "amount, such as 1280.50 元") : Self.words(for: type)
    }

    /// For programs; the same in every language and version.
    private static func name(of type: FieldType) -> String {
        switch type {
        case .text: "text"
        case .integer: "integer"
        case .flag: "flag"
        case .moment: "moment"
        case .ticket: "ticket"
        case .person: "person"
        case .account: "account"
        case .department: "department"
        case .category: "category"
        case .file: "file"
        case .choice: "choice"
        case .group: "group"
        case .list(let element): name(of: element) + "[]"
        }
    }

    private static func words(for type: FieldType) -> Label {
        switch type {
        case .text: Label("文字", "text")
        case .integer: Label("整数", "whole number")
        case .flag: Label("true 或 false", "true or false")
        case .moment: Label("时间,如 2026-03-02 09:00", "time, such as 2026-03-02 09:00")
        case .ticket: Label("单号", "number of a ticket")
        case .person: Label("客户标识", "id of a customer")
        case .account: Label("账号", "account")
        case .department: Label("部门", "department")
        case .category: Label("问题类别", "category")
        case .file: Label("照片或文件", "photo or file")
        case .choice: Label("选一项", "one of")
        case .list(.choice): Label("选若干项,以逗号分隔", "some of, with commas between")
        case .list(.group): Label("若干项,以 0、1、2 编号", "list of groups, numbered 0, 1, 2")
        case .list(.list): Label("JSON 列表", "list, as JSON")
        case .list(let element): Label("若干\(words(for: element).zh)", "list of \(words(for: element).en)")
        case .group: Label("一组", "group")
        }
    }
}
