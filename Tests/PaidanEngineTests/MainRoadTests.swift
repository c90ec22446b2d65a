import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// The main job without wires: from the phone call to the closed complaint.
@Suite struct MainRoadTests {
    @Test func aComplaintGoesToItsDepartmentAndIsClosedWhenTheCustomerKnows() throws {
        let house = try TestHouse()
        let worker = TestHouse.worker(.engineering)

        let complaint = try house.open(["categories": ["construction"]])
        try house.act(complaint.ticket, "forward", ["departments": ["engineering"]])
        let dispatch = try #require(try house.parts(of: complaint.ticket).first)
        try house.act(dispatch.id, "delivered", by: worker)
        try house.act(dispatch.id, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], by: worker)
        try house.act(dispatch.id, "reportDone", ["result": "重新铺贴", "cause": "空鼓"], by: worker)
        let closed = try house.act(complaint.ticket, "replyToCustomer", ["text": "已重新铺贴"])

        #expect(closed.phase == "closed")
        #expect(try house.row(dispatch.id).phase == "done")
        #expect(try house.clock("forward:engineering:1", of: complaint.ticket)?.verdict == .inTime)
        #expect(try house.row(complaint.ticket).custodian == "nobody")
        #expect(try house.store.runningClocks(of: complaint.ticket).isEmpty)
        #expect(try house.store.messages(of: dispatch.id).isEmpty)
    }

    @Test func aClassifiedComplaintAsksForARoutingWorker() throws {
        let house = try TestHouse()

        let complaint = try house.open(["categories": ["construction"]])

        let messages = try house.store.messages(of: complaint.ticket)
        #expect(messages.map(\.queue) == [.routing])
        #expect(messages.map(\.deadline) == [TestHouse.monday + .hours(2)])
    }

    @Test func twoHoursExactlyIsInTimeAndAMillisecondMoreIsLate() throws {
        for (after, verdict) in [(Span.hours(2), Verdict.inTime), (Span.hours(2) + Span(milliseconds: 1), .late)] {
            let house = try TestHouse()
            let complaint = try house.open()
            try house.advance(after)

            try house.act(complaint.ticket, "forward", ["departments": ["engineering"]])

            #expect(try house.clock("forward:engineering:1", of: complaint.ticket)?.verdict == verdict)
        }
    }
}
