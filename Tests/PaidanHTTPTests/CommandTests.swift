import HTTPTypes
import PaidanJSON
import Testing

/// Opening and acting, as a program does it.
@Suite struct CommandTests {
    @Test func aComplaintIsOpenedAndSaysWhereItIs() async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tickets", Front.complaint)

        #expect(reply.status == 201)
        #expect(reply.headers[.location] == "/v1/tickets/\(reply.text("id"))")
        #expect(reply.text("number") == "C-1")
        #expect(reply.json["state"] == ["name": "received", "label": "待分诊"])
        #expect(reply.json["ver"] == 1 && reply.json["rev"] == 1)
        #expect(reply.headers[.eTag] == "\"1\"")
        #expect(reply.headers[.contentType] == "application/json")
    }

    @Test func theAliasKnowsTheKind() async throws {
        let front = try await Front()
        let data = try #require(Front.complaint["data"])

        #expect(try await front.post("/v1/complaints", ["data": data]).status == 201)
        #expect(try await front.post("/v1/complaints", ["kind": "dispatch", "data": data]).code == "unknown-kind")
    }

    @Test func theMainRoadLeadsToAClosedComplaint() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()

        let accepted = try await front.act(
            dispatch, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], as: "engineer")
        let done = try await front.act(dispatch, "reportDone", ["result": "重新铺贴", "cause": "空鼓"], as: "engineer")
        let closed = try await front.act(complaint, "replyToCustomer", ["text": "已重新铺贴"])

        #expect(accepted.state == "working")
        #expect(done.state == "done")
        #expect(closed.state == "closed")
    }

    @Test func aTicketMayBeNamedByItsNumber() async throws {
        let front = try await Front()
        try await front.open()

        #expect(try await front.act("c-1", "startExplanation").state == "explaining")
        #expect(try await front.act("C-2", "startExplanation").code == "no-such-ticket")
        #expect(try await front.act("nonsense", "startExplanation").code == "no-such-ticket")
    }

    @Test func aRepeatedKeyGetsTheFirstAnswerAndNothingHappensTwice() async throws {
        let front = try await Front()
        let key: HTTPFields = [.key: "same"]

        let first = try await front.post("/v1/tickets", Front.complaint, key)
        let second = try await front.post("/v1/tickets", Front.complaint, key)

        #expect(second.status == 200)
        #expect(second.headers[.replay] == "true")
        #expect(second.headers[.location] == first.headers[.location])
        #expect(second.body == first.body)
        #expect(try await front.get("/v1/tickets").json["tickets"]?.array?.count == 1)
    }

    @Test func aReplayAnswersTheFirstStateEvenIfTheTicketHasMovedOn() async throws {
        let front = try await Front()
        let first = try await front.post("/v1/tickets", Front.complaint, [.key: "same"])
        try await front.act(first.text("id"), "startExplanation")

        let second = try await front.post("/v1/tickets", Front.complaint, [.key: "same"])

        #expect(second.body == first.body)
    }

    @Test func theSameKeyWithAnotherBodyIsRefused() async throws {
        let front = try await Front()
        let id = try await front.post("/v1/tickets", Front.complaint, [.key: "same"]).text("id")

        let reply = try await front.post("/v1/tickets/\(id)/commands", ["type": "startExplanation"], [.key: "same"])

        #expect(reply.status == 422)
        #expect(reply.code == "idempotency-key-reused")
    }

    @Test func aKeyBelongsToItsCaller() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/tickets", Front.complaint, [.key: "same"])

        let other = try await front.post("/v1/tickets", Front.complaint, as: "supervisor", [.key: "same"])

        #expect(other.status == 201)
    }

    @Test(arguments: [
        ("", "idempotency-key-required"), (String(repeating: "k", count: 129), "invalid-idempotency-key"),
        ("a b", "invalid-idempotency-key"),
    ])
    func aKeyMustBeThereAndPrintable(_ key: String, _ code: String) async throws {
        let front = try await Front()

        let reply = try await front.post("/v1/tickets", Front.complaint, [.key: key])

        #expect(reply.status == 400)
        #expect(reply.code == code)
    }

    @Test func aStaleRevIsAConflict() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")
        try await front.act(id, "startExplanation")
        let path = "/v1/tickets/\(id)/commands"

        let byBody = try await front.post(path, ["type": "explanationRejected", "rev": 1])
        let byHeader = try await front.post(path, ["type": "explanationRejected"], [.ifMatch: "\"1\""])
        let fresh = try await front.post(path, ["type": "explanationRejected"], [.ifMatch: "\"2\""])

        #expect(byBody.status == 412 && byHeader.status == 412)
        #expect(byBody.code == "stale-rev")
        #expect(byBody.json["rev"] == 2 && byBody.json["expected"] == 1)
        #expect(fresh.status == 200)
    }

    @Test(arguments: ["1", "\"x\"", "W/\"1\"", "\"1\", \"2\""])
    func anIfMatchThatIsNotARevIsRefused(_ header: String) async throws {
        let front = try await Front()
        let id = try await front.open().text("id")

        let reply = try await front.post("/v1/tickets/\(id)/commands", ["type": "startExplanation"], [.ifMatch: header])

        #expect(reply.code == "invalid-if-match")
    }

    @Test func whatAPersonReportsHappenedWhenTheySay() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")
        try await front.act(id, "startExplanation")
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:20:00+08:00"], as: "admin")

        _ = try await front.post(
            "/v1/tickets/\(id)/commands", ["type": "explanationRejected", "occurredAt": "2026-03-02T10:10:00+08:00"])

        let last = try #require(try await front.get("/v1/tickets/\(id)/history").json["events"]?.array?.last)
        #expect(last["factAt"] == "2026-03-02T10:10:00+08:00")
        #expect(last["at"] == "2026-03-02T10:20:00+08:00")
    }
}
