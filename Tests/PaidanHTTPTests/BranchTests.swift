import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 分公司, wherever there is more than one.
@Suite struct BranchTests {
    private static func two() async throws -> Front {
        let front = try await Front()
        _ = try await front.forwarded()
        _ = try await front.forwarded(as: "south")
        _ = try await front.post("/v1/branches", ["code": "north", "zh": "北区", "en": "north"], as: "admin")
        return front
    }

    private static func numbers(_ front: Front, _ query: String) async throws -> [String] {
        try await front.get("/v1/tickets?\(query)").json["tickets"]?.array?.compactMap { $0["number"]?.string } ?? []
    }

    @Test func aListIsOfOneBranchOrOfOneDepartmentThere() async throws {
        let front = try await Self.two()

        #expect(try await Self.numbers(front, "branch=south") == ["D-2", "C-2"])
        #expect(try await Self.numbers(front, "department=south/engineering") == ["D-2"])
        #expect(try await Self.numbers(front, "department=main%2Fengineering") == ["D-1"])
        #expect(try await Self.numbers(front, "department=engineering") == ["D-2", "D-1"])
        #expect(try await front.get("/?branch=south").body.contains("/tickets/C-2"))
    }

    @Test func onThePageOneChoiceKeepsTheOther() async throws {
        let front = try await Self.two()

        let open = try await front.get("/?branch=south").body
        let ended = try await front.get("/?open=false").body

        #expect(open.contains("href=\"/?branch=south&amp;open=false\""))
        #expect(ended.contains("href=\"/?branch=south&amp;open=false\"") && ended.contains("href=\"/\""))
    }

    @Test func aBranchThatIsNoneIsRefusedWithThoseThereAre() async throws {
        let front = try await Self.two()

        let branch = try await front.get("/v1/tickets?branch=moon")
        let place = try await front.get("/v1/tickets?department=moon/engineering")
        let two = try await front.get("/v1/tickets?department=south/engineering&branch=main")
        let foreign = try await front.get("/v1/tickets?department=main/engineering", as: "south")

        #expect(branch.status == 400 && branch.json["known"] == ["main", "north", "south"])
        #expect(place.json["parameter"] == "department" && two.json["parameter"] == "branch")
        #expect(foreign.json["known"] == ["south"])
    }

    @Test func whoSeesSeveralBranchesIsToldWhichOneItIs() async throws {
        let front = try await Self.two()

        let rows = try await front.get("/v1/tickets?department=engineering").json["tickets"]?.array ?? []
        let own = try await front.get("/v1/tickets", as: "south").json["tickets"]?.array ?? []

        #expect(rows.map { $0["branchLabel"] } == ["south", "总公司"])
        #expect(own.allSatisfy { $0["branchLabel"] == nil }, "there is one branch for them")
        #expect(try await front.get("/tickets/C-1").body.contains("<dt>分公司</dt><dd>总公司</dd>"))
        #expect(try await !front.get("/tickets/C-2", as: "south").body.contains("分公司"))
        let board = try await front.get("/departments/engineering").body
        #expect(board.contains(">分公司</th>") && board.contains(">总公司</td>") && board.contains(" data-branches"))
    }
}
