import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// `paidan verify` reckons every due moment again, by the policy that was stored for it.
@Suite struct VerifierTests {
    /// The same company once more, with the clocks of the opening as `change` leaves them and a chain of hashes that fits.
    private func copy(
        of house: TestHouse, _ ticket: TicketID, change: ([UInt8]) -> [UInt8] = { $0 }
    ) throws -> SQLiteStore {
        let store = try SQLiteStore.inMemory()
        let row = try house.row(ticket)
        let event = try #require(try house.store.events(of: ticket).first)
        let clocks = event.clocks.map(change)
        let hash = HashChain.hash(
            after: HashChain.start, ticket: ticket, version: 1, type: event.type, form: event.form,
            recordedAt: event.recordedAt, factAt: event.factAt, principal: event.principal, verb: event.verb,
            phase: event.phase, data: event.data, clocks: clocks)
        try store.transaction {
            for policy in try house.store.activatedPolicies() { try store.insert(policy) }
            if let person = try house.store.person(row.person) { try store.insert(person) }
            try store.insert(row)
            try store.append(
                EventRow(
                    version: 1, type: event.type, form: event.form, recordedAt: event.recordedAt,
                    factAt: event.factAt, principal: event.principal, verb: event.verb, phase: event.phase,
                    data: event.data, clocks: clocks, hash: hash),
                to: ticket)
            for clock in try house.store.runningClocks(of: ticket) { try store.put(clock) }
        }
        return store
    }

    private func findings(_ store: SQLiteStore) throws -> [String] {
        try Verifier(store).run(store).findings.map(\.what.en).filter { $0.contains("by policy") }
    }

    @Test func aDueMomentThatThePolicyDoesNotGiveIsFound() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket

        #expect(try findings(copy(of: house, complaint)) == [])
        let falsified = try copy(of: house, complaint) { bytes in
            Array(String(decoding: bytes, as: UTF8.self).replacing("7200000", with: "7200001").utf8)
        }

        #expect(
            try findings(falsified) == [
                "forward::1 is due 2026-03-02T12:00:00+08:00 by policy 1, recorded 2026-03-02T12:00:00.001+08:00"
            ])
    }

    /// What a clock was told wrongly stands beside that clock, in the reader's language, and is not told again at the end.
    @Test(arguments: [(Language.zh, "到期时间"), (.en, "due moment")])
    func anExplanationTellsAFindingOnce(_ language: Language, _ words: String) throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        let falsified = try copy(of: house, complaint) { bytes in
            Array(String(decoding: bytes, as: UTF8.self).replacing("7200000", with: "7200001").utf8)
        }
        let viewer = Viewer(
            TestHouse.clerk, language: language, zone: .shanghai, routing: Routing(departments: [], lines: []),
            vault: nil)

        let json = try ExplanationView.json(of: complaint, in: falsified, for: viewer, at: house.now)

        let clock = json?["clocks"]?.array?.first { $0["key"] == "forward::1" }
        #expect(clock?["findings"]?.array?.count == 1)
        #expect(clock?["findings"]?[0]?.string?.contains(words) == true)
        let others = json?["findings"]?.array?.compactMap { $0["what"]?.string } ?? []
        #expect(others.count == 2 && !others.contains { $0.contains(words) }, "the row and the watch: \(others)")
    }

    /// A chain of hashes that fits does not make a verdict true.
    @Test func aVerdictThatTheFactsDoNotGiveIsFound() throws {
        let house = try TestHouse()
        let complaint = try house.open(["categories": ["construction"], "receivedAt": "2026-03-02T07:00:00+08:00"])
            .ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let events = try house.store.events(of: complaint)
        let bent = events.map { event in
            EventRow(
                version: event.version, type: event.type, form: event.form, recordedAt: event.recordedAt,
                factAt: event.factAt, principal: event.principal, verb: event.verb, phase: event.phase,
                data: event.data,
                clocks: event.clocks.map {
                    Array(String(decoding: $0, as: UTF8.self).replacing("late", with: "inTime").utf8)
                },
                hash: event.hash)
        }
        let row = try house.row(complaint)
        let shelf = house.engine.policies

        func proofs(_ events: [EventRow]) throws -> [DeadlineProof] {
            let entries = try History.entries(Complaint.self, events)
            return DeadlineProof.all(of: try Replay(id: row.id, branch: row.branch, entries)) { shelf[$0] }
        }

        #expect(try proofs(events).flatMap(\.findings) == [])
        #expect(
            try proofs(bent).flatMap(\.findings) == [
                .verdict(recorded: .inTime, reckoned: .late, version: events.count)
            ])
    }

    /// On other tzdata the stored table counts; were the table another, the verdicts would not fit.
    @Test func theZoneTableThatWasStoredIsTheOneThatCounts() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "requireSurvey", ["departments": ["engineering"]])
        #expect(try Verifier(house.store).run(house.store).findings == [])

        let later = try Regulation.stored(
            try #require(try house.store.activatedPolicies().first).with(
                ZoneTable.text(of: Zone(name: "Asia/Shanghai", first: .hours(7), version: "2099a"))))

        let due = try #require(try house.clock("survey::1", of: complaint)).due
        #expect(Limit.workingDays(2).due(from: TestHouse.monday, in: later.policy.calendar) == due + .hours(1))
    }
}

extension PolicyRow {
    /// The same activation with another zone table.
    fileprivate func with(_ table: String) -> PolicyRow {
        PolicyRow(
            number: number, name: name, hash: hash, text: text, zoneTable: table,
            zoneHash: hexadecimalDigest(of: table), scope: scope, reason: reason, activatedAt: activatedAt,
            principal: principal)
    }
}
