import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 更正客户资料 at the desk: in JSON, in both languages, on the page without script.
@Suite struct CorrectCustomerTests {
    private static let phone: JSON = ["phone": "13900139000", "reason": "客户换了号码"]

    private static func label(_ front: Front, _ ticket: String = "C-1") async throws -> JSON? {
        try await front.get("/v1/tickets/\(ticket)").json["customerLabel"]
    }

    @Test func theSearchFindsTheCustomerByTheNewNumberOnly() async throws {
        let front = try await Front()
        try await front.open()

        let reply = try await front.act("C-1", "correctCustomer", Self.phone)

        #expect(reply.status == 200 && reply.rev == 2)
        #expect(try await Self.label(front) == "王** 139****9000")
        let found = try await front.post("/v1/customers/search", ["phone": "+86 139-0013-9000"])
        #expect(found.json["customers"]?[0]?["number"] == "C-1")
        #expect(try await front.post("/v1/customers/search", ["phone": "13800138000"]).json["customers"] == [])
    }

    @Test func whatWasKnownIsShownForAReasonOnly() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "correctCustomer", Self.phone)
        let id = try await front.get("/v1/tickets/C-1").text("customer")

        let masked = try await front.get("/v1/people/\(id)")
        let opened = try await front.get("/v1/people/\(id)?reason=call%20back")
        let history = try await front.get("/v1/tickets/C-1/history")

        #expect(masked.json["former"] == nil)
        #expect(opened.json["phone"] == "13900139000" && opened.json["former"]?[0]?["phone"] == "13800138000")
        #expect(history.status == 200 && history.body.contains("客户换了号码"))
        for number in ["13800138000", "13900139000"] { #expect(!history.body.contains(number)) }
    }

    @Test func aRefusalIsReadInBothLanguages() async throws {
        let front = try await Front()
        try await front.open()
        let same: JSON = ["type": "correctCustomer", "data": ["phone": "13800138000", "reason": "x"]]

        let chinese = try await front.post("/v1/tickets/C-1/commands?lang=zh", same)
        let english = try await front.post("/v1/tickets/C-1/commands?lang=en", same)
        let wrong = try await front.act("C-1", "correctCustomer", ["phone": "call me", "reason": "x"])
        let strange = try await front.act("C-1", "correctCustomer", ["phone": "13900139000"], as: "qualityOffice")

        #expect(chinese.status == 422 && chinese.text("reason") == "nothing-to-correct")
        #expect(chinese.pointers == ["/data/phone"] && chinese.body.contains("请填写与现有资料不同的"))
        #expect(english.body.contains("differs from what is known"))
        #expect(wrong.code == "invalid-data" && wrong.pointers == ["/data/phone"])
        #expect(strange.status == 422 && strange.pointers == ["/data/reason"])
        let stranger = try await front.act("C-1", "correctCustomer", Self.phone, as: "qualityOffice")
        #expect(stranger.status == 403 && stranger.code == "wrong-role")
    }

    @Test func theFormIsOfferedAndSentWithoutScript() async throws {
        let front = try await Front()
        try await front.open()
        let page = try await front.get("/tickets/C-1").body
        let stranger = try await front.get("/tickets/C-1", as: "qualityOffice").body

        let sent = try await front.send(
            form: "type=correctCustomer&rev=1&/data/name=&/data/phone=13900139000&/data/reason=moved",
            to: "/tickets/C-1/commands")

        #expect(page.contains("data-command=\"correctCustomer\"") && page.contains("<summary>更正客户资料</summary>"))
        #expect(page.contains("name=\"/data/phone\""))
        #expect(!stranger.contains("data-command=\"correctCustomer\"") && stranger.contains("更正客户资料"))
        #expect(sent.status == 303)
        let after = try await front.get("/tickets/C-1").body
        #expect(after.contains("王** 139****9000") && after.contains("客户资料已更正"))
        let stale = try await front.send(
            form: "type=correctCustomer&rev=1&/data/phone=13700137000&/data/reason=moved", to: "/tickets/C-1/commands")
        #expect(stale.status == 412 && stale.body.contains("13700137000"), "what was typed is not lost")
    }

    /// On a ticket that is over it is there, and does not lie open as what is to be done.
    @Test func anEndedTicketHasTheFormFolded() async throws {
        let front = try await Front()
        try await front.open()
        try await front.act("C-1", "withdraw", ["reason": "x"])

        let page = try await front.get("/tickets/C-1").body

        let form = try #require(page.firstMatch(of: /<details class="action"( open)?><summary>更正客户资料/))
        #expect(form.output.1 == nil)
    }

    /// Whoever has another ticket of the customer open sees who it is now.
    @Test func thePageOfAnotherTicketOfTheCustomerIsAnotherOne() async throws {
        let front = try await Front()
        try await front.open()
        try await front.open([("customer", "C-1")])
        let tag = try #require(try await front.get("/tickets/C-2").headers[.eTag])
        #expect(try await front.get("/tickets/C-2", [.ifNoneMatch: tag]).status == 304)

        try await front.act("C-1", "correctCustomer", Self.phone)

        let page = try await front.get("/tickets/C-2", [.ifNoneMatch: tag])
        #expect(page.status == 200 && page.body.contains("王** 139****9000"))
    }
}
