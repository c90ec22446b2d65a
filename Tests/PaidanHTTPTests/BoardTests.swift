import HTTPTypes
import PaidanEngine
import PaidanJSON
import Testing

@Suite struct BoardTests {
    @Test func theBoardCountsAndListsWhatIsOpen() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let department = try await front.get("/v1/departments/engineering/board")
        let company = try await front.get("/v1/board")

        #expect(department.json["label"] == "工程部")
        #expect(department.json["counts"]?["open"] == 1 && department.json["counts"]?["late"] == 0)
        #expect(department.json["tickets"]?[0]?["number"] == "D-1")
        #expect(department.json["tickets"]?[0]?["due"] == "2026-03-02T10:30:00+08:00")
        #expect(company.json["tickets"]?.array?.compactMap { $0["number"]?.string } == ["C-1"])
        #expect(company.json["counts"]?["byState"]?[0]?["state"]?["name"] == "inDepartment")
    }

    @Test func theNumbersAreThoseOfTheRows() async throws {
        let front = try await Front()
        for categories: [JSON] in [["construction"], [], []] {
            let complaint = try await front.open([("categories", .array(categories))]).text("id")
            try await front.act(complaint, "forward", ["departments": ["engineering", "furniture"]])
        }
        try await front.open()
        try await front.open(as: "south")
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T10:31:00+08:00"], as: "admin")
        try await front.act("D-1", "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], as: "engineer")

        let boards = [
            (try await front.get("/v1/departments/engineering/board"), "/v1/dispatches?department=engineering", 3),
            (try await front.get("/v1/board"), "/v1/complaints", 5),
            (try await front.get("/v1/board", as: "south"), "/v1/complaints?branch=south", 1),
        ]

        for (board, list, open) in boards {
            let reader = list.hasSuffix("south") ? "south" : "specialist"
            let path = list.split(separator: "?branch")[0]
            let rows = try #require(
                try await front.get("\(path)\(path.contains("?") ? "&" : "?")open=true&limit=200", as: reader).json[
                    "tickets"]?.array)
            #expect(rows.count == open)
            #expect(board.json["counts"]?["open"] == .count(rows.count))
            #expect(board.json["counts"]?["late"] == .count(rows.count { $0["isLate"] == true }))
            for line in try #require(board.json["counts"]?["byState"]?.array) {
                let same = rows.filter { $0["state"]?["name"] == line["state"]?["name"] && $0["kind"] == line["kind"] }
                #expect(line["count"] == .count(same.count))
                #expect(line["late"] == .count(same.count { $0["isLate"] == true }))
            }
            let dues = (board.json["tickets"]?.array ?? []).map { $0["due"]?.string ?? "~" }
            #expect(dues == dues.sorted() && dues.count == open)
        }
    }

    @Test func aBoardCountsMoreThanItLists() async throws {
        let front = try await Front()
        for _ in 0...200 { try await front.open() }

        let board = try await front.get("/v1/board").json

        #expect(board["counts"]?["open"] == 201)
        #expect(board["tickets"]?.array?.count == 200)
    }

    @Test func whoHasSeenItIsToldSoWithoutReading() async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        let path = "/v1/departments/engineering/board"
        let tag = try #require(try await front.get(path).headers[.eTag])
        let reads = front.desk.reads

        let same = try await front.get(path, [.ifNoneMatch: tag])
        let listed = try await front.get(path, [.ifNoneMatch: "\"other\", \(tag)"])

        #expect(same.status == 304 && listed.status == 304)
        #expect(same.body.isEmpty && same.headers[.eTag] == tag)
        #expect(front.desk.reads == reads)
    }

    @Test func whatHappensChangesTheTag() async throws {
        let front = try await Front()
        let (_, dispatch) = try await front.forwarded()
        let path = "/v1/departments/engineering/board"
        let tag = try #require(try await front.get(path).headers[.eTag])

        try await front.act(dispatch, "delivered", as: "engineer")

        let after = try await front.get(path, [.ifNoneMatch: tag])
        #expect(after.status == 200)
        #expect(after.headers[.eTag] != tag)
    }

    /// The board shows what the customer said; that stands with the complaint, not with the department's part.
    @Test func aCorrectionOfTheComplaintReachesTheBoardsOfItsParts() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded(as: "south")
        let path = "/v1/departments/engineering/board"
        let before = try await front.get(path, as: "southern-engineer")
        let tag = try #require(before.headers[.eTag])
        #expect(before.json["tickets"]?[0]?["words"] == "瓷砖空鼓")

        try await front.act(complaint, "amend", ["fields": ["content": "地板起拱"], "reason": "x"], as: "south")

        let after = try await front.get(path, as: "southern-engineer", [.ifNoneMatch: tag])
        #expect(after.status == 200 && after.json["tickets"]?[0]?["words"] == "地板起拱")
        let feed = try await front.get("/v1/feeds/south%2Fengineering/events", as: "southern-engineer")
        #expect(feed.json["events"]?.array?.last?["type"] == "cn.paidan.complaint.amended.v1")
        #expect(!feed.body.contains("地板起拱"))
    }

    @Test func anotherReaderGetsAnotherTag() async throws {
        let front = try await Front()
        let path = "/v1/departments/engineering/board"

        let tags = try await [
            front.get(path).headers[.eTag], front.get(path, [.acceptLanguage: "en"]).headers[.eTag],
            front.get(path, as: "southern-engineer").headers[.eTag], front.get("/v1/board").headers[.eTag],
        ]

        #expect(Set(tags).count == 4)
    }

    @Test func aDepartmentThatThePolicyDoesNotKnowHasNoBoard() async throws {
        let front = try await Front()

        #expect(try await front.get("/v1/departments/navy/board").code == "no-such-department")
    }
}
