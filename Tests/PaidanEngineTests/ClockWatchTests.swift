import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// Rungs fire once, in order, on time, and after a restart.
@Suite struct ClockWatchTests {
    private func rings(of ticket: TicketID, _ house: TestHouse) throws -> [String] {
        try house.store.events(of: ticket).filter { $0.type == "rang" }.map { event in
            let at = (event.recordedAt - TestHouse.monday).milliseconds
            return "\(at / 60_000)m\(at % 60_000) \(String(decoding: event.data, as: UTF8.self))"
        }
    }

    @Test func theTwoHoursWarnTwiceAndBreachOnce() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket

        try house.move(to: TestHouse.monday + .hours(3))

        #expect(
            try rings(of: complaint, house) == [
                #"75m0 {"clock":"forward::1","rung":0,"isBreach":false,"late":0}"#,
                #"105m0 {"clock":"forward::1","rung":1,"isBreach":false,"late":0}"#,
                #"120m1 {"clock":"forward::1","rung":2,"isBreach":true,"late":0}"#,
            ])
        #expect(try house.row(complaint).isLate)
    }

    /// Of what is over already only the breach is told; else of the warnings that have passed the last.
    @Test(arguments: [
        (Span.minutes(110), [2]), (.minutes(109), [1, 2]), (.minutes(70), [0, 1, 2]), (.minutes(1), [0, 1, 2]),
    ])
    func aReceiptThatMovesBackTellsNoWarningsThatAreTooLate(_ earlier: Span, _ rungs: [Int]) throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.minutes(10) + Span(milliseconds: 1))
        let receipt = (TestHouse.monday - earlier).rfc3339(in: .shanghai)

        try house.act(complaint, "amend", ["fields": ["receivedAt": .string(receipt)], "reason": "登记有误"])
        try house.restart()
        try house.advance(.hours(3))

        let told = try rings(of: complaint, house)
        #expect(told.count == rungs.count)
        for (ring, rung) in zip(told, rungs) { #expect(ring.contains("\"rung\":\(rung),")) }
        #expect(try house.clock("forward::1", of: complaint)?.isBreached == true)
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    @Test func aMergerThatMovesTheReceiptBackTellsOneBreach() throws {
        let house = try TestHouse()
        let former = try house.open().ticket
        try house.advance(.hours(2) + .seconds(1))
        let target = try house.open().ticket
        try house.advance(.minutes(30))

        try house.act(former, "mergeDuplicate", ["targetID": .string(target.description)])
        try house.advance(.hours(3))

        #expect(try rings(of: target, house).count == 1)
        #expect(try house.clock("forward::1", of: target)?.isBreached == true)
    }

    @Test func aWarningLeavesTheRevAsItIs() throws {
        let house = try TestHouse()
        let complaint = try house.open()

        try house.advance(.minutes(80))

        #expect(try house.row(complaint.ticket).version == complaint.version + 1)
        try house.act(complaint.ticket, "startExplanation", rev: complaint.rev)
    }

    @Test func namingDepartmentsSplitsTheClockWithoutWarningAgain() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.minutes(80))

        try house.act(complaint, "classify", ["categories": ["construction", "main-material"]])
        try house.advance(.minutes(30))

        #expect(try house.clock("forward::1", of: complaint)?.verdict == .released)
        #expect(try house.clock("forward:engineering:1", of: complaint)?.fired == 2)
        #expect(try rings(of: complaint, house).filter { $0.contains("engineering") }.count == 1)
    }

    @Test func aRestartFiresWhatBecameDueInOrder() throws {
        let house = try TestHouse()
        let first = try house.open().ticket
        try house.advance(.minutes(20))
        let second = try house.open().ticket

        try house.restart()
        house.jump(to: TestHouse.monday + .hours(4))
        try house.turn([])

        let fired = try house.store.feed("all", after: 0, limit: 100).filter { entry in
            try house.store.event(of: entry.ticket, version: entry.version)?.type == "rang"
        }
        #expect(fired.map(\.ticket) == [first, second, first, first, second, second], "by the moment of each rung")
        let late = try house.store.events(of: first).last?.data
        #expect(String(decoding: try #require(late), as: UTF8.self).contains(#""late":7199999"#))
        try house.turn([])
        #expect(try house.store.feed("all", after: 0, limit: 100).count == 8)
    }

    @Test func aDepartmentThatDoesNotPickUpIsLateItselfAndIntakeIsNot() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first)

        try house.advance(.minutes(30))
        #expect(try house.row(part.id).isLate == false)
        try house.advance(.seconds(1))

        #expect(try house.row(part.id).isLate)
        #expect(try house.row(complaint).isLate == false)
        let heads = NoticeFilter(roles: [.departmentHead], departments: [.engineering], branch: nil)
        #expect(try house.store.notices(for: heads).map(\.notice) == [.clockLate])
    }

    @Test func aReplyReportedWithinTheGraceCountsWhenItHappened() throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(24) + .minutes(10))

        try house.act(
            complaint, "replyToCustomer", ["text": "已联系"], occurredAt: TestHouse.monday + .hours(24) - .minutes(5))

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.verdict == .late, "a verdict once given is never rewritten")
        #expect(clock.secondOpinion == .inTime)
    }

    @Test func aReplyReportedAfterTheGraceCountsWhenItWasRecordedAndSaysSo() throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(24) + .minutes(40))

        try house.act(
            complaint, "replyToCustomer", ["text": "已联系"], occurredAt: TestHouse.monday + .hours(24) - .minutes(5))

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.verdict == .late)
        #expect(clock.stoppedAt == TestHouse.monday + .hours(24) + .minutes(40))
        #expect(clock.secondOpinion == .inTime, "what was claimed too late stands beside it")
    }

    @Test(arguments: [Span.minutes(5), .minutes(35)])
    func aClaimThatIsLateItselfIsNoOtherOpinion(ago: Span) throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(24) + .minutes(40))

        try house.act(complaint, "replyToCustomer", ["text": "已联系"], occurredAt: house.now - ago)

        let clock = try #require(try house.clock("firstReply::1", of: complaint))
        #expect(clock.verdict == .late)
        #expect(clock.secondOpinion == nil)
    }

    /// A time in the future, or before the ticket's last fact, is none that it can have happened at.
    @Test(arguments: [Span.minutes(-1), .hours(24) + .minutes(41)])
    func aClaimThatCannotBeIsNoOpinion(ago: Span) throws {
        let house = try TestHouse(policy: "rs")
        let complaint = try house.open().ticket
        try house.move(to: TestHouse.monday + .hours(24) + .minutes(40))

        try house.act(complaint, "replyToCustomer", ["text": "已联系"], occurredAt: house.now - ago)

        #expect(try house.clock("firstReply::1", of: complaint)?.secondOpinion == nil)
    }

    @Test func runningClocksKeepThePolicyTheyWereSetUnder() throws {
        let house = try TestHouse()
        let before = try house.open().ticket
        let dx = house.engine.policies.regulation()
        let stricter = try RegulationSample.loader().load(
            text: dx.text.replacing("complaint.forwardWithin: 2 h", with: "complaint.forwardWithin: 110 min"),
            file: "stricter.yaml")
        try house.turn([.activate(Activation(stricter, by: TestHouse.supervisor))])

        let after = try house.open().ticket

        #expect(try house.clock("forward::1", of: before)?.due == TestHouse.monday + .hours(2))
        #expect(try house.clock("forward::1", of: after)?.due == TestHouse.monday + .minutes(110))
    }
}
