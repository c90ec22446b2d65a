import HTTPTypes
import PaidanJSON
import Testing

/// A ticket's page while it stays open, and its words.
@Suite struct TicketPageTests {
    private static let path = "/tickets/C-1"

    @Test func anOpenPageIsToldThatNothingHappened() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        let page = try await front.get(Self.path)
        let tag = try #require(page.headers[.eTag])

        let later = try await front.get(Self.path, [.ifNoneMatch: tag])

        #expect(page.body.contains("data-live=\"\(tag.replacing("\"", with: "&quot;"))\""))
        #expect(later.status == 304 && later.body.isEmpty && later.headers[.eTag] == tag)
    }

    @Test func whatHappensToTheTicketOrToOneOfItsPartsMakesAnotherPage() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()
        let first = try #require(try await front.get(Self.path).headers[.eTag])

        try await front.act(dispatch, "delivered", as: "engineer")
        let second = try await front.get(Self.path, [.ifNoneMatch: first])
        try await front.act(complaint, "replyToCustomer", ["text": "已安排"])
        let third = try await front.get(Self.path, [.ifNoneMatch: second.headers[.eTag] ?? ""])

        #expect(second.status == 200 && third.status == 200)
        #expect(third.body.contains("已安排"))
        #expect(Set([first, second.headers[.eTag], third.headers[.eTag]]).count == 3)
    }

    @Test func aLateLimitIsExplainedOnThePage() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        let inTime = try await front.get(Self.path)
        try await front.open()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")

        let late = try await front.get("/tickets/C-2")

        #expect(!inTime.body.contains("为何超时"))
        #expect(late.body.contains("为何超时"))
        #expect(late.body.contains("<li>转责任部门(T-01):自 2026-03-02 周一 10:00 起 2 小时,限 2026-03-02 周一 12:00;尚未完成,已超时</li>"))
    }

    @Test func anotherReaderAndAnotherLanguageHaveAnotherPage() async throws {
        let front = try await Front()
        try await front.open()

        let tags = try await [
            front.get(Self.path).headers[.eTag], front.get(Self.path + "?lang=en").headers[.eTag],
            front.get(Self.path, as: "supervisor").headers[.eTag],
        ]

        #expect(Set(tags).count == 3)
    }

    @Test func aTagOpensNothingThatIsNotOnesOwn() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        #expect(try await front.get(Self.path, as: "carpenter", [.ifNoneMatch: "*"]).status == 404)
    }

    @Test func theLineThatSomethingHappenedIsThereInBothLanguagesAndHidden() async throws {
        let front = try await Front()
        try await front.open()

        let chinese = try await front.get(Self.path).body
        let english = try await front.get(Self.path + "?lang=en").body

        #expect(chinese.contains("data-refresh hidden>有新进展,点此刷新<"))
        #expect(english.contains("data-refresh hidden>something happened, click to refresh<"))
    }

    // MARK: Words

    @Test func whatOthersMayDoIsToldInWordsAndNotInCodes() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let chinese = try await front.get(Self.path).body
        let english = try await front.get(Self.path + "?lang=en").body

        #expect(chinese.contains(": 需要以下角色之一:服务质量管理办公室、客服主管</li>"))
        #expect(
            english.contains(": needs one of these roles: service-quality office, customer-service supervisor</li>"))
        for page in [chinese, english] { #expect(!page.contains("verifyOutcome")) }
    }

    @Test func whoMayNotOpenATicketIsToldSoInWords() async throws {
        let front = try await Front()

        let chinese = try await front.get("/intake/complaint", as: "leader")
        let english = try await front.get("/intake/complaint?lang=en", as: "leader")

        #expect(chinese.text("detail") == "登记客户投诉:需要以下角色之一:客服专员、客服主管")
        #expect(
            english.text("detail")
                == "open a complaint: needs one of these roles: customer-service specialist, customer-service supervisor"
        )
    }
}

/// What to say stands beside the forms.
@Suite struct GuideTests {
    @Test(arguments: [("zh", "话术与要点", "告知客服热线"), ("en", "what to say", "name the hotline")])
    func aCallShowsItsScript(_ language: String, _ title: String, _ step: String) async throws {
        let front = try await Front()
        let data: JSON = ["occasion": "preSale", "customer": ["name": "王小明"], "dueAt": "2026-03-05T18:00:00+08:00"]
        let opened = try await front.post("/v1/calls", ["data": data])
        #expect(opened.status == 201)
        let number = opened.text("number")

        let page = try await front.get("/tickets/\(number)?lang=\(language)")
        #expect(page.body.contains(title))
        #expect(page.body.contains(step))

        let ticket = try await front.get("/v1/tickets/\(number)?lang=\(language)")
        #expect(try #require(ticket.json["guide"]?["steps"]?.array).count > 5)
    }
}
