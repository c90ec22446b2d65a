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
        #expect(reply.body.contains("<option value=\"true\" selected>"))
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
            #expect(reply.status == 403 && reply.body.contains("尚未提交"))
        }
        #expect(try await front.get("/v1/feeds/all/events").json["head"] == before)
    }

    // MARK: Rows and amounts

    /// P-1 in a company that has no acceptances.
    private static func project() async throws -> Front {
        let front = try await Front(policy: "ht")
        let data: JSON = ["customer": ["name": "王小明", "phone": "13800138000"], "contractNo": "HT-1", "site": "深圳"]
        #expect(try await front.post("/v1/projects", ["data": data]).status == 201)
        return front
    }

    /// The clerk left the second row empty.
    private static let plan =
        "type=approvePlan&rev=1&/data/planNo=SG-1&/data/shipments/0/productContract=CP-1"
        + "&/data/shipments/0/scheduledFor=2026-04-20T09:00&/data/shipments/1/productContract=+"
        + "&/data/shipments/3/productContract=CP-2&/data/shipments/3/products=%E6%B5%B4%E5%AE%A4%E6%9F%9C"

    @Test func aListIsFilledInRowByRow() async throws {
        let front = try await Self.project()
        let form = Self.plan + "&/data/shipments/3/scheduledFor=2026-04-25T09:00"

        let reply = try await front.send(form: form, to: "/tickets/P-1/commands")

        #expect(reply.status == 303, "\(reply.body)")
        let facts = try await front.get("/v1/tickets/P-1/history").json["events"]?.array ?? []
        let shipments = facts.compactMap { $0["data"]?["nodes"]?.array }.first ?? []
        #expect(shipments.compactMap { $0["productContract"]?.string } == ["CP-1", "CP-2"])
    }

    @Test func whatIsWrongInARowStandsBesideItAndTheRowsCloseUp() async throws {
        let front = try await Self.project()

        let reply = try await front.send(form: Self.plan, to: "/tickets/P-1/commands")

        #expect(reply.status == 422)
        #expect(reply.body.contains("data-error=\"/data/shipments/1/scheduledFor\">必须填写</p>"))
        #expect(Self.input("/data/shipments/1/productContract", in: reply.body)?.hasSuffix("value=\"CP-2\">") == true)
        #expect(Self.input("/data/shipments/2/productContract", in: reply.body)?.contains("value=") == false)
        #expect(reply.body.contains(">浴室柜</textarea>"))
        #expect(reply.body.utf8.count < 150_000)
    }

    private static func input(_ pointer: String, in body: String) -> Substring? {
        guard let start = body.firstRange(of: "name=\"\(pointer)\" ") else { return nil }
        return body[start.lowerBound...].prefix { $0 != ">" } + ">"
    }

    @Test func anAmountIsWrittenAndReadInYuan() async throws {
        let front = try await Self.project()
        try await front.act("P-1", "approvePlan", [:])
        try await front.act("P-1", "startWorks", [:])
        try await front.act("P-1", "endWorks", [:])

        let page = try await front.get("/tickets/P-1").body
        let form = "type=issuePaymentNotice&rev=\(try await front.get("/v1/tickets/P-1").json["rev"]?.integer ?? 0)"
        let wrong = try await front.send(
            form: form + "&/data/noticeNo=J-1&/data/amount=12.8w", to: "/tickets/P-1/commands")
        let reply = try await front.send(
            form: form + "&/data/noticeNo=J-1&/data/amount=12.8%E4%B8%87",
            to: "/tickets/P-1/commands")

        #expect(page.contains("data-type=\"money\"") && page.contains("金额(元)"))
        #expect(wrong.status == 422 && wrong.body.contains("value=\"12.8w\"") && wrong.body.contains("网页上填元"))
        #expect(reply.status == 303)
        #expect(try await front.get("/tickets/P-1").body.contains("¥128,000.00"))
    }

    // MARK: The log-in has ended meanwhile

    /// The browser has the cookie of a later log-in, and the form the proof of the former one.
    @Test func aFormOfAFormerLogInComesBackWithWhatWasTyped() async throws {
        let front = try await Front()
        try await front.open()
        let before = try await front.get("/v1/feeds/all/events").json["head"]

        let opening = try await front.send(
            form: Self.notice, to: "/intake/complaint", as: "supervisor", provenBy: "specialist")
        let command = try await front.send(
            form: "type=replyToCustomer&rev=1&/data/text=%E5%B7%B2%E5%AE%89%E6%8E%92&/occurredAt=2026-03-02T09:50",
            to: "/tickets/C-1/commands", as: "supervisor", provenBy: "specialist")

        #expect(opening.status == 403 && opening.body.contains("尚未提交"))
        #expect(opening.body.contains("瓷砖\n空鼓</textarea>") && opening.body.contains("value=\"2026-03-02T09:30\""))
        #expect(command.status == 403 && command.body.contains(">已安排</textarea>"))
        #expect(command.body.contains("value=\"2026-03-02T09:50\""))
        #expect(try await front.get("/v1/feeds/all/events").json["head"] == before)
        let fresh = Front.proof(of: "supervisor")
        #expect(opening.body.contains(fresh) && command.body.contains(fresh), "it can be sent from here")
    }

    @Test func aFormThatComesWithoutATokenGoesThroughTheLogInAndBackUnsent() async throws {
        let front = try await Front()
        try await front.open()
        let before = try await front.get("/v1/feeds/all/events").json["head"]
        let form = "type=replyToCustomer&rev=1&/data/text=a%22%0D%0Ab&proof=\(Front.proof(of: "specialist"))&key=k"

        let logIn = try await front.sendUnasked(form: form, to: "/tickets/C-1/commands")
        #expect(logIn.status == 401 && logIn.headers[.location] == nil)
        #expect(logIn.body.contains("action=\"/tickets/C-1/commands\"") && logIn.body.contains("尚未提交"))
        #expect(logIn.body.contains("name=\"/data/text\" value=\"a&quot;\nb\""))
        #expect(!logIn.body.contains("name=\"proof\"") && !logIn.body.contains("name=\"key\""))

        let kept = "type=replyToCustomer&rev=1&/data/text=a%22%0D%0Ab"
        let wrong = try await front.sendUnasked(form: kept + "&token=nobody", to: "/tickets/C-1/commands")
        #expect(wrong.status == 401 && wrong.body.contains("令牌无效") && wrong.body.contains("a&quot;\nb"))
        #expect(!wrong.body.contains("nobody"))
        let entered = try await front.sendUnasked(form: kept + "&token=token-specialist", to: "/tickets/C-1/commands")
        #expect(entered.status == 307 && entered.headers[.location] == "/tickets/C-1/commands")
        #expect(entered.headers[.setCookie] == "paidan_token=token-specialist; Path=/; HttpOnly; SameSite=Strict")

        // What the browser does then, by itself.
        let shown = try await front.sendUnasked(
            form: kept + "&token=token-specialist", to: "/tickets/C-1/commands", cookie: "token-specialist")
        #expect(shown.status == 403 && shown.body.contains(">a&quot;\nb</textarea>"))
        #expect(!shown.body.contains("token-specialist"))
        #expect(try await front.get("/v1/feeds/all/events").json["head"] == before)
    }

    /// A button has nothing to show again, and nothing is promised.
    @Test(arguments: [
        ("/notices/seen", "upTo=5", "/notices"), ("/queues/main%2Fengineering/start", "", "/"),
    ])
    func afterTheLogInAButtonStandsOnItsPage(_ path: String, _ form: String, _ page: String) async throws {
        let front = try await Front()

        let logIn = try await front.sendUnasked(form: form, to: path)
        let entered = try await front.sendUnasked(form: "\(form)&token=token-supervisor", to: path)

        #expect(logIn.status == 401 && logIn.body.contains("请再点一次") && !logIn.body.contains("会再显示"))
        #expect(entered.status == 303 && entered.headers[.location] == page)
        #expect(entered.headers[.setCookie]?.hasPrefix("paidan_token=token-supervisor;") == true)
    }

    @Test func aPhoneThatWasLookedForComesBackUnasked() async throws {
        let front = try await Front()
        try await front.open()
        let form = "/phone=13800138000"

        let logIn = try await front.sendUnasked(form: form, to: "/intake/complaint/customer")
        let entered = try await front.sendUnasked(
            form: form + "&token=token-specialist", to: "/intake/complaint/customer")
        let shown = try await front.sendUnasked(
            form: form, to: "/intake/complaint/customer", cookie: "token-specialist")

        #expect(logIn.status == 401 && logIn.body.contains("name=\"/phone\" value=\"13800138000\""))
        #expect(entered.status == 307 && entered.headers[.location] == "/intake/complaint/customer")
        #expect(shown.status == 403 && shown.body.contains("尚未提交"))
        #expect(shown.body.contains("name=\"/phone\" type=\"tel\" autocomplete=\"off\" value=\"13800138000\""))
        #expect(!shown.body.contains("王**"), "nobody was looked for")
        #expect(shown.body.contains(Front.proof(of: "specialist")), "it can be sent from here")
    }

    @Test func theLogInLeadsToThisHostOnly() async throws {
        let front = try await Front()

        let entered = try await front.sendUnasked(
            form: "/data/content=x&token=token-specialist", to: "//intake/complaint")

        #expect(entered.status == 307 && entered.headers[.location] == "/intake/complaint")
    }

    /// Somebody else has logged in who may do less: what was typed can be copied.
    @Test func whoMayNotSendAFormIsShownWhatStoodInIt() async throws {
        let front = try await Front()
        try await front.open()

        let opening = try await front.send(form: Self.notice, to: "/intake/complaint", as: "leader")
        let command = try await front.send(
            form: "type=replyToCustomer&rev=1&/data/text=%3Cb%3E", to: "/tickets/C-1/commands", as: "carpenter")

        #expect(opening.status == 403 && opening.body.contains("<dt>客户 · 姓名</dt><dd>王小明</dd>"))
        #expect(command.status == 404 && command.body.contains("<dd>&lt;b&gt;</dd>"))
    }

    /// A form that is gone is read by people: codes have their words, and an answer is called what was asked.
    @Test func whatStoodInAFormIsSaidInWords() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/calls", Self.call)

        let opening = try await front.send(
            form: Self.notice + "&/data/categories=construction&/data/categories=main-material&/data/urgent=true",
            to: "/intake/complaint", as: "leader")
        let answers = try await front.send(
            form: "type=complete&rev=1&/data/satisfied=false&/data/answers/designer/answer=4"
                + "&/data/answers/designer/text=true&/data/answers/hasSeenSite/answer=true"
                + "&/data/answers/heardOfUsFrom/text=phone",
            to: "/tickets/R-1/commands", as: "carpenter")

        #expect(opening.body.contains("<dd>电话</dd>") && opening.body.contains("<dd>施工\n主材</dd>"))
        #expect(opening.body.contains("<dd>是</dd>"))
        #expect(answers.status == 404 && answers.body.contains("<dd>否</dd>"))
        #expect(answers.body.contains("<dt>对设计师的满意度</dt><dd>4</dd>"))
        #expect(answers.body.contains("<dt>对设计师的满意度 · 补充说明</dt><dd>true</dd>"), "a text stays what it is")
        #expect(answers.body.contains("</dt><dd>是</dd>") && answers.body.contains("</dt><dd>phone</dd>"))
        #expect(!answers.body.contains("· answer") && !answers.body.contains("hasSeenSite"))
    }

    /// 等配件 is a choice where a complaint is held, and nowhere else.
    @Test func aTextIsNotTakenForTheCodeOfAnotherForm() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "withdraw", ["reason": "x"])

        for principal in ["specialist", "carpenter"] {
            let text = try await front.send(
                form: "type=withdraw&rev=1&/data/reason=parts", to: "/tickets/C-1/commands", as: principal)
            let code = try await front.send(
                form: "type=hold&rev=1&/data/reason=parts&/data/note=customer", to: "/tickets/C-1/commands",
                as: principal)
            #expect(text.body.contains("<dd>parts</dd>"), "\(principal)")
            #expect(code.body.contains("<dd>等配件</dd>") && code.body.contains("<dd>customer</dd>"), "\(principal)")
        }
        let opening = try await front.send(
            form: Self.notice + "&/data/projectOrOrder=parts", to: "/intake/complaint", as: "leader")
        #expect(opening.body.contains("<dd>parts</dd>"))
    }

    @Test func theCodesOfAFormAreThoseOfItsTicketsBranch() async throws {
        let front = try await Front()
        let policy: JSON = [
            "text": "name: south\ntitle: {zh: 南, en: south}\nextends: ht\n", "branch": "south", "reason": "试行",
        ]
        #expect(try await front.post("/v1/policies/activate", policy, as: "admin").status == 201)
        try await front.open(as: "south")
        try await front.act("C-1", "withdraw", ["reason": "x"], as: "south")

        let reply = try await front.send(
            form: "type=forward&rev=1&/data/departments=branch-manager", to: "/tickets/C-1/commands")

        #expect(reply.body.contains("<dd>分公司经理</dd>"), "\(reply.body)")
    }

    @Test func theClockOfAFormThatIsGoneHasItsWords() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "withdraw", ["reason": "x"])

        for principal in ["supervisor", "carpenter"] {
            let reply = try await front.send(
                form: "type=repinClock&rev=1&/data/clock=forward::1&/data/reason=forward::1",
                to: "/tickets/C-1/commands", as: principal)
            #expect(reply.body.contains("<dd>转责任部门(T-01)</dd>"), "\(principal)")
            #expect(reply.body.contains("<dt>原因</dt><dd>forward::1</dd>"), "a text stays what it is")
        }
        let unknown = try await front.send(
            form: "type=repinClock&rev=1&/data/clock=a:b:1", to: "/tickets/C-1/commands", as: "carpenter")
        #expect(unknown.body.contains("<dd>a:b:1</dd>"))
    }

    /// Whoever may not open such a ticket any more has typed the phone all the same.
    @Test(arguments: ["/intake/complaint/customer", "/intake/nothing/customer"])
    func thePhoneOfASearchThatIsRefusedIsShown(_ path: String) async throws {
        let front = try await Front()

        let reply = try await front.send(form: "/phone=13800138000", to: path, as: "leader")

        #expect(reply.status == (path.contains("nothing") ? 404 : 403))
        #expect(reply.body.contains("<dt>电话</dt><dd>13800138000</dd>"))
    }

    @Test func aFormThatIsNotOfferedAnyMoreIsShownWithWhatStoodInIt() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "withdraw", ["reason": "x"])

        let reply = try await front.send(
            form: "type=replyToCustomer&rev=1&/data/text=%E5%86%8D%E8%AF%95", to: "/tickets/C-1/commands")

        #expect(reply.status == 412 || reply.status == 409)
        #expect(reply.body.contains("您填写的内容") && reply.body.contains("<dd>再试</dd>"))
    }

    @Test func aForeignTicketIsAnsweredLikeNone() async throws {
        let front = try await Front()
        try await front.open()

        for proof in ["south", "specialist"] {
            let replies = try await ["C-1", "C-99"].asyncMap { ticket in
                let reply = try await front.send(
                    form: "type=replyToCustomer&rev=1&/data/text=x", to: "/tickets/\(ticket)/commands", as: "south",
                    provenBy: proof)
                return "\(reply.status) \(reply.body.replacing(/no-such-ticket [0-9a-f]+/, with: ""))"
            }
            #expect(replies[0] == replies[1] && replies[0].hasPrefix("404"))
        }
        let openings = try await ["C-1", "C-99"].asyncMap { ticket in
            let reply = try await front.send(
                form: "\(Self.notice)&/data/follows=\(ticket)", to: "/intake/complaint", as: "south")
            return
                "\(reply.status) \(Self.withoutSecrets(reply.body).replacing("\(ticket) ", with: "? ").replacing("\"\(ticket)\"", with: "?"))"
        }
        #expect(openings[0] == openings[1])
    }

    // MARK: Times

    @Test func aTimeThatIsRefusedComesBackWithItsReason() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/calls", Self.call)

        let booked = try await front.send(
            form: "type=bookSlot&rev=1&/data/at=2026-03-01T09:00", to: "/tickets/R-1/commands")
        let far = try await front.send(
            form: "type=bookSlot&rev=1&/data/at=2046-03-01T10:00", to: "/tickets/R-1/commands")
        let unreadable = try await front.send(
            form: "type=complete&rev=1&/data/channel=phone&/data/satisfied=true&/occurredAt=2026-02-30T10:00",
            to: "/tickets/R-1/commands")

        #expect(booked.status == 422 && booked.body.contains("value=\"2026-03-01T09:00\""))
        #expect(booked.body.contains("data-error=\"/data/at\">时间必须晚于现在</p>"))
        #expect(far.status == 422 && far.body.contains("value=\"2046-03-01T10:00\""))
        #expect(far.body.contains("data-error=\"/data/at\">日期在十年以后"))
        #expect(unreadable.status == 422 && unreadable.body.contains("value=\"2026-02-30T10:00\""))
        #expect(unreadable.body.contains("data-error=\"/occurredAt\">填写有误</p>"))
    }

    /// A browser's own field has no 24:00; what one without such a field sends is pointed out, not taken for another moment.
    @Test func theEndOfADayIsPointedOutInAForm() async throws {
        let front = try await Front()
        _ = try await front.post("/v1/calls", Self.call)

        let reply = try await front.send(
            form: "type=bookSlot&rev=1&/data/at=2026-03-04T24:00", to: "/tickets/R-1/commands")

        #expect(reply.status == 422 && reply.body.contains("value=\"2026-03-04T24:00\""))
        #expect(reply.body.contains("data-error=\"/data/at\">应为带时区的 RFC 3339 时间"))
        #expect(try await front.get("/v1/tickets/R-1").json["state"]?["name"] != "booked")
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
        let english = try await front.get("/tickets/C-99?lang=en", as: "specialist", [.accept: "text/html"])
        #expect(english.status == 404 && english.headers[.setCookie]?.hasPrefix("paidan_lang=en;") == true)
        #expect(asked.headers[.setCookie] == nil)
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

    /// A page without what differs each time it is shown.
    private static func withoutSecrets(_ page: String) -> String {
        page.replacing(/name="key" value="[0-9a-f]+"/, with: "").replacing(/data-as-of="[0-9]*"/, with: "")
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
