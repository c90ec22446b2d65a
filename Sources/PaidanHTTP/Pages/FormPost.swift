internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What a page's form sends where no script does: the same command by the same road.
struct FormPost: Sendable {
    private(set) var filled: FilledForm
    private let bytes: [UInt8]
    private let isProven: Bool
    /// What is wrong with the files that came with it.
    private(set) var flaws: [Problem.Flaw] = []

    private static let formType = "application/x-www-form-urlencoded"
    private static let proof = "proof"
    private static let key = "key"
    static let rev = "rev"
    static let verb = "type"

    /// - Throws: `Problem` 413, or 415 for what no form of a page sends.
    static func read(_ call: Call, atMost limit: Int = DeskConfiguration.bodyBytesMax) async throws -> FormPost {
        guard isForm(call.http) else { throw Problem(.unsupportedMediaType) }
        let bytes = try await Body.bytes(of: call, atMost: limit)
        var filled = FilledForm(parsing: bytes)
        filled.words = call.formWords
        return FormPost(filled: filled, bytes: bytes, isProven: isProven(filled, call))
    }

    /// The same of a form with files. They are kept as they come, those of a form that is not proven are not.
    /// - Parameters:
    ///   - place: nil where the caller may keep none.
    ///   - isWanted: whether it is then told so; else they are left out.
    static func read(
        _ call: Call, atMost limit: Int = DeskConfiguration.bodyBytesMax, filesTo place: FilePlace?,
        isWanted: Bool = false
    ) async throws -> FormPost {
        let form = try await MultipartForm.read(call, atMost: limit) { before in
            guard isWanted, isProven(FilledForm(before), call) else { return nil }
            return { bytes in
                guard let place else { throw Problem.wrongRole(needs: Attach.roles, to: Attach.label) }
                return try await place.keep(bytes).digest
            }
        }
        var filled = FilledForm(form.values)
        filled.words = call.formWords
        return FormPost(filled: filled, bytes: form.bytes, isProven: isProven(filled, call), flaws: form.flaws)
    }

    private static func isProven(_ form: FilledForm, _ call: Call) -> Bool {
        form.text(proof) == call.formProof && form.text(key) != nil
    }

    static func isForm(_ request: Call.HTTP) -> Bool { Body.type(of: request) == formType }

    /// What another site sends, or a page of a log-in that another one has ended, is shown again and does nothing.
    func requireProof() throws {
        guard isProven else { throw Problem(.unprovenForm) }
    }

    /// The same form, of a ticket that is known.
    func saying(_ words: FormWords) -> FormPost {
        var post = self
        post.filled.words = words
        return post
    }

    /// What was typed goes with whatever refuses it.
    func keeping<T>(_ work: () async throws -> T) async throws -> T {
        do {
            return try await work()
        } catch let problem as Problem {
            throw problem.keeping(filled)
        }
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
