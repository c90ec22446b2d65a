import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 我的客源: lists of what somebody sees through personally.
@Suite struct AssigneeTests {
    /// L-1 is chen's, L-2 lin's.
    private static func studio() async throws -> Front {
        let front = try await Front(policy: "ds")
        let staff = [Actor("chen", [.designer]), Actor("lin", [.designer]), Actor("director", [.director])]
        for actor in staff { _ = try await front.desk.run(.putToken(Front.token(for: actor))) }
        _ = try await front.post("/v1/rotas", ["data": ["designers": ["chen", "lin"]]], as: "director")
        for number in 1...2 {
            let data: JSON = ["leadSource": "company", "customer": ["name": "王小明"]]
            _ = try await front.post("/v1/leads", ["data": data], as: "director")
            for verb in ["completeIntake", "dispatch"] { try await front.act("L-\(number)", verb, as: "director") }
        }
        return front
    }

    @Test func aListIsOfOneWhoSeesThemThrough() async throws {
        let front = try await Self.studio()
        func numbers(_ query: String, as principal: String) async throws -> [String] {
            let reply = try await front.get("/v1/leads?\(query)", as: principal)
            return reply.json["tickets"]?.array?.compactMap { $0["number"]?.string } ?? []
        }

        #expect(try await numbers("assignee=me", as: "chen") == ["L-1"])
        #expect(try await numbers("assignee=lin", as: "chen") == ["L-2"], "both sides see all of the branch")
        #expect(try await numbers("assignee=me", as: "director") == ["L-2", "L-1"], "who registered them finds them")
        #expect(try await numbers("assignee=all", as: "chen") == ["L-2", "L-1"])
        #expect(try await numbers("", as: "chen") == ["L-2", "L-1"])
        #expect(try await front.get("/v1/leads?assignee=Not%20One", as: "chen").code == "invalid-parameter")
    }

    /// 经办人 of a lead is its designer, also where a salesperson brought the customer.
    @Test func aListNamesTheDesignerOfEachLead() async throws {
        let front = try await Self.studio()
        func named(as principal: String) async throws -> [String?] {
            let list = try await front.get("/v1/leads", as: principal).json["tickets"]?.array ?? []
            return list.map { $0["assigneeLabel"]?.string }
        }

        #expect(try await named(as: "chen") == ["lin", "chen"])
        _ = try await front.desk.run(.putToken(Front.token(for: Actor("wang", [.salesperson]))))
        let data: JSON = [
            "leadSource": "salesperson", "salesperson": "wang", "customer": ["name": "王小明"], "estate": "翠湖",
            "area": 120,
            "floorPlan": "plan-1",
        ]
        _ = try await front.post("/v1/leads", ["data": data], as: "director")
        #expect(try await named(as: "director") == ["wang", "lin", "chen"], "before it has a designer")
        for verb in ["completeIntake", "dispatch"] { try await front.act("L-3", verb, as: "director") }
        #expect(try await ["chen", "lin"].contains(named(as: "director")[0]))
    }

    /// A designer's page begins with the own ones and leads to all; a director's begins with all.
    @Test func thePageBeginsWithOnesOwn() async throws {
        let front = try await Self.studio()

        let own = try await front.get("/", as: "chen").body
        let all = try await front.get("/?assignee=all", as: "chen").body
        let ended = try await front.get("/?assignee=all&open=false", as: "chen").body
        let director = try await front.get("/", as: "director").body

        #expect(own.contains("/tickets/L-1") && !own.contains("/tickets/L-2"))
        #expect(own.contains("<b>我的</b>") && own.contains("href=\"/?assignee=all\""))
        #expect(all.contains("/tickets/L-1") && all.contains("/tickets/L-2"))
        #expect(all.contains("<b>全部</b>") && all.contains("href=\"/?assignee=all&amp;open=false\""))
        #expect(ended.contains("href=\"/?assignee=chen&amp;open=false\""), "one choice keeps the other")
        #expect(director.contains("/tickets/L-2") && !director.contains("assignee="))
    }

    /// 通知: of the same role, each is told of his own.
    @Test func nobodyIsToldOfWhatAColleagueSeesThrough() async throws {
        let front = try await Self.studio()
        func told(_ principal: String) async throws -> [String] {
            let list = try await front.get("/v1/notices?unseen=true", as: principal).json
            #expect(
                list["unseen"] == .count(list["notices"]?.array?.count ?? -1), "the head of the page counts the same")
            return list["notices"]?.array?.compactMap { $0["number"]?.string } ?? []
        }

