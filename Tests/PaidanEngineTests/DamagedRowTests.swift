import GRDB
import PaidanCore
import PaidanJSON
import PaidanTesting
import Testing

@testable import PaidanEngine
@testable import PaidanStore

/// A row that somebody or something has changed behind our back: `paidan verify` says so, and everybody else is served.
@Suite struct DamagedRowTests {
    /// The first complaint's clocks have stopped; its dispatch has the next.
    private static let firstClock = "ticket = 2 AND key = (SELECT min(key) FROM clock WHERE ticket = 2)"

    /// What may happen to a row of the first complaint, of its dispatch, or of what belongs to them.
    static let damages: [String] = [
        "UPDATE event SET data = x'7878' WHERE ticket = 1 AND version = 2",
        "UPDATE event SET data = x'7878' WHERE ticket = 1 AND version = 1",
        "UPDATE event SET data = x'7878' WHERE version = 1 AND ticket IN (SELECT no FROM ticket WHERE kind = 'dispatch')",
        "UPDATE event SET type = 'unheardOf' WHERE ticket = 1 AND version = 2",
        "UPDATE event SET form = 99 WHERE ticket = 1 AND version = 2",
        "UPDATE event SET clocks = CAST('[[\"set\"]]' AS BLOB) WHERE ticket = 1 AND version = 1",
        """
        UPDATE event SET clocks = CAST(replace(CAST(clocks AS TEXT), ',1]', ',99]') AS BLOB)
        WHERE ticket = 1 AND clocks IS NOT NULL
        """,
        """
        UPDATE event SET clocks = CAST(replace(CAST(clocks AS TEXT), '7200000', '9000000000000000') AS BLOB)
        WHERE ticket = 1 AND version = 1
        """,
        "UPDATE event SET recorded_at = -9223372036854775808 WHERE ticket = 1 AND version = 2",
        "UPDATE event SET fact_at = 9200000000000000000 WHERE ticket = 1 AND version = 2",
        """
        DELETE FROM feed_entry WHERE ticket = 1 AND version = (SELECT max(version) FROM event WHERE ticket = 1);
        DELETE FROM event WHERE ticket = 1 AND version = (SELECT max(version) FROM event WHERE ticket = 1)
        """,
        "DELETE FROM feed_entry WHERE ticket = 1; DELETE FROM event WHERE ticket = 1",
        "UPDATE event SET hash = zeroblob(32) WHERE ticket = 1 AND version = 2",
        "UPDATE ticket SET kind = 'foo' WHERE no = 1",
        "UPDATE ticket SET kind = 'opinion', number = 77 WHERE no = 1",
        "UPDATE ticket SET phase = 'foo' WHERE no = 1",
        "UPDATE ticket SET department = 'A b<' WHERE no = (SELECT min(no) FROM ticket WHERE kind = 'dispatch')",
        "UPDATE ticket SET version = version + 5 WHERE no = 1",
        "UPDATE ticket SET version = version + 5",
        "UPDATE ticket SET parent = no WHERE no = 1",
        "UPDATE ticket SET number = 9223372036854775807 WHERE no = 1",
        "UPDATE ticket SET number = number + 500 WHERE no = 1",
        "UPDATE ticket SET due = 9223372036854775807 WHERE no = 1",
        "UPDATE ticket SET opened_at = -9223372036854775808 WHERE no = 1",
        "INSERT INTO branch VALUES ('south', 's', 's'); UPDATE ticket SET branch = 'south' WHERE no = 1",
        "UPDATE ticket SET branch = 'BAD x' WHERE no = 1",
        "UPDATE ticket SET person = 2 WHERE no = 1",
        "DELETE FROM person WHERE no = 1",
        "DELETE FROM person",
        "UPDATE clock SET key = 'zz' WHERE \(firstClock)",
        "UPDATE clock SET key = 'zz', next = 1 WHERE \(firstClock)",
        "UPDATE clock SET key = 'nope::1', next = 1 WHERE \(firstClock)",
        "UPDATE clock SET next = -9223372036854775808 WHERE \(firstClock)",
        "UPDATE clock SET due = 9223372036854775807, next = 1 WHERE \(firstClock)",
        "UPDATE clock SET ticket = 999, next = 1 WHERE \(firstClock)",
        "DELETE FROM clock WHERE \(firstClock)",
        "UPDATE message SET queue = '%$' WHERE id = 1",
        "UPDATE message SET kind = 'zz' WHERE id = 1",
        "UPDATE message SET queue = '%$', moment = 1 WHERE id = 1",
        "UPDATE message SET attempt = 9223372036854775807 WHERE id = 1",
        "UPDATE message SET moment = -9223372036854775808 WHERE id = 1",
        "UPDATE message SET deadline = 9223372036854775807 WHERE id = 1",
        "UPDATE message SET ticket = 999 WHERE id = 1",
        "UPDATE message SET attempt = 8, moment = 1 WHERE id = 1; UPDATE ticket SET version = version + 5",
        "UPDATE message SET queue = 'materials'",
        "DELETE FROM message",
        "UPDATE feed SET head = 1",
        "UPDATE feed SET head = 9223372036854775807",
        "DELETE FROM feed_entry WHERE sequence = 2",
    ]

