import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// `paidan policy try`: what would have come of a log under another regulation.
@Suite struct TrialTests {
    private static func draft(_ lines: String..., extends parent: String = "dx") throws -> Regulation {
        let text = ["name: draft", "title: {zh: 草案, en: draft}", "extends: \(parent)"] + lines
        return try RegulationSample.loader().load(
            text: text.joined(separator: "\n"), file: "draft.yaml")
    }

    private static func tally(
        _ draft: Regulation, of house: TestHouse, for scope: PolicyScope = .company, since: Instant = TestHouse.monday,
        slice: Int = 1_000, changesMax: Int = 100
    ) throws -> TrialTally {
        let trial = try Trial(
            draft, for: scope, since: since, until: house.now,
            activations: house.store.activatedPolicies())
        let tickets = try house.store.allTicketIDs(after: trial.first, limit: 10_000)
        var whole = TrialTally(changesMax: changesMax)
        for start in stride(from: 0, to: tickets.count, by: slice) {
            let part = Array(tickets[start..<min(start + slice, tickets.count)])
            whole.add(try trial.look(at: part, in: house.store, changesMax: changesMax))
        }
        return whole
    }

    /// A fortnight in which most of what may happen to a limit happens.
    private static func fortnight(policy: String = "dx") throws -> TestHouse {
        let house = try TestHouse(policy: policy)
        let worker = TestHouse.worker(.engineering)
        let prompt = try house.open().ticket
        let late = try house.open().ticket
        let surveyed = try house.open().ticket
        let explained = try house.open().ticket
        let merged = try house.open().ticket
        try house.act(surveyed, "requireSurvey", ["departments": ["materials"]])
        try house.act(explained, "startExplanation")
        try house.advance(.minutes(90))
        try house.act(prompt, "forward", ["departments": ["engineering", "furniture"]])
        try house.act(explained, "explanationAccepted")
        try house.advance(.minutes(90))
        try house.act(late, "forward", ["departments": ["engineering"]])
        try house.act(merged, "forward", ["departments": ["materials"]])
        try house.act(merged, "mergeDuplicate", ["targetID": .string(late.description)])
        let part = try house.parts(of: prompt)[0].id
        try house.act(part, "accept", ["promisedDate": house.text(after: .hours(5))], by: worker)
        try house.act(prompt, "hold", ["reason": "customer", "until": house.text(after: .days(1))])
        try house.advance(.days(2))
        try house.act(part, "newPromise", ["date": house.text(after: .hours(1))], by: worker)
        try house.advance(.hours(2))
        try house.act(
            prompt, "leaderOrders", ["measures": "x", "newDeadline": house.text(after: .days(3))], by: TestHouse.leader)
        try house.act(surveyed, "surveyConcluded", ["findings": "x", "departments": ["engineering"]])
        let returned = try #require(try house.parts(of: surveyed).first { $0.department == .engineering }).id
        try house.act(returned, "returnMisrouted", ["reason": "x"], by: worker)
        try house.advance(.hours(3))
        try house.act(surveyed, "forward", ["departments": ["furniture"]])
        try house.act(late, "withdraw", ["reason": "x"])
        let call = try house.command(
            .open(.call, data: ["occasion": "hiddenWorks", "customer": ["name": "李"]]), by: TestHouse.clerk
        ).ticket
        _ = try house.command(
            .open(.opinion, data: ["heardOn": "inbound", "customer": ["name": "李"], "content": "x"]),
            by: TestHouse.clerk)
        try house.advance(.hours(42))
        try house.act(call, "complete", ["channel": "phone", "satisfied": true])
        try house.advance(.days(8))
        return house
    }

    // MARK: Nothing changes

    @Test(arguments: ["dx", "rs"])
    func anUnchangedPolicyMakesNoDifference(_ policy: String) throws {
        let house = try Self.fortnight(policy: policy)

        let tally = try Self.tally(try RegulationLoader.shipped(policy), of: house)

        #expect(tally.isEmpty, "\(tally.changes) \(tally.differentClocks) \(tally.differentlyTold)")
        #expect(tally.tried == tally.tickets && tally.tickets > 10)
        #expect(tally.unreadable == 0)
        #expect(tally.clocks.values.contains { ($0.counts[.late]?.old ?? 0) > 0 })
        #expect((tally.told[.supervisor]?.old ?? 0) > 5)
    }

