import PaidanCore
import PaidanEngine
import Testing

/// What every `Store` promises about tickets, facts, clocks and transactions.
@Suite struct TicketConformanceTests {
    private struct Stop: Error {}

    @Test(arguments: StoreMaker.allCases) func aTransactionThatFailsLeavesNothing(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            #expect(throws: Stop.self) {
                try store.transaction {
                    try store.insert(Sample.alice)
                    try store.insert(Sample.ticket(1))
                    try store.setMeta("a", to: "b")
                    throw Stop()
                }
            }
            #expect(try store.ticketRow(Sample.id(1)) == nil)
            #expect(try store.person(Sample.alice.id) == nil)
            #expect(try store.meta("a") == nil)
            // The row number that was taken and given back belongs to another ticket now.
            try store.put(Sample.ticket(2))
            #expect(try store.events(of: Sample.id(2)).count == 1)
        }
    }

    @Test(arguments: StoreMaker.allCases) func whatIsWrittenIsReadInTheSameTransaction(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.transaction {
                try store.insert(Sample.alice)
                try store.insert(Sample.ticket(1))
                #expect(try store.ticketRow(Sample.id(1)) == Sample.ticket(1))
            }
        }
    }

    @Test(arguments: StoreMaker.allCases) func rowsComeBackAsTheyWent(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let part = Sample.ticket(
                2, kind: .dispatch, department: .engineering, parent: Sample.id(1), due: Sample.noon, isLate: true)
            try store.put(Sample.ticket(1), part)

            #expect(try store.ticketRow(Sample.id(2)) == part)
            #expect(try store.ticketRow(kind: .dispatch, number: 2) == part)
            #expect(try store.ticketRow(kind: .complaint, number: 2) == nil)
            #expect(try store.person(Sample.alice.id) == Sample.alice)
            #expect(try store.highestNumber(of: .dispatch) == 2)
            #expect(try store.allTicketIDs(after: nil, limit: 10) == [Sample.id(1), Sample.id(2)])
            #expect(try store.allTicketIDs(after: Sample.id(1), limit: 10) == [Sample.id(2)])
            #expect(try store.latestUpdate() == Sample.noon)
        }
    }

    @Test(arguments: StoreMaker.allCases) func anUpdateOfAnotherVersionIsALostRace(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let first = Sample.ticket(1)
            try store.put(first)
            try store.transaction { try store.update(Sample.ticket(1, version: 2, phase: "x"), from: first) }
            #expect(try store.ticketRow(Sample.id(1))?.phase == "x")
            #expect(throws: StoreError.lostRace(Sample.id(1))) {
                try store.transaction { try store.update(Sample.ticket(1, version: 2), from: first) }
            }
        }
    }

    @Test(arguments: StoreMaker.allCases) func aPartGoesOverToAnotherWhole(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let part = Sample.ticket(3, kind: .dispatch, department: .engineering, parent: Sample.id(1))
            try store.put(Sample.ticket(1), Sample.ticket(2), part)
            let moved = Sample.ticket(3, kind: .dispatch, version: 2, department: .engineering, parent: Sample.id(2))
            try store.transaction { try store.update(moved, from: part) }
            #expect(try store.ticketRow(Sample.id(3)) == moved)
            var parts = TicketFilter()
            parts.parent = Sample.id(2)
            #expect(try store.tickets(matching: parts) == [moved])
        }
    }

    @Test(arguments: StoreMaker.allCases) func factsAreInOrderAndWithoutGaps(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            let second = Sample.event(2, factAt: Sample.noon - .minutes(5), clocks: [1, 2])
            try store.transaction { try store.append(second, to: Sample.id(1)) }

            #expect(try store.events(of: Sample.id(1)) == [Sample.event(1), second])
            #expect(try store.event(of: Sample.id(1), version: 2) == second)
            for version in [1, 4] {
                #expect(throws: (any Error).self, "version \(version)") {
                    try store.transaction { try store.append(Sample.event(version), to: Sample.id(1)) }
                }
            }
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFilterFindsWhatItSays(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(
                Sample.ticket(1, due: Sample.noon + .hours(2)), Sample.ticket(2, phase: "closed", isOpen: false),
                Sample.ticket(
                    3, kind: .dispatch, department: .engineering, parent: Sample.id(1), due: Sample.noon, isLate: true))
            func found(_ change: (inout TicketFilter) -> Void) throws -> [TicketID] {
                var filter = TicketFilter()
                change(&filter)
                return try store.tickets(matching: filter).map(\.id)
            }

            #expect(try found { _ in } == [3, 2, 1].map(Sample.id), "newest first")
            #expect(try found { $0.kind = .dispatch } == [Sample.id(3)])
            #expect(try found { $0.phase = "closed" } == [Sample.id(2)])
            #expect(try found { $0.department = .engineering } == [Sample.id(3)])
            #expect(try found { $0.isOpen = true } == [3, 1].map(Sample.id))
            #expect(try found { $0.isLate = true } == [3, 1].map(Sample.id), "a part, and so the whole")
            #expect(try found { $0.isLate = false } == [Sample.id(2)])
            #expect(try found { $0.parent = Sample.id(1) } == [Sample.id(3)])
            #expect(try found { $0.before = Sample.id(3) } == [2, 1].map(Sample.id))
            #expect(try found { $0.limit = 1 } == [Sample.id(3)])
            #expect(try found { $0.byDue = true } == [3, 1, 2].map(Sample.id), "without a limit last")
            #expect(try found { $0.branch = Branch("south") } == [])
            #expect(try found { $0.concerning = [.engineering] } == [3, 1].map(Sample.id), "its part, and the whole")
            #expect(try found { $0.concerning = [.materials, .engineering] } == [3, 1].map(Sample.id))
            #expect(try found { $0.concerning = [.materials] } == [])
            #expect(try found { $0.concerning = [] } == [])
            #expect(try found { $0.kinds = [.dispatch, .call] } == [Sample.id(3)])
            #expect(try found { $0.kinds = [] } == [])
            let either = try found { filter in
                filter.concerning = [.materials]
                filter.kinds = [.dispatch]
            }
            #expect(either == [Sample.id(3)], "what either lets through")
        }
    }

    /// 经办人: those that are set take the place of those before.
    @Test(arguments: StoreMaker.allCases) func ticketsAreFoundByWhoSeesThemThrough(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let (chen, lin) = (Account(unchecked: "chen"), Account(unchecked: "lin"))
            func found(_ account: Account, isOpen: Bool? = nil) throws -> [TicketID] {
                var filter = TicketFilter()
                filter.assignee = account
                filter.isOpen = isOpen
                return try store.tickets(matching: filter).map(\.id)
            }
            try store.put(
                Sample.ticket(1, kind: .lead), Sample.ticket(2, kind: .lead, phase: "lost", isOpen: false),
                Sample.ticket(3, kind: .lead))
            try store.transaction {
                try store.setAssignees(of: Sample.id(1), to: [lin, chen])
                try store.setAssignees(of: Sample.id(2), to: [chen])
            }

            #expect(try store.assignees(of: Sample.id(1)) == [chen, lin])
            #expect(try found(chen) == [2, 1].map(Sample.id) && found(chen, isOpen: true) == [Sample.id(1)])
            #expect(try found(lin) == [Sample.id(1)])
            try store.transaction { try store.setAssignees(of: Sample.id(1), to: [lin]) }
            #expect(try found(chen) == [Sample.id(2)] && found(lin) == [Sample.id(1)])
            #expect(try store.assignees(of: Sample.id(3)) == [])
        }
    }

    /// The parts that go with a project: only the whole is set, and the others change with it.
    @Test(arguments: StoreMaker.allCases) func partsAreFoundByWhoSeesTheirWholeThrough(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let (chen, lin) = (Account(unchecked: "chen"), Account(unchecked: "lin"))
            func found(_ account: Account, isOpen: Bool? = nil, kind: Kind? = nil) throws -> [TicketID] {
                var filter = TicketFilter()
                (filter.assignee, filter.isOpen, filter.kind) = (account, isOpen, kind)
                return try store.tickets(matching: filter).map(\.id)
            }
            try store.put(
                Sample.ticket(1, kind: .project), Sample.ticket(2, kind: .project),
                Sample.ticket(3, kind: .node, parent: Sample.id(1)),
                Sample.ticket(4, kind: .supply, phase: "arrived", isOpen: false, parent: Sample.id(1)),
                Sample.ticket(5, kind: .call, parent: Sample.id(1)),
                Sample.ticket(6, kind: .node, parent: Sample.id(2)))
            try store.transaction { try store.setAssignees(of: Sample.id(1), to: [lin, chen]) }

            #expect(try found(chen) == [4, 3, 1].map(Sample.id), "and no call")
            #expect(try found(lin, isOpen: true) == [3, 1].map(Sample.id))
            #expect(try found(chen, kind: .supply) == [Sample.id(4)])
            try store.transaction { try store.setAssignees(of: Sample.id(1), to: [lin]) }
            #expect(try found(chen) == [] && found(lin) == [4, 3, 1].map(Sample.id))
        }
    }

    /// The customer's own and those of others with the same number, of one kind.
    @Test(arguments: StoreMaker.allCases) func ticketsAreFoundByTheCustomersNumber(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(
                Sample.ticket(1, kind: .lead, phase: "lost", isOpen: false), Sample.ticket(2, kind: .lead),
                Sample.ticket(3))
            func found(_ hash: [UInt8]?, _ person: PersonID, limit: Int = 9) throws -> [TicketID] {
                try store.tickets(of: .lead, withPhone: hash, orOf: person, limit: limit)
            }
            let (alice, stranger) = (Sample.alice, PersonID(ULID(high: 9, low: 9)))

            #expect(try found(alice.phoneHash, stranger) == [2, 1].map(Sample.id), "newest first, ended ones as well")
            #expect(try found(nil, alice.id) == [2, 1].map(Sample.id))
            #expect(try found(alice.phoneHash, stranger, limit: 1) == [Sample.id(2)])
            #expect(try found([UInt8](repeating: 3, count: 16), stranger) == [])
            #expect(try found(nil, stranger) == [], "no number is nobody's number")
        }
    }

    /// 更正客户资料: found by the number that counts now; key and age stay.
    @Test(arguments: StoreMaker.allCases) func aPersonIsKnownOtherwiseFromThenOn(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1, kind: .lead))
            let alice = Sample.alice
            let (former, number) = (try #require(alice.phoneHash), [UInt8](repeating: 5, count: 16))
            let other = PersonRow(
                id: alice.id, salt: [UInt8](repeating: 8, count: 16), sealed: [7], phoneHash: number,
                createdAt: Sample.noon + .hours(1))

            try store.transaction { try store.update(other) }

            let kept = try #require(try store.person(alice.id))
            #expect(kept.sealed == [7] && kept.phoneHash == number)
            #expect(kept.salt == alice.salt && kept.createdAt == alice.createdAt)
            #expect(try store.people(phoneHash: number, with: TicketFilter(), limit: 9) == [alice.id])
            #expect(try store.people(phoneHash: former, with: TicketFilter(), limit: 9) == [])
        }
    }

    @Test(arguments: StoreMaker.allCases) func aCorrectionMakesNobody(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            let stranger = PersonRow(
                id: PersonID(ULID(high: 9, low: 9)), salt: [UInt8](repeating: 1, count: 16), sealed: [9],
                phoneHash: nil, createdAt: Sample.noon)

            #expect(throws: StoreError.self) {
                try store.transaction { try store.update(stranger) }
            }
            let (known, made) = (try store.person(Sample.alice.id), try store.person(stranger.id))
            #expect(known == Sample.alice && made == nil)
        }
    }

    @Test(arguments: StoreMaker.allCases) func clocksComeDueByMomentThenTicketThenKey(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1), Sample.ticket(2))
            func clock(_ ticket: UInt64, _ key: String, _ next: Instant?) throws -> ClockRow {
                ClockRow(
                    ticket: Sample.id(ticket), key: try #require(ClockKey(text: key)), due: Sample.noon + .hours(1),
                    next: next, isLate: false)
            }
            let rows = [
                try clock(2, "b::1", Sample.noon), try clock(1, "c::1", Sample.noon), try clock(1, "a::1", Sample.noon),
                try clock(1, "d::1", Sample.noon - .minutes(1)), try clock(1, "paused::1", nil),
            ]
            try store.transaction { for row in rows { try store.put(row) } }

            let due = try store.dueClocks(at: Sample.noon, limit: 10)
            #expect(due == [rows[3], rows[2], rows[1], rows[0]])
            #expect(try store.dueClocks(at: Sample.noon - .seconds(1), limit: 10) == [rows[3]])
            #expect(try store.nextClockMoment() == Sample.noon - .minutes(1))

            try store.transaction {
                try store.put(try clock(1, "d::1", nil))
                try store.removeClock(rows[2].key, of: Sample.id(1))
            }
            #expect(try store.runningClocks(of: Sample.id(1)).map(\.key.name) == ["c", "d", "paused"])
            #expect(try store.nextClockMoment() == Sample.noon)

            let both = try store.runningClocks(ofAll: [Sample.id(2), Sample.id(1)])
            #expect(try both == store.runningClocks(of: Sample.id(1)) + store.runningClocks(of: Sample.id(2)))
            #expect(both.map(\.key.name) == ["c", "d", "paused", "b"])
            #expect(
                try store.runningClocks(ofAll: [Sample.id(2), Sample.id(3), Sample.id(4)]).map(\.key.name) == ["b"])
            #expect(try store.runningClocks(ofAll: []) == [])
        }
    }
}
