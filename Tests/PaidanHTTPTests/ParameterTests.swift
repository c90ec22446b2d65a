import HTTPTypes
import PaidanJSON
import Testing

/// Parameters as docs/reference/http.md describes them.
@Suite struct ParameterTests {
    @Test func aWholeIsNamedByItsIdOrByItsNumber() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()
        try await front.open()

        for parent in [complaint, "C-1", "c-1"] {
            let parts = try await front.get("/v1/tickets?parent=\(parent)&fields=id")
            #expect(parts.json["tickets"] == [["id": .string(dispatch)]], "\(parent)")
        }
        #expect(try await front.get("/v1/dispatches?parent=C-2").json["tickets"] == [])
        for parent in ["C-99", "01KJPKNB400000000000000001"] {
            #expect(try await front.get("/v1/dispatches?parent=\(parent)").code == "no-such-ticket")
        }
        #expect(try await front.get("/v1/tickets?parent=C-1", as: "south").code == "no-such-ticket")
        #expect(try await front.get("/v1/tickets?parent=nonsense").code == "invalid-parameter")
    }

    @Test func aNameThatNothingHasIsRefusedWithThoseThatThereAre() async throws {
        let front = try await Front()

        let department = try await front.get("/v1/tickets?department=enginering", as: "specialist")
        let own = try await front.get("/v1/tickets?department=nope", as: "engineer")
        let branch = try await front.get("/v1/policy?branch=moon", as: "admin")

        #expect(department.status == 400 && department.json["known"] == ["engineering", "furniture", "materials"])
        #expect(
            department.text("detail")
                == "department:没有这个部门;有 engineering(工程部)、furniture(基地)、materials(商贸)")
        #expect(own.json["known"] == ["engineering"], "others' are none of its business")
        #expect(branch.status == 400 && branch.json["known"] == ["main", "south"])
    }

    @Test(arguments: [
        "kind=dispatch&state=queued&department=engineering",
        "kind=%E9%83%A8%E9%97%A8%E8%BD%AC%E5%8D%95&state=%E5%BE%85%E7%AD%BE%E6%94%B6&department=%E5%B7%A5%E7%A8%8B%E9%83%A8",
        "kind=Dispatch&state=Queued&department=Engineering",
    ])
    func wordsMeanTheirCodes(_ query: String) async throws {
        let front = try await Front()
        let (_, dispatch) = try await front.forwarded()

        let found = try await front.get("/v1/tickets?fields=id&\(query)")

        #expect(found.json["tickets"] == [["id": .string(dispatch)]], "\(found.body)")
    }

    @Test func whatIsNoStateIsToldWhichThereAre() async throws {
        let front = try await Front()

        let one = try await front.get("/v1/tickets?kind=dispatch&state=waiting", [.acceptLanguage: "en"])
        let all = try await front.get("/v1/tickets?state=nonsense")
        let kind = try await front.get("/v1/tickets?kind=nonsense")

        #expect(one.code == "invalid-parameter" && one.text("detail").contains("there are queued ("))
        #expect(one.json["known"]?.array?.contains("received") == false)
        #expect(all.json["known"]?.array?.contains("received") == true)
        #expect(
            kind.json["known"] == [
                "complaint", "dispatch", "opinion", "call", "lead", "rota", "project", "node", "supply",
            ])
    }

    @Test(arguments: ["/v1/tickets?lang=xx", "/v1/board?lang=", "/v1/policy?lang=EN"])
    func aLanguageThatWeDoNotSpeakIsSaidSo(_ path: String) async throws {
        let reply = try await Front().get(path)

        #expect(reply.code == "invalid-parameter" && reply.text("parameter") == "lang")
    }

    @Test(arguments: ["/?fields=number", "/v1/test/clock?x=1", "/v1/complaints?kind=complaint"])
    func whatNobodyReadsIsUnknown(_ path: String) async throws {
        #expect(try await Front().get(path, as: "admin").code == "unknown-parameter")
    }

    @Test func everyParameterThatNobodyReadsIsNamed() async throws {
        let front = try await Front()

        let chinese = try await front.get("/v1/tickets?stat=x&open=true&kindd=y")
        let english = try await front.get("/v1/tickets?stat=x&open=true&kindd=y", [.acceptLanguage: "en"])

        #expect(chinese.text("detail").hasPrefix("没有参数 stat, kindd;可用的参数:"))
        #expect(english.text("detail").hasPrefix("there is no stat, kindd; known are "))
    }

    @Test func theMainBranchHasOneNameForItsFeedsAndQueues() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let short = try await front.get("/v1/feeds/engineering/events")
        let long = try await front.get("/v1/feeds/main%2Fengineering/events")
        let started = try await front.post("/v1/queues/main%2Fengineering/start", [:], as: "supervisor")

        #expect(short.json["head"] == 1 && long.body == short.body)
        #expect(started.text("queue") == "engineering")
    }
}
