import Testing

@testable import PaidanCore

/// 公平派单: whose turn it is (LEAD-09..14, C2).
@Suite struct ChoiceTests {
    private static let rota = TicketID(ULID(high: 5, low: 5))
    private static let names = ["ann", "bob", "cid", "dan", "eve"].map { Account(unchecked: $0) }

    private static func standings(_ count: Int = 3) -> Standings {
        var standings = Standings()
        standings.designers = names.prefix(count).map(Standing.init)
        return standings
    }

    private static func pass(
        at now: Instant = .monday, appointment: Instant? = nil, formers: [Account] = [], capacity: Int = 100,
        ranksByAbility: Bool = false
    ) -> Standings.Pass {
        Standings.Pass(
            now: now, appointment: appointment, formers: formers, capacity: capacity, ranksByAbility: ranksByAbility)
    }

    @Test func eachGetsOneBeforeAnybodyGetsASecond() throws {
        var rota = Rota.inUse(Self.standings())
        #expect(
            try (1...7).map { _ in try rota.give(Self.pass()).code } == [
                "ann", "bob", "cid", "ann", "bob", "cid", "ann",
            ])
        #expect(rota.standings.round == 3)
    }

    @Test func whoeverIsNamedHasHadTheNextTurn() throws {
        var rota = Rota.inUse(Self.standings())
        #expect(try rota.give(Self.pass(), named: Self.names[1]).code == "bob")
        #expect(try (1...5).map { _ in try rota.give(Self.pass()).code } == ["ann", "cid", "bob", "ann", "cid"])
    }

    /// Named twice, the second one is a turn of the round to come.
    @Test func aDispatchersFavourIsPaidBack() throws {
        var rota = Rota.inUse(Self.standings())
        for _ in 1...3 { _ = try rota.give(Self.pass(), named: Self.names[0]) }
        let next = try (1...6).map { _ in try rota.give(Self.pass()).code }

        #expect(next == ["bob", "cid", "bob", "cid", "bob", "cid"])
        #expect(try rota.give(Self.pass()).code == "ann")
    }

    @Test func twoRoundsOfSuspensionCostTwoTurns() throws {
        var rota = Rota.inUse(Self.standings())
        rota.change(.suspended(designer: Self.names[1], rounds: 2, reason: nil))
        let given = try (1...7).map { _ in try rota.give(Self.pass()).code }

        // The two rounds without bob, then one with all three, in which the one who has waited longest is first.
        #expect(given == ["ann", "cid", "ann", "cid", "bob", "ann", "cid"])
        #expect(rota.standings[Self.names[1]]?.suspended == 0)
    }

    @Test func twoSuspensionsAddUp() throws {
        var rota = Rota.inUse(Self.standings(2))
        rota.change(.suspended(designer: Self.names[1], rounds: 2, reason: nil))
        rota.change(.suspended(designer: Self.names[1], rounds: 2, reason: nil))

        #expect(try (1...6).map { _ in try rota.give(Self.pass()).code } == ["ann", "ann", "ann", "ann", "bob", "ann"])
    }

    /// Whoever is on leave serves no suspension meanwhile.
    @Test func aSuspensionIsServedAtWork() throws {
        var rota = Rota.inUse(Self.standings(2))
        rota.change(.suspended(designer: Self.names[1], rounds: 1, reason: nil))
        rota.change(
            .leaveTaken(
                designer: Self.names[1], leaveFrom: .monday, leaveUntil: .monday + .days(1), reason: nil,
                isBesides: nil))
        for _ in 1...5 { _ = try rota.give(Self.pass()) }

        #expect(rota.standings[Self.names[1]]?.suspended == 1)
        #expect(
            try (1...3).map { _ in try rota.give(Self.pass(at: .monday + .days(1))).code } == ["ann", "bob", "ann"])
    }

    @Test func aLeaveIsHalfOpen() throws {
        var rota = Rota.inUse(Self.standings(2))
        let end: Instant = .monday + .days(2)
        rota.change(
            .leaveTaken(designer: Self.names[0], leaveFrom: .monday, leaveUntil: end, reason: nil, isBesides: nil))

        let during = try #require(
            rota.standings.choice(for: Self.pass(at: end - Span(milliseconds: 1)), rota: Self.rota))
        let after = try #require(rota.standings.choice(for: Self.pass(at: end), rota: Self.rota))
        #expect(during.0.code == "bob" && during.1.candidates[0].skipped == .onLeave)
        #expect(after.0.code == "ann")
    }

    @Test func nobodyGetsMoreThanCanBeHandled() throws {
        var rota = Rota.inUse(Self.standings(2))
        rota.change(.capacitySet(designer: Self.names[0], capacity: 1))
        let given = try (1...4).map { _ in try rota.give(Self.pass(capacity: 3)).code }

        #expect(given == ["ann", "bob", "bob", "bob"])
        #expect(rota.standings.choice(for: Self.pass(capacity: 3), rota: Self.rota) == nil)
    }

    @Test func whoHasAnAppointmentThenIsPassedOver() throws {
        let at: Instant = .monday + .days(1)
        var rota = Rota.inUse(Self.standings(2))
        rota.change(.chargeTaken(lead: Samples.target, designer: Self.names[0], at: at))
        let pass = { (moment: Instant) in Self.pass(appointment: moment) }

        let colliding = rota.standings.choice(for: pass(at + .hours(2) - Span(milliseconds: 1)), rota: Self.rota)
        let apart = rota.standings.choice(for: pass(at + .hours(2)), rota: Self.rota)
        #expect(colliding?.0.code == "bob" && colliding?.1.candidates[0].skipped == .appointment)
        #expect(apart?.0.code == "ann")
    }

    @Test func whoIsInNoStateOrHadItIsPassedOver() throws {
        var rota = Rota.inUse(Self.standings())
        rota.change(.withheld(designer: Self.names[0], reason: "r"))
        let (chosen, receipt) = try #require(
            rota.standings.choice(for: Self.pass(formers: [Self.names[1]]), rota: Self.rota))

        #expect(chosen.code == "cid")
        #expect(receipt.candidates.map(\.skipped) == [.withheld, .hadIt, nil])
    }

    /// LEAD-09: the better signer is first in a round and gets no more leads than others.
    @Test func abilityDecidesTheOrderAndNotTheNumber() throws {
        var rota = Rota.inUse(Self.standings())
        for _ in 1...3 { rota.change(.chargeEnded(lead: Samples.target, designer: Self.names[2], ending: .signed)) }
        rota.change(.chargeEnded(lead: Samples.target, designer: Self.names[0], ending: .lost))
        let given = try (1...6).map { _ in try rota.give(Self.pass(ranksByAbility: true)).code }

        #expect(given == ["cid", "bob", "ann", "cid", "bob", "ann"])
    }

    /// LFU-10: whoever loses a lead because the customer wants another designer is given other work.
    @Test func aTurnIsGivenBack() throws {
        var rota = Rota.inUse(Self.standings())
        _ = try rota.give(Self.pass())
        rota.change(.chargeEnded(lead: Samples.target, designer: Self.names[0], ending: .replaced))

        #expect(try (1...3).map { _ in try rota.give(Self.pass()).code } == ["bob", "cid", "ann"])
        #expect(rota.standings.round == 1)
    }

    @Test func onlyWhoIsOnTheRotaCanBeChosen() {
        let stranger = Account(unchecked: "zoe")
        #expect(Self.standings().choice(for: Self.pass(), named: stranger, rota: Self.rota) == nil)
        #expect(Standings().choice(for: Self.pass(), rota: Self.rota) == nil)
    }

    // MARK: What is not forgotten

    /// LEAD-10: next month's leave says nothing of this week's.
    @Test func oneLeaveStandsBesideAnother() throws {
        var rota = Rota.inUse(Self.standings(2))
        for start in [Instant.monday, .monday + .days(30)] {
            rota.change(
                .leaveTaken(
                    designer: Self.names[0], leaveFrom: start, leaveUntil: start + .days(4), reason: nil,
                    isBesides: true))
        }
        for moment in [Instant.monday, .monday + .days(31)] {
            #expect(rota.standings.choice(for: Self.pass(at: moment), rota: Self.rota)?.0.code == "bob")
        }
        #expect(rota.standings.choice(for: Self.pass(at: .monday + .days(9)), rota: Self.rota)?.0.code == "ann")
    }

    @Test func aLeaveIsPutRightByOneOverTheSameDays() throws {
        var rota = Rota.inUse(Self.standings(2))
        for days in [9, 2] as [Int64] {
            rota.change(
                .leaveTaken(
                    designer: Self.names[0], leaveFrom: .monday, leaveUntil: .monday + .days(days), reason: nil,
                    isBesides: true))
        }
        #expect(rota.standings[Self.names[0]]?.leaves.map(\.until) == [.monday + .days(2)])
    }

    /// In histories of before there was one leave at a time.
    @Test func aHistoryOfBeforeHasOneLeave() {
        var rota = Rota.inUse(Self.standings(2))
        for start in [Instant.monday, .monday + .days(30)] {
            rota.change(
                .leaveTaken(
                    designer: Self.names[0], leaveFrom: start, leaveUntil: start + .days(4), reason: nil, isBesides: nil
                ))
        }
        #expect(rota.standings[Self.names[0]]?.leaves.map(\.from) == [.monday + .days(30)])
    }

    /// PEN-03, C2: leaving and coming back serves nothing and wins no turn.
    @Test func comingBackBringsTheSuspensionBack() throws {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann, .bob]))
        try story.act(Rota.self, .suspend(designer: .ann, rounds: 5, reason: "r"), by: .director)
        try story.act(Rota.self, .leave(designer: .ann, reason: "r"), by: .director)
        #expect(story.rota.standings[.ann] == nil)
        try story.act(Rota.self, .suspend(designer: .ann, rounds: 2, reason: "r"), by: .director)
        try story.act(Rota.self, .join(designer: .ann), by: .director)

        #expect(story.rota.standings[.ann]?.suspended == 7)
        #expect(story.rota.standings.departed == [])
        #expect(story.flaws == [])
    }

    @Test func whoWasAwayHasNoTurnTwice() throws {
        var rota = Rota.inUse(Self.standings(2))
        _ = try rota.give(Self.pass())
        rota.change(.chargeEnded(lead: TicketID(ULID(high: 6, low: 0)), designer: Self.names[0], ending: .lost))
        rota.change(.left(designer: Self.names[0], reason: "r"))
        let carried = rota.standings.departed.first
        rota.change(.joined(designer: Self.names[0], carried: carried))
        #expect(try rota.give(Self.pass()).code == "bob")
        #expect(rota.standings[Self.names[0]]?.losses == 1)
    }

    /// The rota that follows another goes on from it.
    @Test func anotherRotaGoesOnFromTheOneBefore() throws {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann, .bob]))
        try story.act(Rota.self, .suspend(designer: .ann, rounds: 3, reason: "r"), by: .director)
        try story.act(Rota.self, .suspend(designer: .bob, rounds: 4, reason: "r"), by: .director)
        let first = try #require(story.ids[.rota]?.first)
        try story.act(Rota.self, .close(reason: "r"), by: .director)
        let second = try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann]))

        #expect(story[rota: second].opening.former?.rota == first)
        #expect(story[rota: second].standings[.ann]?.suspended == 3)
        try story.act(Rota.self, .join(designer: .bob), by: .director, on: second)
        #expect(story[rota: second].standings[.bob]?.suspended == 4)
    }

    /// Where nobody else can take a lead, the one that is given out all the same is a round of the suspension.
    @Test func aSuspensionEndsWhereNobodyElseIs() throws {
        var rota = Rota.inUse(Self.standings(1))
        rota.change(.suspended(designer: Self.names[0], rounds: 2, reason: nil))
        #expect(rota.standings.choice(for: Self.pass(), rota: Self.rota) == nil)
        for left in [1, 0] {
            _ = try rota.give(Self.pass(), named: Self.names[0])
            #expect(rota.standings[Self.names[0]]?.suspended == left)
        }
        #expect(try rota.give(Self.pass()) == Self.names[0])
    }

    /// A receipt of before comes out as it did.
    @Test func aChoiceOfBeforeWasNoPass() throws {
        var rota = Rota.inUse(Self.standings(1))
        rota.change(.suspended(designer: Self.names[0], rounds: 2, reason: nil))
        let before = Standings.Pass(now: .monday, capacity: 9, ranksByAbility: false, forcedCounts: false)
        let receipt = try #require(rota.standings.choice(for: before, named: Self.names[0], rota: Self.rota)).1
        #expect(receipt.roundsEnded == 0 && receipt.after.map(\.suspended) == [2] && receipt.forcedCounts == nil)
    }

    @Test func whoHasLeftTheCompanyIsPassedOver() throws {
        let pass = Standings.Pass(
            now: .monday, capacity: 9, ranksByAbility: false, left: [Self.names[0]])
        let (chosen, receipt) = try #require(Self.standings(2).choice(for: pass, rota: Self.rota))
        #expect(chosen.code == "bob" && receipt.candidates.map(\.skipped) == [.left, nil])
    }

    // MARK: Numbers

    @Test(arguments: [Int.max, 0, -5, 1_001])
    func aSuspensionHasItsBounds(_ rounds: Int) throws {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann]))
        #expect(throws: Refusal.because(.roundsOutOfRange)) {
            try story.act(Rota.self, .suspend(designer: .ann, rounds: rounds, reason: "r"), by: .director)
        }
    }

    @Test(arguments: [Int.min, -1, 1_001])
    func aCapacityHasItsBounds(_ capacity: Int) throws {
        var story = Story()
        try story.open(Rota.self, Rota.Opening(customer: .somebody, designers: [.ann]))
        #expect(throws: Refusal.because(.capacityOutOfRange)) {
            try story.act(Rota.self, .setCapacity(designer: .ann, capacity: capacity), by: .director)
        }
    }

    /// What stands in a history is believed, and no sum with it stops the server.
    @Test(arguments: [Int.max, .min])
    func noStoredNumberStopsAnything(_ number: Int) throws {
        var rota = Rota.inUse(Self.standings(2))
        let lead = TicketID(ULID(high: 8, low: 8))
        let place = DispatchReceipt.Place(
            designer: Self.names[0], ahead: number, suspended: 0, isPassedOver: true, load: number)
        rota.change(.turnTaken(lead: lead, designer: Self.names[0], round: number, places: [place], at: nil))
        rota.change(.chargeEnded(lead: lead, designer: Self.names[0], ending: .replaced))
        for _ in 1...2 { rota.change(.suspended(designer: Self.names[0], rounds: number, reason: nil)) }
        rota.change(.capacitySet(designer: Self.names[1], capacity: number))
        _ = rota.standings.choice(for: Self.pass(), named: Self.names[0], rota: Self.rota)
        _ = rota.standings.choice(for: Self.pass(), rota: Self.rota)
        rota.change(.left(designer: Self.names[0], reason: "r"))
        let carried = Carried(
            designer: Self.names[0], ahead: number, suspended: number, capacity: number, lastTurn: number,
            signings: number, losses: number, round: number)
        rota.change(.joined(designer: Self.names[0], carried: carried))
        _ = rota.standings.choice(for: Self.pass(ranksByAbility: true), rota: Self.rota)
    }

    // MARK: By chance

    /// Whoever can always take a lead gets as many as anybody else who can, give or take one at the end of a round, whatever
    /// happens to the others, and however well either of them signs.
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func nobodyWhoCanIsTreatedUnfairly(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var rota = Rota.inUse(Self.standings(5))
        let steady = Array(Self.names.prefix(2))
        var counts: [Account: Int] = [:]
        for step in 1...200 {
            let now = Instant.monday + .hours(Int64(step))
            rota.disturb(Self.names[Int.random(in: 2...4, using: &random)], at: now, &random)
            let ending: Rota.Ended = Bool.random(using: &random) ? .signed : .lost
            rota.change(.chargeEnded(lead: Samples.target, designer: steady[step % 2], ending: ending))
            counts[try rota.give(Self.pass(at: now, capacity: 1_000, ranksByAbility: seed % 2 == 0)), default: 0] += 1
            let difference = abs(counts[steady[0], default: 0] - counts[steady[1], default: 0])
            try #require(difference <= 1, "seed \(seed), step \(step)")
            // The others may get less, never more than one above.
            let most = counts.values.max() ?? 0
            let least = min(counts[steady[0], default: 0], counts[steady[1], default: 0])
            try #require(most - least <= 1, "seed \(seed), step \(step)")
        }
    }

    /// What a dispatcher prefers somebody by is owed to the others until they have had it.
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func favoursAreLevelledOut(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var rota = Rota.inUse(Self.standings())
        var counts: [Account: Int] = [:]
        for _ in 1...40 {
            let named =
                Int.random(in: 0..<4, using: &random) == 0 ? Self.names.prefix(3).randomElement(using: &random) : nil
            counts[try rota.give(Self.pass(), named: named), default: 0] += 1
        }
        for _ in 1...120 { counts[try rota.give(Self.pass()), default: 0] += 1 }

        let most = counts.values.max() ?? 0
        let least = Self.names.prefix(3).map { counts[$0, default: 0] }.min() ?? 0
        #expect(most - least <= 1)
    }
}

