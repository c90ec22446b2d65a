internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A form as a browser sends it by itself, where no script does: texts under the JSON Pointers of their fields.
struct FilledForm: Sendable {
    private var values: [String: [String]]
    /// What its codes are called; nil where nobody is shown them.
    var words: FormWords?

    /// - Parameter bytes: `application/x-www-form-urlencoded`. What cannot be read is left out.
    init(parsing bytes: [UInt8]) {
        var values: [String: [String]] = [:]
        for pair in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count == 2 ? parts[1] : "") else {
                continue
            }
            values[name, default: []].append(value)
        }
        self.values = values
    }

    /// - Parameter values: what was typed, by the names of the fields.
    init(_ values: [String: [String]]) { self.values = values }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding?.replacing("\r\n", with: "\n")
    }

    /// The pointers of what a person filled in; what a form has unseen is not among them.
    var pointers: [String] { values.keys.filter { $0.hasPrefix("/") }.sorted() }

    /// The rows of a list in which something was written, in order; between them a person may have left some empty.
    /// - Parameter pointer: of the list.
    func rows(_ pointer: String) -> [Int] {
        let head = pointer + "/"
        let rows = values.keys.compactMap { name -> Int? in
            guard name.hasPrefix(head), texts(name).contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
                return nil
            }
            return Int(name.dropFirst(head.count).prefix { $0 != "/" })
        }
        return Set(rows).sorted()
    }

    /// The same with the written rows of that list one after the other, as they are sent on.
    func closingUp(_ pointer: String) -> FilledForm {
        let places = rows(pointer).enumerated().map { (from: "\(pointer)/\($1)/", to: "\(pointer)/\($0)/") }
        var form = self
        form.values = values.filter { name, _ in !name.hasPrefix(pointer + "/") }
        for (from, to) in places {
            for (name, texts) in values where name.hasPrefix(from) {
                form.values[to + name.dropFirst(from.count)] = texts
            }
        }
        return form
    }

    /// What was chosen or written there, in order.
    func texts(_ pointer: String) -> [String] { values[pointer] ?? [] }

    /// What was written there, if anything was.
    func text(_ pointer: String) -> String? {
        texts(pointer).first.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

/// Makes of a filled form what the interface takes, as the script does.
struct FormReader {
    private let form: FilledForm
    private let offset: String

    /// - Parameter offset: what the browser's local times mean, `+08:00`.
    init(_ form: FilledForm, offset: String) {
        self.form = form
        self.offset = offset
    }

    /// - Parameter root: the pointer of the object.
    func object(_ fields: [Field], at root: String) -> JSONObject {
        var object: JSONObject = [:]
        for field in fields { object[field.name] = value(of: field, at: "\(root)/\(field.name)") }
        return object
    }

    /// - Returns: nil when nothing was filled in.
    private func value(of field: Field, at pointer: String) -> JSON? {
        switch field.type {
        case .group(let fields):
            let group = object(fields, at: pointer)
            return group.isEmpty ? nil : .object(group)
        case .list(.choice), .list(.file):
            let chosen = form.texts(pointer)
            return chosen.isEmpty ? nil : .array(chosen.map(JSON.string))
        case .list where !field.questions.isEmpty:
            let answers = field.questions.compactMap { answer(to: $0, at: pointer) }
            return answers.isEmpty ? nil : .array(answers)
        case .list(.group(let fields)):
            let rows = form.rows(pointer).map { JSON.object(object(fields, at: "\(pointer)/\($0)")) }
            return rows.isEmpty ? nil : .array(rows)
        case .integer where field.isMoney:
            return form.text(pointer).map { text in Money.fen(ofYuan: text).map(JSON.integer) ?? .string(text) }
        case .text, .integer, .flag, .moment, .ticket, .person, .account, .department, .category, .file, .choice,
            .list:
            return form.text(pointer).map { value($0, field.type) }
        }
    }

    private func value(_ text: String, _ type: FieldType) -> JSON {
        switch type {
        case .integer: return Int64(text.filter { !$0.isWhitespace }).map(JSON.integer) ?? .string(text)
        case .flag: return .bool(text == "true")
        case .moment: return .string(Self.moment(text, offset))
        case .ticket: return .string(text[...].trimmed)
        // What is no JSON stays a text: the answer says what it should have been.
        case .list(.list): return (try? JSON(parsing: text)) ?? .string(text)
        case .list:
            let lines = text.split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
            return .array(lines.map(JSON.string))
        case .text, .person, .account, .department, .category, .file, .choice, .group: return .string(text)
        }
    }

    /// `2026-03-02T10:00` of the browser's field with its offset.
    static func moment(_ text: String, _ offset: String) -> String {
        (text.utf8.count == 16 ? text + ":00" : text) + offset
    }

    private func answer(to question: FormQuestion, at pointer: String) -> JSON? {
        let place = QuestionPlace(question, below: pointer)
        let given = form.text(place.answer)
        let (score, yes): (JSON?, JSON?) =
            switch question.answer {
            case .score: (given.map { Int64($0).map(JSON.integer) ?? .string($0) }, nil)
            case .yesNo: (nil, given.map { .bool($0 == "true") })
            case .text: (nil, nil)
            }
        let text = form.text(place.text)
        guard score != nil || yes != nil || text != nil else { return nil }
        return .members(
            ("question", .string(question.code)), ("score", score), ("yes", yes), ("text", text.map(JSON.string)))
    }
}

/// Under which names the answer to a question stands in a form.
struct QuestionPlace {
    /// Of a score, or a yes or no.
    let answer: String
    /// Of the text that answers, or of the remark.
    let text: String

    static let answer = "answer"
    static let text = "text"

    init(_ question: FormQuestion, below pointer: String) {
        answer = "\(pointer)/\(question.code)/\(Self.answer)"
        text = "\(pointer)/\(question.code)/\(Self.text)"
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
