import PaidanEngine
import ShippedPolicies
import Testing

@testable import PaidanCore

/// 预警: each timer of the catalogue warns when the catalogue's table of timers says, under the regulation that has it. All times are
/// proposals there; "day 2" is 9:00 of that day.
@Suite struct WarningTests {
    private static let loader = RegulationLoader(proves: false, read: RegulationFiles.read)

    /// One row of the catalogue, for a promise that began at a moment; for those with a date of their own also that date.
    struct Timer: CustomTestStringConvertible, Sendable {
        let number: String
        let policy: String
        let clock: String
        let start: Instant
        let due: Instant?
        let warnings: [Instant]

        init(
            _ number: String, _ policy: String, _ clock: String, _ start: Instant, due: Instant? = nil,
            _ warnings: Instant...
        ) {
            self.number = number
            self.policy = policy
            self.clock = clock
            self.start = start
            self.due = due
            self.warnings = warnings
        }

        var testDescription: String { "\(number) \(clock)" }
    }

    private static let monday = at("2026-03-02 10:00")

    /// In Shanghai.
    private static func at(_ text: String) -> Instant {
        guard let moment = Instant(rfc3339: text.replacing(" ", with: "T") + ":00+08:00") else {
            preconditionFailure("\(text) is no time")
        }
        return moment
    }

    // swift-format-ignore
    static let timers: [Timer] = [
        Timer("T-01", "dx", "forward", monday, monday + .minutes(75), monday + .minutes(105)),
        Timer("T-01b", "dx", "forwardAfterSurvey", monday, monday + .minutes(75)),
        Timer("T-01c", "dx", "forwardAgain", monday, monday + .minutes(15)),
        Timer("T-01d", "dx", "pickUp", monday, monday + .minutes(15)),
        Timer("T-02", "dx", "promise", monday, monday + .hours(2)),
        Timer("T-03", "dx", "promisedDate", monday, due: monday + .days(10), monday + .days(9)),
        Timer("T-03", "dx", "promisedDate", monday, due: monday + .hours(8), monday + .hours(6)),
        Timer("T-03", "ds", "promisedDate", monday, due: monday + .days(4), monday + .days(3)),
        Timer("T-04", "dx", "leaderOrder", monday, monday + .hours(12)),
        Timer("T-04", "dx", "opinionLeaderOrder", monday, monday + .hours(12)),
        Timer("T-04", "dx", "nodeLeaderOrder", monday, monday + .hours(12)),
        Timer("T-05", "rs", "firstReply", monday, monday + .hours(20)),
        Timer("T-06", "rs", "plan", monday, monday + .hours(48)),
        Timer("T-14", "ds", "contactGap", monday, at("2026-03-05 00:00")),
        Timer("T-15", "ds", "sheets", monday, at("2026-03-02 12:00")),
        Timer("T-16", "ds", "visitRegister", monday, at("2026-03-06 12:00")),
        Timer("T-17", "ht", "firstVisitCall", monday, at("2026-03-03 00:00")),
        Timer("T-18", "dx", "firstTalkForm", monday, at("2026-03-02 16:00")),
        Timer("T-18", "dx", "firstTalkForm", at("2026-03-02 14:00"), at("2026-03-02 16:00")),
        Timer("T-18", "dx", "firstTalkForm", at("2026-03-02 19:00"), at("2026-03-02 20:00")),
        Timer("T-19", "dx", "firstTalkProcessed", at("2026-03-02 19:00"), at("2026-03-02 20:00")),
        Timer("T-19", "dx", "firstTalkProcessed", monday, at("2026-03-02 17:00")),
        Timer("T-20", "dx", "arrivalCall", monday, at("2026-03-02 16:00")),
        Timer("T-21", "dx", "nodeReport", monday, due: at("2026-03-15 00:00"), at("2026-03-14 00:00")),
        Timer("T-22", "dx", "hiddenWorksCall", monday, monday + .hours(18)),
        Timer("T-23", "dx", "storeNotice", monday, due: at("2026-03-15 00:00"), at("2026-03-14 00:00")),
        Timer("T-25", "dx", "supplyAnswer", monday, monday + .hours(18)),
        Timer("T-26", "dx", "customerNotice", monday, due: monday + .days(10), monday + .days(9)),
        Timer("T-27", "dx", "proxyNotice", monday, due: monday + .days(10), monday + .days(9)),
        Timer("T-29", "dx", "nodeChange", monday, monday + .hours(19)),
        Timer("T-30", "ht", "midProjectCall", monday, at("2026-03-16 09:00")),
        Timer("T-31", "ht", "midProjectCall", at("2026-03-20 10:00"), at("2026-03-30 09:00")),
        Timer("T-32", "ht", "afterSaleCall", monday, at("2026-05-27 00:00")),
        Timer("T-33", "dx", "projectWarranty", monday, due: monday + .days(60), monday + .days(30)),
        Timer("T-51", "dx", "callRecord", monday, at("2026-03-02 17:00")),
        Timer("T-53", "ht", "callSubmit", monday, at("2026-03-04 09:00")),
        Timer("T-55", "re", "inquiryCall", monday, at("2026-03-02 15:30")),
        Timer("T-56", "re", "inquirySecondCall", monday, at("2026-03-04 09:00")),
        Timer("T-57", "re", "inquiryWeeklyCall", monday, at("2026-03-08 09:00")),
        Timer("T-58", "re", "visitorCall", monday, at("2026-03-02 15:30")),
        Timer("T-59", "re", "visitorSecondCall", monday, at("2026-03-04 09:00")),
        Timer("T-60", "re", "keyVisitorCall", monday, at("2026-03-04 09:00")),
        Timer("T-61", "re", "hesitantVisitorCall", monday, at("2026-03-08 09:00")),
        Timer("T-62", "re", "casualVisitorCall", monday, at("2026-03-08 09:00")),
        Timer("T-63", "re", "greetingCall", monday, due: at("2026-03-09 00:00"), at("2026-03-07 09:00")),
        Timer("T-64", "re", "milestoneCall", monday, due: at("2026-03-10 00:00"), at("2026-03-07 00:00")),
        Timer("T-65", "re", "dealCall", monday, at("2026-03-02 15:30")),
        Timer("T-66", "re", "buyerCall", monday, at("2026-03-15 09:00")),
        Timer("T-67", "rl", "batchCall", monday, at("2026-03-04 09:00")),
        Timer("T-76", "dx", "survey", monday, at("2026-03-04 00:00")),
        Timer("T-77", "dx", "promisedReply", monday, due: monday + .days(2), monday + .hours(44)),
        Timer("T-77", "dx", "followUpCall", monday, due: monday + .days(2), monday + .hours(44)),
    ]

