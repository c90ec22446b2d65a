internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/intake/{kind}`: opens a ticket, by the machine's own form.
enum IntakePage {
    /// The first kind that the actor may open.
    @Sendable static func choose(_ call: Call) async throws -> Response {
        let kind = Kind.allCases.first { kind in
            call.opening(of: kind).map { call.actor.hasAny(of: $0.roles) }
                ?? false
        }
        throw Elsewhere(path: kind.map { "/intake/\($0.rawValue)" } ?? "/")
    }

    @Sendable static func show(_ call: Call) async throws -> Response {
        let (kind, sheet) = try wanted(call)
        return page(kind, sheet, nil, call)
    }

    /// The form, sent without script.
    @Sendable static func open(_ call: Call) async throws -> Response {
        let (kind, sheet) = try wanted(call)
        let post = try await FormPost.read(call, page: "/intake/\(kind.rawValue)")
        do {
            let data = post.data(sheet.form.fields, call)
            let receipt = try await Commands.open(kind, data, post.idempotencyKey(call), call)
            throw Elsewhere(path: "/tickets/\(receipt.numberText)")
        } catch let problem as Problem {
            return page(kind, sheet, FormAttempt(verb: sheet.verb, filled: post.filled, problem: problem), call)
        }
    }

    private static func wanted(_ call: Call) throws -> (Kind, Sheet) {
        guard let kind = Kind(rawValue: try call.parameter("kind")),
            let sheet = call.opening(of: kind)
        else { throw Problem(.notFound) }
        guard call.actor.hasAny(of: sheet.roles) else {
            throw Problem.wrongRole(needs: sheet.roles, to: sheet.label)
        }
        return (kind, sheet)
    }

    private static func page(_ kind: Kind, _ sheet: Sheet, _ attempt: FormAttempt?, _ call: Call) -> Response {
        let target: HTML = """
            action="/intake/\(kind.rawValue)" data-endpoint="/v1/tickets" data-kind="\(kind.rawValue)"
            """
        let form = FormHTML(
            sheet: sheet, language: call.language, offset: call.offset, target: target, hidden: FormPost.hidden(call),
            attempt: attempt)
        return call.page(
            sheet.label.text(in: call.language), form.html, status: attempt?.problem.code.status ?? .ok)
    }
}

extension Call {
    /// The policy's offset from UTC now, `+08:00`.
    var offset: String {
        let text = desk.now.rfc3339(in: house.zone)
        return text.hasSuffix("Z") ? "+00:00" : String(text.suffix(6))
    }

    /// `2026-03-02 10:00` in the policy's zone.
    func clockTime(_ moment: Instant) -> String { moment.clockTime(in: house.zone) }

    /// `2026-03-06 24:00` of a moment that ends something.
    func endTime(_ moment: Instant) -> String { moment.endTime(in: house.zone) }
}
