import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Synchronization
import Testing

@testable import PaidanEngine

/// One ticket whose history cannot be read concerns nobody else, whatever its messages go through.
@Suite struct DamagedTicketTests {
    /// A fact that nobody has written, and one that a newer version of the program has.
    enum Damage: CaseIterable {
        case corrupt, newer
    }

    private func damage(_ ticket: TicketID, _ damage: Damage, in house: TestHouse) throws {
        let last = try #require(try house.store.events(of: ticket).last)
        try house.store.transaction {
            try house.store.append(
                EventRow(
                    version: last.version + 1, type: damage == .newer ? last.type : "unheardOf",
                    form: damage == .newer ? .max : 1, recordedAt: house.now, factAt: house.now,
                    principal: "x", verb: "", phase: last.phase, data: [], clocks: nil, hash: last.hash),
                to: ticket)
        }
        try house.restart()
    }

    private func isToldOfDeath(_ ticket: TicketID, in house: TestHouse) throws -> Bool {
        let notices = try house.store.notices(for: NoticeFilter(roles: [.supervisor], departments: [], branch: nil))
        return notices.contains { $0.ticket == ticket && $0.notice == .deliveryDead }
    }

    @Test(arguments: Damage.allCases) func itsMessageDiesAndTheServerLives(_ damage: Damage) throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).last).id
        try self.damage(part, damage, in: house)

        let owner = LeaseOwner(principal: "dev:e1", worker: "e1", instance: "a")
        for _ in 0..<QueueLimits().attemptsMax {
            var worker = QueueTests.OneWorker(queue: QueueName(.engineering, in: .main), owner: owner, free: 1)
            try house.turn([], windows: &worker)
            #expect(house.news.deliveries.count == 1)
            house.jump(to: house.now + .hours(1))
            try house.turn([])
            house.jump(to: house.now + .hours(1))
        }

        #expect(try house.store.messages(of: part).map(\.state) == [.dead])
        #expect(try isToldOfDeath(part, in: house))
        #expect(try house.store.incidentCount() > 0)
        try house.open()
    }

    /// Nobody learns from its damage that another branch has such a ticket.
    @Test(arguments: Damage.allCases) func elsewhereItLooksLikeNone(_ damage: Damage) throws {
        let house = try TestHouse()
        let admin = Actor("admin", [.admin])
        try house.turn([
            .addBranch(BranchRow(branch: Branch(unchecked: "south"), label: Label("南区", "south")), by: admin)
        ])
        let complaint = try house.open().ticket
        let number = try house.row(complaint).numberText
        let south = Actor("south-1", [.specialist], branch: Branch("south"))
        let own = try house.open(by: south).ticket
        try self.damage(complaint, damage, in: house)

        #expect(throws: Failure.noSuchTicket) { try house.act(complaint, "startExplanation", by: south) }
        #expect(throws: Failure.self) { try house.act(complaint, "startExplanation") }
        let merging = try failure { try house.act(own, "mergeDuplicate", ["targetID": .string(number)], by: south) }
        let nowhere = try failure { try house.act(own, "mergeDuplicate", ["targetID": "C-77"], by: south) }
        #expect("\(merging)".replacing(number, with: "C-77") == "\(nowhere)")
        let byID = try failure {
            try house.act(own, "mergeDuplicate", ["targetID": .string(complaint.description)], by: south)
        }
        let unknown = try failure {
            try house.act(own, "mergeDuplicate", ["targetID": .string(Self.nobody.description)], by: south)
        }
        #expect(byID == unknown)
        let opening = try failure {
            try house.open(["customer": .string(number)], by: south)
        }
        #expect(opening == .invalid([.noSuchCustomer]))
        #expect(try house.store.incidentCount() == 1, "only of whoever may see it")
    }

    private static let nobody = TicketID(ULID(high: 7, low: 7))

    private func failure(_ body: () throws -> Void) throws -> Failure {
        do { try body() } catch let failure as Failure { return failure }
        throw CancellationError()
    }

    @Test(arguments: Damage.allCases) func itsRoutingIsGivenUpAndOthersAreRouted(_ damage: Damage) throws {
        let isOpen = Gate()
        let house = try TestHouse(router: { body in
            isOpen.isOpen ? InHouseRoutingTests.forward(body, to: "engineering") : .nack(reason: "later", delay: nil)
        })
        let complaint = try house.open(["categories": ["construction"]]).ticket
        try self.damage(complaint, damage, in: house)

        isOpen.open()
        house.jump(to: house.now + .hours(1))
        try house.turn([])

        #expect(try house.store.messages(of: complaint).map(\.state) == [.dead])
        #expect(try isToldOfDeath(complaint, in: house))
        #expect(try house.open(["categories": ["construction"]]).phase == "inDepartment")
    }

    /// The complaint is sound and learns that its message is dead; what stands in the way is told, too.
    @Test func whatStandsInTheWayOfAForwardIsAnIncident() throws {
        let isOpen = Gate()
        let house = try TestHouse(router: { body in
            isOpen.isOpen ? InHouseRoutingTests.forward(body, to: "engineering") : .nack(reason: "later", delay: nil)
        })
        let complaint = try house.open(["categories": ["construction"]]).ticket
        try house.open()
        // The number of the dispatch is taken.
        try house.store.damage("UPDATE ticket SET kind = 'dispatch', number = 1 WHERE no = 2")

        isOpen.open()
        house.jump(to: house.now + .hours(1))
        try house.turn([])

        #expect(try house.store.messages(of: complaint).map(\.state) == [.dead])
        #expect(try house.eventTypes(of: complaint).contains("deliveryDied"))
        #expect(try house.store.incidentCount() == 1)
    }

    private final class Gate: Sendable {
        private let state = Mutex(false)
        var isOpen: Bool { state.withLock { $0 } }
        func open() { state.withLock { $0 = true } }
    }
}
