import Foundation
import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// In which order a page tells, and that the customer's words are where the work is.
@Suite struct TicketOrderTests {
    private static func offset(_ text: String, in page: String) throws -> Int {
        let range = try #require(page.range(of: text), "\(text)")
        return page.distance(from: page.startIndex, to: range.lowerBound)
    }

    @Test func theWordsStandBeforeTheLimitsTheFormsAndTheHistory() async throws {
        let front = try await Front()
        try await front.open()

        let page = try await front.get("/tickets/C-1").body

        let order = try [
            "class=\"summary\"", "<h2>客户原话</h2><p class=\"words\">瓷砖空鼓</p>", "<h2>时限</h2>",
            "<h2>可执行的操作</h2>", "<h2>经过</h2>",
        ].map { try Self.offset($0, in: page) }
        #expect(order == order.sorted())
    }

    @Test func theLikeliestActionComesFirstAndLiesOpen() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let complaint = try await front.get("/tickets/C-1").body
        try await front.act("D-1", "delivered", as: "engineer")
        let dispatch = try await front.get("/tickets/D-1", as: "engineer").body

        for (page, label) in [(complaint, "回复客户"), (dispatch, "承诺日期")] {
            let open = page.matches(of: /<details class="action" open><summary>([^<]+)<\/summary>/).map { $0.output.1 }
            #expect(open == [Substring(label)])
            let first = try #require(page.firstMatch(of: /<details class="action"[^>]*><summary>([^<]+)</))
            #expect(first.output.1 == label)
        }
    }

    @Test func aDepartmentReadsTheCustomersWordsOnItsBoardAndItsPage() async throws {
        let front = try await Front()
        let long = String(repeating: "瓷砖空鼓。", count: 20)
        let complaint = try await front.open([("content", .string(long))]).text("id")
        try await front.act(complaint, "forward", ["departments": ["engineering"]])

        let page = try await front.get("/tickets/D-1", as: "engineer").body
        let board = try await front.get("/departments/engineering", as: "engineer").body
        let json = try await front.get("/v1/departments/engineering/board", as: "engineer").json
        let unread = try await front.get("/v1/departments/engineering/board", as: "admin").json

        #expect(page.contains("<p class=\"words\">\(long)</p>"))
        #expect(board.contains("<td data-head=\"事由\">\(long.prefix(60))…</td>"))
        #expect(json["tickets"]?[0]?["words"] == .string(long.prefix(60) + "…"))
        #expect(unread["tickets"]?[0]?["words"] == nil, "an administrator reads no letters")
        #expect(try await front.get("/v1/tickets/\(complaint)", as: "admin").json["words"] == nil)
        #expect(try await front.get("/v1/board").json["tickets"]?[0]?["words"] == nil)
    }

    @Test func aPartsPageIsNewWhenTheCustomersWordsAreCorrected() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        let tag = try #require(try await front.get("/tickets/D-1", as: "engineer").headers[.eTag])
        #expect(try await front.get("/tickets/D-1", as: "engineer", [.ifNoneMatch: tag]).status == 304)

        try await front.act("C-1", "amend", ["fields": ["content": "墙砖空鼓"], "reason": "登记有误"])

        let page = try await front.get("/tickets/D-1", as: "engineer", [.ifNoneMatch: tag])
        #expect(page.status == 200 && page.body.contains("<p class=\"words\">墙砖空鼓</p>"))
    }

    @Test func theListOfCallsSaysWhoIsCalledAndAboutWhat() async throws {
        let front = try await Front()
        let data: JSON = [
            "occasion": "preSale", "customer": ["name": "王小明", "phone": "13800138000"],
            "projectOrOrder": "DX-7", "dueAt": "2026-03-03T18:00:00+08:00",
        ]
        _ = try await front.post("/v1/calls", ["data": data])

        let page = try await front.get("/calls").body
        let json = try await front.get("/v1/call-list").json["calls"]?[0]

        #expect(page.contains(">王** 138****8000 <span class=\"quiet\">DX-7</span></td>"))
        #expect(json?["customerLabel"] == "王** 138****8000" && json?["projectOrOrder"] == "DX-7")
    }

    // MARK: Rounds, reminders, and why a part ended

    @Test func aPromiseThatIsMadeAgainSaysWhichOneItIs() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.act("D-1", "returnMisrouted", ["reason": "是主材问题"], as: "engineer")

        let page = try await front.get("/tickets/C-1").body
        let clocks = try await front.get("/v1/tickets/C-1/clocks").json["clocks"]?.array ?? []

        let forwards = clocks.filter { $0["number"] == "T-01" }
        #expect(forwards.count > 1)
        let names = forwards.map { [$0["subjectLabel"]?.string, $0["roundLabel"]?.string] }
        #expect(Set(names).count == forwards.count, "\(names)")
        #expect(page.contains("第 2 次"))
    }

    @Test func aRunningReminderSaysThatItWillRemind() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.act("D-1", "returnMisrouted", ["reason": "是主材问题"], as: "engineer")
        #expect(try await front.get("/tickets/C-1").body.contains("待提醒"))

        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:30:01+08:00"], as: "admin")

        #expect(try await front.get("/tickets/C-1").body.contains("已提醒"))
    }

    @Test func theHistorySaysWhichDepartmentGaveItBackAndWhy() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.act(
            "D-1", "returnMisrouted", ["reason": "是主材问题", "suggestedDept": "materials"], as: "engineer")

        let events = try await front.get("/v1/tickets/C-1/history").json["events"]?.array ?? []
        let ended = try #require(events.first { $0["type"] == "dispatchEnded" })
        let lines = (ended["contents"]?.array ?? []).map { "\($0["label"]?.string ?? ""):\($0["text"]?.string ?? "")" }
        let page = try await front.get("/tickets/C-1").body

        for line in ["部门:工程部", "原因:是主材问题"] { #expect(lines.contains(line), "\(lines)") }
        #expect(page.contains("<dt>部门</dt><dd>工程部</dd>") && page.contains("<dt>原因</dt><dd>是主材问题</dd>"))
        let unread = try await front.get("/v1/tickets/C-1/history", as: "admin").body
        #expect(!unread.contains("是主材问题"))
    }

    // MARK: A part that is late

    @Test func aComplaintWhosePartIsLateIsLate() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()
        try await front.act(complaint, "replyToCustomer", ["text": "已安排"])
        try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], as: "engineer")
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-06T18:00:00+08:00"], as: "admin")

        let board = try await front.get("/v1/board").json
        let late = try await front.get("/v1/tickets?late=true&kind=complaint").json["tickets"]?.array ?? []
        let inTime = try await front.get("/v1/tickets?late=false&kind=complaint").json["tickets"]?.array ?? []
        let row = try #require(board["tickets"]?[0])

        #expect(board["counts"]?["late"] == 1)
        #expect(board["counts"]?["byState"]?[0]?["late"] == 1)
        #expect(row["isLate"] == true && row["latePartsLabel"] == "工程部逾期" && row["due"] != nil)
        #expect(row["isLateItself"] == false && row["lateDepartments"] == ["engineering"])
        #expect(late.map { $0["number"] } == ["C-1"] && inTime.isEmpty)
        #expect(try await front.get("/").body.contains("<strong class=\"badge\">工程部逾期</strong>"))
        #expect(try await front.get("/tickets/C-1").body.contains("工程部逾期"))
    }

    /// Nobody else's lateness covers one's own.
    @Test func whatIsLateItselfSaysSoBesideItsLateParts() async throws {
        let front = try await Front(policy: "rs")
        _ = try await front.forwarded()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-06T18:00:00+08:00"], as: "admin")

        let page = try await front.get("/tickets/C-1").body
        let row = try #require(try await front.get("/v1/tickets?kind=complaint").json["tickets"]?[0])
        let one = try await front.get("/v1/tickets/C-1").json

        for ticket in [row, one] {
            #expect(ticket["isLateItself"] == true && ticket["latePartsLabel"] == "工程部逾期")
        }
        let own = "<strong class=\"badge\">超时</strong>"
        #expect(page.contains("\(own) <strong class=\"badge\">工程部逾期</strong>"))
    }
}
