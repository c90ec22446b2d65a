import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// A log is played in its own time, once, and tells nobody.
@Suite struct ImportTests {
    private func verified(_ house: TestHouse) throws -> [String] {
        try Verifier(house.store).run(house.store).findings.map(\.what.en)
    }

    @Test func eachRowEndsInOneWay() throws {
        let house = try TestHouse()

        let outcome = try house.takeOver()

        #expect(
            outcome.verdicts == [
                "2 applied", "3 applied", "4 applied", "5 applied", "6 applied", "7 applied", "8 applied", "9 applied",
                "10 applied", "11 applied", "12 applied", "13 refused no-way", "14 applied", "15 applied", "16 applied",
            ])
        #expect(outcome.tickets.map(\.reference) == ["A", "B", "C", "D"])
        #expect(outcome.tickets.map(\.number) == ["C-1", "C-2", "C-3", "C-4"])
        #expect(outcome.tickets.map(\.state) == ["closed", "inDepartment", "onHold", "inDepartment"])
        #expect(try verified(house) == [])
    }

    @Test func clocksRingWhenTheyWereDue() throws {
        let house = try TestHouse()

        let outcome = try house.takeOver()

        #expect(outcome.clock("T-01", of: "A")?.verdict == .inTime)
        #expect(outcome.clock("T-01d", of: "A")?.verdict == .late)
        #expect(outcome.clock("T-01", of: "B")?.verdict == .late)
        #expect(outcome.clock("T-02", of: "C")?.verdict == .inTime)
        #expect(outcome.clock("T-03", of: "C")?.isBreached == false)
        let rung = try house.allEvents.filter { $0.type == "rang" }
        #expect(rung.count > 0 && rung.allSatisfy { $0.importedAt == house.now && $0.recordedAt <= OldLog.end })
        // B was received at 9:30.
        let breach = try #require(Instant(rfc3339: "2026-02-02T11:30:00.001+08:00"))
        #expect(rung.contains { $0.recordedAt == breach })
    }

    @Test func everyFactIsMarkedAndInTheFeeds() throws {
        let house = try TestHouse()
        _ = try house.takeOver()

        let events = try house.allEvents

        #expect(events.allSatisfy { $0.importedAt == house.now && $0.recordedAt == $0.factAt })
        #expect(try house.store.feedHeads()[Engine.wholeFeed] == events.count)
        let first = try #require(try house.store.feed(Engine.wholeFeed, after: 0, limit: 1).first)
        let shown = try FeedView(epoch: "e", zone: .shanghai).events(of: [first], in: house.store)
        #expect(shown.first?["importedtime"] == "2026-03-02T10:00:00+08:00")
        #expect(shown.first?["recordedtime"] == "2026-02-02T09:00:00+08:00")
    }

    @Test func nobodyIsToldAndNoQueueGetsAMessage() throws {
        let house = try TestHouse()

        _ = try house.takeOver()

        #expect(try house.notices == [])
        #expect(try house.store.messageCounts() == [])
    }

    @Test func importingTwiceChangesNothing() throws {
        let house = try TestHouse()
        let first = try house.takeOver()
        let (events, heads) = (try house.allEvents, try house.store.feedHeads())

        house.jump(to: house.now + .days(1))
        let second = try house.takeOver()

        #expect(second.verdicts == first.verdicts)
        #expect(second.rows.allSatisfy { $0.isKnown })
        #expect(second.tickets.allSatisfy { $0.fate == .unchanged })
        #expect(second.tickets.map(\.clocks) == first.tickets.map(\.clocks))
        #expect(try house.allEvents == events)
        #expect(try house.store.feedHeads() == heads)
    }

    /// Wherever the log was cut, the rest of it leads to what the whole would have led to.
    @Test func aLongerLogContinues() throws {
        let whole = try TestHouse().takeOver()
        let rows = OldLog.rows.split(separator: "\n")
        for cut in 1..<rows.count {
            let house = try TestHouse()
            _ = try house.takeOver(rows.prefix(cut).joined(separator: "\n"))
            try house.restart()

            let outcome = try house.takeOver()

            #expect(outcome.verdicts == whole.verdicts, "cut at \(cut)")
            for ticket in whole.tickets {
                let continued = outcome.ticket(ticket.reference)
                #expect(continued?.clocks == ticket.clocks && continued?.state == ticket.state, "cut at \(cut)")
            }
            #expect(try verified(house) == [])
        }
    }

    /// A closing rule is asked once about a silence: later, when a clock has brought the ticket elsewhere, is too late for it.
    @Test(arguments: ["30 min", "1 h", "6 h", "1 d"])
    func aLongerLogContinuesAlsoWhereSilenceCloses(_ after: String) throws {
        let mapping =
            OldLog.mapping + """

                closing:
                  after: \(after)
                  do:
                    - {when: received, do: [withdraw: {reason: silence}]}
                    - {when: inDepartment, do: [dispatch.reportDone: {result: silence, cause: silence}]}
                """
        let rows =
            OldLog.rows.split(separator: "\n").map(String.init) + [
                "E,call,2026-02-04 12:00", "E,forward,2026-02-04 12:10", "F,call,2026-02-06 09:00",
                "F,forward,2026-02-09 09:00",
            ]

        try Self.requireThatCutsDoNotMatter(rows, mapping)
    }

    /// What an opinion has become goes on with it.
    @Test func aLongerLogContinuesWhatATicketHasLedTo() throws {
        let mapping = """
            source: old
            kind: opinion
            ticket: id
            activity: what
            time: {column: when, pattern: "yyyy-MM-dd HH:mm", zone: "+08:00"}
            open: {heardOn: inbound, customer: {name: {column: id}}, content: {column: what}}
            activities:
              call: note
              grave: becomeComplaint
              forward: {complaint.forward: {departments: [engineering]}}
              done: {dispatch.reportDone: {result: {column: what}, cause: {column: what}}}
              close: {complaint.replyToCustomer: {text: {column: what}}}
            """
        let rows = """
            A,call,2026-02-02 09:00
            A,grave,2026-02-02 09:30
            B,call,2026-02-02 10:00
            A,forward,2026-02-02 10:30
            B,grave,2026-02-02 11:00
            A,done,2026-02-02 15:00
            B,forward,2026-02-02 15:30
            A,close,2026-02-02 16:00
            """

        let whole = try Self.requireThatCutsDoNotMatter(rows.split(separator: "\n").map(String.init), mapping)

        #expect(whole.verdicts.allSatisfy { $0.hasSuffix("applied") }, "\(whole.verdicts)")
        #expect(whole.clock("T-01", of: "A")?.verdict == .inTime && whole.clock("T-01", of: "B")?.verdict == .late)
    }

    /// - Parameter rows: in the order of their times.
    @discardableResult
    private static func requireThatCutsDoNotMatter(_ rows: [String], _ mapping: String) throws -> ImportOutcome {
        let wholeHouse = try TestHouse()
        let whole = try wholeHouse.takeOver(rows.joined(separator: "\n"), mapping)
        let facts = try wholeHouse.factsByTicket
        for cut in 1..<rows.count {
            let house = try TestHouse()
            _ = try house.takeOver(rows.prefix(cut).joined(separator: "\n"), mapping)
            try house.restart()

            let outcome = try house.takeOver(rows.joined(separator: "\n"), mapping)
            let (events, heads) = (try house.allEvents, try house.store.feedHeads())
            try house.restart()
            let again = try house.takeOver(rows.joined(separator: "\n"), mapping)

            #expect(outcome.verdicts == whole.verdicts, "cut at \(cut)")
            #expect(outcome.tickets.map(\.clocks) == whole.tickets.map(\.clocks), "cut at \(cut)")
            #expect(outcome.tickets.map(\.state) == whole.tickets.map(\.state), "cut at \(cut)")
            #expect(try house.factsByTicket == facts, "cut at \(cut)")
            #expect(again.tickets.map(\.clocks) == whole.tickets.map(\.clocks), "again, cut at \(cut)")
            #expect(try house.allEvents == events, "again, cut at \(cut)")
            #expect(try house.store.feedHeads() == heads, "again, cut at \(cut)")
        }
        return whole
    }

    /// The log of a help desk that the system tests take over, cut between two moments.
    @Test(arguments: [0.2, 0.5, 0.8])
    func aHelpDesksLogInTwoHalvesIsTheWhole(_ part: Double) throws {
        let (header, rows) = try HelpDeskLog.rows()
        let mapping = try HelpDeskLog.mapping(
            closing: """
                closing:
                  after: 3 d
                  do:
                    - {when: [received, explaining], do: [withdraw: {reason: silence}]}
                    - {when: inDepartment, do: [dispatch.reportDone: {result: silence, cause: silence}]}
                """)
        var cut = Int(Double(rows.count) * part)
        while rows[cut].at == rows[cut - 1].at { cut += 1 }
        let (whole, halves) = (try TestHouse(at: HelpDeskLog.later), try TestHouse(at: HelpDeskLog.later))

        let expected = try whole.takeOver(header, rows.map(\.text), mapping)
        _ = try halves.takeOver(header, rows[..<cut].map(\.text), mapping)
        try halves.restart()
        let outcome = try halves.takeOver(header, rows.map(\.text), mapping)

        #expect(outcome.verdicts == expected.verdicts)
        #expect(outcome.tickets.map(\.clocks) == expected.tickets.map(\.clocks))
        #expect(outcome.tickets.map(\.state) == expected.tickets.map(\.state))
        #expect(outcome.tickets.contains { $0.state == "withdrawn" } && outcome.tickets.contains { $0.isOpen })
    }

    @Test func aForwardAfterTheRecordedBreachOfNobodysLimitIsLateToo() throws {
        let house = try TestHouse()
        _ = try house.takeOver("A,call,2026-02-02 09:00")
        // A server starts; its watch takes the log for complete.
        try house.turn([])

        let outcome = try house.takeOver("A,call,2026-02-02 09:00\nA,forward,2026-02-02 10:00")

        let clock = try #require(outcome.clock("T-01", of: "A"))
        #expect(clock.key.subject == "engineering" && clock.isBreached)
        #expect(clock.verdict == .late && clock.secondOpinion == .inTime)
        let ticket = try #require(try house.store.foreignTicket("A", of: "old"))
        let row = try house.row(ticket)
        let replay = try Replay<Complaint>(
            id: ticket, branch: row.branch, History.entries(Complaint.self, house.store.events(of: ticket)))
        let dx = try RegulationLoader.shipped("dx").policy
        #expect(DeadlineProof.all(of: replay) { _ in dx }.flatMap(\.findings) == [])
        #expect(try verified(house) == [])
    }

    @Test func aRowThatComesAfterTheBreachWasRecordedGetsASecondOpinion() throws {
        let house = try TestHouse()
        _ = try house.takeOver("A,classify,2026-02-02 09:00")
        // A server starts; its watch takes the log for complete.
        try house.turn([])

        let outcome = try house.takeOver("A,classify,2026-02-02 09:00\nA,forward,2026-02-02 10:00")

        #expect(outcome.clock("T-01", of: "A")?.verdict == .late)
        #expect(outcome.clock("T-01", of: "A")?.secondOpinion == .inTime)
        #expect(try verified(house) == [])
    }

    @Test func aReferenceBelongsToTheBranchForWhichItCameFirst() throws {
        let house = try TestHouse()
        try house.turn([.addBranch(BranchRow(branch: Self.south, label: Label("南区", "south")), by: Self.admin)])
        _ = try house.takeOver("A,call,2026-02-02 09:00", branch: Self.south)
        let facts = try house.allEvents.count

        let outcome = try house.takeOver("A,call,2026-02-02 09:00\nA,forward,2026-02-02 10:00")

        #expect(outcome.verdicts == ["2 refused other-branch", "3 refused other-branch"])
        #expect(outcome.ticket("A")?.number == nil && outcome.ticket("A")?.fate == .refused)
        #expect(try house.allEvents.count == facts)
        let own = try house.takeOver("A,call,2026-02-02 09:00\nA,forward,2026-02-02 10:00", branch: Self.south)
        #expect(own.verdicts == ["2 applied", "3 applied"], "nothing was kept of the other's rows")
    }

    private static let south = Branch(unchecked: "south")
    private static let admin = Actor("admin", [.admin])

    // MARK: Going live

    /// What was due before the import does not storm anybody when the server starts.
    @Test func whatWasDueBeforeIsRecordedQuietly() throws {
        let house = try TestHouse()
        _ = try house.takeOver()

        try house.turn([])

        let rung = try house.allEvents.filter { $0.type == "rang" }
        // D was forwarded at 8:50; nobody took it by 9:20, after the log's end.
        let breach = try #require(Instant(rfc3339: "2026-02-03T09:20:00.001+08:00"))
        #expect(rung.contains { $0.recordedAt == breach && $0.importedAt == house.now })
        #expect(rung.allSatisfy { $0.importedAt == house.now })
        #expect(try house.notices == [])
        #expect(try house.store.messageCounts() == [])
        #expect(try house.engine.nextClockMoment.map { $0 > house.now } ?? true)
        #expect(try verified(house) == [])
    }

    @Test func anOpenTicketGoesOnAsOurs() throws {
        let house = try TestHouse()
        _ = try house.takeOver("A,call,2026-03-02 09:30")
        let ticket = try #require(try house.store.foreignTicket("A", of: "old"))

        try house.move(to: house.now + .hours(2))

        let events = try house.store.events(of: ticket).filter { $0.type == "rang" }
        #expect(events.map { $0.importedAt == nil } == [true, true, true])
        #expect(try house.notices.count > 0)
        try house.act(ticket, "forward", ["departments": ["engineering"]])
        #expect(try house.store.messageCounts().count == 1)
        #expect(try verified(house) == [])
    }

    @Test func whatWentLiveTakesNoMoreRows() throws {
        let house = try TestHouse()
        _ = try house.takeOver("A,call,2026-03-02 09:30")
        let ticket = try #require(try house.store.foreignTicket("A", of: "old"))
        try house.act(ticket, "forward", ["departments": ["engineering"]])
        house.jump(to: house.now + .hours(1))

        let outcome = try house.takeOver("A,call,2026-03-02 09:30\nA,forward,2026-03-02 10:30")

        #expect(outcome.verdicts == ["2 applied", "3 refused gone-live"])
        #expect(outcome.tickets.map(\.fate) == [.unchanged])
    }

    // MARK: Rows that cannot be

    @Test func whatCannotBeReadIsRefusedWithItsLine() throws {
        let outcome = try TestHouse().takeOver(
            "A,call,2026-02-02 09:00\nA,call,2 February\n,call,2026-02-02 09:00\nA,call\nA,dance,2026-02-02 09:10\n"
                + "A,call,2027-01-01 09:00")

        #expect(
            outcome.verdicts == [
                "2 applied", "3 refused bad-time", "4 refused no-ticket", "5 refused wrong-width",
                "6 refused unknown-activity", "7 refused in-the-future",
            ])
    }

    @Test func aRowIsCarriedOutWholeOrNotAtAll() throws {
        let mapping = OldLog.mapping.replacing(
            "  take: dispatch.delivered", with: "  take: [dispatch.delivered, dispatch.delivered]")
        let house = try TestHouse()

        let outcome = try house.takeOver(
            "A,call,2026-02-02 09:00\nA,forward,2026-02-02 09:10\nA,take,2026-02-02 09:20", mapping)

        #expect(outcome.verdicts == ["2 applied", "3 applied", "4 refused not-possible"])
        #expect(outcome.clock("T-01d", of: "A")?.verdict == nil)
        #expect(try verified(house) == [])
    }

    @Test func aTicketThatCannotBeOpenedRefusesAllItsRows() throws {
        let mapping = OldLog.mapping.replacing("  channel: web", with: "  channel: {column: what}")

        let outcome = try TestHouse().takeOver("A,call,2026-02-02 09:00\nA,forward,2026-02-02 09:10", mapping)

        #expect(outcome.verdicts == ["2 refused invalid-data", "3 refused invalid-data"])
        #expect(outcome.tickets.map(\.fate) == [.refused] && outcome.tickets.map(\.number) == [nil])
    }

    @Test func anUnknownBranchIsRefusedAndNothingIsKept() throws {
        let house = try TestHouse()
        let table = try OldLog.table()
        let batch = ImportBatch(
            mapping: try OldLog.load(), header: table.header, cases: table.cases, end: OldLog.end,
            branch: Branch(unchecked: "moon"), isDryRun: false)

        guard case .failed(.refused(.because(let reason))) = try house.turn([.takeOver(batch)])[0] else {
            Issue.record("it was taken over")
            return
        }

        #expect(reason.code == "unknown-branch")
        #expect(try house.allEvents == [])
    }

    // MARK: Closing, dry runs

    @Test func silenceClosesATicket() throws {
        let mapping = OldLog.mapping + "\nclosing: {after: 3 d, do: [withdraw: {reason: no further word}]}\n"
        let rows = "A,call,2026-02-02 09:00\nB,call,2026-02-04 09:00\nB,call,2026-02-06 08:00"

        let outcome = try TestHouse().takeOver(rows, mapping)

        #expect(outcome.tickets.map(\.state) == ["withdrawn", "received"])
        #expect(outcome.clock("T-01", of: "A")?.verdict == .late)
    }

    @Test func aDryRunTellsTheSameAndLeavesNoTrace() throws {
        let house = try TestHouse()

        let dry = try house.takeOver(isDryRun: true)

        #expect(try house.allEvents == [])
        #expect(try house.store.feedHeads() == [:])
        #expect(dry.tickets.allSatisfy { $0.number == nil })
        let real = try house.takeOver()
        #expect(dry.verdicts == real.verdicts)
        #expect(dry.tickets.map(\.clocks) == real.tickets.map(\.clocks))
        #expect(real.ticket("A")?.number == "C-1")
        #expect(try verified(house) == [])
    }

    @Test func theMarkIsUnderTheHash() throws {
        let house = try TestHouse()
        _ = try house.takeOver("A,call,2026-02-02 09:00")
        let ticket = try #require(try house.store.foreignTicket("A", of: "old"))
        let event = try #require(try house.store.events(of: ticket).first)
        let forged = EventRow(
            version: event.version, type: event.type, form: event.form, recordedAt: event.recordedAt,
            factAt: event.factAt, principal: event.principal, verb: event.verb, phase: event.phase, data: event.data,
            clocks: event.clocks, hash: event.hash)

        #expect(HashChain.hash(of: event, after: HashChain.start, ticket: ticket) == event.hash)
        #expect(HashChain.hash(of: forged, after: HashChain.start, ticket: ticket) != event.hash)
    }

    @Test func anOutcomeComesOverTheWireAsItIs() throws {
        let outcome = try TestHouse().takeOver()

        let read = try #require(ImportOutcome(outcome.json(in: .shanghai, .en)))

        #expect(read.tickets == outcome.tickets)
        #expect(read.verdicts == outcome.verdicts)
    }
}
