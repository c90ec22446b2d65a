import HTTPTypes
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
