import PaidanCore
import PaidanEngine
import PaidanStore
import PaidanTesting
import Testing

/// 超时 of a whole: rows, filters and counts say the same of it, to everybody what they may see.
@Suite struct LateWholeTests {
    /// A whole and its only part.
    private struct Family {
        let whole: TicketRow
        let part: TicketRow
    }

    /// Every way in which a whole and a part may stand.
    private static let families: [Family] = {
        var families: [Family] = []
        let parts: [(kind: Kind, department: Department?)] = [
            (.dispatch, .engineering), (.dispatch, .materials), (.call, nil),
        ]
        for index in 0..<(parts.count * 16) {
            func bit(_ place: Int) -> Bool { ((index / parts.count) >> place) & 1 == 1 }
            let (part, number) = (parts[index % parts.count], UInt64(index) * 2 + 1)
            families.append(
                Family(
                    whole: Sample.ticket(number, isOpen: bit(0), isLate: bit(1)),
                    part: Sample.ticket(
                        number + 1, kind: part.kind, isOpen: bit(2), department: part.department,
                        parent: Sample.id(number), isLate: bit(3))))
        }
        return families
    }()

    private static let engineer = Actor("engineer", [.departmentWorker], departments: [.engineering])

    @Test(arguments: StoreMaker.allCases, [TestHouse.supervisor, engineer])
    func everybodyIsToldTheSameInThreeWays(_ maker: StoreMaker, _ actor: Actor) throws {
        try maker.withStore { store in
            for family in Self.families { try store.put(family.whole, family.part) }
            let routing = Routing(departments: [], lines: [])
            let viewer = Viewer(actor, language: .zh, zone: .shanghai, routing: routing, vault: nil)
            var filter = viewer.sight.narrowed(TicketFilter())
            (filter.isWhole, filter.limit) = (true, 500)
            func found(_ isLate: Bool) throws -> [TicketID] {
                var filter = filter
                filter.isLate = isLate
                return try store.tickets(matching: filter).map(\.id)
            }

            let rows = try RowView.list(try store.tickets(matching: filter), in: store, for: viewer)

            let seen = Self.families.filter { actor == TestHouse.supervisor || $0.part.department == .engineering }
            let late = seen.filter { $0.whole.isLate || $0.whole.isOpen && $0.part.isOpen && $0.part.isLate }
            #expect(rows.count == seen.count)
            #expect(rows.filter(\.isLate).map(\.row.id) == late.map(\.whole.id).reversed())
            #expect(try found(true) == rows.filter(\.isLate).map(\.row.id))
            #expect(try found(false) == rows.filter { !$0.isLate }.map(\.row.id))
            let counts = try store.ticketCounts(matching: filter)
            #expect(counts.filter(\.isLate).map(\.count).reduce(0, +) == late.count)
        }
    }

    /// A reminder that was due before it does not hide which limit was breached.
    @Test func whatIsLateIsNamedBeforeAnEarlierReminder() throws {
        try StoreMaker.memory.withStore { store in
            func clock(_ rule: ClockRule, _ due: Instant, isLate: Bool) -> ClockRow {
                ClockRow(ticket: Sample.id(1), key: ClockKey(rule), due: due, next: nil, isLate: isLate)
            }
            let (reminder, limit) = (Sample.noon - .days(2), Sample.noon - .days(1))
            let (reminding, judged) = (Rota.visitorsClock, Rota.sheetsClock)
            try store.put(Sample.ticket(1, kind: .rota, due: reminder, isLate: true))
            try store.transaction {
                try store.put(clock(reminding, reminder, isLate: false))
                try store.put(clock(judged, limit, isLate: true))
            }
            let routing = Routing(departments: [], lines: [])
            let viewer = Viewer(TestHouse.supervisor, language: .en, zone: .shanghai, routing: routing, vault: nil)

            let row = try RowView(Sample.ticket(1, kind: .rota, due: reminder, isLate: true), in: store, for: viewer)

            #expect(row.first == ClockKey(judged) && row.due == limit && !row.isReminder)
        }
    }

    @Test func whosePartIsLateIsSaid() throws {
        try StoreMaker.memory.withStore { store in
            try store.put(
                Sample.ticket(1), Sample.ticket(2, kind: .call, parent: Sample.id(1), isLate: true),
                Sample.ticket(3, kind: .dispatch, department: .engineering, parent: Sample.id(1), isLate: true),
                Sample.ticket(4, kind: .dispatch, department: .engineering, parent: Sample.id(1), isLate: true))
            let routing = Routing(departments: [], lines: [])
            let viewer = Viewer(TestHouse.supervisor, language: .en, zone: .shanghai, routing: routing, vault: nil)

            let row = try RowView(Sample.ticket(1), in: store, for: viewer)

            #expect(row.latePartsLabel == "\(Kind.call.label.en), engineering late")
            #expect(row.lateDepartments == [.engineering])
        }
    }
}
