import Foundation
import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// What people read in a ticket and its history: words, dates and spans, no insides of the program.
@Suite struct WordsTests {
    private static func events(_ front: Front, _ ticket: String, _ language: String = "zh") async throws -> [JSON] {
        try #require(try await front.get("/v1/tickets/\(ticket)/history?lang=\(language)").json["events"]?.array)
    }

    @Test func aLineOfTheHistorySaysWhatHappenedAndNotWhatWasAskedFor() async throws {
        let front = try await Front()
        try await front.open([("categories", ["construction"])])
        try await front.act("C-1", "forward", ["departments": ["engineering"]])
        try await front.act("D-1", "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], as: "engineer")

        let chinese = try await Self.events(front, "C-1").compactMap { $0["label"]?.string }
        let english = try await Self.events(front, "C-1", "en").compactMap { $0["label"]?.string }
        let dispatch = try await Self.events(front, "D-1").compactMap { $0["label"]?.string }

        #expect(chinese == ["登记客户投诉", "已分类", "已转责任部门"])
        #expect(english.first == "complaint opened" && english.last == "forwarded to departments")
        #expect(dispatch == ["登记部门转单", "部门签收", "承诺解决日期"])
    }

    @Test func whatTheSystemDidIsTheSystems() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:30:01+08:00"], as: "admin")

        let events = try await Self.events(front, "D-1")

        #expect(events.first?["byLabel"] == "关联工单" && events.first?["by"] == "system:ticket")
        let ring = try #require(events.last)
        #expect(ring["byLabel"] == "时限" && ring["label"] == "已超时限")
        #expect(ring["contents"]?.array?.contains { $0["label"] == "时限" && $0["text"] == "部门签收(T-01d)" } == true)
        #expect(ring["contents"]?.description.contains("毫秒") == false)
    }

    @Test func contentsNameOtherTicketsByTheirNumbersAndDatesInTheCompanysZone() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        try await front.act("D-1", "accept", ["promisedDate": "2026-03-04T02:00:00Z"], as: "engineer")

