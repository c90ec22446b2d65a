import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 外部编号: a ticket that was taken over is found by the number that people know.
@Suite struct ForeignNumberTests {
    private static func taken() async throws -> Front {
        let front = try await Front()
        _ = try await front.post("/v1/imports", ImportTests.body(), as: "admin")
        return front
    }

    @Test func itIsShownAndFoundByIt() async throws {
        let front = try await Self.taken()

        let ticket = try await front.get("/v1/tickets/A")
        let page = try await front.get("/tickets/A")
        let search = try await front.get("/?number=A")
        let act = try await front.act("A", "replyToCustomer", ["text": "已安排"])

        #expect(ticket.status == 200 && ticket.text("number") == "C-1")
        #expect(ticket.json["foreign"] == ["source": "old", "reference": "A"])
        #expect(page.status == 200 && page.body.contains("<dt>外部编号</dt><dd>A <span class=\"quiet\">old</span></dd>"))
        #expect(search.status == 303 && search.headers[.location] == "/tickets/C-1")
        #expect(act.status == 200)
        #expect(try await front.get("/v1/tickets/B").code == "no-such-ticket")
    }

    @Test func whoDoesNotSeeItDoesNotFindIt() async throws {
        let front = try await Self.taken()

        #expect(try await front.get("/v1/tickets/A", as: "south").status == 404)
        #expect(try await front.get("/v1/tickets/A", as: "carpenter").status == 404)
    }

    @Test func aTicketThatOneDoesNotSeeHidesNoNumberOfAnotherSystem() async throws {
        let front = try await Front()
        try await front.open()
        let rows: JSON = [[2, "C-1", "call", "2026-02-02 09:00", "李"]]

        let taken = try await front.post("/v1/imports", ImportTests.body([("rows", rows)]), as: "southAdmin")

        #expect(taken.status == 200)
        #expect(try await front.get("/v1/tickets/C-1", as: "south").text("number") == "C-2")
        #expect(try await front.get("/v1/tickets/C-1").text("number") == "C-1")
    }

    /// Two systems may have given one number: who sees one of the two tickets finds that one.
    @Test func whatOneDoesNotSeeMakesNoNumberAmbiguous() async throws {
        let front = try await Self.taken()
        let rows: JSON = [[2, "A", "call", "2026-02-02 09:00", "李"]]

        let other = ImportTests.mapping.replacing("source: old", with: "source: other")
        let body = ImportTests.body([("rows", rows), ("mapping", .string(other))])
        #expect(try await front.post("/v1/imports", body, as: "southAdmin").status == 200)

        #expect(try await front.get("/v1/tickets/A", as: "south").text("number") == "C-2")
        #expect(try await front.get("/v1/tickets/A").code == "no-such-ticket", "there are two")
    }

    @Test func aTicketWhoseFormerNumberIsItsOwnIsFoundOnce() async throws {
        let front = try await Front()
        let rows: JSON = [[2, "C-1", "call", "2026-02-02 09:00", "李"]]
        _ = try await front.post("/v1/imports", ImportTests.body([("rows", rows)]), as: "admin")

        let search = try await front.get("/?number=C-1")

        #expect(search.status == 303 && search.headers[.location] == "/tickets/C-1")
    }
}
