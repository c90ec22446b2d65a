import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 通知: who was told what, where it is seen, and how it goes away.
@Suite struct NoticeTests {
    /// A promise of a department, which customer service is to pass on; and a limit that passed.
    private static func told() async throws -> Front {
        let front = try await Front()
        let (_, dispatch) = try await front.forwarded()
        try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], as: "engineer")
        try await front.open()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T12:00:01+08:00"], as: "admin")
        return front
    }

    private static func unseen(_ front: Front, _ principal: String = "specialist") async throws -> [JSON] {
        let list = try await front.get("/v1/notices?unseen=true&limit=200", as: principal).json
        #expect(list["unseen"] == .count(list["notices"]?.array?.count ?? -1))
        return list["notices"]?.array ?? []
    }

    @Test func whatIsMarkedAsSeenIsSeenByThatAccountOnly() async throws {
        let front = try await Self.told()
        let mine = try await Self.unseen(front)
        let others = try await Self.unseen(front, "supervisor")
        let first = try #require(mine.first?["no"])

        let reply = try await front.post("/v1/notices/seen", ["notices": [first]])

        #expect(mine.count > 1 && !others.isEmpty)
        #expect(reply.status == 200 && reply.json["unseen"] == .count(mine.count - 1))
        #expect(try await Self.unseen(front) == Array(mine.dropFirst()))
        #expect(try await Self.unseen(front, "supervisor") == others)
        let all = try await front.get("/v1/notices").json["notices"]?.array ?? []
        #expect(all.map { $0["isSeen"]?.bool == true } == [true] + Array(repeating: false, count: mine.count - 1))
    }

    @Test func allUpToOneAreSeenAndWhatComesLaterIsNot() async throws {
        let front = try await Self.told()
        let numbers = try await Self.unseen(front).compactMap { $0["no"]?.integer }

        let reply = try await front.post("/v1/notices/seen", ["upTo": .integer(numbers[1])])
        let none = try await front.post("/v1/notices/seen", ["upTo": .integer(.max)])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-04T10:00:01+08:00"], as: "admin")

        #expect(reply.json["unseen"] == 1)
        #expect(none.json["unseen"] == 0)
        #expect(try await !Self.unseen(front).isEmpty)
    }

    @Test func aMarkThatIsNoneIsRefusedWithItsPlace() async throws {
        let front = try await Front()

        let nothing = try await front.post("/v1/notices/seen", [:])
        let both = try await front.post("/v1/notices/seen", ["upTo": 1, "notices": [1]])
        let text = try await front.post("/v1/notices/seen", ["notices": [1, "2"]])
        let empty = try await front.post("/v1/notices/seen", ["notices": []])

        #expect(nothing.status == 422 && nothing.pointers == ["/upTo"])
        #expect(both.pointers == ["/notices"] && text.pointers == ["/notices/1"] && empty.pointers == ["/notices"])
    }

    @Test func theHeadOfEveryPageCountsWhatIsNew() async throws {
        let front = try await Self.told()
        let count = try await Self.unseen(front).count
        let shown = "data-notices>通知 <strong class=\"badge\">\(count)</strong></a>"

        for page in ["/", "/calls", "/intake/complaint", "/tickets/C-1", "/departments/engineering", "/notices"] {
            #expect(try await front.get(page).body.contains(shown), "\(page)")
        }
        _ = try await front.post("/v1/notices/seen", ["upTo": .integer(.max)])
        #expect(try await front.get("/").body.contains("data-notices>通知</a>"))
        #expect(try await !front.get("/login", as: nil).body.contains("data-notices"))
    }

    @Test func nobodyCountsBeyondNinetyNine() async throws {
        let front = try await Front()
        try await front.open()
        try front.desk.withHouse { house in
            let ticket = try house.store.allTicketIDs(after: nil, limit: 1)[0]
            try house.store.transaction {
                for _ in 1...120 {
                    try house.store.insert(
                        NoticeRow(
                            at: house.now, role: .specialist, department: nil, branch: .main, ticket: ticket,
                            notice: .clockWarning, clock: nil))
                }
            }
        }

        #expect(try await front.get("/").body.contains("99+"))
        #expect(try await front.get("/v1/notices").json["unseen"] == 100)
    }

    @Test func aTicketsPageHasAnotherTagWhenTheCountChanges() async throws {
        let front = try await Self.told()
        let first = try await front.get("/tickets/C-1")
        let tag = try #require(first.headers[.eTag])
        let page = try #require(first.body.firstMatch(of: /data-page="([0-9a-f]+)"/)?.output.1)

        #expect(try await front.get("/tickets/C-1", [.ifNoneMatch: tag]).status == 304)
        _ = try await front.post("/v1/notices/seen", ["upTo": .integer(.max)])
        let second = try await front.get("/tickets/C-1", [.ifNoneMatch: tag])

        #expect(second.status == 200 && second.headers[.eTag] != tag)
        #expect(second.body.contains("data-page=\"\(page)\""), "nothing of the ticket is new")
    }

    @Test func thePageGroupsByTicketAndSaysHowLate() async throws {
        let front = try await Self.told()
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-02T13:00:00+08:00"], as: "admin")

        let page = try await front.get("/notices").body
        let english = try await front.get("/notices?lang=en").body

        for number in ["C-1", "C-2"] {
            #expect(page.split(separator: "<li><p><a href=\"/tickets/\(number)\">").count <= 2)
        }
        #expect(page.contains("<a href=\"/tickets/C-2\">") && page.contains("已超时 1 小时"))
        #expect(page.contains("部门已承诺日期,请告知客户"))
        #expect(english.contains("late by 1 h") && english.contains("this and all older ones seen"))
    }

    @Test func theButtonsOfThePageWorkWithoutScript() async throws {
        let front = try await Self.told()
        let numbers = try await Self.unseen(front).compactMap { $0["no"]?.integer }

        let one = try await front.send(form: "notices=\(numbers[0])+\(numbers[1])", to: "/notices/seen")
        let left = try await Self.unseen(front).count
        let all = try await front.send(form: "upTo=\(numbers[0])", to: "/notices/seen")

        #expect(one.status == 303 && one.headers[.location] == "/notices" && left == numbers.count - 2)
        #expect(all.status == 303)
        #expect(try await Self.unseen(front).isEmpty)
        #expect(try await front.get("/notices").body.contains("没有未看的通知"))
        let everything = try await front.get("/notices?all=true").body
        #expect(everything.contains("<a href=\"/tickets/D-1\">") && !everything.contains("/notices/seen"))
    }

    @Test func aFormOfAnotherSiteMarksNothing() async throws {
        let front = try await Self.told()
        let before = try await Self.unseen(front).count

        _ = try await front.post(
            "/notices/seen", bytes: Array("upTo=99&key=k&proof=x".utf8), as: "specialist",
            [.contentType: "application/x-www-form-urlencoded", .key: ""])

        #expect(try await Self.unseen(front).count == before)
    }

    @Test func aDepartmentIsToldOfItsOwnOnly() async throws {
        let front = try await Front()
        let (complaint, _) = try await front.forwarded()
        try await front.act(complaint, "redispatch", ["department": "furniture"])
        _ = try await front.post("/v1/test/clock", ["to": "2026-03-09T12:00:00+08:00"], as: "admin")

        for (principal, foreign) in [("head", "furniture"), ("carpenter", "engineering")] {
            let notices = try await Self.unseen(front, principal)
            #expect(notices.allSatisfy { $0["department"]?.string != foreign })
        }
    }
}
