import Foundation
import HTTPTypes
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// The pages that people use.
@Suite struct PageTests {
    private static let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml"]

    @Test func theNextPageKeepsTheFilters() async throws {
        let front = try await Front()
        for _ in 0..<2 { try await front.open() }

        let page = try await front.get("/?kind=complaint&limit=1", as: "specialist", [.accept: "text/html"])

        #expect(page.body.contains("rel=\"next\" href=\"/?kind=complaint&amp;limit=1&amp;cursor="))
    }

    @Test func everyValueOfAPageIsEscaped() {
        let name = "<script>alert('x')</script> & \"y\""

        let html = HTML("<b title=\"\(name)\">\(name)</b>")

        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"
        #expect(html.source == "<b title=\"\(escaped)\">\(escaped)</b>")
    }

    @Test func whatACustomerSaysCannotBecomeAScript() async throws {
        let front = try await Front()
        try await front.open([("content", "<script>alert(1)</script>")])

        let page = try await front.get("/tickets/C-1")

        #expect(page.status == 200)
        #expect(!page.body.contains("<script>alert"))
        #expect(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test(arguments: ["/", "/intake/complaint", "/tickets/C-1", "/departments/engineering", "/login"])
    func everyPageIsLockedDownAndBilingual(_ path: String) async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let chinese = try await front.get(path)
        let english = try await front.get(path + "?lang=en")

        for page in [chinese, english] {
            #expect(page.status == 200)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let policy = page.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(!page.body.contains(" onclick=") && !page.body.contains(" style="))
            #expect(page.headers[.cacheControl] == "private, no-store")
            #expect(page.body.contains("name=\"viewport\""))
        }
        #expect(chinese.body.contains("<html lang=\"zh-CN\">") && english.body.contains("<html lang=\"en\">"))
    }

    @Test func aChosenLanguageIsRemembered() async throws {
        let front = try await Front()

        let choice = try await front.get("/?lang=en")
        let later = try await front.get("/", [.cookie: "a=b; paidan_lang=en", .acceptLanguage: "zh-CN"])

        #expect(choice.headers[.setCookie]?.hasPrefix("paidan_lang=en;") == true)
        #expect(later.body.contains("<html lang=\"en\">"))
    }

    @Test func theIntakeFormIsTheMachinesOwn() async throws {
        let front = try await Front()

        let page = try await front.get("/intake/complaint").body
        let choice = try await front.get("/intake")

        #expect(page.contains("data-kind=\"complaint\""))
        #expect(page.contains("data-name=\"/data/customer/phone\""))
        #expect(page.contains("<option value=\"hotline\">"))
        #expect(page.contains("value=\"construction\">施工"))
        #expect(page.contains("data-name=\"/data/receivedAt\" data-type=\"moment\""))
        #expect(page.contains("data-name=\"/data/content\" required"))
        #expect(!page.contains("/data/repeats"))
        // An anonymous complaint names no customer, so the browser must not insist on a name.
        #expect(page.contains("data-name=\"/data/customer/name\" data-type=\"text\""))
        #expect(choice.status == 303 && choice.headers[.location] == "/intake/complaint")
        #expect(try await front.get("/intake/dispatch").status == 404)
    }