    /// No regulation that ships has them: a policy that sets their limit says whom to warn.
    private static let unshipped: Set = ["T-07", "T-08/T-09", "T-52", "T-75", "T-79"]

    @Test(arguments: timers) func itWarnsWhenTheCatalogueSays(_ timer: Timer) throws {
        let policy = try Self.loader.load(shipped: timer.policy).policy
        let rule = try #require(Kind.clocks.first { $0.name == timer.clock })
        let spec = ClockSpec(rule, from: timer.start, due: timer.due.map { .at($0) } ?? .limit)
        let due = try #require(spec.dueInstant(under: policy), "the regulation makes this promise")
        var entry = ClockLedger.Entry(key: spec.key, start: timer.start, due: due, policy: 1, fired: 0)
        var warnings: [Instant] = []
        while let next = entry.nextRung(under: policy, judged: rule.isJudged), !next.isBreach {
            warnings.append(next.at)
            entry.fired += 1
        }

        #expect(warnings == timer.warnings)
    }

    /// Whoever adds a timer adds its warning here.
    @Test func everyTimerOfTheCatalogueIsHere() {
        let here = Set(Self.timers.map(\.clock))
        let missing = Kind.clocks.filter { rule in
            rule.catalogueNumber != nil && !here.contains(rule.name) && !Self.unshipped.contains(rule.number)
        }
        // An opinion under two hours is a switch that no regulation sets (B1).
        #expect(missing.map(\.name) == ["opinionForward"])
    }

    /// Nobody hears of a breach only after it, where there is time to hear of it before.
    @Test(arguments: ShippedPolicies.names) func whatIsJudgedWarnsBefore(_ name: String) throws {
        let policy = try Self.loader.load(shipped: name).policy
        let silent = Kind.clocks.filter { rule in
            let isPromised = rule.parameter.map { policy[limit: $0] != nil } ?? false
            return isPromised && rule.isJudged && policy.ladder(of: rule.name).warnings.isEmpty
        }
        #expect(silent.map(\.name) == [])
    }

    /// A reminder of which nobody took notice rings again, so often and no more; a limit that is judged is a breach once.
    @Test func aReminderRingsAgainWhileNobodyActs() throws {
        let text = RegulationSample.fragment(
            "test", "extends: dx",
            "clocks: {leadIdle: [{late: [designer]}, {again: 1 d, times: 2, tell: [director]}]}")
        let first = try RegulationSample.loader().load(text: text, file: "test.yaml")
        let stored = try RegulationSample.loader().load(text: first.text, file: "stored.yaml")
        let policy = stored.policy
        let ladder = policy.ladder(of: Lead.idleClock.name)
        #expect(ladder.again == Ladder.Again(every: .days(1), times: 2, tell: [.director]))
        #expect(ladder.tells(ofRung: 0, isBreach: true) == [.designer])
        #expect(ladder.tells(ofRung: 1, isBreach: false) == [.director])

        let due = Self.monday + .days(7)
        var entry = ClockLedger.Entry(
            key: ClockKey(Lead.idleClock), start: Self.monday, due: due, policy: 1, fired: 0)
        var rings: [Instant] = []
        while let next = entry.nextRung(under: policy, judged: false) {
            #expect(next.isBreach == rings.isEmpty)
            rings.append(next.at)
            entry.fired += 1
        }
        #expect(rings == [due, due + .days(1), due + .days(2)])
    }
}
