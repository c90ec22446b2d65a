import Foundation
import PaidanEngine
import ShippedPolicies
import Testing

@testable import PaidanCore

@Suite struct RegulationShippedTests {
    private static let loader = RegulationLoader(proves: false, read: RegulationFiles.read)

    @Test func everyFileInTheFolderIsShipped() throws {
        let folder = RegulationFixtures.repository + "/deploy/policies/regulations"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).map { $0.replacing(".yaml", with: "") }
        let readme = try RegulationFixtures.text(RegulationFixtures.repository + "/deploy/policies/README.md")

        #expect(names.sorted() == ShippedPolicies.names.sorted())
        #expect(ShippedPolicies.names.allSatisfy { readme.contains("[`\($0)`]") })
    }

    @Test(arguments: ShippedPolicies.names)
    func aShippedPolicyIsNamedLikeItsFile(name: String) throws {
        #expect(try Self.loader.load(shipped: name).policy.name == name)
    }

    @Test func anUnknownShippedPolicyIsRefused() {
        #expect(throws: RegulationErrors.self) { try Self.loader.load(shipped: "dy") }
    }

    /// 售后标准 2.3: 接到投诉 2 小时内转相关责任部门.
    @Test func dxForwardsWithinTwoHours() throws {
        let dx = try Self.loader.load(shipped: "dx").policy

        #expect(dx[Complaint.forwardWithin] == .clock(.hours(2)))
        #expect(dx[Complaint.forwardCountsWhen] == .forwarded)
        #expect(
            dx.ladder(of: "forward")
                == Ladder(
                    warnings: [
                        Ladder.Warning(.after(.clock(.minutes(75))), tell: [.specialist]),
                        Ladder.Warning(.after(.clock(.minutes(105))), tell: [.specialist, .supervisor]),
                    ], late: [.supervisor]))
    }

    @Test func dxPromisesOnlyWhatItsRegulationHas() throws {
        let dx = try Self.loader.load(shipped: "dx").policy

        #expect(dx[Complaint.firstReplyWithin] == nil)
        #expect(dx[Complaint.planWithin] == nil)
        #expect(dx[Complaint.verifyWithin] == nil)
        #expect(dx[Complaint.revisitWithin] == nil)
        #expect(dx[Complaint.surveyWithin] == .workingDays(2))
        #expect(dx[Complaint.missesBeforeEscalation] == 2)
        #expect(dx[Complaint.severityReviewers] == [.supervisor, .leader])
        #expect(dx[DepartmentDispatch.pickUpWithin] == .clock(.minutes(30)))
        #expect(!dx[DepartmentDispatch.silenceIsMiss])
    }

    @Test func dxOwesTheNodeCallsAndKeepsOpinionsOutOfTheTwoHours() throws {
        let dx = try Self.loader.load(shipped: "dx").policy

        #expect(dx[CallTask.Occasion.arrival.duty.limit] == .calendarDays(0))
        #expect(dx[CallTask.Occasion.hiddenWorks.duty.limit] == .clock(.hours(24)))
        #expect(dx[OpinionIssue.forwardWithin] == nil)
        #expect(dx[OpinionIssue.missesBeforeEscalation] == 2)
        #expect(dx[CallTask.quietHours]?.contains(7 * 60 + 59) == true)
        #expect(dx[CallTask.quietHours]?.contains(8 * 60) == false)
    }

    /// A policy that was stored before there were opinions and calls is read for ever, and has a value for each of their keys.
    @Test func aPolicyFromBeforeAKeyHasItsFallback() throws {
        let old = try Self.loader.load(path: RegulationFixtures.folder + "/canonical.yaml").policy
        let dx = try Self.loader.load(shipped: "dx").policy

        for parameter in Kind.parameters where parameter.isRequired && !parameter.mustBeGiven {
            guard case .limit = parameter.type else { continue }
            #expect(old[limit: parameter.key] == dx[limit: parameter.key], "\(parameter.key)")
        }
        #expect(old[CallTask.attemptsMax] == dx[CallTask.attemptsMax])
        #expect(old[CallTask.scoresApart] == dx[CallTask.scoresApart])
    }

    @Test func dxSendsEachCategoryToItsDepartment() throws {
        let routing = try Self.loader.load(shipped: "dx").policy.routing
        let lines = routing.lines.map { "\($0.label.zh) → \(routing.label(of: $0.department).zh)" }

        #expect(lines == ["施工 → 工程部", "家居 → 基地", "主材 → 商贸"])
    }

    @Test func rsAddsTheFirstReplyAndThePlan() throws {
        let rs = try Self.loader.load(shipped: "rs").policy

        #expect(rs[Complaint.firstReplyWithin] == .clock(.hours(24)))
        #expect(rs[Complaint.planWithin] == .clock(.hours(72)))
        #expect(rs.ladder(of: "plan").warnings == [Ladder.Warning(.after(.clock(.hours(48))), tell: [.specialist])])
        #expect(rs[Complaint.forwardWithin] == .clock(.hours(2)))
    }

    /// 制度 000: what is heard is passed to the managers of the branch (CALL-10, LFU-25).
    @Test func htSendsTheWorksToTheBranchsEngineeringManager() throws {
        let ht = try Self.loader.load(shipped: "ht").policy
        let lines = ht.routing.lines.map { "\($0.label.zh) → \(ht.routing.label(of: $0.department).zh)" }

        #expect(lines == ["施工 → 分公司工程经理", "设计师 → 分公司经理", "监理、施工主管 → 分公司工程经理"])
        #expect(ht.routing.departments.count == 2, "DX's departments are not HT's")
        #expect(ht[Complaint.forwardWithin] == .clock(.hours(2)), "of which the regulation says nothing")
    }

    /// 制度 001: the director decides and is told of what is late (LEAD-04, LFU-05).
    @Test func dsTellsTheDirector() throws {
        let ds = try Self.loader.load(shipped: "ds").policy

        #expect(ds[Complaint.severityReviewers] == [.leader])
        for clock in ["forward", "promise", "promisedDate"] {
            #expect(ds.ladder(of: clock).late.contains(.leader), "\(clock)")
        }
        #expect(ds.routing.knows(.engineering), "a studio that builds")
    }

    /// PEN-02.
    @Test func dsFinesWhatItsTableNames() throws {
        let (ds, dx) = (try Self.loader.load(shipped: "ds").policy, try Self.loader.load(shipped: "dx").policy)
        let fines = Lead.fines.compactMap { ds[$0.yuan] }

        #expect(fines.sorted() == [20, 20, 20, 50, 50, 50, 50, 50, 100, 100, 100, 100, 100, 100])
        #expect(Lead.fines.allSatisfy { dx[$0.yuan] == nil })
        #expect(ds[Lead.suspensionRounds] == 2)
    }

    /// LEAD-01, LEAD-02, LEAD-32.
    @Test func eachRegulationKnowsItsOwnLeads() throws {
        let sources = try ["ds", "dx", "ht", "re"].map {
            try Self.loader.load(shipped: $0).policy[Lead.sources].sources
        }

        #expect(sources[0] == [.walkIn, .salesperson, .company, .other])
        #expect(sources[1] == [.natural, .siteReturn, .designerReturn, .relation])
        #expect(sources[2].contains(.inquiry) && sources[3].contains(.invited))
    }

    /// 制度 002 第 8 篇: schedules on Sunday, reports on Monday; 「每隔2天…分批回访」 is its only limit for calls. Those of the sales
    /// office (第 6 篇) and the nodes of works (004) are none of its own.
    @Test func rlHasItsOwnLimitOnly() throws {
        let (re, rl) = (try Self.loader.load(shipped: "re").policy, try Self.loader.load(shipped: "rl").policy)
        func limited(_ policy: Policy) -> Set<CallTask.Occasion> {
            Set(CallTask.Occasion.allCases.filter { policy[$0.duty.limit] != nil })
        }

        #expect(rl.calendar.workdays == Array(1...7))
        #expect(re.calendar.workdays == Array(1...5))
        #expect(rl.routing == re.routing)
        #expect(limited(rl) == [.batch])
        #expect(rl[CallTask.windows] == nil)
        #expect(
            limited(re) == [
                .inquiry, .inquirySecond, .inquiryWeekly, .visitor, .visitorSecond, .keyVisitor, .hesitantVisitor,
                .casualVisitor, .deal, .buyer,
            ])
    }

    /// 004 has acceptances with their notices; 000 and 001 have works without any; 002 第 3 篇 says nothing; 第 6、8 篇 sell flats.
    @Test(arguments: [
        ("dx", true, 5, true), ("rs", true, 5, true), ("ht", true, 0, true), ("ds", true, 0, true),
        ("re", false, 0, false), ("rl", false, 0, false),
    ])
    func eachTradeBuildsItsOwnWay(_ name: String, _ builds: Bool, _ nodes: Int, _ hasNotices: Bool) throws {
        let policy = try Self.loader.load(shipped: name).policy

        #expect(policy[Lead.opensProject] == builds)
        #expect(policy[RenovationProject.nodeList]?.stages.count ?? 0 == nodes)
        #expect(policy[RenovationProject.hasQuestionnaire] == (nodes > 0))
        #expect(policy[RenovationProject.hasWarrantyCard] == (nodes > 0))
        for notice in [
            AcceptanceNode.hiddenWorksNotice, AcceptanceNode.mainMaterialNotice, AcceptanceNode.rescheduleNotice,
            SupplyRequest.shippingNotice,
        ] {
            #expect((policy[notice] != nil) == hasNotices, "\(notice.key)")
        }
        #expect((policy[SupplyRequest.answerWithin] != nil) == hasNotices)
        #expect(policy[RenovationProject.minFollowUps] == (name == "ds" ? 2 : nil), "LFU-07")
    }

    @Test(arguments: ShippedPolicies.names)
    func everyShippedPolicyWorksByChinasCalendar(name: String) throws {
        let calendar = try Self.loader.load(shipped: name).policy.calendar

        #expect(calendar.lists.map(\.name) == ["cn-2025", "cn-2026"])
        #expect(calendar.zone.name == "Asia/Shanghai")
        #expect(calendar.week[0].minutes == 450)
    }

    @Test func aPolicyWithRevisitsNamesWhoMakesThem() throws {
        let policy = try Self.loader.load(path: RegulationFixtures.folder + "/revisit.yaml").policy

        #expect(policy[Complaint.revisitWithin] == .calendarDays(7))
        #expect(policy[Complaint.revisitLevel]?.roles["general"] == [.revisitor, .specialist])
        #expect(policy[Complaint.revisitLevel]?.roles["major"] == [.leader])
    }

    @Test func dxSaysSomethingAboutEveryKeyAndNamesItsSource() throws {
        let lines = try #require(ShippedPolicies.text(named: "dx")).split(separator: "\n")

        for parameter in Kind.parameters {
            #expect(lines.contains { $0.hasPrefix(parameter.key + ": ") }, "\(parameter.key)")
        }
    }
}

