import GRDB
import PaidanCore
import PaidanJSON
import PaidanTesting
import Testing

@testable import PaidanEngine
@testable import PaidanStore

/// A disk without room: nothing is half done, reading goes on, and the next one tries again.
@Suite struct FullDiskTests {
    private func full() throws -> (house: TestHouse, ticket: TicketID) {
        let house = try TestHouse()
        let ticket = try house.open().ticket
        try house.act(ticket, "forward", ["departments": ["engineering"]])
        try house.store.fill()
        return (house, ticket)
    }

    /// Until a page more is needed there is room: the last one that is stored is stored whole.
    private func writeUntilRefused(_ house: TestHouse) throws -> Failure {
        for _ in 0..<1_000 {
            do { try house.open() } catch let failure as Failure { return failure }
        }
        throw CancellationError()
    }

    @Test func aWriteIsRefusedAndNothingOfItIsLeft() throws {
        let (house, ticket) = try full()

        let failure = try writeUntilRefused(house)

        #expect(failure == .diskFull)
        #expect(Verifier(house.store).run(house.store).findings == [])
        #expect(try house.row(ticket).isOpen)
        let count = try house.store.allTicketIDs(after: nil, limit: 5_000).count
        #expect(throws: Failure.diskFull) { try house.open(key: "k") }
        #expect(try house.store.allTicketIDs(after: nil, limit: 5_000).count == count)
    }

    @Test func asSoonAsThereIsRoomTheNextOneIsDone() throws {
        let (house, _) = try full()
        _ = try writeUntilRefused(house)
        #expect(throws: Failure.diskFull) { try house.open(key: "k") }
        let last = try house.store.highestNumber(of: .complaint)

        try house.store.makeRoom()

        #expect(try house.open(key: "k").number == last + 1)
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    /// What is due is still due, and no worker holds what was not leased.
    @Test func clocksAndLeasesWaitForRoom() throws {
        let (house, _) = try full()
        _ = try writeUntilRefused(house)
        house.jump(to: house.now + .days(3))
        let due = try house.engine.nextClockMoment
        var worker = QueueTests.OneWorker(
            queue: QueueName(.engineering, in: .main),
            owner: LeaseOwner(principal: "dev:e1", worker: "e1", instance: "a"), free: 1)

        let turn = try house.engine.turn(at: house.now, [], windows: &worker)

        #expect(turn.isRefused && turn.news.deliveries.isEmpty && turn.news.rungsFired == 0)
        #expect(worker.free == 1)
        #expect(try house.engine.nextClockMoment == due)
        #expect(house.engine.isDue(at: house.now))

        try house.store.makeRoom()
        let next = try house.engine.turn(at: house.now, [], windows: &worker)
        #expect(!next.isRefused && next.news.rungsFired > 0 && next.news.deliveries.count == 1)
    }
}

extension SQLiteStore {
    /// No page more than there are.
    fileprivate func fill() throws {
        try writer.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    fileprivate func makeRoom() throws {
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    }
}