        for path in ["/v1/tickets/C-1", "/v1/tickets/D-1"] {
            let contents = try await front.get(path).json["contents"]?.description ?? ""
            #expect(contents.firstMatch(of: /[0-7][0-9A-HJKMNP-TV-Z]{25}/) == nil, "an id")
            #expect(!contents.contains("+08:00") && !contents.contains("engineering"))
        }
        let dispatch = try await front.get("/v1/tickets/D-1").json
        #expect(dispatch["parentNumber"] == "C-1")
        #expect(dispatch["contents"]?.description.contains("2026-03-04 10:00") == true)
        let page = try await front.get("/tickets/C-1").body
        #expect(page.contains("<a href=\"/tickets/D-1\">D-1</a></dd>"))
        #expect(page.firstMatch(of: />[0-7][0-9A-HJKMNP-TV-Z]{25}</) == nil)
    }

    @Test func aTicketThatIsNotOnesOwnIsNotNamed() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "forward", ["departments": ["engineering", "furniture"]])

        let contents = try await front.get("/v1/tickets/C-1", as: "engineer").json["contents"]?.description ?? ""

        #expect(contents.contains("D-1") && !contents.contains("D-2") && contents.contains("另一工单"))
    }

    @Test func aReportedFactTellsWhenItHappened() async throws {
        let front = try await Front()
        try await front.open()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:20:00+08:00"], as: "admin")
        _ = try await front.post(
            "/v1/tickets/C-1/commands",
            ["type": "replyToCustomer", "data": ["text": "已安排"], "occurredAt": "2026-03-02T10:05:00+08:00"])

        #expect(try await front.get("/tickets/C-1").body.contains("发生于 <time>2026-03-02 10:05</time>"))
        #expect(try await front.get("/tickets/C-1?lang=en").body.contains("happened <time>2026-03-02 10:05</time>"))
    }

    // MARK: Reminders and limits

    @Test func aReminderIsToldApartFromALimit() async throws {
        let front = try await Front()
        let opinion: JSON = ["heardOn": "visit", "customer": ["name": "王小明"], "content": "下水慢"]
        _ = try await front.post("/v1/opinions", ["data": opinion])
        try await front.open()

        let rows = try #require(try await front.get("/v1/tickets").json["tickets"]?.array)
        let page = try await front.get("/tickets/F-1").body
        let list = try await front.get("/").body

        #expect(rows[0]["number"] == "C-1" && rows[0]["isReminder"] == false && rows[0]["dueLabel"] == "转责任部门(T-01)")
        #expect(rows[1]["number"] == "F-1" && rows[1]["isReminder"] == true && rows[1]["dueLabel"] == "意见待处理")
        #expect(page.contains("<em>提醒</em> 意见待处理"))
        #expect(list.contains("<em>提醒</em>") && list.contains("2026-03-02 12:00"))
    }

    @Test func aReceiptLongBeforeIsSeenAtOnce() async throws {
        let front = try await Front()
        try await front.open([("receivedAt", "2026-03-02T05:55:00+08:00")])

        let chinese = try await front.get("/tickets/C-1").body
        let english = try await front.get("/tickets/C-1?lang=en").body

        #expect(chinese.contains("<strong class=\"badge\">已超时 2 小时 5 分</strong> 转责任部门"))
        #expect(chinese.contains("自 2026-03-02 05:55 起计时"))
        #expect(english.contains("late by 2 h 5 min"))
    }

    @Test func aLimitThatWasKeptTooLateSaysByHowMuch() async throws {
        let front = try await Front()
        try await front.open([("receivedAt", "2026-03-02T07:00:00+08:00")])
        try await front.act("C-1", "forward", ["departments": ["engineering"]])

        let clocks = try #require(try await front.get("/v1/tickets/C-1").json["clocks"]?.array)
        let page = try await front.get("/tickets/C-1").body

        #expect(clocks.first { $0["name"] == "forward" && $0["verdict"] == "late" }?["overLabel"] == "超时 1 小时")
        #expect(page.contains("超时 1 小时</strong> 转责任部门"))
    }

    @Test func onlyNumbersOfTheCatalogueAreShown() async throws {
        let front = try await Front()
        let call: JSON = ["occasion": "midTerm", "customer": ["name": "王小明"], "dueAt": "2026-03-09T10:00:00+08:00"]
        _ = try await front.post("/v1/calls", ["data": call])

        let page = try await front.get("/tickets/R-1").body

        #expect(page.contains("列入待办") && !page.contains("daysAhead") && !page.contains("midTerm<"))
    }

    @Test func aReceiptOfAnotherYearIsAMistake() async throws {
        let front = try await Front()

        let reply = try await front.open([("receivedAt", "2025-03-01T09:59:59+08:00")])
        let oldest = try await front.open([("receivedAt", "2025-03-01T10:00:00+08:00")])
        let future = try await front.open([("receivedAt", "2026-03-02T10:00:01+08:00")])

        #expect(reply.status == 422 && reply.text("reason") == "long-ago" && reply.pointers == ["/data/receivedAt"])
        #expect(oldest.status == 201)
        #expect(future.text("reason") == "in-the-future" && future.pointers == ["/data/receivedAt"])
    }

    // MARK: Pages of other kinds

    @Test func noFormOfAnotherKindSpeaksOfComplaints() async throws {
        let front = try await Front()
        // A call has an occasion of that name, and asks about one.
        let allowed = ["投诉回访", "投诉等级"]

        for (kind, title) in [("opinion", "登记客户意见"), ("call", "登记回访任务")] {
            var page = try await front.get("/intake/\(kind)").body
            #expect(page.contains("<h1>\(title)</h1>"))
            let form = try #require(page.range(of: "<form class=\"card command\""))
            page = String(page[form.lowerBound...])
            for word in allowed { page = page.replacing(word, with: "") }
            #expect(!page.contains("投诉"), "\(kind)")
        }
        let reply = try await front.post("/v1/opinions", ["data": ["heardOn": "visit", "content": "x"]])
        #expect(reply.pointers == ["/data/customer"])
        #expect(reply.json["errors"]?[0]?["detail"] == "请填写客户(姓名、电话)或客户标识")
    }

    @Test(arguments: Front.staff.map(\.principal))
    func everyLinkOfTheMenuLeadsSomewhere(_ principal: String) async throws {
        let front = try await Front()
        let page = try await front.get("/", as: principal).body
        let nav = try #require(page.firstMatch(of: /<nav.*?<\/nav>/.dotMatchesNewlines()))

        for link in nav.output.matches(of: /href="(\/[^"]*)"/) {
            #expect(try await front.get(String(link.1), as: principal).status == 200, "\(link.1)")
        }
    }

    @Test func theOtherLanguageKeepsTheQuery() async throws {
        let front = try await Front()

        let page = try await front.get("/?open=false&limit=5").body
        let back = try await front.get("/?open=false&lang=en&limit=5").body

        #expect(page.contains("href=\"?open=false&amp;limit=5&amp;lang=en\""))
        #expect(back.contains("href=\"?open=false&amp;limit=5&amp;lang=zh\""))
        #expect(try await front.get("/").body.contains("href=\"?lang=en\""))
    }

    // MARK: What the department is told

    @Test func aDispatchCarriesTheCategoriesOfItsDepartment() async throws {
        let front = try await Front()
        try await front.open([("categories", ["construction", "furnishing"])])
        try await front.act("C-1", "forward", ["departments": ["engineering", "materials", "furniture"]])

        func categories(_ number: String) async throws -> JSON? {
            try await front.get("/v1/tickets/\(number)/history").json["events"]?[0]?["data"]?["categories"]
        }
        #expect(try await categories("D-1") == ["construction"])
        #expect(try await categories("D-2") == ["construction", "furnishing"], "named by a person: all may concern it")
        #expect(try await categories("D-3") == ["furnishing"])
    }

    // MARK: Chinese beside other letters

    /// 中文与英文字母、数字之间空一格.
    @Test func chineseStandsApartFromLettersAndFigures() throws {
        let folder = OpenAPIFile.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where !line.contains("//") {
                for literal in line.matches(of: /"(?:[^"\\]|\\.)*"|`[^`]*`/) {
                    let tight = literal.output.firstMatch(
                        of: /[\x{4E00}-\x{9FFF}][A-Za-z0-9]|[A-Za-z0-9][\x{4E00}-\x{9FFF}]/)
                    #expect(tight.map { String($0.output) } == nil, "\(file.lastPathComponent): \(literal.output)")
                }
            }
        }
    }
}

