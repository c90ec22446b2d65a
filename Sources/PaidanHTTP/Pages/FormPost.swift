internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What a page's form sends where no script does: the same command by the same road.
struct FormPost: Sendable {
    let filled: FilledForm
    private let bytes: [UInt8]

    private static let proof = "proof"
    private static let key = "key"
    static let rev = "rev"
    static let verb = "type"

    /// - Parameter page: where the form stands. What does not prove that it comes from there is answered with the page.
    static func read(_ call: Call, page: String) async throws -> FormPost {
        let bytes = try await Body.bytes(of: call)
        let filled = FilledForm(parsing: bytes)
        guard filled.text(proof) == call.formProof, filled.text(key) != nil else { throw Elsewhere(path: page) }
        return FormPost(filled: filled, bytes: bytes)
    }

    /// Goes with every form: a page of another site cannot know the proof, and a form sent twice acts once.
    static func hidden(_ call: Call) -> [(name: String, value: String)] {
        [(proof, call.formProof), (key, TraceID.fresh.text)]
    }

    func idempotencyKey(_ call: Call) -> IdempotencyKey {
        let path = "\(call.http.method) \(call.http.uri.path)\n"
        return IdempotencyKey(text: "form-\(filled.text(Self.key) ?? "")", hashing: Array(path.utf8) + bytes)
    }

    func data(_ fields: [Field], _ call: Call) -> JSON {
        .object(FormReader(filled, offset: call.offset).object(fields, at: "/data"))
    }

    /// - Throws: `Problem` for what is no time.
    func occurredAt(_ call: Call) throws -> Instant? {
        guard let text = filled.text(FormHTML.occurredAt) else { return nil }
        guard let moment = Instant(rfc3339: FormReader.moment(text, call.offset)) else {
            throw Problem.invalid([Problem.Flaw(FormHTML.occurredAt, .invalid)])
        }
        return moment
    }
}

extension Call {
    /// Follows from the caller's token, which no other site has.
    var formProof: String {
        let token = Gatekeeper.token(of: http) ?? ""
        return Fingerprint.sha256(of: "form\n\(token)".utf8).prefix(16).hex
    }
}
