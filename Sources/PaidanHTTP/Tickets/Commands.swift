internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `POST /v1/tickets` and `POST /v1/tickets/{id}/commands`: the two ways to make something happen.
enum Commands {
    /// `{kind, data}`
    @Sendable static func openAny(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["kind", "data"])
        let word = try body.requiredText("kind")
        guard let kind = Kind(rawValue: word) else { throw unknown(word) }
        return try await open(kind, body, call)
    }

    /// `{data}` where the path says the kind.
    static func opening(_ kind: Kind) -> @Sendable (Call) async throws -> Response {
        { call in
            let body = try await Body.read(call, known: ["kind", "data"])
            if let word = try body.text("kind"), word != kind.rawValue { throw unknown(word) }
            return try await open(kind, body, call)
        }
    }

    private static func open(_ kind: Kind, _ body: Body, _ call: Call) async throws -> Response {
        let key = try Preconditions.key(of: call, body: body.bytes)
        return response(try await open(kind, body.data, key, call), .created, call)
    }

    /// - Throws: `Problem`, with the places in `data` that are wrong.
    static func open(_ kind: Kind, _ data: JSON, _ key: IdempotencyKey, _ call: Call) async throws -> Receipt {
        let request = PaidanEngine.Request(actor: call.actor, wish: .open(kind, data: data), key: key)
        switch try await run(request, call) {
        case .success(let receipt): return receipt
        case .failure(let failure):
            let fields = call.opening(of: kind)?.form.fields ?? []
            throw Problem(of: failure, in: fields).pointing(
                at: Misfits.flaws(failure, in: data, fields, at: call.desk.now))
        }
    }

    /// `{type, occurredAt?, data?, rev?}`
    @Sendable static func act(_ call: Call) async throws -> Response {
        let id = try await ticket(call)
        let body = try await Body.read(call, known: ["type", "occurredAt", "data", "rev"])
        let deed = Deed(
            verb: try body.requiredText("type"), data: body.data,
            rev: try Preconditions.expectedRev(of: call, body), occurredAt: try body.moment("occurredAt"))
        let key = try Preconditions.key(of: call, body: body.bytes)
        return response(try await act(on: id, deed, key, call), .ok, call)
    }

    /// What somebody wants done to a ticket.
    struct Deed: Sendable {
        let verb: String
        let data: JSON
        let rev: Int?
        let occurredAt: Instant?
    }

    /// - Throws: `Problem`, with the places in the data that are wrong.
    static func act(on id: TicketID, _ deed: Deed, _ key: IdempotencyKey, _ call: Call) async throws -> Receipt {
        let request = PaidanEngine.Request(
            actor: call.actor, wish: .act(.id(id), verb: deed.verb, data: deed.data), key: key, expectedRev: deed.rev,
            occurredAt: deed.occurredAt)
        switch try await run(request, call) {
        case .success(let receipt): return receipt
        case .failure(let failure): throw try await problem(failure, of: deed.verb, deed.data, id, call)
        }
    }

    private static func ticket(_ call: Call) async throws -> TicketID {
        if case .id(let id)? = try call.reference() { return id }
        return try await call.readTicket { id, _ in id }
    }

    private static func run(_ request: PaidanEngine.Request, _ call: Call) async throws -> Result<Receipt, Failure> {
        let outcome: Outcome
        do {
            outcome = try await call.desk.run(.command(request))
        } catch {
            throw Problem(of: error)
        }
        switch outcome {
        case .receipt(let receipt): return .success(receipt)
        case .failed(let failure): return .failure(failure)
        default: throw Problem(.internalError, cause: "a command answered without a receipt")
        }
    }

    /// The engine lets nobody of another department act; here it also does not say that there is such a ticket.
    private static func problem(
        _ failure: Failure, of verb: String, _ data: JSON, _ id: TicketID, _ call: Call
    ) async throws -> Problem {
        let sight = call.sight
        let row = try await call.read { reading -> TicketRow? in
            guard let row = try reading.ticketRow(id), try sight.sees(row, in: reading) else { return nil }
            return row
        }
        guard let row else { return Problem(.noSuchTicket) }
        let action = call.formsOfTickets(row).allOfATicket.first { $0.verb == verb }
        let fields = action?.fields ?? []
        return Problem(of: failure, in: fields).pointing(
            at: Misfits.flaws(failure, in: data, fields, at: call.desk.now))
    }

    private static func unknown(_ kind: String) -> Problem {
        let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .unknownKind, Label("没有 \(kind);可用的有 \(known)", "there is no \(kind); known are \(known)"),
            errors: [Problem.Flaw("/kind", .unknownChoice)])
    }

    // MARK: The receipt

    /// Everything in it is letters, digits, hyphens and words of our own, so nothing has to be escaped.
    private static func response(_ receipt: Receipt, _ first: HTTPResponse.Status, _ call: Call) -> Response {
        let id = receipt.ticket.description
        let label = StateWords.label(of: receipt.phase, receipt.kind).text(in: call.language)
        var buffer = ByteBuffer()
        buffer.reserveCapacity(192)
        buffer.writeString(#"{"id":""#)
        buffer.writeString(id)
        buffer.writeString(#"","number":""#)
        buffer.writeString(receipt.numberText)
        buffer.writeString(#"","kind":""#)
        buffer.writeString(receipt.kind.rawValue)
        buffer.writeString(#"","state":{"name":""#)
        buffer.writeString(receipt.phase)
        buffer.writeString(#"","label":""#)
        buffer.writeString(label)
        buffer.writeString(#""},"ver":"#)
        buffer.writeString(String(receipt.version))
        buffer.writeString(#","rev":"#)
        buffer.writeString(String(receipt.rev))
        buffer.writeString("}")
        var headers: HTTPFields = [.contentType: Answer.jsonType, .cacheControl: "no-store"]
        headers[.eTag] = "\"\(receipt.rev)\""
        if first == .created { headers[.location] = "/v1/tickets/\(id)" }
        if receipt.isReplay { headers[.idempotentReplay] = "true" }
        return Response(
            status: receipt.isReplay ? .ok : first, headers: headers, body: ResponseBody(byteBuffer: buffer))
    }
}
