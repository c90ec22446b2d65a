import Foundation
import PaidanCore
import PaidanDispatch
import PaidanEngine
import PaidanStore
import ShippedPolicies
import Testing

@testable import PaidanScenario

/// Reads and plays a scenario that stands here.
enum Stage {
    static func read(_ text: String) throws -> Scenario {
        try ScenarioReader.read(text: text, file: "s") { (name) throws(RegulationErrors) in
            try RegulationLoader.shipped(name)
        }
    }

    static func play(_ text: String) throws -> ScenarioReport {
        try ScenarioPlayer(try read(text), on: try SQLiteStore.inMemory(), router: Router.answer).play()
    }

    static func mistakes(in text: String) -> [ScenarioMistake] {
        do {
            _ = try read(text)
            return []
        } catch let mistakes as ScenarioMistakes {
            return mistakes.mistakes
        } catch {
            Issue.record(error)
            return []
        }
    }
}

/// The scenarios that ship say the same as the program does: both sides of each limit, for each regulation.
@Suite struct ShippedScenarioTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("deploy/scenarios")

    static let files: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".scenario") }.sorted()
    }()

    private static func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    @Test(arguments: files)
    func everyExpectationComesTrue(_ file: String) throws {
        let report = try Stage.play(try Self.text(file))

        for failure in report.failures {
            Issue.record("\(file):\(failure.line): \(failure.text): \(failure.expected.en), seen: \(failure.seen.en)")
        }
        #expect(report.failureCount == 0)
        #expect(report.expectations >= 8)
    }

    @Test func everyShippedRegulationHasOne() throws {
        let played = try Self.files.map { try Stage.read(try Self.text($0)).regulation.policy.name }

        #expect(Set(played) == Set(ShippedPolicies.names))
    }

    @Test(arguments: ["year-of-calls", "year-of-complaints"])
    func theYearsOfLoadRead(_ name: String) throws {
        let scenario = try Stage.read(try Self.text("load/\(name).scenario"))

        guard case .repeated(let year)? = scenario.parts.first else {
            Issue.record("it begins with a repetition")
            return
        }
        #expect(year.rounds.count == 365)
        #expect(year.copies == 300)
    }

    @Test func theYearOfLeadsReads() throws {
        let scenario = try Stage.read(try Self.text("load/year-of-leads.scenario"))

        #expect(scenario.staff.people.count == 40)
        let leads = scenario.parts.compactMap { part -> Int? in
            if case .repeated(let year) = part { year.rounds.count * year.copies } else { nil }
        }
        #expect(leads.last == 2_000)
    }
}

extension ShippedScenarioTests {
    @Test func theYearOfACompanyReads() throws {
        let scenario = try Stage.read(try Self.text("load/year-of-a-company.scenario"))

        let copies = scenario.parts.compactMap { part -> Int? in
            if case .repeated(let year) = part { year.rounds.count * year.copies } else { nil }
        }
        #expect(scenario.staff.people.count == 40)
        #expect(copies.suffix(2) == [600, 200])
    }
}

/// What a scenario tells when it does not come true.
@Suite struct ScenarioFailureTests {
    private static let begin = "policy dx\nstart 2026-03-02 09:00\nspecialist opens complaint as A\n"

    @Test func aClockWithoutANumberIsCalledByItsWords() throws {
        let report = try Stage.play(
            Self.begin + """
                specialist forward A departments=engineering
                engineering reportDone A/engineering

                """)

        let clocks = report.histories.flatMap(\.clocks).map(\.what.zh)
        #expect(report.failureCount == 0 && clocks.contains("告知结果"))
        #expect(!clocks.contains { $0.contains("resultToldWithin") })
    }

    @Test func aWrongExpectationIsToldWithItsLineAndTheTicketsStory() throws {
        let report = try Stage.play(
            Self.begin + "11:00:00 expect A clock T-01 running\n\n11:00:01 expect A clock T-01 inTime # wrong\n")

        #expect(report.expectations == 2)
        let failure = try #require(report.failures.first)
        #expect(report.failureCount == 1)
        #expect(failure.line == 6)
        #expect(failure.column == 1)
        #expect(failure.expected.en == "in time")
        #expect(failure.seen.en == "late")
        #expect(failure.story?.entries.count == 4, "opened, two warnings, the breach")
        #expect(failure.story?.number == "C-1")
    }

    @Test func aRefusalThatNobodyExpectedIsAFailure() throws {
        let report = try Stage.play(Self.begin + "supervisor resume A\n")

        #expect(report.failures.map(\.line) == [4])
        #expect(report.failures[0].seen.en.hasPrefix("refused, not-possible"))
    }

    @Test func aRefusalMayBeExpectedByItsCode() throws {
        #expect(try Stage.play(Self.begin + "supervisor resume A refused not-possible\n").failureCount == 0)
        #expect(try Stage.play(Self.begin + "supervisor resume A refused\n").failureCount == 0)
        let other = try Stage.play(Self.begin + "supervisor resume A refused wrong-role\n")
        #expect(other.failures.map(\.expected.en) == ["refused: wrong-role"])
    }

