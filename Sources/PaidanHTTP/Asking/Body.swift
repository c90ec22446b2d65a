internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// The body of a request: read once, at most `DeskConfiguration.bodyBytesMax`, strict JSON, always an object.
struct Body {
    let bytes: [UInt8]
    let object: JSONObject

    /// - Throws: `Problem` 413, 415, 400, or 422 for members that are not in `known`.
    static func read(_ call: Call, known: [String]) async throws -> Body {
        guard isJSON(call.http.headers[.contentType]) else { throw Problem(.unsupportedMediaType) }
        let bytes = try await bytes(of: call)
        let object = try object(parsing: bytes)
        let unknown = object.filter { !known.contains($0.name) }
        guard unknown.isEmpty else {
            throw Problem.invalid(unknown.map { Problem.Flaw(pointer(to: $0.name), .unknown) })
        }
        return Body(bytes: bytes, object: object)
    }

    static func bytes(of call: Call, atMost limit: Int = DeskConfiguration.bodyBytesMax) async throws -> [UInt8] {
        if let length = call.http.headers[.contentLength].flatMap(Int.init), length > limit { throw tooLarge(limit) }
        do {
            return Array(try await call.http.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge(limit)
        }
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(.bodyTooLarge, Label("最多 \(limit / 1_024) KiB", "at most \(limit / 1_024) KiB"))
    }

    private static func object(parsing bytes: [UInt8]) throws -> JSONObject {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw Problem(
                .malformedJSON,
                Label(
                    "第 \(error.offset) 字节:\(error.reason.label.zh)", "byte \(error.offset): \(error.reason.label.en)"),
                members: [("offset", .count(error.offset))])
        }
        guard let object = json.object else { throw Problem.invalid([Problem.Flaw("", .wrongType)]) }
        return object
    }

    /// `application/json`, also with parameters such as `charset=utf-8`.
    private static func isJSON(_ type: String?) -> Bool {
        guard let type else { return false }
        if type == Answer.jsonType { return true }
        return type.split(separator: ";").first?.filter { !$0.isWhitespace }.lowercased() == Answer.jsonType
    }

    private static func pointer(to name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    // MARK: Members

    func text(_ name: String) throws -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw Problem.invalid([Problem.Flaw("/\(name)", .wrongType)]) }
        return text
    }

    func requiredText(_ name: String) throws -> String {
        guard let text = try text(name) else { throw Problem.invalid([Problem.Flaw("/\(name)", .missing)]) }
        return text
    }

    /// - Throws: `Problem` for what is missing or no list.
    func requiredList(_ name: String) throws -> [JSON] {
        guard let value = object[name] else { throw Problem.invalid([Problem.Flaw("/\(name)", .missing)]) }
        guard let list = value.array else { throw Problem.invalid([Problem.Flaw("/\(name)", .wrongType)]) }
        return list
    }

    /// False where nothing is said.
    func flag(_ name: String) throws -> Bool {
        guard let value = object[name] else { return false }
        guard let flag = value.bool else { throw Problem.invalid([Problem.Flaw("/\(name)", .wrongType)]) }
        return flag
    }

    func moment(_ name: String) throws -> Instant? {
        guard let text = try text(name) else { return nil }
        guard let moment = Instant(rfc3339: text) else { throw Problem.invalid([Problem.Flaw("/\(name)", .invalid)]) }
        return moment
    }

    /// - Throws: `Problem` for what is no code.
    func code<Name: Code>(_ name: String) throws -> Name? {
        guard let text = try text(name) else { return nil }
        guard let code = Name(text) else { throw Problem.invalid([Problem.Flaw("/\(name)", .unknownChoice)]) }
        return code
    }

    /// A text of one line.
    func line(_ name: String, _ most: Int) throws -> String? {
        guard let text = try text(name) else { return nil }
        guard text.isLine(0...most) else {
            throw Problem.invalid([Problem.Flaw("/\(name)", .outOfRange)])
        }
        return text
    }

    /// What the command takes; nothing is the empty object. The engine looks into it.
    var data: JSON { object["data"] ?? [:] }
}