extension Rota {
    fileprivate static func inUse(_ standings: Standings) -> Rota {
        var rota = Rota(Opening(customer: .somebody, designers: []), at: .monday)
        rota.standings = standings
        return rota
    }

    fileprivate mutating func change(_ event: Event) {
        do { try apply(event, at: .monday) } catch { preconditionFailure("\(error)") }
    }

    /// As a lead and its rota do it.
    fileprivate mutating func give(_ pass: Standings.Pass, named: Account? = nil) throws -> Account {
        let id = TicketID(ULID(high: 5, low: 5))
        let (designer, receipt) = try #require(standings.choice(for: pass, named: named, rota: id))
        let lead = TicketID(ULID(high: 6, low: UInt64(standings.turns)))
        change(
            .turnTaken(
                lead: lead, designer: designer, round: receipt.round, places: receipt.after, at: pass.appointment))
        #expect(standings.places == receipt.after)
        return designer
    }

    fileprivate mutating func disturb(_ designer: Account, at now: Instant, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: change(.suspended(designer: designer, rounds: Int.random(in: 1...3, using: &random), reason: nil))
        case 1:
            change(
                .leaveTaken(
                    designer: designer, leaveFrom: now, leaveUntil: now + .hours(9), reason: nil, isBesides: nil))
        case 2: change(.withheld(designer: designer, reason: "r"))
        case 3: change(.released(designer: designer))
        case 4: change(.chargeEnded(lead: Samples.target, designer: designer, ending: .signed))
        default: break
        }
    }
}