    @Test func whatShouldHaveBeenRefusedAndWasNotIsAFailure() throws {
        let report = try Stage.play(Self.begin + "specialist startExplanation A refused\n")

        #expect(report.failures.map(\.seen.en) == ["it was carried out"])
    }

    @Test func anAccountIsNamedByItsRole() throws {
        let begin = "policy dx\nstart 2026-03-02 09:00\nspecialist opens call as A occasion=midTerm\n"

        #expect(try Stage.play(begin + "supervisor assign A caller=回访专员\n").failureCount == 0)
        let admin = try Stage.play(begin + "supervisor assign A caller=admin refused no-such-colleague\n")
        #expect(admin.failures.isEmpty, "\(admin.failures)")
    }

    /// Each of them has an account of their own: whoever has a lead acts on it, another one does not.
    @Test func severalPeopleOfARoleAreCounted() throws {
        let report = try Stage.play(
            """
            policy ds
            staff designer 3
            start 2026-03-02 09:00
            director opens rota as R designers:=[]
            every day at 09:00 for 1 day: 3 times
                director join R designer=designer-{n}
            end
            frontDesk opens lead as A leadSource=company
            frontDesk completeIntake A
            director dispatch A designer=设计师-2 reason=r
            designer-2 recordContact A way=phone
            designer-3 recordContact A way=phone refused anothers-lead
            expect verified
            """)

        #expect(report.failures.isEmpty, "\(report.failures)")
    }

    @Test func whatDoesNotAgreeIsTold() throws {
        let store = try SQLiteStore.inMemory()
        let scenario = try Stage.read(Self.begin + "expect verified\n+1h expect not verified\n")
        let player = try ScenarioPlayer(scenario, on: store, router: Router.answer)
        let report = try player.play()

        #expect(report.failures.map(\.line) == [5])
        #expect(report.failures[0].seen.en == "all agrees")
        #expect(report.failures[0].expected.en == "not: that all agrees")
    }

    @Test func aTicketThatIsNotThereIsTold() throws {
        let report = try Stage.play(Self.begin + "expect A/engineering state queued\nexpect not A/engineering exists\n")

        #expect(report.failures.map(\.line) == [4])
        #expect(report.failures[0].seen.en == "there is no ticket A/engineering")
    }

    @Test func theSameFileGivesTheSameReport() throws {
        let text = Self.begin + "specialist forward A departments=engineering\n+1d expect A state closed\n"
        let (first, second) = (try Stage.play(text), try Stage.play(text))

        #expect("\(first)" == "\(second)")
        #expect(first.failureCount == 1)
    }
}

/// Lines that happen again and again.
@Suite struct RepetitionTests {
    @Test func everyCopyHasItsOwnTicketsAndNumber() throws {
        let report = try Stage.play(
            """
            start 2026-03-02 08:00
            every workday at 09:00 for 3 days: 4 times 60s apart
                specialist opens complaint as A categories=construction content="call {n}"
                +1min engineering reportDone A/engineering
                +1h specialist replyToCustomer A
            end
            expect count complaint state closed 12
            expect count complaint late 0
            """)

        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.commands == 36)
        #expect(report.end == Instant(rfc3339: "2026-03-04T10:04:00+08:00"))
    }

    @Test func copiesThatGoOnOverTheNextRoundAreInterleaved() throws {
        let report = try Stage.play(
            """
            开始 2026-03-06 08:00
            每工作日 09:00 共 2 天 2 笔
                客服专员 登记 投诉 为 A
                次工作日 10:00 客服专员 转责任部门 A 责任部门=工程部
            完
            应 数量 投诉 4
            应 队列 工程部 有 4
            """)

        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.end == Instant(rfc3339: "2026-03-10T10:00:00+08:00"), "Friday and Monday, then Tuesday")
    }
}

