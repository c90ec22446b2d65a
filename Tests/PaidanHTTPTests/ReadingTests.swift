import HTTPTypes
import PaidanCore
import PaidanJSON
import Testing

/// Tickets as programs read them.
@Suite struct ReadingTests {
    @Test func aTicketShowsItsStateClocksAndWords() async throws {
        let front = try await Front()
        let (complaint, dispatch) = try await front.forwarded()

        let reply = try await front.get("/v1/tickets/\(complaint)")

        #expect(reply.json["number"] == "C-1")
        #expect(reply.json["state"] == ["name": "inDepartment", "label": "部门处理中"])
        #expect(reply.json["custodian"] == "department:engineering")
        #expect(reply.json["openedAt"] == "2026-03-02T10:00:00+08:00")
        #expect(reply.json["data"]?["notice"]?["content"] == "瓷砖空鼓")
        #expect(reply.json["data"]?["dispatches"]?[0]?["id"]?.string == dispatch)
        #expect(reply.json["data"]?["dispatches"]?[0]?["forwardedAt"] == "2026-03-02T10:00:00+08:00")
        #expect(reply.headers[.eTag] == "\"\(reply.rev)\"")
        #expect(!reply.body.contains("13800138000"))
    }

    @Test func wordsComeInBothLanguages() async throws {
        let front = try await Front()
        try await front.open()

        let english = try await front.get("/v1/tickets/C-1", [.acceptLanguage: "en"])

        #expect(english.json["state"]?["label"] == "received")
        #expect(english.json["kindLabel"] == "complaint")
    }

    @Test func fieldsAreTheOnlyOnesAnswered() async throws {
        let front = try await Front()
        try await front.open()

        let one = try await front.get("/v1/tickets/C-1?fields=number,state")
        let list = try await front.get("/v1/complaints?fields=number")
        let unknown = try await front.get("/v1/tickets?fields=phone")

        #expect(one.json.object?.map(\.name) == ["number", "state"])
        #expect(list.json["tickets"] == [["number": "C-1"]])
        #expect(unknown.code == "invalid-parameter")
    }

    @Test func pagesFollowEachOtherWithoutGaps() async throws {
        let front = try await Front()
        for _ in 0..<5 { try await front.open() }

        var numbers: [String] = []
        var path = "/v1/tickets?limit=2&open=true"
        while true {
            let page = try await front.get(path)
            numbers += (page.json["tickets"]?.array ?? []).compactMap { $0["number"]?.string }
            guard let link = page.headers[.link] else { break }
            #expect(link.hasSuffix("; rel=\"next\""))
            path = String(link.dropFirst().prefix { $0 != ">" })
        }

        #expect(numbers == ["C-5", "C-4", "C-3", "C-2", "C-1"])
    }

    @Test func filtersNarrowTheList() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded()
        try await front.open()

        func numbers(_ query: String) async throws -> [String] {
            let reply = try await front.get("/v1/tickets?\(query)")
            return (reply.json["tickets"]?.array ?? []).compactMap { $0["number"]?.string }
        }