    @Test func theReplayUnderThePoliciesOfThenGivesWhatWasRecorded() throws {
        let house = try Self.fortnight(policy: "rs")
        let trial = try Trial(
            Self.draft(), for: .company, since: TestHouse.monday, until: house.now,
            activations: house.store.activatedPolicies())

        for id in try house.store.allTicketIDs(after: nil, limit: 1_000) {
            let row = try #require(try house.store.ticketRow(id))
            let ledgers = try Self.ledgers(row.kind.type, trial, row, house)
            #expect(ledgers.replayed == ledgers.recorded, "\(row.numberText)")
        }
    }

    // MARK: What was taken over

    /// The log is older than the policy under which it is taken over, and younger than the one before.
    private static func takenOver(under regulation: Regulation) throws -> TestHouse {
        let house = try TestHouse(at: newYear)
        try house.move(to: TestHouse.monday - .minutes(1))
        try house.turn([.activate(Activation(regulation, by: Actor("admin", [.admin])))])
        try house.move(to: TestHouse.monday)
        _ = try house.takeOver()
        return house
    }

    private static let newYear = TestHouse.monday - .days(60)

    @Test func whatWasTakenOverIsTriedAgainstThePolicyUnderWhichItRan() throws {
        let ours = try Self.draft("complaint.forwardWithin: 4 h", "dispatch.promiseWithin: 20 h")
        let house = try Self.takenOver(under: ours)
        try house.move(to: TestHouse.monday + .days(1))

        let same = try Self.tally(ours, of: house, since: Self.newYear)
        let former = try Self.tally(try RegulationLoader.shipped("dx"), of: house, since: Self.newYear)

        #expect(same.tried > 4)
        #expect(same.isEmpty, "\(same.changes) \(same.differentClocks) \(same.differentlyTold)")
        let late = former.changes.filter { $0.clock.name == "forward" && $0.clock.subject == "engineering" }
        #expect(late.map(\.old) == [.inTime] && late.map(\.new) == [.late], "B was forwarded after 2 h 30 min")
    }

    @Test func theReplayOfWhatWasTakenOverGivesWhatWasRecorded() throws {
        let house = try Self.takenOver(under: try Self.draft("complaint.forwardWithin: 2 h 10 min"))
        _ = try house.takeOver("X,call,2026-02-02 09:00")
        // The watch records what was due; the next row comes after a breach that is recorded.
        try house.turn([])
        _ = try house.takeOver("X,call,2026-02-02 09:00\nX,forward,2026-02-02 10:00")
        try house.turn([])
        let trial = try Trial(
            Self.draft(), for: .company, since: Self.newYear, until: house.now,
            activations: house.store.activatedPolicies())

        for id in try house.store.allTicketIDs(after: nil, limit: 1_000) {
            let row = try #require(try house.store.ticketRow(id))
            let ledgers = try Self.ledgers(row.kind.type, trial, row, house)
            #expect(ledgers.replayed == ledgers.recorded, "\(row.numberText)")
        }
    }

    private static func ledgers<K: TicketKind>(
        _: K.Type, _ trial: Trial, _ row: TicketRow, _ house: TestHouse
    ) throws -> (replayed: ClockLedger, recorded: ClockLedger) {
        let events = try house.store.events(of: row.id)
        var replay = try #require(try TrialReplay<K>(trial, row, events))
        try replay.run()
        return (replay.old.ledger, try History.replay(K.self, row, events).ticket.ledger)
    }

    // MARK: Limits

