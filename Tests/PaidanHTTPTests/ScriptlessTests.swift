import HTTPTypes
import PaidanJSON
import Testing

/// The forms of the pages, sent by a browser that runs no script.
@Suite struct ScriptlessTests {
    private static let notice =
        "/data/channel=phone&/data/customer/name=%E7%8E%8B%E5%B0%8F%E6%98%8E&/data/customer/phone=138+0013+8000"
        + "&/data/content=%E7%93%B7%E7%A0%96%0D%0A%E7%A9%BA%E9%BC%93&/data/receivedAt=2026-03-02T09:30"

    @Test func aComplaintIsOpenedAndItsPageFollows() async throws {
        let front = try await Front()

        let reply = try await front.send(form: Self.notice, to: "/intake/complaint")

        #expect(reply.status == 303 && reply.headers[.location] == "/tickets/C-1")
        let opened = try await front.get("/v1/tickets/C-1/history").json["events"]?[0]?["data"]
        #expect(opened?["receivedAt"] == "2026-03-02T09:30:00+08:00")
        #expect(opened?["content"] == "瓷砖\n空鼓")
    }

    @Test func everyTypeOfFieldIsReadAsTheScriptReadsIt() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.act("C-1", "withdraw", ["reason": "x"])

        let reply = try await front.send(
            form: Self.notice + "&/data/follows=c-1&/data/urgent=true&/data/evidence=a%0Ab%0A"
                + "&/data/categories=construction&/data/severity=&/data/projectOrOrder=+", to: "/intake/complaint")

