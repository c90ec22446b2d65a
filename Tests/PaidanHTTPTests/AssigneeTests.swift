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
        #expect(try await numbers("assignee=me", as: "director") == [])
        #expect(try await numbers("assignee=all", as: "chen") == ["L-2", "L-1"])
        #expect(try await numbers("", as: "chen") == ["L-2", "L-1"])
        #expect(try await front.get("/v1/leads?assignee=Not%20One", as: "chen").code == "invalid-parameter")
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
}
