import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// Leases, answers, lapses and deaths of messages, without wires.
@Suite struct QueueTests {
    /// One worker with room in one queue.
    struct OneWorker: Windows {
        let queue: QueueName
        let owner: LeaseOwner
        var free: Int

        func room() -> [(queue: QueueName, count: Int)] { free > 0 ? [(queue, free)] : [] }
        mutating func take(in queue: QueueName) -> LeaseOwner? {
            free -= 1
            return owner
        }
        mutating func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner) {}
    }

    let house: TestHouse
    let engineering = QueueName(.engineering, in: .main)
    let owner = LeaseOwner(principal: "dev:e1", worker: "e1", instance: "a")
    let actor = Actor("dev:e1", [.departmentWorker], departments: [.engineering], entrance: .wire)

    init() throws { house = try TestHouse() }

    private func forwarded() throws -> TicketID {
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        return try #require(try house.parts(of: complaint).last).id
    }

    private func lease(_ count: Int = 1, owner: LeaseOwner? = nil) throws -> [Delivery] {
        var worker = OneWorker(queue: engineering, owner: owner ?? self.owner, free: count)
        try house.turn([], windows: &worker)
        return house.news.deliveries
    }

    private func settle(_ lease: Lease, _ answer: Settling.Answer, owner: LeaseOwner? = nil) throws -> Outcome {
        try house.turn([.settle(Settling(lease: lease, owner: owner ?? self.owner, actor: actor, answer: answer))])[0]
    }

    private func outcome(_ outcome: Outcome) -> String {
        switch outcome {
        case .settled(let settled): settled.outcome.rawValue
        case .failed(let failure): "failed \(failure)"
        case .receipt, .leases, .activated, .withdrawn, .tookOver, .issued, .revoked, .done, .fileKept, .again: "other"
        }
    }

    @Test func anAckDeliversTheDispatchOnceHoweverOftenItIsRepeated() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)

        let first = try settle(delivery.lease, .ack(nil))
        let second = try settle(delivery.lease, .ack(nil))

        #expect([outcome(first), outcome(second)] == ["acked", "already"])
        #expect(try house.row(part).phase == "published")
        #expect(try house.eventTypes(of: part) == ["opened", "delivered"])
        #expect(try house.store.messages(of: part).isEmpty)
    }

    // MARK: A part that moves to another complaint

    private func merge(_ part: TicketID) throws -> TicketID {
        let target = try house.open().ticket
        let complaint = try #require(try house.row(part).parent)
        try house.act(complaint, "mergeDuplicate", ["targetID": .string(target.description)])
        return target
    }

    @Test func whatTheDepartmentHasNotTakenIsOfferedAnewAfterAMerger() throws {
        let part = try forwarded()
        let former = try #require(try house.store.messages(of: part).first)

        let target = try merge(part)

        let messages = try house.store.messages(of: part)
        #expect(messages.map(\.kind) == [.dispatchNew] && messages[0].id != former.id)
        #expect(messages[0].parent == target && messages[0].deadline == former.deadline)
        let delivery = try #require(try lease().first)
        #expect(try JSON(parsing: delivery.message.body)["data"]?["parent"] == .string(target.description))
        #expect(outcome(try settle(delivery.lease, .ack(nil))) == "acked")
        #expect(try house.row(part).phase == "published")
    }

    @Test func whoHoldsItAlreadyIsToldThatItIsWithdrawn() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)

        let target = try merge(part)

        #expect(house.news.cancellations.map(\.lease) == [delivery.lease])
        #expect(outcome(try settle(delivery.lease, .ack(nil))) == "already")
        #expect(try house.row(part).phase == "queued", "the department takes what it is part of now")
        let next = try #require(try lease().first)
        #expect(next.message.parent == target)
        #expect(outcome(try settle(next.lease, .ack(nil))) == "acked")
    }

    @Test func whatElseWaitedIsToldByTheNewOffer() throws {
        let part = try forwarded()
        let complaint = try #require(try house.row(part).parent)
        try house.act(part, "remind", ["note": "客户催促"], by: TestHouse.supervisor)
        let target = try house.open().ticket
        try house.act(target, "forward", ["departments": ["materials"]])
        try house.act(target, "hold", ["reason": "customer", "until": "2026-03-03T10:00:00+08:00"])

        try house.act(complaint, "mergeDuplicate", ["targetID": .string(target.description)])

        let messages = try house.store.messages(of: part)
        #expect(messages.map(\.kind) == [.dispatchNew, .dispatchHeld])
        #expect(messages.allSatisfy { $0.parent == target })
    }

    @Test func whatTheDepartmentHasTakenIsNotOfferedAgain() throws {
        let part = try forwarded()
        try house.act(part, "delivered", by: TestHouse.worker(.engineering))

        _ = try merge(part)

        #expect(try house.store.messages(of: part) == [])
    }

    @Test func aReadyWorkerGetsTheMessageInTheTransactionThatMadeIt() throws {
        let complaint = try house.open().ticket
        var worker = OneWorker(queue: engineering, owner: owner, free: 1)
        let wish = Request.Wish.act(.id(complaint), verb: "forward", data: ["departments": ["engineering"]])

        try house.turn([.command(Request(actor: TestHouse.clerk, wish: wish))], windows: &worker)

        #expect(house.news.deliveries.count == 1)
    }

    @Test func anOlderAttemptChangesNothingOnceANewerOneExists() throws {
        let part = try forwarded()
        let slow = try #require(try lease().first)
        try house.advance(.seconds(21))
        try house.advance(.seconds(5))
        let other = LeaseOwner(principal: "dev:e2", worker: "e2", instance: "b")
        let fresh = try #require(try lease(owner: other).first)
        #expect(fresh.lease.attempt == 2)

        #expect(outcome(try settle(slow.lease, .ack(nil))) == "stale")
        #expect(try house.row(part).phase == "queued")
        #expect(outcome(try settle(fresh.lease, .ack(nil), owner: other)) == "acked")
        #expect(outcome(try settle(slow.lease, .ack(nil))) == "unknown", "only the last attempt's outcome is kept")
    }

    @Test func aLapsedLeaseMayStillBeAnsweredUntilSomebodyElseHasIt() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)
        try house.advance(.seconds(21))

        #expect(outcome(try settle(delivery.lease, .ack(nil))) == "acked")
        #expect(try house.row(part).phase == "published")
    }

    @Test func nobodyAnswersForAnother() throws {
        _ = try forwarded()
        let delivery = try #require(try lease().first)
        let thief = LeaseOwner(principal: "dev:x", worker: "x", instance: "x")
        #expect(outcome(try settle(delivery.lease, .ack(nil), owner: thief)) == "unknown")
    }

    @Test func afterEightAttemptsAMessageIsDeadAndItsTicketKnows() throws {
        let part = try forwarded()
        for attempt in 1...8 {
            let delivery = try #require(try lease().first, "attempt \(attempt)")
            #expect(delivery.lease.attempt == attempt)
            let answer = try settle(delivery.lease, .nack(reason: "crashed", delay: nil))
            #expect(outcome(answer) == (attempt == 8 ? "dead" : "requeued"))
            try house.advance(.minutes(2))
        }

        #expect(try lease().isEmpty)
        #expect(try house.eventTypes(of: part).contains("deliveryDied"))
        #expect(try house.store.messages(of: part).map(\.state) == [.dead])
        #expect(try house.clock("pickUp::1", of: part)?.isRunning == true, "a dead message stops no clock")
    }

    @Test func ofOneTicketOneMessageIsOutAtATime() throws {
        let part = try forwarded()
        try house.act(part, "remind", ["note": "请尽快"])
        let first = try lease(5)
        #expect(first.map(\.message.kind) == [.dispatchNew])

        _ = try settle(try #require(first.first).lease, .ack(nil))

        #expect(try lease(5).map(\.message.kind) == [.dispatchReminder])
    }

    @Test func theEarliestDeadlineGoesFirst() throws {
        let later = try forwarded()
        try house.advance(.minutes(1))
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let latest = try #require(try house.parts(of: complaint).last).id

        #expect(try lease(2).map(\.message.ticket) == [later, latest])
    }

    @Test func aCommandWithAnAckIsDecidedWithItOrNotAtAll() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)
        let stale = Settling.Command(
            verb: "accept", data: ["promisedDate": "2026-03-04T10:00:00+08:00"], expectedRev: 99)

        #expect(outcome(try settle(delivery.lease, .ack(stale))).hasPrefix("failed"))
        #expect(try house.row(part).phase == "queued")
        let good = Settling.Command(verb: "accept", data: ["promisedDate": "2026-03-04T10:00:00+08:00"], expectedRev: 1)
        #expect(outcome(try settle(delivery.lease, .ack(good))) == "acked")
        #expect(try house.row(part).phase == "working")
    }

    @Test func takingDeliveryAtTheDeskWithdrawsTheMessageAndAdvisesItsHolder() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)

        try house.act(part, "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], by: TestHouse.worker(.engineering))

        #expect(house.news.cancellations.map(\.lease) == [delivery.lease])
        #expect(outcome(try settle(delivery.lease, .ack(nil))) == "already")
        #expect(try house.eventTypes(of: part) == ["opened", "delivered", "accepted"])
    }

    @Test func aDeadMessageGoesWhenSomebodyTakesDeliveryAtTheDesk() throws {
        let part = try forwarded()
        let delivery = try #require(try lease().first)
        _ = try settle(delivery.lease, .reject(reason: "poison"))
        #expect(try house.store.messages(of: part).map(\.state) == [.dead])

        try house.act(part, "accept", ["promisedDate": "2026-03-04T10:00:00+08:00"], by: TestHouse.worker(.engineering))

        #expect(try house.store.messages(of: part).isEmpty)
        #expect(try house.store.messageCounts().isEmpty)
        #expect(outcome(try settle(delivery.lease, .ack(nil))) == "dead", "how it ended stays known")
    }

    @Test func aDeadMessageGoesWithADispatchThatIsCancelledAndStaysWhileItIsNeeded() throws {
        let part = try forwarded()
        _ = try settle(try #require(try lease().first).lease, .reject(reason: "poison"))

        try house.act(part, "remind", ["note": "请尽快"])
        #expect(try house.store.messages(of: part).map(\.state).contains(.dead))

        try house.act(part, "cancelDispatch", [:])
        #expect(try !house.store.messages(of: part).map(\.state).contains(.dead))
    }

    @Test func everyChangeOfAClassifiedComplaintRenewsItsRoutingMessage() throws {
        let complaint = try house.open(["categories": ["construction"]]).ticket
        let first = try #require(try house.store.messages(of: complaint).first)

        try house.act(complaint, "amend", ["fields": ["projectOrOrder": "A-1"], "reason": "补充"])
        let second = try #require(try house.store.messages(of: complaint).first)

        #expect(second.id > first.id && second.rev > first.rev)
        #expect(try house.store.messages(of: complaint).count == 1)
        try house.act(complaint, "startExplanation")
        #expect(try house.store.messages(of: complaint).isEmpty)
    }

    @Test func fiveDeathsInARowStopTheQueueUntilItIsStartedAgain() throws {
        for _ in 1...5 { _ = try forwarded() }
        let last = try forwarded()
        for delivery in try lease(5) { _ = try settle(delivery.lease, .reject(reason: "poison")) }

        #expect(try lease(5).isEmpty)
        try house.restart()
        #expect(try lease(5).isEmpty, "a restart does not start a stopped queue")
        #expect(try StoppedQueues(in: house.store)[engineering]?.since == house.now)
        try house.turn([.startQueue(engineering)])
        #expect(try StoppedQueues(in: house.store).all.isEmpty)
        #expect(try lease(5).map(\.message.ticket) == [last])
    }

    @Test func aNewStartOfAWorkerFreesWhatItsFormerStartHeld() throws {
        _ = try forwarded()
        let delivery = try #require(try lease().first)

        try house.turn([.releaseLeases(principal: "dev:e1", worker: "e1", exceptInstance: "b")])

        let again = LeaseOwner(principal: "dev:e1", worker: "e1", instance: "b")
        #expect(try lease(owner: again).map(\.lease.attempt) == [delivery.lease.attempt + 1])
    }
}