    /// Three complaints; the first is with a department, whose worker holds its message.
    private func damagedHouse(_ sql: String) throws -> (house: TestHouse, sound: TicketID) {
        let house = try TestHouse()
        let first = try house.open().ticket
        try house.act(first, "forward", ["departments": ["engineering"]])
        let second = try house.open().ticket
        try house.act(second, "forward", ["departments": ["engineering"]])
        let third = try house.open().ticket
        var worker = QueueTests.OneWorker(
            queue: QueueName(.engineering, in: .main),
            owner: LeaseOwner(principal: "dev:e1", worker: "e1", instance: "a"), free: 1)
        try house.turn([], windows: &worker)
        #expect(Verifier(house.store).run(house.store).findings == [])
        try house.store.damage(sql)
        return (house, third)
    }

    @Test(arguments: damages) func verifyingFindsIt(_ sql: String) throws {
        let (house, _) = try damagedHouse(sql)

        let report = Verifier(house.store).run(house.store)

        #expect(report.findings != [])
        #expect(report.tickets == 5, "every ticket was looked at")
    }

    @Test(arguments: damages) func everybodyElseIsServed(_ sql: String) throws {
        let (house, _) = try damagedHouse(sql)
        try house.restart()

        try house.open()
        for (number, day) in [0, 1, 3, 30].enumerated() {
            house.jump(to: TestHouse.monday + .days(Int64(day)) + .hours(2))
            var worker = QueueTests.OneWorker(
                queue: QueueName(.engineering, in: .main),
                owner: LeaseOwner(principal: "dev:e1", worker: "e1", instance: "b\(number)"), free: 2)
            var turns = 0
            while try house.engine.nextClockMoment.map({ $0 <= house.now }) ?? false {
                try house.turn([], windows: &worker)
                turns += 1
                try #require(turns < 100, "the watch gets through")
            }
            let sound = try house.open().ticket
            try house.act(sound, "forward", ["departments": ["engineering"]])
        }
        let viewer = Viewer(
            TestHouse.supervisor, language: .en, zone: .shanghai, routing: Routing(departments: [], lines: []),
            vault: nil)
        #expect(try BoardView(.company, for: viewer).read(in: house.store).rows.count >= 5)
        #expect(try BoardView(.department(.engineering), for: viewer).read(in: house.store).rows.count >= 4)
        _ = try CallListView(on: Zone.shanghai.date(of: house.now), of: .all, house.engine.policies, for: viewer).read(
            in: house.store, at: house.now)
        _ = try NoticeView(for: viewer, at: house.now).read(limit: 100, isUnseen: false, in: house.store)
        let entries = try house.store.feed(Engine.wholeFeed, after: 0, limit: 1_000)
        #expect(try FeedView(epoch: "e", zone: .shanghai).events(of: entries, in: house.store).events.count > 10)
        _ = try house.store.queueLags(at: house.now).map { house.now - $0.since }
    }

    /// A command on the damaged ticket changes nothing, is not told again and again, and the next one is done.
    @Test(arguments: ["version = version + 5", "kind = 'foo'", "due = 9223372036854775807"])
    func aCommandOnItIsRefused(_ change: String) throws {
        let (house, third) = try damagedHouse("UPDATE ticket SET \(change) WHERE no = 1")
        let first = try #require(try house.store.allTicketIDs(after: nil, limit: 1).first)
        try house.restart()

        for _ in 0..<3 {
            let failure = #expect(throws: Failure.self) { try house.act(first, "replyToCustomer", ["text": "x"]) }
            guard case .corrupt = failure else {
                Issue.record("it is \(String(describing: failure))")
                return
            }
        }

        #expect(try house.store.incidentCount() == 1)
        try house.act(third, "replyToCustomer", ["text": "x"])
    }

    @Test func aListShowsTheOthersAndNamesIt() throws {
        let (house, _) = try damagedHouse("UPDATE ticket SET due = 9223372036854775807 WHERE no = 1")

        let page = try house.store.ticketPage(matching: TicketFilter())

        #expect(page.rows.count == 4)
        #expect(page.damaged == ["C-1"])
    }

