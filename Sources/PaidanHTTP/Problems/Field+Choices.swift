internal import PaidanCore
internal import PaidanEngine

extension [Field] {
    /// What may be chosen at a JSON Pointer into the form's data: `/departments/0`; nothing where the form does not say.
    func choices(at pointer: String) -> [Choice] { choices(at: pointer.split(separator: "/")[...]) }

    fileprivate func choices(at path: ArraySlice<Substring>) -> [Choice] {
        guard let name = path.first, let field = first(where: { $0.name == name }) else { return [] }
        return field.type.choices(at: path.dropFirst())
    }
}

extension FieldType {
    fileprivate func choices(at path: ArraySlice<Substring>) -> [Choice] {
        switch self {
        case .choice(let choices): choices
        case .list(let element): element.choices(at: path.dropFirst())
        case .group(let fields): fields.choices(at: path)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file: []
        }
    }
}

extension Label {
    /// `one of phone (telephone), letter (letter)`
    init(oneOf choices: [Choice]) {
        let all = Label(listing: choices)
        self.init("可选的值:\(all.zh)", "one of \(all.en)")
    }
}