        #expect(reply.headers[.location] == "/tickets/C-2")
        let opened = try await front.get("/v1/tickets/C-2/history").json["events"]?[0]?["data"]
        #expect(opened?["evidence"] == ["a", "b"] && opened?["urgent"] == true)
        #expect(opened?["categories"] == ["construction"])
        #expect(opened?["severity"] == nil && opened?["projectOrOrder"] == nil)
    }

    @Test func whatIsWrongStandsBesideItsFieldAndNothingTypedIsLost() async throws {
        let front = try await Front()

        let reply = try await front.send(
            form: "/data/channel=hotline&/data/customer/name=Li&/data/content=&/data/follows=C-99&/data/urgent=true",
            to: "/intake/complaint")

        #expect(reply.status == 422)
        #expect(reply.body.contains("data-error=\"/data/follows\">没有 C-99 这个工单</p>"))
        #expect(reply.body.contains("<option value=\"hotline\" selected>"))
        #expect(reply.body.contains("value=\"Li\"") && reply.body.contains("value=\"C-99\""))
        #expect(reply.body.contains("data-type=\"flag\" checked"))
        #expect(try await front.get("/v1/tickets").json["tickets"]?.array?.isEmpty == true)
    }

    @Test func aCommandIsGivenOnceHoweverOftenItsFormIsSent() async throws {
        let front = try await Front()
        try await front.open()
        let page = try await front.get("/tickets/C-1").body
        #expect(page.contains("method=\"post\"") && page.contains("action=\"/tickets/C-1/commands\""))

        let first = try await front.send(
            form: "type=replyToCustomer&rev=1&/data/text=%E5%B7%B2%E5%AE%89%E6%8E%92&/occurredAt=2026-03-02T09:50",
            to: "/tickets/C-1/commands")
        let stale = try await front.send(
            form: "type=replyToCustomer&rev=1&/data/text=%E5%86%8D%E8%AF%95", to: "/tickets/C-1/commands")

        #expect(first.status == 303 && first.headers[.location] == "/tickets/C-1")
        #expect(stale.status == 412 && stale.body.contains("<details class=\"action\" open>"))
        #expect(stale.body.contains(">再试</textarea>"))
    }

    /// A page of another site can send a form with the cookie of somebody who is logged in, and cannot know the proof.
    @Test(arguments: ["/intake/complaint", "/tickets/C-1/commands"])
    func aFormWithoutProofActsNotAtAll(_ path: String) async throws {
        let front = try await Front()
        try await front.open()
        let before = try await front.get("/v1/feeds/all/events").json["head"]

        for proof in ["", "&proof=", "&proof=00000000000000000000000000000000"] {
            let body = "type=startExplanation&" + Self.notice + proof
            let reply = try await front.post(
                path, bytes: Array(body.utf8), [.contentType: "application/x-www-form-urlencoded"])
            #expect(reply.status == 303)
        }
        #expect(try await front.get("/v1/feeds/all/events").json["head"] == before)
    }

    // MARK: The other language

    @Test func theOtherLanguageOfARefusedFormIsThePageThatItStandsOn() async throws {
        let front = try await Front()
        try await front.open()

        let command = try await front.send(form: "type=replyToCustomer&rev=1", to: "/tickets/C-1/commands")
        let opening = try await front.send(form: "/data/channel=hotline", to: "/intake/complaint")

        #expect(command.status == 422 && command.body.contains("href=\"/tickets/C-1?lang=en\" lang=\"en\""))
        #expect(try await front.get("/tickets/C-1?lang=en").status == 200)
        #expect(opening.status == 422 && opening.body.contains("href=\"?lang=en\" lang=\"en\""))
        #expect(try await front.get("/intake/complaint?lang=en").status == 200)
    }

    @Test func theOtherLanguageOfAProblemLeadsToAPage() async throws {
        let front = try await Front()

        let sent = try await front.send(form: "type=resume", to: "/tickets/C-99/commands")
        let asked = try await front.get("/tickets/C-99?a=b", as: "specialist", [.accept: "text/html"])

        #expect(sent.status == 404 && sent.body.contains("href=\"/?lang=en\""))
        #expect(asked.status == 404 && asked.body.contains("href=\"?a=b&amp;lang=en\""))
    }

    @Test func aLanguageChosenBeforeTheLogInIsRemembered() async throws {
        let login = try await Front().get("/login?lang=en", as: nil)

        #expect(login.headers[.setCookie]?.hasPrefix("paidan_lang=en;") == true)
    }

    // MARK: The questionnaire

    private static let call: JSON = [
        "data": ["occasion": "preSale", "customer": ["name": "王小明"], "dueAt": "2026-03-05T18:00:00+08:00"]
    ]

    @Test func aCallAsksTheQuestionsOfItsScriptAsFields() async throws {
        let front = try await Front()
        #expect(try await front.post("/v1/calls", Self.call).status == 201)

        let chinese = try await front.get("/tickets/R-1").body
        let english = try await front.get("/tickets/R-1?lang=en").body

        for page in [chinese, english] {
            #expect(page.contains("data-name=\"/data/answers\" data-type=\"questions\""))
            #expect(page.contains("<fieldset data-question=\"designer\">"))
            #expect(
                page.contains("type=\"radio\" name=\"/data/answers/designer/answer\" value=\"5\" data-part=\"score\""))
            #expect(page.contains("type=\"radio\" name=\"/data/answers/hasSeenSite/answer\" value=\"false\""))
            #expect(page.contains("name=\"/data/answers/heardOfUsFrom/text\" data-part=\"text\""))
            #expect(!page.contains("data-question=\"inspector\""), "another script asks that")
            #expect(!page.contains("data-type=\"json\""), "nobody writes JSON by hand")
        }
        #expect(chinese.contains("<legend>对设计师的满意度</legend>") && chinese.contains(">未问</label>"))
        #expect(english.contains("<legend>satisfaction with the designer</legend>"))
    }

    @Test func answersOfTheFormAreThoseOfTheInterface() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/calls", Self.call)

        let reply = try await front.send(
            form: "type=complete&/data/channel=phone&/data/satisfied=true&/data/answers/designer/answer=4"
                + "&/data/answers/designer/text=ok&/data/answers/hasSeenSite/answer=false"
                + "&/data/answers/dataConfirmed/answer=&/data/answers/heardOfUsFrom/text=%E6%9C%8B%E5%8F%8B",
            to: "/tickets/R-1/commands")

        #expect(reply.status == 303)
        let answers = try #require(try await front.get("/v1/tickets/R-1").json["data"]?["answers"]?.array)
        #expect(answers.count == 3)
        #expect(answers.contains(["question": "designer", "score": 4, "text": "ok"]))
        #expect(answers.contains(["question": "hasSeenSite", "yes": false]))
        #expect(answers.contains(["question": "heardOfUsFrom", "text": "朋友"]))
    }

    @Test func programsAreToldTheQuestionsOfTheTicket() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/calls", Self.call)

        let actions = try #require(try await front.get("/v1/tickets/R-1/actions").json["actions"]?.array)
        let complete = try #require(actions.first { $0["verb"] == "complete" })
        let answers = try #require(complete["fields"]?.array?.first { $0["name"] == "answers" })

        #expect(answers["type"] == "list")
        #expect(
            answers["questions"]?.array?.compactMap { $0["code"]?.string }
                == ["dataConfirmed", "heardOfUsFrom", "designer", "hasSeenSite"])
        #expect(
            answers["questions"]?[2]
                == ["code": "designer", "label": "对设计师的满意度", "answer": "score", "minimum": 1, "maximum": 5])
        #expect(complete["takesOccurredAt"] == true)
    }
}