/// Everything that is wrong, each with its place.
@Suite struct PlaceTests {
    @Test func anUnknownCategoryIsToldWithTheOtherMistakes() async throws {
        let front = try await Front()

        let reply = try await front.post(
            "/v1/tickets",
            [
                "kind": "complaint",
                "data": [
                    "channel": "phone", "anonymous": true, "categories": ["construction", "weather"],
                    "receivedAt": "2026-03-02T10:00:01+08:00",
                ],
            ])

        #expect(reply.code == "invalid-data")
        #expect(Set(reply.pointers) == ["/data/content", "/data/categories/1", "/data/receivedAt"])
    }

    @Test(arguments: [
        "abc", "12", "138 0013 8000 x", "138001380001380013800", "转12", "138+0013", "138转1234567", "call me",
    ])
    func whatCannotBeDialledIsNoPhone(_ phone: String) async throws {
        let front = try await Front()

        let reply = try await front.open([("customer", ["name": "王小明", "phone": .string(phone)])])

        #expect(reply.status == 422 && reply.pointers == ["/data/customer/phone"])
        #expect(reply.json["errors"]?[0]?["detail"]?.string?.hasPrefix("应为电话号码:3 至 20 位数字") == true)
    }

    @Test(arguments: [
        "110", "13800138000", "+86 138-0013-8000", "0755-2688 8888 转 12", "(010) 6552 9988 ext. 204",
        "+44 20 7946 0018",
        "400-800-8888#3", "8008", "00852 2525 1234",
    ])
    func whatCanBeDialledIsAPhone(_ phone: String) async throws {
        let front = try await Front()

        #expect(try await front.open([("customer", ["name": "王小明", "phone": .string(phone)])]).status == 201)
    }

    @Test func aTimeThatWouldNotCountIsRefusedByName() async throws {
        let front = try await Front()
        try await front.open()
        func act(_ type: String, _ data: JSON) async throws -> Reply {
            try await front.post(
                "/v1/tickets/C-1/commands",
                ["type": .string(type), "data": data, "occurredAt": "2026-03-02T09:50:00+08:00"])
        }

        let witnessed = try await act("forward", ["departments": ["engineering"]])
        let reported = try await act("replyToCustomer", ["text": "x"])

        #expect(witnessed.status == 422 && witnessed.text("reason") == "time-not-taken")
        #expect(witnessed.pointers == ["/occurredAt"] && witnessed.text("detail").contains("occurredAt"))
        #expect(reported.status == 200)
        let actions = try #require(try await front.get("/v1/tickets/C-1/actions").json["actions"]?.array)
        #expect(actions.first { $0["verb"] == "forward" }?["takesOccurredAt"] == false)
        #expect(actions.first { $0["verb"] == "replyToCustomer" }?["takesOccurredAt"] == true)
    }

    @Test func aRefusedRuleNamesItsField() async throws {
        let front = try await Front()
        try await front.open()
        _ = try await front.forwarded()
        let call: JSON = ["occasion": "preSale", "customer": ["name": "王小明"], "dueAt": "2026-03-05T18:00:00+08:00"]
        _ = try await front.post("/v1/calls", ["data": call])
        let wishes: [(ticket: String, type: String, data: JSON, as: String, pointer: String)] = [
            ("C-1", "mergeDuplicate", ["targetID": "01KJP0000000000000000000ZZ"], "specialist", "/data/targetID"),
            ("C-1", "amend", ["fields": [:], "reason": "x"], "specialist", "/data/fields"),
            (
                "C-1", "amend", ["fields": ["receivedAt": "2026-03-03T10:00:00+08:00"], "reason": "x"], "specialist",
                "/data/fields/receivedAt"
            ),
            ("C-2", "hold", ["reason": "parts", "until": "2026-03-01T10:00:00+08:00"], "specialist", "/data/until"),
            ("D-1", "accept", ["promisedDate": "2026-03-01T10:00:00+08:00"], "engineer", "/data/promisedDate"),
            ("R-1", "answer", ["question": "inspector", "score": 5], "specialist", "/data/question"),
        ]
        _ = try await front.act("R-1", "startContact", ["channel": "phone"])
        for wish in wishes {
            let reply = try await front.act(wish.ticket, wish.type, wish.data, as: wish.as)
            #expect(reply.code == "refused" && reply.pointers == [wish.pointer], "\(wish.type): \(reply.body)")
        }
    }
}
