internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanJSON

extension Problem {
    static let contentType = "application/problem+json"

    func response(to request: Call.HTTP, _ trace: TraceID, _ language: Language) -> Response {
        Answer.bytes(
            json(path: request.uri.path, trace, language).bytes, type: Self.contentType, status: code.status,
            headers: allHeaders(language), caching: "no-store")
    }

    func allHeaders(_ language: Language) -> HTTPFields {
        var headers = headers
        headers[.contentLanguage] = language.rawValue
        if let seconds = code.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if code.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"paidan\"" }
        return headers
    }

    private func json(path: String, _ trace: TraceID, _ language: Language) -> JSON {
        var object: JSONObject = [
            "type": .string(code.type),
            "title": .string(code.label.text(in: language)),
            "status": .integer(Int64(code.status.code)),
            "code": .string(code.rawValue),
            "detail": .string((detail ?? code.label).text(in: language)),
            "instance": .string(path),
        ]
        for member in members { object[member.name] = member.value }
        if !errors.isEmpty { object["errors"] = .array(errors.map { json($0, language) }) }
        object["traceId"] = .string(trace.text)
        return .object(object)
    }

    private func json(_ flaw: Flaw, _ language: Language) -> JSON {
        [
            "pointer": .string(flaw.pointer), "code": .string(flaw.code),
            "detail": .string(flaw.detail.text(in: language)),
        ]
    }
}
