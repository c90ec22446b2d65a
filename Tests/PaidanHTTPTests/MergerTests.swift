import HTTPTypes
import PaidanJSON
import Testing

/// 并案: a department goes on working for the customer whose complaint it got.
@Suite struct MergerTests {
    /// Engineering has the part D-1 of C-1 (甲), which is merged into C-2 (乙).
    private static func merged() async throws -> Front {
        let front = try await Front()
        try await front.open([("content", "甲:地砖空鼓")])
        try await front.act("C-1", "forward", ["departments": ["engineering"]])
        try await front.open([("content", "乙:柜门色差")])
        let reply = try await front.act("C-1", "mergeDuplicate", ["targetID": "C-2"])
        #expect(reply.status == 200, "\(reply.json)")
        return front
    }

    @Test func thePartSaysForWhomItWasOpenedAndWhomElseItIsAbout() async throws {
        let front = try await Self.merged()

        let part = try await front.get("/v1/tickets/D-1", as: "engineer").json
        let board = try await front.get("/v1/departments/engineering/board", as: "engineer").json

        #expect(part["parentNumber"] == "C-2" && part["words"] == "甲:地砖空鼓")
        #expect(part["sameMatter"]?.array?.map { $0["number"] } == ["C-1", "C-2"])
        #expect(part["sameMatter"]?.array?.map { $0["words"] } == ["甲:地砖空鼓", "乙:柜门色差"])
        #expect(board["tickets"]?[0]?["words"] == "甲:地砖空鼓")
    }

    @Test func itsPageNamesAndLinksThem() async throws {
        let front = try await Self.merged()

        let page = try await front.get("/tickets/D-1", as: "engineer").body

        #expect(page.contains("<p class=\"words\"><a href=\"/tickets/C-1\">C-1</a> 甲:地砖空鼓</p>"))
        #expect(page.contains("<p class=\"words\"><a href=\"/tickets/C-2\">C-2</a> 乙:柜门色差</p>"))
    }

    @Test func theComplaintThatTookAnotherShowsItsWordsToo() async throws {
        let front = try await Self.merged()

        let whole = try await front.get("/v1/tickets/C-2").json
        let page = try await front.get("/tickets/C-2").body

        #expect(whole["words"] == "乙:柜门色差")
        #expect(whole["sameMatter"]?.array?.map { $0["number"] } == ["C-1"])
        #expect(page.contains("<p class=\"words\">乙:柜门色差</p>"))
        #expect(page.contains("<a href=\"/tickets/C-1\">C-1</a> 甲:地砖空鼓"))
        #expect(try await front.get("/v1/tickets/C-1").json["sameMatter"] == nil, "it speaks for itself")
    }

    @Test func theDepartmentReadsTheComplaintThatWasMergedAndDoesNothingToIt() async throws {
        let front = try await Self.merged()

        let shown = try await front.get("/v1/tickets/C-1", as: "engineer")
        let actions = try await front.get("/v1/tickets/C-1/actions", as: "engineer").json["actions"]?.array ?? []

        #expect(shown.status == 200 && shown.json["words"] == "甲:地砖空鼓")
        #expect(try await front.get("/tickets/C-1", as: "engineer").status == 200)
        let deeds = actions.filter { $0["verb"] != "attachFiles" }
        #expect(!deeds.isEmpty && deeds.allSatisfy { $0["isOffered"] == false })
        #expect(try await front.act("C-1", "unmerge", ["reason": "x"], as: "engineer").status == 403)
        #expect(try await front.get("/v1/tickets/C-1", as: "carpenter").status == 404)
    }

    @Test func whoeverHasThePartOfAChainReadsAllOfIt() async throws {
        let front = try await Self.merged()
        try await front.open([("content", "丙:门框歪斜")])
        try await front.act("C-2", "mergeDuplicate", ["targetID": "C-3"])

        let part = try await front.get("/v1/tickets/D-1", as: "engineer").json

        #expect(part["sameMatter"]?.array?.map { $0["number"] } == ["C-1", "C-3", "C-2"])
        for number in ["C-1", "C-2", "C-3"] {
            #expect(try await front.get("/v1/tickets/\(number)", as: "engineer").status == 200, "\(number)")
        }
    }

    @Test func afterItIsUndoneTheDepartmentSeesWhatIsItsOwnOnly() async throws {
        let front = try await Self.merged()
        try await front.act("C-1", "unmerge", ["reason": "不是同一件事"])

        let part = try await front.get("/v1/tickets/D-1", as: "engineer").json

        #expect(part["parentNumber"] == "C-1" && part["sameMatter"] == nil && part["words"] == "甲:地砖空鼓")
        #expect(try await front.get("/v1/tickets/C-2", as: "engineer").status == 404)
    }

    @Test func whatEndedMeanwhileIsStillAboutTheCustomerWhoseComplaintItWas() async throws {
        let front = try await Self.merged()
        try await front.act("D-1", "reportDone", ["result": "已重铺", "cause": "空鼓"], as: "engineer")
        try await front.act("C-1", "unmerge", ["reason": "不是同一件事"])

        for principal in ["engineer", "specialist"] {
            let part = try await front.get("/v1/tickets/D-1", as: principal).json
            #expect(part["words"] == "甲:地砖空鼓" && part["sameMatter"] == nil, "\(principal): \(part)")
        }
        #expect(try await front.get("/v1/tickets/C-1", as: "engineer").json["words"] == "甲:地砖空鼓")
        #expect(try await front.get("/v1/tickets/C-1", as: "carpenter").status == 404)
    }
}
