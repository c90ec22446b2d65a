import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// The engine around opinions and calls: what one command opens, tells and withdraws is one transaction.
@Suite struct OpinionsAndCallsTests {
    private static let customer: JSON = ["name": "王小明", "phone": "13800138000"]

    private static func house() throws -> TestHouse {
        let text = RegulationSample.fragment(
            "calls", "extends: dx", "complaint.revisitWithin: 3 d", "complaint.revisitByCall: true")
        return try TestHouse(regulation: try RegulationSample.loader().load(text: text, file: "calls.yaml"))
    }

    private static func sound(_ house: TestHouse) throws {
        #expect(try Verifier(house.store).run(house.store).findings.isEmpty)
    }

    @Test func aRevisitsCallClosesTheComplaint() throws {
        let house = try Self.house()
        let complaint = try house.open()
        try house.act(complaint.ticket, "startExplanation")
        try house.act(complaint.ticket, "explanationAccepted")

        let call = try #require(try house.parts(of: complaint.ticket).first)
        #expect(call.kind == .call)
        #expect(try house.clock("revisitCall::1", of: call.id)?.due == Instant(rfc3339: "2026-03-06T00:00:00+08:00"))
        try house.act(call.id, "startContact", ["channel": "phone"])
        try house.act(call.id, "answer", ["question": "handling", "score": 5])
        try house.act(call.id, "complete", ["satisfied": true, "score": 5])

        #expect(try house.row(complaint.ticket).phase == "closed")
        #expect(try house.row(call.id).phase == "archived")
        #expect(try house.clock("revisit::1", of: complaint.ticket)?.verdict == .inTime)
        try Self.sound(house)
    }

    /// Made before midnight, typed in after it: the complaint's limit counts the call.
    @Test func aReportedCallHasItsConsequencesWhenItWasMade() throws {
        let house = try Self.house()
        let complaint = try house.open()
        try house.act(complaint.ticket, "startExplanation")
        try house.act(complaint.ticket, "explanationAccepted")
        let call = try #require(try house.parts(of: complaint.ticket).first)
        try house.move(to: try #require(Instant(rfc3339: "2026-03-05T23:50:00+08:00")))

        let made = try #require(Instant(rfc3339: "2026-03-05T23:30:00+08:00"))
        try house.act(
            call.id, "complete", ["channel": "phone", "satisfied": true, "overrideReason": "客户约定"], occurredAt: made)

        #expect(try house.clock("revisit::1", of: complaint.ticket)?.stoppedAt == made)
        try Self.sound(house)
    }

    @Test func whatIsHeardOnACallIsTheSameCustomersTicket() throws {
        let house = try TestHouse()
        let call = try house.command(
            .open(.call, data: ["occasion": "hiddenWorks", "customer": Self.customer]), by: TestHouse.clerk)
        try house.act(call.ticket, "startContact", ["channel": "phone"])
        try house.act(call.ticket, "hear", ["becomes": "opinion", "content": "插座位置不方便"])
        try house.act(
            call.ticket, "hear", ["becomes": "complaint", "content": "瓷砖空鼓", "categories": ["construction"]])

        let opinion = try #require(try house.store.ticketRow(kind: .opinion, number: 1))
        let complaint = try #require(try house.store.ticketRow(kind: .complaint, number: 1))
        #expect(opinion.person == complaint.person)
        #expect(opinion.person == (try house.row(call.ticket).person))
        #expect(try house.store.messages(of: complaint.id).map(\.queue) == [.routing])
        try Self.sound(house)
    }

    @Test func anOpinionsDepartmentGoesOnForTheComplaintThatItBecomes() throws {
        let house = try TestHouse()
        let worker = TestHouse.worker(.engineering)
        let opinion = try house.command(
            .open(.opinion, data: ["heardOn": "call", "customer": Self.customer, "content": "墙面有裂缝"]),
            by: TestHouse.clerk)
        try house.act(opinion.ticket, "forward", ["department": "engineering"])
        let dispatch = try #require(try house.parts(of: opinion.ticket).first)
        try house.act(dispatch.id, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], by: worker)

        try house.act(opinion.ticket, "becomeComplaint")
        let complaint = try #require(try house.store.ticketRow(kind: .complaint, number: 1))
        #expect(complaint.phase == "inDepartment")
        #expect(try house.row(dispatch.id).parent == complaint.id)
        #expect(try house.store.messages(of: complaint.id).isEmpty)

        try house.act(dispatch.id, "reportDone", ["result": "已修补", "cause": "沉降"], by: worker)
        #expect(try house.row(complaint.id).phase == "awaitingRevisit")
        try Self.sound(house)
    }

    @Test func aCadenceGoesOnAfterARestart() throws {
        let text = RegulationSample.fragment("cadence", "extends: dx", "call.afterSaleWithin: 10 d")
        let house = try TestHouse(regulation: try RegulationSample.loader().load(text: text, file: "c.yaml"))
        let call = try house.command(
            .open(.call, data: ["occasion": "afterSale", "customer": Self.customer]), by: TestHouse.clerk)
        try house.restart()
        try house.move(to: TestHouse.monday + .days(17))

        #expect(try house.row(call.ticket).phase == "missed")
        let next = try #require(try house.store.ticketRow(kind: .call, number: 2))
        #expect(try house.clock("afterSaleCall::1", of: next.id)?.due == Instant(rfc3339: "2026-03-23T00:00:00+08:00"))
        try Self.sound(house)
    }
}