    @Test func aShorterLimitIsMissedByWhoWasInTime() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.minutes(90))
        try house.act(complaint, "forward", ["departments": ["engineering"]])

        let ladder = "clocks: {forward: [{after: 30 min, tell: [specialist]}, {late: [supervisor, leader]}]}"
        let tally = try Self.tally(try Self.draft("complaint.forwardWithin: 1 h", ladder), of: house)

        let change = try #require(tally.changes.first { $0.clock.subject == "engineering" })
        #expect(change.old == .inTime && change.new == .late)
        #expect(change.oldDue == TestHouse.monday + .hours(2) && change.newDue == TestHouse.monday + .hours(1))
        #expect(tally.told[.specialist] == OldNew(old: 1, new: 1), "at 1 h 15 before, at 30 minutes now")
        #expect(tally.told[.supervisor] == OldNew(old: 0, new: 1))
        #expect(tally.told[.leader] == OldNew(old: 0, new: 1))
    }

    @Test func whatOnlyTheDraftPromisesIsShownAgainstNothing() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.hours(30))
        try house.act(complaint, "replyToCustomer", ["text": "x"])

        let tally = try Self.tally(try Self.draft(extends: "rs"), of: house)

        let change = try #require(tally.changes.first { $0.clock.name == "firstReply" })
        #expect(change.old == nil && change.new == .late)
    }

    @Test func anotherCalendarMovesWhatIsCountedInWorkingDays() throws {
        let house = try TestHouse(at: Instant(rfc3339: "2026-03-06T10:00:00+08:00") ?? TestHouse.monday)
        let complaint = try house.open().ticket
        try house.act(complaint, "requireSurvey", ["departments": ["engineering"]])
        try house.advance(.days(3))
        try house.act(complaint, "surveyConcluded", ["findings": "x"])

        let tally = try Self.tally(
            try Self.draft("workdays: [mon, tue, wed, thu, fri, sat, sun]"), of: house)

        let change = try #require(tally.changes.first { $0.clock.name == "survey" })
        #expect(change.old == .inTime && change.new == .late)
    }

    @Test func aCallsDateThatTheRegulationGaveIsTheDraftsDate() throws {
        let house = try TestHouse()
        func open(_ more: JSONObject) throws -> TicketID {
            var data: JSONObject = ["occasion": "hiddenWorks", "customer": ["name": "李"]]
            for member in more { data[member.name] = member.value }
            return try house.command(.open(.call, data: .object(data)), by: TestHouse.clerk).ticket
        }
        let usual = try open([:])
        let agreed = try open(["dueAt": house.text(after: .hours(30))])
        try house.advance(.hours(23))
        for call in [usual, agreed] { try house.act(call, "complete", ["channel": "phone"]) }

        let tally = try Self.tally(
            try Self.draft("call.hiddenWorksWithin: 12 h", "clocks: {hiddenWorksCall: [{late: [supervisor]}]}"),
            of: house)

        #expect(tally.changes.map(\.ticket) == [usual])
        #expect(tally.changes.map(\.new) == [.late])
    }

    // MARK: Escalations and loads

    /// The department misses three dates, the last of them the leader's.
    @Test func moreMissedDatesBeforeTheLeaderEscalateFewer() throws {
        let house = try Self.fortnight()

        let tally = try Self.tally(try Self.draft("complaint.missesBeforeEscalation: 4"), of: house)

        #expect(tally.differentEscalations.map(\.count) == [OldNew(old: 1, new: 0)])
    }

    @Test func anotherRoutingTableMovesTheLoadThatTheTableHadGiven() throws {
        let house = try TestHouse()
        let byTable = try house.open(["categories": ["construction"]]).ticket
        let byHand = try house.open(["categories": ["main-material"]]).ticket
        try house.act(byTable, "forward", ["departments": ["engineering"]])
        try house.act(byHand, "forward", ["departments": ["engineering"]])
        try house.advance(.hours(10))

        let tally = try Self.tally(
            try Self.draft(
                "routing: {categories: {construction: {zh: 施工, en: construction, department: furniture}}}"), of: house)

        let loads = Dictionary(uniqueKeysWithValues: tally.differentLoads.map { ($0.department.code, $0.load) })
        #expect(loads["engineering"]?.old.parts == 2 && loads["engineering"]?.new.parts == 1)
        #expect(loads["furniture"]?.new.held == .hours(10))
        #expect(loads.count == 2)
    }

    /// Without them the draft would look as if it carried everything.
    @Test func whatTheDraftCouldNotRouteIsCountedByCategory() throws {
        let house = try TestHouse()
        for categories in [["construction"], ["main-material"], ["main-material"], ["furnishing"]] as [[JSON]] {
            let complaint = try house.open(["categories": .array(categories)]).ticket
            let department = ["construction": "engineering", "main-material": "materials", "furnishing": "furniture"]
            let code = try #require(categories[0].string.flatMap { department[$0] })
            try house.act(complaint, "forward", ["departments": [.string(code)]])
        }
        let byHand = try house.open().ticket
        try house.act(byHand, "forward", ["departments": ["materials"]])
        try house.advance(.hours(1))

        let tally = try Self.tally(try RegulationLoader.shipped("ht"), of: house)
        let same = try Self.tally(try RegulationLoader.shipped("dx"), of: house)

        #expect(
            tally.unroutedParts.map { "\($0.what.category?.code ?? "-") \($0.what.department) \($0.count)" } == [
                "- materials 1", "furnishing furniture 1", "main-material materials 2",
            ])
        let loads = tally.differentLoads.map { "\($0.department) \($0.load.old.parts) \($0.load.new.parts)" }
        #expect(loads == ["branch-engineering 0 1", "engineering 1 0", "furniture 1 0", "materials 3 0"])
        #expect(!tally.isEmpty && same.unrouted.isEmpty)
    }

    // MARK: Which tickets, which policies

    @Test func aDraftForAnotherKindLeavesTheRestAlone() throws {
        let house = try Self.fortnight()
        let draft = try Self.draft("complaint.forwardWithin: 10 min", "clocks: {forward: [{late: [supervisor]}]}")

        let tally = try Self.tally(draft, of: house, for: PolicyScope(kind: .call))

        #expect(tally.isEmpty)
        #expect(tally.tried == 1)
    }

    @Test func clocksAreComparedWithThePolicyUnderWhichTheyWereSet() throws {
        let house = try TestHouse()
        let longer = try Self.draft("complaint.forwardWithin: 4 h")
        let before = try house.open().ticket
        try house.advance(.minutes(1))
        try house.turn([.activate(Activation(longer, by: Actor("admin", [.admin])))])
        let after = try house.open().ticket
        try house.advance(.hours(3))
        for complaint in [before, after] { try house.act(complaint, "forward", ["departments": ["engineering"]]) }

        let tally = try Self.tally(longer, of: house)

        #expect(Set(tally.changes.map(\.ticket)) == [before])
        #expect(tally.changes.first { $0.clock.subject == "engineering" }?.old == .late)
    }

    @Test func whatWasWithdrawnNoLongerHolds() throws {
        let house = try TestHouse()
        let (dx, longer) = (try RegulationLoader.shipped("dx"), try Self.draft("complaint.forwardWithin: 4 h"))
        let (scope, admin) = (PolicyScope(kind: .complaint), Actor("admin", [.admin]))
        try house.turn([.activate(Activation(longer, for: scope, by: admin))])
        let during = try house.open().ticket
        try house.advance(.minutes(1))
        try house.turn([.withdraw(Withdrawal(for: scope, by: admin, reason: "试行结束"))])
        let after = try house.open().ticket
        try house.advance(.hours(3))
        for complaint in [during, after] { try house.act(complaint, "forward", ["departments": ["engineering"]]) }

        let tally = try Self.tally(dx, of: house)

        #expect(Set(tally.changes.map(\.ticket)) == [during])
        #expect(tally.changes.first { $0.clock.subject == "engineering" }?.old == .inTime)
    }

    @Test func theResultDoesNotDependOnHowTheTicketsAreSliced() throws {
        let house = try Self.fortnight()
        let draft = try Self.draft("complaint.forwardWithin: 1 h", "clocks: {forward: [{late: [leader]}]}")

        let whole = try Self.tally(draft, of: house, changesMax: 2)
        let slices = try Self.tally(draft, of: house, slice: 2, changesMax: 2)

        #expect(whole.changes == slices.changes && whole.changes.count == 2)
        #expect(whole.changeCount == slices.changeCount && whole.changeCount > 2)
        #expect(whole.clocks == slices.clocks && whole.told == slices.told && whole.loads == slices.loads)
    }

    @Test func whatCannotBeTriedIsNamed() throws {
        let house = try TestHouse()
        let draft = try Self.draft(
            "complaint.forwardCountsWhen: delivered", "complaint.revisitWithin: 3 d", "complaint.planWithin: 3 d")
        let trial = try Trial(
            draft, for: .company, since: TestHouse.monday, until: house.now,
            activations: house.store.activatedPolicies())

        #expect(trial.untried == ["complaint.forwardCountsWhen", "complaint.revisitWithin"])
    }

    /// A policy of before a key has its fallback; a draft that says just that, or says it otherwise, differs in nothing.
    @Test func whatComesToTheSameIsNotNamed() throws {
        let keys = ["call.attemptsMax", "call.daysAhead", "call.isReviewed", "complaint.forwardCountsWhen"]
        let shipped = try RegulationLoader.shipped("dx")
        let older = shipped.text.split(separator: "\n").filter { line in !keys.contains { line.hasPrefix("\($0):") } }
        let before = try RegulationSample.loader().load(
            activated: older.joined(separator: "\n"), file: "older.yaml")
        let house = try TestHouse(regulation: before)
        func untried(_ draft: Regulation) throws -> [String] {
            try Trial(
                draft, for: .company, since: TestHouse.monday, until: house.now,
                activations: house.store.activatedPolicies()
            ).untried
        }

        #expect(before.lines.allSatisfy { !keys.contains($0.key) } && before.lines != shipped.lines)
        #expect(RegulationDifference.between(before, shipped).isEmpty)
        #expect(try untried(shipped) == [])
        #expect(
            try untried(Self.draft("call.attemptsMax: 4", "call.isReviewed: true", "lateEntryGrace: 31 min"))
                == ["call.attemptsMax", "call.isReviewed", "lateEntryGrace"])
    }
}

extension TestHouse {
    fileprivate func text(after span: Span) -> JSON { .string((now + span).rfc3339(in: .shanghai)) }
}
