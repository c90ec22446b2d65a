import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// Found by the simulation: a message that was only ever given back, or that killed every worker, never died; and a dead
/// one in `routing` came back at once.
@Suite struct GivenBackTests {
    private static let queue = QueueName(.engineering, in: .main)

    /// One worker with room for everything.
    private struct Room: Windows {
        var owner: LeaseOwner
        var queue = GivenBackTests.queue
        func room() -> [(queue: QueueName, count: Int)] { [(queue, 9)] }
        func take(in queue: QueueName) -> LeaseOwner? { owner }
        func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner) {}
    }

    private func owner(_ instance: Int) -> LeaseOwner {
        LeaseOwner(principal: "dev:eng-1", worker: "eng-1", instance: "\(instance)")
    }

    /// A house in which a complaint was forwarded to engineering.
    private func forwarded() throws -> (TestHouse, TicketID) {
        let house = try TestHouse()
        let complaint = try house.open()
        try house.act(complaint.ticket, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint.ticket).first)
        return (house, part.id)
    }

    @Test func aMessageThatKillsEveryWorkerDiesAtLast() throws {
        let (house, dispatch) = try forwarded()
        for start in 0..<QueueLimits().attemptsMax {
            let job = Job.releaseLeases(principal: "dev:eng-1", worker: "eng-1", exceptInstance: "\(start)")
            var room = Room(owner: owner(start))
            try house.turn([job], windows: &room)
        }

        try house.turn([.releaseLeases(principal: "dev:eng-1", worker: "eng-1", exceptInstance: "last")])

        #expect(try house.store.messages(of: dispatch).map(\.state) == [.dead])
        #expect(try house.eventTypes(of: dispatch).last == "deliveryDied")
    }

    @Test func aMessageThatIsGivenBackForEverDiesAtLast() throws {
        let (house, dispatch) = try forwarded()
        let worker = TestHouse.worker(.engineering)
        for _ in 0..<QueueLimits().attemptsMax {
            var room = Room(owner: owner(1))
            try house.turn([], windows: &room)
            let lease = try #require(house.news.deliveries.first?.lease)
            try house.turn([.settle(Settling(lease: lease, owner: owner(1), actor: worker, answer: .release))])
        }

        #expect(try house.store.messages(of: dispatch).map(\.state) == [.dead])
    }

    /// Its death is a fact that raises `rev`; a routing message is renewed when `rev` changes, but not by its own death.
    @Test func aDeadRoutingMessageDoesNotComeBackByItself() throws {
        let house = try TestHouse()
        let complaint = try house.open(["categories": ["construction"]])
        let router = LeaseOwner(principal: "dev:route-1", worker: "route-1", instance: "1")
        var room = Room(owner: router, queue: .routing)
        try house.turn([], windows: &room)
        let lease = try #require(house.news.deliveries.first?.lease)
        let actor = Actor("dev:route-1", [.router])

        try house.turn([.settle(Settling(lease: lease, owner: router, actor: actor, answer: .reject(reason: "never")))])

        #expect(try house.eventTypes(of: complaint.ticket).last == "deliveryDied")
        #expect(try house.store.messages(of: complaint.ticket).map(\.state) == [.dead])

        try house.act(complaint.ticket, "classify", ["categories": ["furnishing"]])

        #expect(try house.store.messages(of: complaint.ticket).count { $0.state != .dead } == 1)
    }

    /// What was due by the wrong time is due again by the right one.
    @Test func aClockThatWasPutBackForgetsNoDelayedMessage() throws {
        let (house, _) = try forwarded()
        var room = Room(owner: owner(1))
        try house.turn([], windows: &room)
        let lease = try #require(house.news.deliveries.first?.lease)
        let answer = Settling.Answer.nack(reason: "later", delay: .minutes(1))
        let worker = TestHouse.worker(.engineering)
        try house.turn([.settle(Settling(lease: lease, owner: owner(1), actor: worker, answer: answer))])
        let right = house.now
        house.jump(to: right + .hours(5))
        try house.turn([])

        house.jump(to: right)
        try house.turn([])

        #expect(house.engine.nextMoment == right + .minutes(1))
    }

    /// Four seconds before its deadline a message must not use up eight attempts in four seconds.
    @Test func aBackoffIsNeverShorterThanASecond() {
        var random: any RandomNumberGenerator = SeededRandom(seed: 1)
        let now = TestHouse.monday

        for left in [0, 1, 100, 1_000, 3_999, 10_000] {
            let deadline = now + Span(milliseconds: Int64(left))
            let span = QueueLimits().backoff(attempt: 3, at: now, deadline: deadline, &random)
            #expect(span >= .seconds(1))
        }
    }
}