        #expect(try await numbers("kind=dispatch") == ["D-1"])
        #expect(try await numbers("kind=complaint&state=received") == ["C-2"])
        #expect(try await numbers("department=engineering") == ["D-1"])
        #expect(try await numbers("parent=\(complaint)") == ["D-1"])
        #expect(try await numbers("late=true") == [])
        #expect(try await numbers("open=false") == [])
        #expect(try await front.get("/v1/tickets?kind=dispatch&state=received").code == "invalid-parameter")
        #expect(try await front.get("/v1/complaints?kind=dispatch").code == "unknown-parameter")
    }

    /// Also page by page.
    @Test(arguments: Front.staff.map(\.principal))
    func aListShowsExactlyWhatMayBeOpened(_ principal: String) async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        let other = try await front.forwarded()
        try await front.act(other.dispatch, "delivered", as: "engineer")
        try await front.act(other.dispatch, "returnMisrouted", ["reason": "不属本部门"], as: "engineer")
        try await front.act(other.complaint, "forward", ["departments": ["furniture"]])
        try await front.open([("categories", ["construction"])])
        _ = try await front.forwarded(as: "south")
        let opinion: JSON = ["heardOn": "visit", "customer": ["name": "王小明"], "content": "下水慢"]
        _ = try await front.post("/v1/opinions", ["data": opinion])
        var all: [String] = []
        for kind in ["C": 4, "D": 4, "F": 1] { all += (1...kind.value).map { "\(kind.key)-\($0)" } }

        var allowed: Set<String> = []
        for number in all where try await front.get("/v1/tickets/\(number)", as: principal).status == 200 {
            allowed.insert(number)
        }
        var listed: [String] = []
        var path: String? = "/v1/tickets?limit=2"
        while let here = path {
            let page = try await front.get(here, as: principal).json
            listed += (page["tickets"]?.array ?? []).compactMap { $0["number"]?.string }
            path = page["next"]?.string.map { "/v1/tickets?limit=2&cursor=\($0)" }
        }

        #expect(Set(listed) == allowed && listed.count == allowed.count)
        if principal == "engineer" { #expect(allowed == ["C-1", "D-1", "C-2", "D-2", "C-4", "D-4"]) }
        if principal == "carpenter" { #expect(allowed == ["C-2", "D-3"]) }
    }

    @Test func aLateTicketIsFound() async throws {
        let front = try await Front()
        try await front.open()

        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")

        #expect(try await front.get("/v1/tickets?late=true").json["tickets"]?[0]?["number"] == "C-1")
    }

    @Test func theHistoryTellsWhatHappenedInWords() async throws {
        let front = try await Front()
        try await front.open([("categories", ["construction"])])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T11:15:00+08:00"], as: "admin")

        let events = try #require(try await front.get("/v1/tickets/C-1/history").json["events"]?.array)

        #expect(events.compactMap { $0["type"]?.string } == ["opened", "classified", "rang"])
        #expect(events[0]["label"] == "登记客户投诉")
        #expect(events[0]["by"] == "specialist")
        #expect(events[0]["data"]?["content"] == "瓷砖空鼓")
        #expect(events[1]["clocks"]?[0]?["clock"] == "forward:engineering:1")
        #expect(
            events[1]["clocks"]?[0]?["text"]
                == "转责任部门(T-01,工程部):自 2026-03-02 10:00 起计时,限 2026-03-02 12:00")
        #expect(events[2]["label"] == "时限预警" && events[2]["by"] == "system:clock")
    }

    /// T-76 ends with a day: the page, its history and its contents say 24:00, JSON says RFC 3339.
    @Test func theEndOfADayIsItsTwentyFourHundred() async throws {
        let front = try await Front()
        try await front.open([("categories", ["construction"])])
        try await front.act("C-1", "requireSurvey", ["departments": ["engineering"]])

        let clocks = try #require(try await front.get("/v1/tickets/C-1/clocks").json["clocks"]?.array)
        let history = try #require(try await front.get("/v1/tickets/C-1/history").json["events"]?.array)
        let page = try await front.get("/tickets/C-1", [.accept: "text/html"])
        let list = try await front.get("/", [.accept: "text/html"])

        let survey = clocks.first { $0["name"] == "survey" }
        #expect(survey?["due"] == "2026-03-05T00:00:00+08:00")
        let told = history.last?["clocks"]?.array?.first { $0["clock"] == "survey::1" }
        #expect(told?["text"]?.string?.hasSuffix("限 2026-03-04 24:00") == true)
        for html in [page.body, list.body] {
            #expect(html.contains("2026-03-04 24:00") && !html.contains("2026-03-05 00:00"))
        }
    }

    @Test func clocksSayWhenTheyRingNext() async throws {
        let front = try await Front()
        try await front.open()

        let early = try #require(try await front.get("/v1/tickets/C-1/clocks").json["clocks"]?[0])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T11:50:00+08:00"], as: "admin")
        let warned = try #require(try await front.get("/v1/tickets/C-1/clocks").json["clocks"]?[0])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")
        let late = try #require(try await front.get("/v1/tickets/C-1/clocks").json["clocks"]?[0])

        #expect(early["number"] == "T-01" && early["running"] == true)
        #expect(early["next"] == ["rung": 0, "at": "2026-03-02T11:15:00+08:00", "isBreach": false])
        #expect(warned["next"] == ["rung": 2, "at": "2026-03-02T12:00:00.001+08:00", "isBreach": true])
        #expect(late["isLate"] == true && late["next"] == nil)
    }

    @Test func actionsComeWithFormsOrWithTheReasonWhyNot() async throws {
        let front = try await Front()
        try await front.open()

        let reply = try await front.get("/v1/tickets/C-1/actions")
        let actions = try #require(reply.json["actions"]?.array)
        let forward = try #require(actions.first { $0["verb"] == "forward" })
        let verify = try #require(actions.first { $0["verb"] == "verifyOutcome" })

        #expect(forward["isOffered"] == true && forward["label"] == "转责任部门")
        #expect(forward["fields"]?[0]?["element"]?["choices"]?[0] == ["code": "engineering", "label": "工程部"])
        #expect(forward["schema"]?["required"] == ["departments"])
        #expect(verify["isOffered"] == false)
        #expect(verify["refusal"]?["needs"] == ["qualityOffice", "supervisor"])
        #expect(!actions.contains { $0["verb"] == "dispatchEnded" })
    }

    @Test func theNoticesOfARoleAreListed() async throws {
        let front = try await Front()
        try await front.open()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T11:15:00+08:00"], as: "admin")

        let mine = try await front.get("/v1/notices")
        let others = try await front.get("/v1/notices", as: "leader")

        #expect(mine.json["notices"]?[0]?["notice"] == ["name": "clockWarning", "label": "时限预警"])
        #expect(mine.json["notices"]?[0]?["number"] == "C-1")
        #expect(
            mine.json["notices"]?[0]?["clockLabel"] == "转责任部门(T-01)" && mine.json["notices"]?[0]?["isReminder"] == false
        )
        #expect(others.json["notices"] == [])
    }
}