    @Test(arguments: ["specialist", "supervisor", "leader", "engineer"])
    func aTicketPageHasAFormForEachActionOffered(_ principal: String) async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        for ticket in ["C-1", "D-1"] {
            let page = try await front.get("/tickets/\(ticket)", as: principal).body
            let actions = try #require(
                try await front.get("/v1/tickets/\(ticket)/actions", as: principal).json["actions"]?.array
            )
            // This desk keeps no files.
            .filter { $0["verb"] != "attachFiles" }
            for action in actions {
                let verb = action["verb"]?.string ?? ""
                #expect(page.contains("data-command=\"\(verb)\"") == (action["isOffered"] == true))
            }
            #expect(page.contains("data-rev=\"") == actions.contains { $0["isOffered"] == true })
        }
    }

    @Test func contentsAndHistoryHaveWordsForEverything() async throws {
        let front = try await Front()
        let (_, dispatch) = try await front.forwarded()
        try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], as: "engineer")
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-04T10:00:01+08:00"], as: "admin")

        for ticket in ["C-1", "D-1"] {
            let chinese = try await front.get("/tickets/\(ticket)", as: "supervisor").body
            let english = try await front.get("/tickets/\(ticket)?lang=en", as: "supervisor").body

            let names = chinese.matches(of: /<(?:d[td]|li)>[A-Za-z_]+[0-9]*<\/(?:d[td]|li)>/).map { String($0.output) }
            #expect(names == [], "\(ticket) shows names of the code")
            #expect(english.matches(of: /<d[td]>[a-z]+[A-Z][A-Za-z]*<\/d[td]>/).isEmpty)
        }
        let page = try await front.get("/tickets/C-1", as: "supervisor").body
        #expect(page.contains("<dt>本单接到时间</dt>") && page.contains("<dt>时限起算</dt><dd>自客服接到</dd>"))
    }

    @Test func clocksCountDownFromDueInstants() async throws {
        let front = try await Front()
        try await front.open()

        let page = try await front.get("/tickets/C-1").body

        #expect(page.contains("data-due=\"1772424000000\""))
        #expect(page.contains("data-as-of=\"1772416800000\""))
    }

    @Test func theBoardShowsLateOnesFirst() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:31:00+08:00"], as: "admin")
        _ = try await front.forwarded()

        let page = try await front.get("/departments/engineering", as: "engineer").body

        let late = try #require(page.range(of: "<tr class=\"late\"><td data-head=\"单号\"><a href=\"/tickets/D-1\">"))
        let other = try #require(page.range(of: "<a href=\"/tickets/D-2\">"))
        #expect(late.lowerBound < other.lowerBound)
        #expect(page.contains("data-board=\"/v1/departments/engineering/board\""))
        #expect(page.contains("超时"))
    }

    @Test func theMenuSaysWhereOneIs() async throws {
        let page = try await Front().get("/intake/complaint").body

        #expect(page.contains("<a href=\"/intake/complaint\" aria-current=\"page\">"))
        #expect(page.ranges(of: "aria-current").count == 1)
    }

    @Test func aProblemIsToldOnce() async throws {
        let page = try await Front().get("/tickets/C-99", as: "specialist", Self.browser).body

        #expect(page.contains("<h1>没有这个工单</h1>") && !page.contains("<p>没有这个工单</p>"))
    }

    // MARK: The log-in

    @Test func whoIsNotLoggedInIsSentToTheLogIn() async throws {
        let front = try await Front()

        for cookie in ["", "paidan_token=wrong"] {
            let page = try await front.get("/", as: nil, [.cookie: cookie])
            #expect(page.status == 303 && page.headers[.location] == "/login")
        }
    }

    @Test func theTokenGoesIntoACookieThatScriptsCannotRead() async throws {
        let front = try await Front()
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

        let entered = try await front.post("/login", bytes: Array("token=token%2Dspecialist".utf8), as: nil, form)
        let page = try await front.get("/", as: nil, [.cookie: "paidan_token=token-specialist"])
        let left = try await front.post("/logout", bytes: [], as: nil)

        #expect(entered.status == 303 && entered.headers[.location] == "/")
        #expect(entered.headers[.setCookie] == "paidan_token=token-specialist; Path=/; HttpOnly; SameSite=Strict")
        #expect(page.status == 200)
        #expect(left.headers[.setCookie]?.contains("Max-Age=0") == true)
    }

    @Test(arguments: ["token=wrong", "token=a%3Bb", "", "token=%0D%0ASet-Cookie:x"])
    func aWrongTokenIsRefusedOnThePage(_ body: String) async throws {
        let front = try await Front()

        let page = try await front.post("/login", bytes: Array(body.utf8), as: nil)

        #expect(page.status == 401)
        #expect(page.body.contains("令牌无效") && page.headers[.setCookie] == nil)
    }

    @Test func aFormOfAnotherSiteCannotAct() async throws {
        let front = try await Front()
        try await front.open()

        // A foreign form can send no header of ours and no JSON.
        let reply = try await front.post(
            "/v1/tickets/C-1/commands", bytes: Array("{\"type\":\"startExplanation\"}".utf8), as: nil,
            [.cookie: "paidan_token=token-specialist", .key: "", .contentType: "text/plain"])

        #expect(reply.status == 415)
    }

    @Test func peopleGetErrorsAsPages() async throws {
        let front = try await Front()

        let missing = try await front.get("/tickets/C-9", Self.browser)
        let forbidden = try await front.get("/intake/complaint", as: "leader", Self.browser)

        #expect(missing.status == 404 && missing.body.contains("没有这个工单") && missing.body.hasPrefix("<!doctype html>"))
        #expect(forbidden.status == 403)
    }

    @Test func stylesAndScriptAreServedOnce() async throws {
        let front = try await Front()

        for (path, type) in [("/desk.css", "text/css; charset=utf-8"), ("/desk.js", "text/javascript; charset=utf-8")] {
            let first = try await front.get(path, as: nil)
            let tag = try #require(first.headers[.eTag])
            #expect(first.status == 200 && first.headers[.contentType] == type)
            #expect(try await front.get(path, as: nil, [.ifNoneMatch: tag]).status == 304)
        }
    }

    @Test func aTicketIsFoundByItsNumber() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.open()

        #expect(try await front.get("/?number=%20c-1%20").headers[.location] == "/tickets/C-1")
        // Of complaints there is a second one only, of dispatches none.
        #expect(try await front.get("/?number=2").headers[.location] == "/tickets/C-2")
        let both = try await front.get("/?number=1").body
        #expect(both.contains("href=\"/tickets/C-1\"") && both.contains("href=\"/tickets/D-1\""))
        let none = try await front.get("/?number=<b>")
        #expect(none.status == 200 && none.body.contains("value=\"&lt;b&gt;\"") && !none.body.contains("<b>"))
        #expect(try await front.get("/?number=D-1", as: "carpenter").status == 200)
        #expect(try await front.get("/").body.contains("role=\"search\""))
    }

    @Test func whatIsLateOrDueSoonIsSaidInWords() async throws {
        let front = try await Front()
        try await front.open()

        let early = try await front.get("/").body
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T11:45:00+08:00"], as: "admin")
        let soon = try await front.get("/").body
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")
        let late = try await front.get("/?lang=en").body

        #expect(!early.contains("将到期") && !early.contains(">超时<"))
        #expect(soon.contains("<strong>将到期</strong>"))
        #expect(late.contains("<strong class=\"badge\">late</strong>") && !late.contains("due soon"))
    }
}