    /// What was found before the turn had to be done again is told all the same.
    @Test func eachDamageOfATurnIsToldOnce() throws {
        let (house, _) = try damagedHouse(
            """
            UPDATE ticket SET version = version + 5 WHERE no = 1;
            UPDATE clock SET key = 'zz', next = 1 WHERE \(Self.firstClock)
            """)
        let first = try #require(try house.store.allTicketIDs(after: nil, limit: 1).first)
        try house.restart()

        _ = #expect(throws: Failure.self) { try house.act(first, "replyToCustomer", ["text": "x"]) }

        #expect(try house.store.incidentCount() == 2)
    }

    /// 进程内转单 rejects one after the other until the queue stops; none of these tickets can be told.
    @Test func aQueueStopsThoughNoneOfItsTicketsCanBeRead() throws {
        let house = try TestHouse()
        for _ in 0..<QueueLimits().deathsInARowMax { try house.open(["categories": ["construction"]]) }
        try house.store.damage("UPDATE ticket SET due = 9223372036854775807; UPDATE clock SET next = NULL")
        let engine = try Engine(
            store: house.store, vault: house.vault, random: SeededRandom(seed: 1), router: { _ in .reject(reason: "x") }
        )
        var windows = NoWindows()

        _ = try engine.turn(at: house.now, [], windows: &windows)

        #expect(engine.stoppedQueues[.routing] != nil)
    }

    @Test func aSoundPartOfADamagedWholeIsShown() throws {
        let (house, _) = try damagedHouse("UPDATE ticket SET due = 9223372036854775807 WHERE no = 1")
        let part = try #require(try house.store.ticketPage(matching: TicketFilter()).rows.last)
        let forms = try FormBook()
        let viewer = Viewer(
            TestHouse.supervisor, language: .en, zone: .shanghai, routing: Routing(departments: [], lines: []),
            vault: nil)

        let json = try TicketView.json(
            of: part.id, { _ in forms }, in: house.store, for: viewer, at: house.now)

        #expect(part.kind == .dispatch && part.parent != nil)
        #expect(json?["number"] == .string(part.numberText) && json?["parentNumber"] == nil)
    }

    /// Neighbours may be damaged, more of them than a page holds.
    @Test(arguments: 1...6) func everyPageFollowsAndEachIsNamedOnce(_ limit: Int) throws {
        let house = try TestHouse()
        for _ in 0..<6 { try house.open() }
        try house.store.damage("UPDATE ticket SET due = 9223372036854775807 WHERE number IN (2, 3, 4, 6)")
        let whole = try house.store.ticketPage(matching: TicketFilter())
        #expect(whole.rows.count == 2 && whole.damaged.count == 4 && whole.next == nil)

        var (filter, rows, damaged) = (TicketFilter(), [TicketRow](), [String]())
        filter.limit = limit
        for number in 1...6 {
            let page = try house.store.ticketPage(matching: filter)
            rows += page.rows
            damaged += page.damaged
            #expect(page.rows.count + page.damaged.count == min(limit, 6 - (number - 1) * limit))
            filter.before = page.next
            if page.next == nil { break }
        }

        #expect(filter.before == nil && rows == whole.rows && damaged == whole.damaged)
    }

    @Test func anExplanationOfAPolicyThatNeverWasIsRefused() throws {
        let (house, _) = try damagedHouse(
            """
            UPDATE event SET clocks = CAST(replace(CAST(clocks AS TEXT), ',1]', ',99]') AS BLOB)
            WHERE ticket = 1 AND clocks IS NOT NULL
            """)
        let first = try #require(try house.store.allTicketIDs(after: nil, limit: 1).first)
        let viewer = Viewer(
            TestHouse.supervisor, language: .en, zone: .shanghai, routing: Routing(departments: [], lines: []),
            vault: nil)

        #expect(throws: CorruptHistory.self) {
            try ExplanationView.json(of: first, in: house.store, for: viewer, at: house.now)
        }
    }

    /// Histories that began before number and branch were under the hash.
    @Test func aFormerHistoryStillVerifies() throws {
        let house = try TestHouse()
        let ticket = try house.open().ticket
        let event = try #require(try house.store.events(of: ticket).first)
        let former = HashChain.hash(of: event, after: HashChain.formerStart, ticket: ticket)
        try house.store.damage("UPDATE event SET hash = x'\(former.hex)' WHERE version = 1")

        #expect(Verifier(house.store).run(house.store).findings == [])
    }
}

extension SQLiteStore {
    /// As somebody with the shell of SQLite may do it.
    func damage(_ sql: String) throws {
        try writer.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA foreign_keys = OFF;
                    PRAGMA ignore_check_constraints = ON;
                    DROP TRIGGER IF EXISTS event_never_changes;
                    DROP TRIGGER IF EXISTS event_never_goes;
                    \(sql);
                    PRAGMA ignore_check_constraints = OFF;
                    PRAGMA foreign_keys = ON
                    """)
        }
    }
}
