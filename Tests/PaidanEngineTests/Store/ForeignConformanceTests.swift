import PaidanCore
import PaidanEngine
import PaidanStore
import Testing

/// What every store promises about other systems' logs, and about what is taken back.
@Suite struct ForeignConformanceTests {
    private static let ticket = ForeignTicket(
        source: "old", reference: "A-17", ticket: Sample.id(1), importedAt: Sample.noon)

    private func row(_ position: Int, _ verdict: ForeignRow.Verdict, _ code: String? = nil) -> ForeignRow {
        ForeignRow(
            position: position, digest: [UInt8](repeating: UInt8(position), count: 16), at: Sample.noon,
            verdict: verdict, code: code)
    }

    @Test(arguments: StoreMaker.allCases) func aTicketIsFoundByItsReference(maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.transaction { try store.insert(Self.ticket) }
            #expect(try store.foreignTicket("A-17", of: "old") == Sample.id(1))
            #expect(try store.foreignTicket("A-17", of: "new") == nil)
            #expect(throws: (any Error).self) { try store.transaction { try store.insert(Self.ticket) } }
        }
    }

    @Test(arguments: StoreMaker.allCases) func rowsComeBackInOrder(maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            let rows = [row(1, .applied), row(2, .refused, "no-way"), row(3, .note)]
            try store.transaction {
                try store.insert(Self.ticket)
                for row in rows.reversed() { try store.insert(row, of: Sample.id(1)) }
            }
            #expect(try store.foreignRows(of: Sample.id(1)) == rows)
            #expect(try store.foreignRows(of: Sample.id(2)) == [])
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFactKeepsItsMark(maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            let plain = Sample.event(2)
            let marked = EventRow(
                version: 2, type: plain.type, form: plain.form, recordedAt: plain.recordedAt, factAt: plain.factAt,
                principal: plain.principal, verb: plain.verb, phase: plain.phase, data: plain.data,
                clocks: plain.clocks, importedAt: Sample.noon + .days(1), hash: plain.hash)
            try store.transaction { try store.append(marked, to: Sample.id(1)) }
            #expect(try store.events(of: Sample.id(1)) == [Sample.event(1), marked])
        }
    }

    private struct Trouble: Error {}

    @Test(arguments: StoreMaker.allCases) func whatIsTriedIsKeptOrTakenBack(maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.transaction {
                try store.tentatively {
                    try store.insert(Sample.ticket(2))
                    return true
                }
                try store.tentatively {
                    try store.insert(Sample.ticket(3))
                    return false
                }
                #expect(throws: Trouble.self) {
                    try store.tentatively {
                        try store.insert(Sample.ticket(4))
                        throw Trouble()
                    }
                }
                try store.append(Sample.event(1), to: Sample.id(2))
            }
            #expect(try store.allTicketIDs(after: nil, limit: 9) == [Sample.id(1), Sample.id(2)])
            // What was taken back can come again.
            try store.put(Sample.ticket(3))
            #expect(try store.events(of: Sample.id(3)).count == 1)
        }
    }
}
