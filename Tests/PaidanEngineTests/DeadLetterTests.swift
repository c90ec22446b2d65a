import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 死信 and 停队: people are told, in words.
@Suite struct DeadLetterTests {
    private let house: TestHouse
    private let queue = QueueName(.engineering, in: .main)
    private let owner = LeaseOwner(principal: "dev:e1", worker: "e1", instance: "a")
    private let worker = Actor("dev:e1", [.departmentWorker], departments: [.engineering], entrance: .wire)

    init() throws { house = try TestHouse() }

    /// Dispatches whose messages the department's program refused for good.
    private func dead(_ count: Int) throws -> [TicketID] {
        for _ in 1...count {
            try house.act(house.open().ticket, "forward", ["departments": ["engineering"]])
        }
        var windows = QueueTests.OneWorker(queue: queue, owner: owner, free: count)
        try house.turn([], windows: &windows)
        let deliveries = house.news.deliveries
        for delivery in deliveries {
            let answer = Settling.Answer.reject(reason: "poison")
            try house.turn([.settle(Settling(lease: delivery.lease, owner: owner, actor: worker, answer: answer))])
        }
        return deliveries.map(\.message.ticket)
    }

    private func told(_ roles: [Role], _ departments: [Department] = []) throws -> [Notice] {
        try house.store.notices(for: NoticeFilter(roles: roles, departments: departments, branch: nil)).map(\.notice)
    }

    @Test func whenAQueueStopsThoseWhoMendAndThoseWhoStartItAreTold() throws {
        _ = try dead(4)
        #expect(try !told([.supervisor]).contains(.queueStopped))

        let last = try #require(try dead(1).last)

        let notices = try house.store.notices(for: NoticeFilter(roles: [.supervisor], departments: [], branch: nil))
        #expect(notices.filter { $0.notice == .queueStopped }.map(\.ticket) == [last])
        for role in [Role.departmentWorker, .departmentHead] {
            #expect(try told([role], [.engineering]).contains(.queueStopped))
            #expect(try !told([role], [.furniture]).contains(.queueStopped))
        }
    }

    @Test(arguments: [
        (Language.zh, ["队列:工程部", "错误:poison", "投递次数:1"]),
        (.en, ["queue:engineering department", "error:poison", "deliveries tried:1"]),
    ])
    func aDispatchSaysHowOftenItsDeliveryWasTried(_ language: Language, _ expected: [String]) throws {
        let ticket = try #require(try dead(1).first)
        let (shelf, policies) = (try FormShelf(), house.engine.policies)
        let viewer = Viewer(
            TestHouse.supervisor, language: language, zone: .shanghai, routing: policies.desks(), vault: house.vault)

        let events = try #require(
            try HistoryView.json(
                of: ticket, { shelf.book(for: $0.kind, in: $0.branch, policies) }, in: house.store, for: viewer))

        let died = try #require(events.first { $0["type"] == "deliveryDied" })
        let lines = (died["contents"]?.array ?? []).map { "\($0["label"]?.string ?? ""):\($0["text"]?.string ?? "")" }
        for line in expected { #expect(lines.contains(line), "\(lines)") }
    }
}
