import HTTPTypes
import PaidanEngine
import PaidanJSON
import Testing

/// Whatever comes in: a typed answer, nothing stored, the server alive.
@Suite struct BadInputTests {
    private static let notJSON: [(bytes: [UInt8], offset: Int64)] = [
        (Array("{".utf8), 1), (Array(#"{"kind":""#.utf8) + [0xFF, 0x22, 0x7D], 9), ([], 0),
        (Array(#"{"kind":1e999}"#.utf8), 8),
        (Array(String(repeating: "[", count: 5_000).utf8), 32), (Array(#"{"kind":"a","kind":"b"}"#.utf8), 12),
    ]

    @Test(arguments: notJSON)
    func whatIsNoJSONIsRefusedAtItsOffset(_ bytes: [UInt8], _ offset: Int64) async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tickets", bytes: bytes)

        #expect(reply.status == 400)
        #expect(reply.code == "malformed-json")
        #expect(reply.json["offset"]?.integer == offset)
        try await nothingStored(front)
    }

    @Test func aMegabyteIsTooMuch() async throws {
        let front = try await Front()
        let bytes =
            Array("{\"kind\":\"complaint\",\"data\":{\"content\":\"".utf8) + [UInt8](repeating: 97, count: 1 << 20)

        let reply = try await front.post("/v1/tickets", bytes: bytes)
        let announced = try await front.post("/v1/tickets", bytes: [], [.contentLength: "1048576"])

        #expect(reply.status == 413 && announced.status == 413)
        #expect(reply.code == "body-too-large")
        try await nothingStored(front)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
    func anotherMediaTypeIsRefused(_ type: String) async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tickets", Front.complaint, [.contentType: type])

        #expect(reply.status == 415)
    }

    @Test func aCharsetIsNoOtherMediaType() async throws {
        let front = try await Front()

        let reply = try await front.post(
            "/v1/tickets", Front.complaint, [.contentType: "Application/JSON; charset=utf-8"])

        #expect(reply.status == 201)
    }

    @Test(arguments: [
        (#"[]"#, 422, "invalid-data", [""]),
        (#"{"data":{}}"#, 422, "invalid-data", ["/kind"]),
        (#"{"kind":7}"#, 422, "invalid-data", ["/kind"]),
        (#"{"kind":"dragon"}"#, 400, "unknown-kind", ["/kind"]),
        (#"{"kind":"complaint","x/y":1,"z":2}"#, 422, "invalid-data", ["/x~1y", "/z"]),
        (#"{"kind":"complaint","data":[]}"#, 422, "invalid-data", ["/data"]),
        (#"{"kind":"complaint","data":{"channel":"phone","content":"x"}}"#, 422, "invalid-data", ["/data/customer"]),
        (
            #"{"kind":"complaint","data":{"channel":"pigeon","content":"x","anonymous":true}}"#, 422, "invalid-data",
            ["/data/channel"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":7,"content":"x","anonymous":true}}"#, 422, "invalid-data",
            ["/data/channel"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"","anonymous":true}}"#, 422, "invalid-data",
            ["/data/content"]
        ),
        (#"{"kind":"complaint","data":{"channel":"phone","anonymous":true}}"#, 422, "invalid-data", ["/data/content"]),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","anonymous":true,"mood":1}}"#, 422,
            "invalid-data", ["/data/mood"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","anonymous":true,"receivedAt":"now"}}"#, 422,
            "invalid-data", ["/data/receivedAt"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","customer":{"name":"a","age":3}}}"#, 422,
            "invalid-data", ["/data/customer/age"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","anonymous":true,"receivedAt":4102444800000}}"#,
            422, "refused", ["/data/receivedAt"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","anonymous":true,"receivedAt":99999999999999}}"#,
            422, "invalid-data", ["/data/receivedAt"]
        ),
        (
            #"{"kind":"complaint","data":{"channel":"phone","content":"x","anonymous":true,"receivedAt":"1969-12-31T20:00:00Z"}}"#,
            422, "invalid-data", ["/data/receivedAt"]
        ),
        (#"{"kind":"dispatch","data":{}}"#, 403, "wrong-role", []),
    ])
    func whatDoesNotFitIsPointedAt(_ body: String, _ status: Int, _ code: String, _ pointers: [String]) async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tickets", bytes: Array(body.utf8))

        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(reply.pointers == pointers)
        try await nothingStored(front)
    }

    /// The command line shows the detail as its first line.
    @Test func theDetailNamesEveryPlaceThatIsWrong() async throws {
        let body: JSON = [
            "kind": "complaint",
            "data": [
                "channel": "pigeon", "content": "x", "anonymous": true, "receivedAt": "2026-03-02T23:00:00+08:00",
                "categories": ["plumbing"],
            ],
        ]

        let reply = try await Front().post("/v1/tickets?lang=en", body)

        #expect(reply.pointers == ["/data/channel", "/data/categories/0", "/data/receivedAt"])
        #expect(reply.text("detail") == "wrong at \(reply.pointers.joined(separator: ", "))")
    }

    @Test(arguments: [
        (#"{"type":"dance"}"#, 422, "unknown-command"), (#"{"data":{}}"#, 422, "invalid-data"),
        (#"{"type":"startExplanation","rev":"1"}"#, 422, "invalid-data"),
        (#"{"type":"startExplanation","rev":-1}"#, 422, "invalid-data"),
        (#"{"type":"startExplanation","occurredAt":"yesterday"}"#, 422, "invalid-data"),
        (#"{"type":"startExplanation","when":1}"#, 422, "invalid-data"),
        (#"{"type":"startExplanation","data":{"x":1}}"#, 422, "invalid-data"),
        (#"{"type":"resume"}"#, 409, "not-possible"), (#"{"type":"leaderOrders","data":{}}"#, 422, "invalid-data"),
        (#"{"type":"verifyOutcome","data":{"result":"x"}}"#, 403, "wrong-role"),
        (#"{"type":"forward","data":{"departments":["navy"]}}"#, 422, "refused"),
        (#"{"type":"forward","data":{"departments":[]}}"#, 422, "refused"),
    ])
    func aCommandThatCannotBeIsRefusedAndNothingHappens(_ body: String, _ status: Int, _ code: String) async throws {
        let front = try await Front()
        let id = try await front.open().text("id")

        let reply = try await front.post("/v1/tickets/\(id)/commands", bytes: Array(body.utf8))

        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(try await front.get("/v1/tickets/\(id)").json["ver"] == 1)
    }

    @Test func aRefusalSaysWhatIsPossibleInstead() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")

        let impossible = try await front.act(id, "resume")
        let unknown = try await front.act(id, "dance")
        let foreign = try await front.act(id, "verifyOutcome", ["result": "x"])
        let guarded = try await front.act(id, "forward", ["departments": ["navy"]])

        #expect(impossible.json["state"] == "received")
        #expect(impossible.json["allowed"]?.array?.contains("forward") == true)
        #expect(unknown.json["known"]?.array?.contains("forward") == true)
        #expect(foreign.json["needs"] == ["qualityOffice", "supervisor"])
        #expect(guarded.json["reason"] == "unknown-department")
    }

    @Test func aRefusalOfAValueSaysWhereItStands() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()
        let second = try await front.open().text("id")

        let department = try await front.act(second, "forward", ["departments": ["engineering", "navy"]])
        let category = try await front.open([("categories", ["plumbing"])])
        let suggested = try await front.act(
            dispatch, "returnMisrouted", ["reason": "不归我们", "suggestedDept": "navy"], as: "engineer")
        let evidence = try await front.open([("evidence", .array((0...32).map { .string("\($0)") }))])
        let other = try await front.act(
            dispatch, "accept", ["promisedDate": "2020-01-01T00:00:00+08:00"], as: "engineer")

        #expect(department.json["reason"] == "unknown-department" && department.pointers == ["/data/departments/1"])
        #expect(department.json["errors"]?[0]?["code"] == "unknownChoice")
        #expect(category.json["reason"] == "unknown-category" && category.pointers == ["/data/categories/0"])
        #expect(suggested.json["reason"] == "unknown-department" && suggested.pointers == ["/data/suggestedDept"])
        #expect(evidence.json["reason"] == "too-many" && evidence.pointers == ["/data/evidence"])
        #expect(other.json["reason"] == "in-the-past" && other.pointers == ["/data/promisedDate"])
        #expect(try await front.get("/v1/tickets/\(complaint)").json["ver"] == 2)
    }

    @Test func problemsSpeakTheCallersLanguage() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")

        let chinese = try await front.act(id, "resume")
        let english = try await front.post(
            "/v1/tickets/\(id)/commands", ["type": "resume"], [.acceptLanguage: "fr, en-GB;q=0.8, zh;q=0.3"])
        let asked = try await front.post("/v1/tickets/\(id)/commands?lang=en", ["type": "resume"])

        #expect(chinese.text("title") == "当前状态下不能执行")
        #expect(english.text("title") == "not possible in this state")
        #expect(asked.text("title") == english.text("title"))
        #expect(english.headers[.contentType] == "application/problem+json")
        #expect(english.headers[.contentLanguage] == "en")
        #expect(english.text("type") == "https://paidan.cn/problems/not-possible")
        #expect(english.text("instance") == "/v1/tickets/\(id)/commands")
        #expect(english.text("traceId").utf8.count == 32)
    }

    @Test func theCallersTraceIsKept() async throws {
        let front = try await Front()
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

        let reply = try await front.get(
            "/v1/nothing", [HTTPField.Name("traceparent")!: "00-\(trace)-00f067aa0ba902b7-01"])

        #expect(reply.status == 404)
        #expect(reply.text("traceId") == trace)
    }

    @Test func unknownPathsMethodsAndParametersAreSaidSo() async throws {
        let front = try await Front()

        let path = try await front.get("/v1/dragons")
        let method = try await front.send(.delete, "/v1/tickets", as: "specialist")
        let parameter = try await front.get("/v1/tickets?kindd=complaint")
        let value = try await front.get("/v1/tickets?limit=0")
        let twice = try await front.get("/v1/tickets?limit=1&limit=2")
        let escapes = try await front.get("/v1/tickets/%zz")

        #expect(path.status == 404 && path.code == "not-found")
        #expect(method.status == 405 && method.headers[.allow] == "POST, GET, HEAD, OPTIONS")
        #expect(parameter.status == 400 && parameter.code == "unknown-parameter")
        #expect(value.code == "invalid-parameter" && twice.code == "invalid-parameter")
        #expect(escapes.status == 404)
    }

    @Test(arguments: [
        ("/v1/tickets", "POST, GET, HEAD, OPTIONS"), ("/v1/tickets/C-1/commands", "POST, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ])
    func whatIsPossibleSomewhereIsToldToWhoeverAsks(_ path: String, _ allowed: String) async throws {
        let reply = try await Front().send(.options, path, as: nil)

        #expect(reply.status == 204 && reply.body.isEmpty)
        #expect(reply.headers[.allow] == allowed)
    }

    @Test(arguments: [
        (DeskError.overloaded, 503, "overloaded"), (.closing, 503, "closing"),
        (.outcomeUnknown, 503, "outcome-unknown"),
    ])
    func whatTheEngineCannotDoNowIsToBeTriedAgain(_ error: DeskError, _ status: Int, _ code: String) async throws {
        let front = try await Front()
        front.desk.fail(with: error)

        let reply = try await front.open()

        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(reply.headers[.retryAfter] != nil)
    }

    private func nothingStored(_ front: Front) async throws {
        #expect(try await front.get("/v1/tickets").json["tickets"] == [])
    }
}
