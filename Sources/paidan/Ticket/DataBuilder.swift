internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Puts together what a command takes, from `--data` and `--set`.
///
/// The machine's own forms say what a text stands for: a telephone number stays a text, a score becomes a number.
/// A field that no form knows is guessed at, and the server has the last word.
struct DataBuilder {
    private let fields: [Field]
    private let source: TextSource
    /// What times without an offset mean; nil where there are none.
    private let zone: Zone?
    private(set) var data: JSONObject

    init(fields: [Field], source: TextSource = .real, zone: Zone? = nil) {
        self.fields = fields
        self.source = source
        self.zone = zone
        data = [:]
    }

    /// - Parameter text: a JSON object, or `-` for standard input.
    mutating func read(_ text: String) throws {
        guard let object = try JSON(parsing: text == "-" ? source.standardInput() : text).object else {
            throw Trouble(.usage, "--data 应为 JSON 对象", "--data should be a JSON object")
        }
        data = object
    }

    mutating func set(_ assignment: Assignment) throws {
        let type = Self.type(of: assignment.path[...], in: fields)
        let value = try value(of: assignment, type)
        data = try Self.put(value, at: assignment.path[...], in: data, assignment, type)
    }

    // MARK: Types

    /// Whether only a policy knows what is meant: 工程部 of a department, 施工 of a category.
    static func takesAPolicysWord(_ assignment: Assignment, _ fields: [Field]) -> Bool {
        guard case .literal(let text) = assignment.source else { return false }
        switch type(of: assignment.path[...], in: fields) {
        case .department, .category: return Department(text) == nil
        case .list(.department), .list(.category):
            return text.split(separator: ",").contains { Department(String($0)) == nil }
        default: return false
        }
    }

    private static func type(of path: ArraySlice<String>, in fields: [Field]) -> FieldType? {
        guard let field = fields.first(where: { $0.name == path.first }) else { return nil }
        let rest = path.dropFirst()
        guard let next = rest.first else { return field.type }
        switch field.type {
        case .group(let inner): return type(of: rest, in: inner)
        case .list(.group(let inner)): return Int(next) == nil ? nil : type(of: rest.dropFirst(), in: inner)
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
            .list:
            return nil
        }
    }

    // MARK: Values

    private func value(of assignment: Assignment, _ type: FieldType?) throws -> JSON {
        switch assignment.source {
        case .json(let text): try JSON(parsing: text)
        case .literal(let text):
            try json(text, type, named: assignment.path.joined(separator: "."), isElement: assignment.isElement)
        case .file(let path): .string(Self.withoutLastNewline(try source.file(path)))
        case .standardInput: .string(Self.withoutLastNewline(try source.standardInput()))
        }
    }

    /// A text that does not fit stays a text, so that the server can say what would be right. Of times it knows less than we do.
    private func json(_ text: String, _ type: FieldType?, named name: String, isElement: Bool) throws(Trouble) -> JSON {
        switch type {
        case nil: Self.guess(text)
        case .integer where Money.names.contains(Self.lastName(name)): .integer(try Self.fen(text, named: name))
        case .integer: Int64(text).map(JSON.integer) ?? .string(text)
        case .flag: Bool(text).map(JSON.bool) ?? .string(text)
        case .list(.text): .string(text)
        case .list(let element) where isElement: try json(text, element, named: name, isElement: false)
        case .list(let element):
            .array(
                try text.split(separator: ",").map { part throws(Trouble) in
                    try json(String(part), element, named: name, isElement: false)
                })
        case .moment: .string(try LocalMoment.rfc3339(text, named: name, in: zone))
        case .choice(let choices): .string(Self.code(text, among: choices))
        case .text, .ticket, .person, .account, .department, .category, .file, .group: .string(text)
        }
    }

    private static func lastName(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }

    /// A figure alone would be yuan to one and 分 to another.
    private static func fen(_ text: String, named name: String) throws(Trouble) -> Int64 {
        if text.hasSuffix("分"), let fen = Int64(text.dropLast().filter { !$0.isWhitespace }) { return fen }
        if text.hasSuffix("元") || text.hasSuffix("万"), let fen = Money.fen(ofYuan: text) { return fen }
        throw Trouble(
            .refused, "\(name):“\(text)”不是金额;请写明单位,如 1280.50 元、12.8 万元或 128050 分",
            "\(name): \"\(text)\" is no amount; write its unit, such as 1280.50 元 or 128050 分 (fen)")
    }

    /// 电话 for `phone`, where the word means one only.
    private static func code(_ text: String, among choices: [Choice]) -> String {
        let codes = choices.codes(meantBy: text)
        return codes.count == 1 ? codes[0] : text
    }

    /// `042` and `+1` are texts: somebody wrote them that way.
    private static func guess(_ text: String) -> JSON {
        if let flag = Bool(text) { return .bool(flag) }
        if text == "null" { return .null }
        guard let number = Int64(text), String(number) == text else { return .string(text) }
        return .integer(number)
    }

    private static func withoutLastNewline(_ text: String) -> String {
        text.hasSuffix("\n") || text.hasSuffix("\r\n") ? String(text.dropLast()) : text
    }

    // MARK: Places

    private static func put(
        _ value: JSON, at path: ArraySlice<String>, in object: JSONObject, _ assignment: Assignment, _ type: FieldType?
    ) throws -> JSONObject {
        guard let name = path.first else { return object }
        var object = object
        let rest = path.dropFirst()
        if rest.isEmpty {
            object[name] = merged(value, with: object[name], isList: isList(type, assignment))
        } else if let row = rest.first.flatMap({ Int($0) }) {
            object[name] = .array(
                try put(value, inRow: row, at: rest.dropFirst(), in: object[name] ?? [], named: name, assignment, type))
        } else {
            guard let inner = (object[name] ?? [:]).object else {
                throw Trouble(.usage, "--set:\(name) 已有值,不能再含字段", "--set: \(name) is a value already and has no fields")
            }
            object[name] = .object(try put(value, at: rest, in: inner, assignment, type))
        }
        return object
    }

    /// `shipments.0.store`: rows are counted from zero, and none is left out.
    private static func put(
        _ value: JSON, inRow row: Int, at path: ArraySlice<String>, in list: JSON, named name: String,
        _ assignment: Assignment, _ type: FieldType?
    ) throws -> [JSON] {
        guard var rows = list.array, (0...rows.count).contains(row), !path.isEmpty else {
            throw Trouble(
                .usage, "--set \(assignment.path.joined(separator: ".")):应为 \(name).编号.字段,编号自 0 起,不可跳过",
                "--set \(assignment.path.joined(separator: ".")): should be \(name).N.field, with N from 0 on and none left out"
            )
        }
        if row == rows.count { rows.append([:]) }
        guard let object = rows[row].object else {
            throw Trouble(
                .usage, "--set:\(name).\(row) 已有值,不能再含字段", "--set: \(name).\(row) is a value already and has no fields")
        }
        rows[row] = .object(try put(value, at: path, in: object, assignment, type))
        return rows
    }

    private static func isList(_ type: FieldType?, _ assignment: Assignment) -> Bool {
        if case .json = assignment.source { return assignment.isElement }
        guard case .list? = type else { return assignment.isElement }
        return true
    }

    /// Lists grow; any other field that is set twice takes the last value.
    private static func merged(_ value: JSON, with former: JSON?, isList: Bool) -> JSON {
        guard isList else { return value }
        return .array((former?.array ?? []) + (value.array ?? [value]))
    }
}
