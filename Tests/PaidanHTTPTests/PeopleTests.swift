import HTTPTypes
import PaidanJSON
import Testing

@Suite struct PeopleTests {
    private func customer(_ front: Front) async throws -> String {
        let (complaint, _) = try await front.forwarded()
        return try await front.get("/v1/tickets/\(complaint)?fields=customer").text("customer")
    }

    @Test func withoutAReasonACustomerIsMasked() async throws {
        let front = try await Front()
        let id = try await customer(front)

        let reply = try await front.get("/v1/people/\(id)")

        #expect(reply.json["name"] == "王**" && reply.json["phone"] == "138****8000")
        #expect(reply.json["isMasked"] == true)
        #expect(front.log.lines.isEmpty)
    }

    @Test(arguments: [
        ("65123456", "****56"), ("110", "****0"), ("01065123456", "010****3456"), ("+86 13800138000", "138****8000"),
        ("008613800138000", "138****8000"),
        ("6512 - 3456", "****56"), ("(6512) 3456", "****56"), ("65123456 ext 12345", "****56"),
    ])
    func aShortNumberIsNotToldByItsMask(_ phone: String, _ shown: String) async throws {
        let front = try await Front()
        let opened = try await front.open([("customer", ["name": "王小明", "phone": .string(phone)])])
        let id = try await front.get("/v1/tickets/\(opened.text("id"))?fields=customer").text("customer")

        #expect(try await front.get("/v1/people/\(id)").text("phone") == shown)
    }

    /// One letter may carry thousands of accents.
    @Test func whatLooksLikeOneLetterIsCountedWhole() async throws {
        let front = try await Front()
        let pile = "a" + String(repeating: "\u{301}", count: 2_000)

        let name = try await front.open([("customer", ["name": .string(pile)])])
        let label = try await front.post(
            "/v1/tokens", ["account": "x1", "roles": ["specialist"], "label": .string(pile)], as: "admin")
        let zero = try await front.post(
            "/v1/tokens", ["account": "x1", "roles": ["specialist"], "label": "a\u{0}b"], as: "admin")

        #expect(name.status == 422 && name.pointers == ["/data/customer/name"])
        #expect(label.status == 422 && label.pointers == ["/label"])
        #expect(zero.status == 422 && zero.pointers == ["/label"])
    }

    @Test func withAReasonTheLookIsWrittenDown() async throws {
        let front = try await Front()
        let id = try await customer(front)

        let header = try await front.get("/v1/people/\(id)", [.reason: "%E5%9B%9E%E8%AE%BF"])
        let query = try await front.get("/v1/people/\(id)?reason=call%20back", as: "engineer")

        #expect(header.json["name"] == "王小明" && header.json["phone"] == "13800138000")
        #expect(query.json["name"] == "王小明")
        #expect(header.headers[.cacheControl] == "no-store")
        #expect(
            front.log.lines == [
                ReadLog.Line(principal: "specialist", reason: "回访"),
                ReadLog.Line(principal: "engineer", reason: "call back"),
            ])
    }

    @Test func anEmptyReasonIsNone() async throws {
        let front = try await Front()
        let id = try await customer(front)

        #expect(try await front.get("/v1/people/\(id)", [.reason: "%20"]).code == "reason-required")
    }

    @Test func onlyWhoDealsWithTheCustomerMayLook() async throws {
        let front = try await Front()
        let id = try await customer(front)

        for principal in ["specialist", "supervisor", "leader", "revisitor", "engineer", "head"] {
            #expect(try await front.get("/v1/people/\(id)", as: principal).status == 200)
        }
        for principal in ["qualityOffice", "admin", "router"] {
            #expect(try await front.get("/v1/people/\(id)", as: principal).status == 403)
        }
        for principal in ["carpenter", "south", "southern-engineer"] {
            #expect(try await front.get("/v1/people/\(id)?reason=nosy", as: principal).code == "no-such-person")
        }
        #expect(front.log.lines.isEmpty)
    }

    @Test func aDepartmentMayLookOnlyWhileItHasSomethingOpen() async throws {
        let front = try await Front()
        let id = try await customer(front)

        try await front.act("D-1", "reportDone", ["result": "x", "cause": "y"], as: "engineer")

        #expect(try await front.get("/v1/people/\(id)", as: "engineer").code == "no-such-person")
    }

    @Test(arguments: ["nobody", "01KJPKNB400000000000000009"])
    func aPersonThatIsNoneIsNotThere(_ id: String) async throws {
        let front = try await Front()

        #expect(try await front.get("/v1/people/\(id)").code == "no-such-person")
    }
}