        #expect(try await told("chen") == ["L-1"])
        #expect(try await told("lin") == ["L-2"])
        #expect(try await told("director").isEmpty == false)

        // A salesperson hears of both: nobody of the role sees them through.
        _ = try await front.desk.run(.putToken(Front.token(for: Actor("wang", [.salesperson]))))
        try await front.act("L-1", "proposeInvalid", ["reason": "x"], as: "chen")
        #expect(try await Set(told("wang")) == ["L-1", "L-2"])
        #expect(try await told("lin") == ["L-2"])
    }

    /// Otherwise nobody would hear of it at all.
    @Test func whatSomebodyWhoHasLeftWasToHearHisColleaguesHear() async throws {
        let front = try await Self.studio()
        func told(_ principal: String) async throws -> Set<String> {
            let list = try await front.get("/v1/notices?unseen=true", as: principal).json["notices"]?.array ?? []
            return Set(list.compactMap { $0["number"]?.string })
        }
        #expect(try await told("lin") == ["L-2"])

        _ = try await front.post("/v1/accounts/chen/revoke", ["reason": "has left"], as: "admin")

        #expect(try await told("lin") == ["L-1", "L-2"])
    }

    /// 到期未办: nobody has called the customers, which no regulation calls late.
    @Test func whatNobodyActedOnIsFoundAlthoughItIsNotLate() async throws {
        let front = try await Self.studio()
        func numbers(_ query: String) async throws -> [String] {
            let reply = try await front.get("/v1/leads?\(query)", as: "director")
            return reply.json["tickets"]?.array?.compactMap { $0["number"]?.string } ?? []
        }
        #expect(try await numbers("overdue=true") == [])
        #expect(try await numbers("overdue=false") == ["L-2", "L-1"])

        _ = try await front.post("/v1/test/clock", ["to": "2026-03-05T10:00:00+08:00"], as: "admin")
        try await front.act("L-2", "recordContact", ["way": "phone", "notes": "x"], as: "lin")

        #expect(try await numbers("overdue=true") == ["L-1"])
        #expect(try await numbers("late=true") == [])
        let page = try await front.get("/?overdue=true&kind=lead", as: "director").body
        #expect(page.contains("/tickets/L-1") && !page.contains("/tickets/L-2"))
        #expect(page.contains("<b>到期未办</b>") && page.contains("<b>客源</b>"))
        #expect(page.contains("href=\"/?kind=lead&amp;late=true\""), "one choice keeps the other")
    }

    /// LEAD-07: whoever received the customer finds the lead, whoever sees it through, and hears no designer's notices for that.
    @Test func whoRegisteredALeadFindsIt() async throws {
        let front = try await Self.studio()
        for actor in [Actor("front-1", [.frontDesk]), Actor("wang", [.salesperson])] {
            _ = try await front.desk.run(.putToken(Front.token(for: actor)))
        }
        for principal in ["front-1", "wang"] {
            let data: JSON = ["leadSource": "company", "customer": ["name": "李"]]
            #expect(try await front.post("/v1/leads", ["data": data], as: principal).status == 201)
        }
        for verb in ["completeIntake", "dispatch"] { try await front.act("L-3", verb, as: "director") }

        for (principal, number) in [("front-1", "L-3"), ("wang", "L-4")] {
            let mine = try await front.get("/v1/leads?assignee=me", as: principal).json["tickets"]?.array
            #expect(mine?.map { $0["number"] } == [.string(number)])
        }
        let page = try await front.get("/", as: "front-1").body
        #expect(page.contains("href=\"/?assignee=front-1\">我的</a>") && page.contains("<b>全部</b>"))
        #expect(try await front.get("/", as: "wang").body.contains("/tickets/L-4"))
    }

    /// 曾超时或违规: also where it is over, with when and whose.
    @Test func whatHadABreachIsFoundWhenItIsOver() async throws {
        let front = try await Self.studio()
        func leads(_ query: String) async throws -> [JSON] {
            try await front.get("/v1/leads?\(query)", as: "director").json["tickets"]?.array ?? []
        }
        try await front.act("L-1", "recordContact", ["way": "phone", "notes": "x"], as: "chen")
        #expect(try await leads("breached=true") == [])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-07T10:00:00+08:00"], as: "admin")
        try await front.act("L-1", "recordContact", ["way": "phone", "notes": "x"], as: "chen")
        try await front.act("L-2", "refuseLead", ["declined": "picky"], as: "lin")

        #expect(try await leads("late=true") == [], "nothing is late any more")
        #expect(try await leads("breached=true").map { $0["number"] } == ["L-2", "L-1"])
        #expect(try await leads("breached=false") == [])
        let found = try await leads("breached=true")
        #expect(found.last?["breaches"]?.array?.count == 1)
        let gap = found.last?["breaches"]?[0]
        #expect(gap?["label"] == "跟单回访间隔(T-14)" && gap?["who"] == "设计师 chen" && gap?["account"] == "chen")
        #expect(gap?["at"] == "2026-03-06T00:00:00+08:00" && gap?["endedAt"] == "2026-03-07T10:00:00+08:00")
        #expect(found.first?["breaches"]?.array?.map { $0["label"] } == ["挑单"])
        #expect(found.first?["breaches"]?[0]?["who"] == "lin")
        #expect(try await leads("").first?["breaches"] == nil)

        let page = try await front.get("/?breached=true", as: "director").body
        #expect(page.contains("<b>曾超时或违规</b>") && page.contains("设计师 chen 2026-03-05 24:00"))
    }

    /// A reminder that rang is nobody's breach.
    @Test func aReminderThatRangIsNoBreach() async throws {
        let front = try await Self.studio()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-09T10:00:00+08:00"], as: "admin")

        let notices = try await front.get("/v1/notices", as: "chen").json["notices"]?.array ?? []
        #expect(notices.contains { $0["notice"]?["name"] == "clockDue" })
        #expect(try await front.get("/v1/leads?breached=true", as: "director").json["tickets"] == [])
    }

    /// Whoever is suspended or has a breach recorded hears of it, and nobody else of the same role.
    @Test func whoIsAccusedIsTold() async throws {
        let front = try await Self.studio()
        func told(_ principal: String) async throws -> [String] {
            let list = try await front.get("/v1/notices", as: principal).json["notices"]?.array ?? []
            return list.compactMap { $0["notice"]?["name"]?.string }.filter { $0 != "leadAssigned" }
        }
        // The lead is nobody's then; the rota is never a single designer's.
        try await front.act("L-1", "refuseLead", ["declined": "picky"], as: "director")
        #expect(try await told("chen") == ["suspended", "accused"])
        #expect(try await told("lin") == [])
        try await front.act("T-1", "liftSuspension", ["designer": "chen", "reason": "x"], as: "director")
        #expect(try await told("chen").first == "suspensionLifted")
        #expect(try await told("lin") == [])
    }

    /// LFU-10: a turn that is given back after its round had ended is owed; nobody has had -1 turns.
    @Test func aTurnThatIsOwedIsSaidSo() async throws {
        let front = try await Self.studio()
        let data: JSON = ["leadSource": "company", "customer": ["name": "李"]]
        _ = try await front.post("/v1/leads", ["data": data], as: "director")
        for verb in ["completeIntake", "dispatch"] { try await front.act("L-3", verb, as: "director") }
        try await front.act("L-2", "requestDesignerChange", ["wish": "customer", "reason": "x"], as: "specialist")
        try await front.act("L-2", "reassign", as: "director")

        let reply = try await front.get("/v1/tickets/T-1", as: "director")
        #expect(reply.body.contains("应补派 1 单"), "\(reply.body)")
        #expect(!reply.json["contents"].map { "\($0)".contains("\"-1\"") }!)
    }

    /// 责任方: which designer, as the account says which department.
    @Test func anExplanationNamesTheDesigner() async throws {
        let front = try await Self.studio()
        let account = try await front.get("/v1/tickets/L-1/explain", as: "director").json["account"]

        #expect(account?["intervals"]?.array?.last?["holderLabel"] == "设计师 chen")
        #expect(account?["totals"]?.array?.last?["account"] == "chen")
    }

    /// A reminder of which nobody takes notice rings three more days, and says that it is due.
    @Test func aReminderThatNobodyHeedsRingsAgain() async throws {
        let front = try await Self.studio()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-12T10:00:00+08:00"], as: "admin")

        let notices = try await front.get("/v1/notices", as: "chen").json["notices"]?.array ?? []
        let due = notices.filter {
            $0["notice"]?["name"] == "clockDue" && $0["clock"]?.string?.hasPrefix("leadFirst") == true
        }
        #expect(due.count == 4)
        let events = try await front.get("/v1/tickets/L-1/explain", as: "director").json["clocks"]?.array?
            .first { $0["name"] == "leadFirstContact" }?["events"]?.array
        #expect(events?.suffix(4).map { $0["text"] } == ["到点提醒", "再次提醒", "再次提醒", "再次提醒"])
    }
}
