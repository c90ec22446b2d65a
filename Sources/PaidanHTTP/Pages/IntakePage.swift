internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/intake/{kind}`: opens a ticket, by the machine's own form; for a new customer, or with `?customer=C-12` for the one of that
/// ticket.
enum IntakePage {
    static let customer = "customer"
    private static let pointer = "/data/customer"

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
        let known = try await KnownCustomer.named(Query(call, known: [customer])[customer], call)
        return page(Intake(kind: kind, sheet: sheet, known: known), nil, call)
    }

    /// The form, sent without script.
    @Sendable static func open(_ call: Call) async throws -> Response {
        let post = try await FormPost.read(call)
        return try await post.keeping { try await open(post, call) }
    }

    private static func open(_ post: FormPost, _ call: Call) async throws -> Response {
        let (kind, sheet) = try wanted(call)
        let known = try await KnownCustomer.named(post.filled.text(pointer), call)
        let intake = Intake(kind: kind, sheet: sheet, known: known)
        do {
            try post.requireProof()
            let data = post.data(intake.form.form.fields, call)
            let receipt = try await Commands.open(kind, data, post.idempotencyKey(call), call)
            throw Elsewhere(path: "/tickets/\(receipt.numberText)")
        } catch let problem as Problem {
            return page(intake, FormAttempt(verb: sheet.verb, filled: post.filled, problem: problem), call)
        }
    }

    /// 客户电话: whom we know by it, and the form for a new customer below.
    @Sendable static func lookUp(_ call: Call) async throws -> Response {
        let post = try await FormPost.read(call)
        let (kind, sheet) = try await post.keeping { try wanted(call) }
        let phone = post.filled.text(CustomerSearchHTML.phone) ?? ""
        let outcome: Result<Customers.Found, Problem>
        do {
            try post.requireProof()
            outcome = .success(try await Customers.known(by: phone, call))
        } catch let problem as Problem {
            outcome = .failure(problem)
        }
        let asked = CustomerSearchHTML.Asked(phone: phone, outcome: outcome)
        return page(Intake(kind: kind, sheet: sheet, asked: asked), nil, call)
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

    /// What is opened, and what is known of the customer.
    private struct Intake {
        let kind: Kind
        let sheet: Sheet
        var known: KnownCustomer?
        var asked: CustomerSearchHTML.Asked?

        /// Why nobody was looked for.
        var refusal: Problem? {
            if case .failure(let problem)? = asked?.outcome { problem } else { nil }
        }

        var form: Sheet { known == nil ? sheet : sheet.forKnownCustomer }
    }

    private static func page(_ intake: Intake, _ attempt: FormAttempt?, _ call: Call) -> Response {
        let target: HTML = """
            action="/intake/\(intake.kind.rawValue)" data-endpoint="/v1/tickets" data-kind="\(intake.kind.rawValue)"
            """
        var form = FormHTML(
            sheet: intake.form, language: call.language, offset: call.offset, target: target,
            hidden: FormPost.hidden(call), attempt: attempt)
        if let known = intake.known { form.settled = [pointer: (known.ticket.numberText, known.words)] }
        let search = CustomerSearchHTML(kind: intake.kind, call)
        return call.page(
            intake.sheet.label.text(in: call.language), "\(search.html(intake.known, intake.asked))\(form.html)",
            at: intake.asked == nil ? "" : "/intake/\(intake.kind.rawValue)",
            status: (attempt?.problem ?? intake.refusal)?.code.status ?? .ok)
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