/// Mistakes in the text are told all at once, each with its place and what may have been meant.
@Suite struct ScenarioMistakeTests {
    @Test func allAreToldAtOnce() {
        let mistakes = Stage.mistakes(
            in: """
                policy dx
                start 2026-03-02 09:00
                specialst opens complaint as A
                specialist opens complaint as B chanel=phone
                supervisor holds B until=+1d
                10:00 expect B stat received
                09:30 expect B state recieved
                expect C exists
                engineering accept B/engineering promisedDate=soon
                25:00 expect B exists
                specialist forward B
                expect B clock T-99 late
                """)

        #expect(mistakes.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        #expect(mistakes.map(\.column) == [1, 33, 12, 16, 1, 8, 34, 1, 12, 16])
        #expect(
            mistakes.map(\.suggestion) == [
                "specialist", "channel", "reason=", "state", nil, nil, nil, nil, "departments=", "T-09",
            ])
    }

    @Test(arguments: [
        ("", 1), ("specialist opens complaint", 1), ("policy dx\nspecialist opens complaint", 2),
        ("start 2026-03-02", 1), ("policy nosuch\nstart 2026-03-02 09:00", 1),
        ("start 2026-03-02 09:00\nstart 2026-03-02 10:00", 2),
        ("start 2026-03-02 09:00\nevery day at 09:00 for 3 days\nspecialist opens complaint", 2),
        ("start 2026-03-02 09:00\nspecialist opens dispatch", 2), ("start 2026-03-02 09:00\n\"open", 2),
        ("policy dx\npolicy rs\nstart 2026-03-02 09:00", 2),
        ("start 2026-03-02 09:00\nspecialist opens complaint occurredAt=08:00", 2),
        (
            """
            start 2026-03-02 09:00
            specialist opens complaint as A
            specialist startExplanation A occurredAt=09:00 发生于=10:00
            """, 3
        ),
        ("start 2026-03-02 09:00\nevery day at 09:00 for 3 workdays", 2),
        ("start 2026-03-02 09:00\nnext monkey 09:00 specialist opens complaint", 2),
        ("staff designer 3\nstaff designer 4\nstart 2026-03-02 09:00", 2),
        ("start 2026-03-02 09:00\nstaff designer 3", 2), ("staff designer 0\nstart 2026-03-02 09:00", 1),
        ("staff designer 3\nstart 2026-03-02 09:00\ndesigner-4 opens lead leadSource=walkIn", 3),
        ("start 1999-03-02 09:00", 1), ("start 2199-06-02 09:00\n+365d", 2),
    ])
    func aFlawedFrameIsTold(_ text: String, _ line: Int) {
        #expect(Stage.mistakes(in: text).map(\.line) == [line])
    }

    @Test func anOpeningIsToldWhichFieldSaysWhatCameBefore() {
        let mistakes = Stage.mistakes(in: "start 2026-03-02 09:00\nspecialist opens complaint as A occurredAt=08:00")

        #expect(mistakes.map(\.column) == [33] && mistakes.map(\.suggestion) == ["receivedAt="])
    }

    @Test func oneWayToSayAMomentInAField() throws {
        let report = try Stage.play(
            """
            start 2026-03-02 09:00
            specialist opens complaint as A receivedAt=2026-03-02T08:30:00+08:00
            specialist startExplanation A
            10:29:00 expect A clock T-01 due 10:30
            10:45 specialist explanationAccepted A occurredAt=2026-03-02T10:29:00+08:00
            expect A state closed
            """)

        #expect(report.failures.isEmpty, "\(report.failures)")
        let mistakes = Stage.mistakes(
            in: "start 2026-03-02 09:00\nspecialist opens complaint as A\nspecialist replyToCustomer A occurredAt=soon")
        #expect(mistakes.map(\.reason.en) == ["expected a moment, such as 09:00, +2h, next workday 09:00"])
    }

    @Test func chineseAndEnglishMeanTheSame() throws {
        let english = try Stage.play(
            """
            start 2026-03-02 09:00
            specialist opens complaint as A categories=construction
            engineering accept A/engineering promisedDate="next workday 18:00"
            expect A holder engineering
            expect A/engineering clock promisedDate due 2026-03-03 18:00
            """)
        let chinese = try Stage.play(
            """
            开始 2026-03-02 09:00
            客服专员 登记 投诉 为 A 问题类别=施工
            工程部 承诺日期 A/工程部 承诺日期="次工作日 18:00"
            应 A 责任方 工程部
            应 A/工程部 时限 承诺日期 到期 2026-03-03 18:00
            """)

        #expect(english.failureCount == 0 && chinese.failureCount == 0, "\(english.failures) \(chinese.failures)")
        #expect("\(english.histories)" == "\(chinese.histories)")
    }
}

/// Fields within the groups of a list.
@Suite struct ScenarioGroupTests {
    private static let begin = "policy dx\nstart 2026-03-02 09:00\nspecialist opens project as A contractNo=K-1\n"
    private static let dates = """
        specialist approvePlan A materialArrivalOn="+7d 10:00" hiddenWorksOn="+14d 10:00" midTermOn="+34d 10:00" \
        finalOn="+44d 10:00"
        """

    /// A field that the group has already begins the next one, and moments count as everywhere.
    @Test func aListOfGroupsIsFilledFieldByField() throws {
        let report = try Stage.play(
            Self.begin + Self.dates + """
                 shipments.productContract=PC-1 shipments.scheduledFor="+24d 10:00" \
                shipments.productContract=PC-2 shipments.scheduledFor="+25d 10:00"
                expect A state planned
                expect count node 6

                """)

        #expect(report.failureCount == 0)
    }

    /// The codes of roles have capitals, those of accounts have none.
    @Test func anAccountIsNamedByItsRole() throws {
        let report = try Stage.play(
            Self.begin + "specialist assignTeam A siteLead=siteLead homeConsultant=homeConsultant\n")

        #expect(report.failureCount == 0)
    }

    @Test func aFieldThatNoGroupHasIsAMistake() throws {
        let mistakes = Stage.mistakes(in: Self.begin + Self.dates + " shipments.nothing=1\n")

        #expect(mistakes.count == 1)
    }
}