/// `docs/reference/policy.md`.
@Suite struct RegulationReferenceTests {
    @Test(arguments: Kind.parameters.map(\.key))
    func theReferenceExplainsEveryKey(key: String) throws {
        let parameter = try #require(Kind.parameters.first { $0.key == key })
        let dx = try RegulationSample.loader().load(shipped: "dx").text
        let value = dx.split(separator: "\n").first { $0.hasPrefix(key + ": ") }?.dropFirst(key.count + 2)

        let row = try #require(try row(of: key), "no row for \(key)")

        #expect(row.contains(parameter.label.zh))
        #expect(row.contains(parameter.label.en))
        #expect(row.contains(parameter.isRequired ? "| yes |" : parameter.mustBeGiven ? "| said |" : "| no |"))
        #expect(row.contains("| `\(value ?? "none")` |"))
        #expect(row.contains(parameter.rules))
    }

    @Test(arguments: Kind.clocks.map(\.name))
    func theReferenceExplainsEveryClock(name: String) throws {
        let clock = try #require(Kind.clocks.first { $0.name == name })

        let row = try #require(try row(of: name), "no row for \(name)")

        #expect(row.contains(clock.label.zh))
        #expect(row.contains(clock.number))
        #expect(row.contains(clock.parameter ?? "a date"))
    }

    private func row(of key: String) throws -> Substring? {
        try RegulationFixtures.text(RegulationFixtures.repository + "/docs/reference/policy.md")
            .split(separator: "\n").first { $0.hasPrefix("| `\(key)` |") }
    }
}
