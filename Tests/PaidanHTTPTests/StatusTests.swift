import HTTPTypes
import NIOCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// What each route really answers, against what `schema/openapi.yaml` says that it may.
@Suite struct StatusTests {
    /// Documented, and only seen in an installation that is broken, or at a desk that keeps files (`FileTests`).
    private static let unseen: [String: Set<Int>] = [
        "get /v1/people/{id}": [503, 507], "post /v1/tickets/{id}/files": [403, 404, 413, 422, 503, 507],
        "get /v1/tickets/{id}/files/{digest}": [403], "post /tickets/{id}/commands": [400],
    ]

    @Test(arguments: DeskServer.routes)
    func theDocumentTellsWhatARouteAnswers(_ route: RouteName) async throws {
        let told = try Self.documented(route)

        var seen = try await Self.answers(of: route, isManual: true)
        seen.formUnion(try await Self.answers(of: route, isManual: false))
        seen.formUnion(try await Self.answersToStrangers(of: route))
        seen.formUnion(try await Self.answersInTrouble(of: route))

        #expect(seen.subtracting(told).sorted() == [], "the document does not tell of these")
        let missed = told.filter { $0 >= 400 }.subtracting(seen).subtracting(Self.unseen[route.operation] ?? [])
        #expect(missed.sorted() == [], "the document tells of these, and nothing leads to them")
    }

    // MARK: The document

    private static let document = Result { try JSON(parsing: Array(OpenAPIDocument.served.get().readableBytesView)) }

    private static func documented(_ route: RouteName) throws -> Set<Int> {
        let method = route.method.rawValue.lowercased()
        let operation = try document.get()["paths"]?[route.documentedPath]?[method]
        return Set((operation?["responses"]?.object ?? [:]).compactMap { Int($0.name) })
    }

    // MARK: What is asked

    private static let people = ["specialist", "supervisor", "admin", "engineer", "carpenter"]
    private static let bodies: [[UInt8]] = [
        Array("[".utf8), Array("{}".utf8), [UInt8](repeating: 32, count: DeskConfiguration.bodyBytesMax + 1),
        Front.complaint.bytes, Array(#"{"type":"resume"}"#.utf8),
        Array(#"{"type":"verifyOutcome","data":{"result":"x"}}"#.utf8),
        Array(#"{"type":"replyToCustomer","data":{"text":"x"},"rev":99}"#.utf8),
        Array(#"{"text":"name: x"}"#.utf8), Array(#"{"reason":"x"}"#.utf8), Array(#"{"code":"west"}"#.utf8),
        Array(#"{"account":"clerk-9","roles":["specialist"]}"#.utf8), Array(#"{"to":"2020-01-01T00:00:00Z"}"#.utf8),
    ]
    private static let forms = [
        "/data/channel=phone", "/data/channel=phone&/data/anonymous=true&/data/content=x", "type=resume",
        "type=verifyOutcome&/data/result=x", "type=replyToCustomer&/data/text=x&rev=99",
        "type=replyToCustomer&/data/text=x",
    ]
    private static let newPolicy: JSON = [
        "text": "name: our-dx\ntitle: {zh: 我司, en: ours}\nextends: dx\ncomplaint.forwardWithin: 3 h\n",
        "reason": "x",
    ]
    /// What is asked for besides tickets.
    private static let deeds: [JSON] = [
        ["reason": "x"], ["code": "west"], ["account": "clerk-9", "roles": ["specialist"]], ["upTo": 1],
    ]

    /// Good and bad requests of people with tokens.
    private static func answers(of route: RouteName, isManual: Bool) async throws -> Set<Int> {
        let front = try await Front(isManual: isManual)
        _ = try await front.forwarded()
        var seen: Set<Int> = []
        for path in [
            route.example, route.exampleOfNothing, route.example + "?surprise=1", route.example + "?after=99",
            route.example + "?parent=C-99",
        ] {
            for person in people {
                guard route.method == .post else {
                    seen.insert(try await front.get(path, as: person).status)
                    continue
                }
                for body in bodies { seen.insert(try await front.post(path, bytes: body, as: person).status) }
                for form in forms { seen.insert(try await front.send(form: form, to: path, as: person).status) }
                let long = String(repeating: "x", count: DeskConfiguration.bodyBytesMax + 1)
                seen.insert(try await front.send(form: long, to: path, as: person).status)
                for type in ["", "application/x-www-form-urlencoded"] {
                    seen.insert(try await front.post(path, bytes: bodies[1], as: person, [.contentType: type]).status)
                }
                for body in [bodies[1], bodies[8]] {
                    seen.insert(try await front.post(path, bytes: body, as: person, [.key: "of-both"]).status)
                }
            }
        }
        return seen
    }

    /// No token, and wrong ones until it is enough.
    private static func answersToStrangers(of route: RouteName) async throws -> Set<Int> {
        let front = try await Front()
        var seen = [try await front.send(route.method, route.example, as: nil).status]
        for _ in 0...FailureWindow.failuresMax {
            seen.append(try await front.send(route.method, route.example, as: "nobody").status)
            guard route.method == .post else { continue }
            seen.append(try await front.sendUnasked(form: "\(forms[0])&token=nobody", to: route.example).status)
        }
        if route.method == .post {
            seen.append(
                try await front.sendUnasked(form: "\(forms[0])&token=token-specialist", to: route.example).status)
        }
        return Set(seen)
    }

    /// The engine is overloaded; then the disk is full; then nothing can be read.
    private static func answersInTrouble(of route: RouteName) async throws -> Set<Int> {
        let front = try await Front()
        _ = try await front.forwarded()
        let moment: JSON = ["to": "2026-03-02T12:00:01+08:00"]
        let wish: JSON = ["type": "replyToCustomer", "data": ["text": "x"]]
        var seen: Set<Int> = []

        func ask() async throws {
            for person in people {
                for body in [Front.complaint, ["data": [:]], wish, newPolicy, moment, ImportTests.body()] + deeds {
                    let reply =
                        route.method == .post
                        ? try await front.post(route.example, body, as: person)
                        : try await front.get(route.example, as: person)
                    seen.insert(reply.status)
                }
                guard route.method == .post else { continue }
                for form in forms {
                    seen.insert(try await front.send(form: form, to: route.example, as: person).status)
                }
            }
        }
        front.desk.fail(with: .overloaded)
        try await ask()
        front.desk.fail(with: .diskFull)
        try await ask()
        front.desk.failReading()
        front.advanceUptime(Gatekeeper.rememberedMilliseconds)
        try await ask()
        return seen
    }
}

extension RouteName {
    /// `/v1/tickets/{id}`
    fileprivate var documentedPath: String { mapped { "{\($0)}" } }
    fileprivate var operation: String { "\(method.rawValue.lowercased()) \(documentedPath)" }

    /// A path that leads to something.
    fileprivate var example: String {
        mapped { ["id": "C-1", "kind": "complaint", "number": "1"][$0] ?? "engineering" }
    }
    /// One that leads to nothing.
    fileprivate var exampleOfNothing: String { mapped { ["id": "C-99", "kind": "dragon"][$0] ?? "navy" } }

    private func mapped(_ value: (String) -> String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? value(String($0.dropFirst())) : String($0) }.joined(separator: "/")
    }
}
