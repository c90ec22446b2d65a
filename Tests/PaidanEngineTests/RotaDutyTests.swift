import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanCore
@testable import PaidanEngine

/// 固定日程 of a studio: sheets on Mondays and Fridays, the register on Fridays; and the list of visitors of a branch.
@Suite struct RotaDutyTests {
    private static let director = Actor("director-1", [.director])
    private static let frontDesk = Actor("front-1", [.frontDesk])
    private static let millisecond = Span(milliseconds: 1)
    /// The end of Monday, 2 March 2026.
    private static let monday = TestHouse.monday + .hours(14)
    private static let friday = monday + .days(4)

    /// Opened on that Monday at 10:00.
    private static func studio(_ policy: String = "ds") throws -> (house: TestHouse, rota: TicketID) {
        let house = try TestHouse(policy: policy)
        let rota = try house.command(.open(.rota, data: ["designers": []]), by: director).ticket
        return (house, rota)
    }

    private static func ticket(_ rota: TicketID, _ house: TestHouse) throws -> Ticket<Rota> {
        try History.replay(Rota.self, try house.row(rota), try house.store.events(of: rota)).ticket
    }

    @Test(arguments: [(Span.zero, Verdict.inTime), (Span(milliseconds: 1), .late)])
    func aDateIsKeptToItsLastMillisecond(_ after: Span, _ verdict: Verdict) throws {
        let (house, rota) = try Self.studio()
        #expect(try house.clock("sheets::1", of: rota)?.due == Self.monday)
        try house.move(to: Self.monday + after)
        try house.act(rota, "collectSheets", by: Self.director)

        #expect(try house.clock("sheets::1", of: rota)?.verdict == verdict)
        #expect(try house.clock("sheets::2", of: rota)?.due == Self.friday)
    }

    /// A7: nobody comes on Monday, Friday and Monday; each of these dates has its verdict.
    @Test func theNextDateIsThereWhetherOrNotTheLastWasKept() throws {
        let (house, rota) = try Self.studio()
        try house.move(to: Self.friday + .days(3) + Self.millisecond)

        for number in 1...3 { #expect(try house.clock("sheets::\(number)", of: rota)?.verdict == .late) }
        #expect(try house.clock("sheets::4", of: rota)?.due == Self.friday + .days(7))
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    /// No correction and no late report: nobody's word stands against the verdict.
    @Test func whatNobodyDidGetsNoSecondOpinion() throws {
        let (house, rota) = try Self.studio()
        try house.move(to: Self.friday + .days(3))

        for clock in ["sheets::1", "sheets::2", "visitRegister::1"] {
            let entry = try house.clock(clock, of: rota)
            #expect(entry?.verdict == .late && entry?.secondOpinion == nil, "\(clock)")
        }
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    @Test func fixedDaysAreSaidInWords() throws {
        let days = Limit.schedule(try Schedule(.weekdays([5, 1], .stay)))
        #expect(days.label == Label("每周一、周五", "every Monday, Friday"))
        let month = Limit.firstOf([try Schedule(.month(13...17)), try Schedule(.monthEnd(days: 3))])
        #expect(month.label.zh == "每月 13–17 日、每月最后 3 天")
    }

    /// What comes on another day, or once more on the same one, keeps no date of the future.
    @Test func onlyItsOwnDayKeepsADate() throws {
        let (house, rota) = try Self.studio()
        try house.act(rota, "collectSheets", by: Self.director)
        try house.act(rota, "collectSheets", by: Self.director)
        try house.advance(.days(1))
        try house.act(rota, "collectSheets", by: Self.director)
        #expect(try house.clock("sheets::1", of: rota)?.verdict == .inTime)
        #expect(try house.clock("sheets::2", of: rota)?.isRunning == true)

        try house.move(to: Self.friday)
        try house.act(rota, "collectSheets", by: Self.director)
        #expect(try house.clock("sheets::2", of: rota)?.verdict == .inTime)
    }

    /// A14: the day passes, and nobody is fined for it.
    @Test func aCheckThatWasNotMadeFinesNobody() throws {
        let (house, rota) = try Self.studio()
        try house.advance(.days(30))

        #expect(try house.clock("visitRegister::1", of: rota)?.verdict == .late)
        let facts = try house.eventTypes(of: rota)
        #expect(facts.contains("registerNotReviewed") && !facts.contains("breachFound"))
    }

    /// DX names no days: whoever collects sheets all the same begins no clock.
    @Test func whereTheRegulationNamesNoDaysNothingIsOwed() throws {
        let (house, rota) = try Self.studio("dx")
        try house.act(rota, "collectSheets", by: Self.director)
        try house.advance(.days(30))

        #expect(try house.store.runningClocks(of: rota) == [])
        #expect(try house.store.tickets(matching: TicketFilter()).first?.isLate == false)
    }

    /// B20: the seed names nobody; the regulation does.
    @Test func whoCollectsIsTheRegulations() throws {
        let (house, rota) = try Self.studio()
        #expect(throws: Failure.refused(.because(.notTheCollector))) {
            try house.act(rota, "collectSheets", by: Self.frontDesk)
        }
        #expect(try house.clock("sheets::1", of: rota)?.isRunning == true)
    }

    // MARK: Visits

    private static func lead(_ house: TestHouse, _ source: String = "walkIn") throws -> TicketID {
        let data: JSON = ["leadSource": .string(source), "customer": ["name": "王"], "heardOfUs": "friend"]
        let lead = try house.command(.open(.lead, data: data), by: frontDesk).ticket
        try house.act(
            lead, "completeIntake", ["fields": ["estate": "翠湖", "area": 90, "layout": "3+2"]], by: frontDesk)
        return lead
    }

    /// LFU-15: what the director looks through on Friday, each customer once.
    @Test func theRegisterHoldsTheVisitsSinceItWasLookedThrough() throws {
        let (house, rota) = try Self.studio()
        let (first, second) = (try Self.lead(house), try Self.lead(house, "company"))
        #expect(try Self.ticket(rota, house).state.unreviewed == [first])
        for lead in [second, first] { try house.act(lead, "registerVisit", ["content": "c"], by: Self.frontDesk) }
        #expect(try Self.ticket(rota, house).state.unreviewed == [first, second])
        #expect(try Self.ticket(rota, house).state.visitors == nil, "DS has no list of visitors")

        try house.act(rota, "reviewRegister", by: Self.director)
        #expect(try Self.ticket(rota, house).state.unreviewed == [])
    }

    /// LEAD-27: HT's branches hand the day's visitors in; no limit of the seed, so none runs (B14).
    @Test func theListOfVisitorsIsHandedInAndTold() throws {
        let (house, rota) = try Self.studio("ht")
        #expect(throws: Failure.refused(.because(.noVisitors))) {
            try house.act(rota, "handInVisitors", by: Self.frontDesk)
        }
        let (walkIn, caller) = (try Self.lead(house), try Self.lead(house, "inquiry"))
        try house.act(caller, "registerVisit", ["content": "c"], by: Self.frontDesk)
        #expect(try Self.ticket(rota, house).state.visitors?.leads == [walkIn, caller])
        #expect(try house.store.runningClocks(of: rota) == [])

        try house.act(rota, "handInVisitors", by: Self.frontDesk)
        #expect(try Self.ticket(rota, house).state.visitors == nil)
        let told = try house.store.notices(for: NoticeFilter(roles: [.specialist], departments: [], branch: nil))
        #expect(told.contains { $0.notice == .visitorsHandedIn && $0.ticket == rota })
        #expect(Verifier(house.store).run(house.store).findings == [])
    }
}
