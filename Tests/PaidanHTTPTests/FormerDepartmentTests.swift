import HTTPTypes
import PaidanJSON
import Testing

/// A department that the regulation in force does not name any more finishes what it has.
@Suite struct FormerDepartmentTests {
    private static let branches: JSON = [
        "text": "name: ours\ntitle: {zh: 我司, en: ours}\nextends: ht\n", "reason": "分公司",
    ]

    /// Engineering has a part, and a regulation without it comes into force.
    private static func front() async throws -> (front: Front, activation: Reply) {
        let front = try await Front()
        _ = try await front.forwarded()
        return (front, try await front.post("/v1/policies/activate", branches, as: "admin"))
    }

    @Test(arguments: ["engineer", "supervisor"])
    func itsBoardIsThereWithItsNameAndALinkToIt(_ principal: String) async throws {
        let (front, _) = try await Self.front()

        let board = try await front.get("/v1/departments/engineering/board", as: principal)
        let page = try await front.get("/departments/engineering", as: principal)

        #expect(board.status == 200 && board.json["label"] == "工程部")
        #expect(board.json["tickets"]?[0]?["number"] == "D-1" && board.json["tickets"]?[0]?["departmentLabel"] == "工程部")
        #expect(page.status == 200 && page.body.contains("/tickets/D-1"))
        #expect(page.body.contains("<a href=\"/departments/engineering\" aria-current=\"page\">工程部</a>"))
    }

    @Test func itsTicketsAreListedByItsName() async throws {
        let (front, _) = try await Self.front()

        let list = try await front.get("/v1/tickets?department=%E5%B7%A5%E7%A8%8B%E9%83%A8")

        #expect(list.json["tickets"]?.array?.compactMap { $0["number"] } == ["D-1"], "\(list.json)")
    }

    @Test func itFinishesItsWorkAndGetsNoMore() async throws {
        let (front, _) = try await Self.front()
        try await front.open()

        let more = try await front.act("C-2", "forward", ["departments": ["engineering"]])
        let done = try await front.act("D-1", "reportDone", ["result": "已重铺", "cause": "空鼓"], as: "engineer")

        #expect(more.status == 422 && more.text("reason") == "unknown-department")
        #expect(done.status == 200)
    }

    @Test func theActivationSaysWhatIsLeftBehind() async throws {
        let (front, activation) = try await Self.front()

        #expect(activation.status == 201)
        #expect(
            activation.json["leftBehind"] == [
                ["department": "engineering", "departmentLabel": "工程部", "branch": "main", "open": 1]
            ], "\(activation.json)")
        #expect(try await front.get("/v1/policies/1").json["leftBehind"] == nil, "which is in force no more")
        try await front.act("D-1", "reportDone", ["result": "已重铺", "cause": "空鼓"], as: "engineer")
        #expect(try await front.get("/v1/policies/2").json["leftBehind"] == nil)
    }

    /// What departments another branch has is none of its business.
    @Test func aBranchsOwnDepartmentIsNoneToAnotherBranch() async throws {
        let front = try await Front()
        var own = Self.branches.object ?? [:]
        own["branch"] = "main"
        #expect(try await front.post("/v1/policies/activate", .object(own), as: "admin").status == 201)

        for (principal, list, board) in [("admin", 200, 200), ("south", 400, 404)] {
            let tickets = try await front.get("/v1/tickets?department=branch-engineering", as: principal)
            let page = try await front.get("/v1/departments/branch-engineering/board", as: principal)
            #expect(tickets.status == list && page.status == board, "\(principal)")
        }
        let named = try await front.get("/v1/tickets?department=south/branch-engineering", as: "admin")
        #expect(named.status == 400)
    }

    @Test func whatGoesOnUnderAnotherRegulationIsNotLeftBehind() async throws {
        let front = try await Front()
        _ = try await front.forwarded(as: "south")
        var own = Self.branches.object ?? [:]
        own["kind"] = "call"

        let calls = try await front.post("/v1/policies/activate", .object(own), as: "admin")
        own["kind"] = "complaint"
        let complaints = try await front.post("/v1/policies/activate", .object(own), as: "admin")
        own["kind"] = "opinion"
        let opinions = try await front.post("/v1/policies/activate", .object(own), as: "admin")
        own["kind"] = "node"
        let acceptances = try await front.post("/v1/policies/activate", .object(own), as: "admin")

        #expect(calls.json["leftBehind"] == nil)
        #expect(complaints.json["leftBehind"] == nil, "opinions still go there")
        #expect(opinions.json["leftBehind"] == nil, "and what an acceptance has put right")
        #expect(
            acceptances.json["leftBehind"] == [
                ["department": "engineering", "departmentLabel": "工程部", "branch": "south", "open": 1]
            ], "\(acceptances.json)")
    }
}
