import ArgumentParser
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `paidan policy diff`, `list`, `activate`: what they read, compare and write.
@Suite struct PolicyVerbTests {
    private func differences(_ lines: String...) throws -> [RegulationDifference] {
        let text = (["name: ours", "title: {zh: 我司, en: ours}", "extends: dx"] + lines).joined(separator: "\n")
        let ours = try RegulationLoader.ofTexts.load(
            text: text, file: "ours.yaml")
        return RegulationDifference.between(try RegulationLoader.shipped("dx"), ours)
    }

    @Test func aChangedValueIsShownWithBothPlaces() throws {
        let found = try #require(try differences("complaint.forwardWithin: 3 h").first)
        let line = try #require(found.old?.place.line)

        #expect(
            found.text == """
                complaint.forwardWithin
                  - 2 h  (dx.yaml:\(line))
                  + 3 h  (ours.yaml:4)
                """)
        #expect(found.json["new"] == ["value": "3 h", "file": "ours.yaml", "line": 4, "column": 1])
    }

    @Test func whatOnlyOneSetsHasNoOtherSide() throws {
        let found = try differences(
            "clocks: {survey: none, plan: [{late: [leader]}]}", "complaint.revisitWithin: none")

        #expect(found.map(\.key) == ["clocks.plan", "clocks.survey"], "what is off in both is the same")
        #expect(found[0].old == nil && found[0].json["old"] == .null)
        #expect(found[1].new?.value == "none" && found[1].new?.place.line == 4)
    }

    @Test func otherHolidaysAreComparedStretchByStretch() throws {
        let found = try differences(
            "holidays: [cn-2026]", "ownDays: [{from: 2026-01-16, to: 2026-01-16, hours: none, zh: 年会, en: meeting}]")

        #expect(found.allSatisfy { $0.key.hasPrefix("holidays.cn-2025.") || $0.key == "ownDays.ownDays.2026-01-16" })
        #expect(found.contains { $0.key == "holidays.cn-2025.2025-10-01" && $0.new == nil })
    }

    @Test func thatIsAllTheDifferenceThereIs() throws {
        #expect(try differences().isEmpty)
        #expect(try differences("complaint.forwardWithin: 120 min").isEmpty, "the same, written otherwise")
    }

    @Test func anActivationIsShownInALine() {
        let record = PolicyRecord([
            "number": 3, "name": "ours", "hash": "0123456789", "branch": "south", "isInForce": true,
            "activatedAt": "2026-03-02T10:00:00+08:00", "activatedBy": "admin", "reason": "试行",
        ])

        let lines = PolicyRecord.table(of: [record, PolicyRecord([:])], .zh).text(on: .plain).split(separator: "\n")

        #expect(lines.count == 3)
        #expect(lines[1].contains("ours 01234567") && lines[1].contains("south") && lines[1].contains("试行"))
        #expect(lines[2].contains("全公司"))
    }

    @Test(
        arguments: [
            ([:], "yes", "it holds for complaints of the branch south"),
            (["isInForce": false], "", "it holds for complaints of the branch south"),
            (
                ["exceptFor": [["number": 4, "branch": "north"]], "isShadowed": false], "yes, except north (4)",
                "it holds for complaints of the branch south but those of: north (4)"
            ),
            (
                ["exceptFor": [["number": 4, "branch": "north"]], "isShadowed": true], "for no ticket: north (4) first",
                "complaints of the branch south all have another one at present: north (4); so it holds for no ticket"
            ),
            (["withdrawn": ["at": "2026-03-02T10:00:00+08:00"]], "withdrawn 2026-03-02 10:00:00", nil),
        ] as [(JSONObject, String, String?)])
    func forWhomItHoldsIsSaid(_ more: JSONObject, _ standing: String, _ sentence: String?) {
        var object: JSONObject = ["number": 3, "branch": "south", "kind": "complaint", "isInForce": true]
        for member in more { object[member.name] = member.value }
        let record = PolicyRecord(.object(object))

        #expect(record.standing(in: .en).text == standing)
        if let sentence { #expect(record.concerned(in: .en) == sentence) }
    }

    @Test func whichDepartmentsGetNothingNewIsSaid() {
        let left: JSON = [
            "leftBehind": [
                ["department": "engineering", "departmentLabel": "工程部", "open": 2],
                ["department": "materials", "departmentLabel": "商贸", "branch": "south", "open": 1],
            ]
        ]
        #expect(PolicyRecord(left).leftBehind(in: .zh) == "不再转给以下部门,其未结工单仍由其办完:工程部 2、south/商贸 1")
        #expect(
            PolicyRecord(left).leftBehind(in: .en)
                == "nothing new goes to these departments, which finish what they have open: 工程部 2, south/商贸 1")
        #expect(PolicyRecord([:]).leftBehind(in: .zh) == nil)
    }

    @Test func aWordThatIsNoPolicyIsToldWhatThereIs() {
        do {
            _ = try PolicySource.named("rss")
            Issue.record("taken")
        } catch {
            #expect(error.status == .refused)
            #expect(error.text(in: .en).hasPrefix(#""rss" is neither a shipped policy (dx, "#))
            #expect(error.text(in: .en).hasSuffix("nor a file; perhaps rs"))
        }
        #expect(PolicyFinding("nope").isGood == false)
        #expect(PolicyFinding("nope").json(in: .en)["errors"]?[0]?["code"] == "unreadable")
    }

    /// What has no proof is not called good, however it was read.
    @Test func whatTheProofFindsIsAFinding() throws {
        let forgetful = """
            name: ours
            title: {zh: 我司, en: ours}
            extends: dx
            complaint.surveyWithin: none
            clocks: {survey: none}
            """
        let regulation = try RegulationLoader.ofTexts.load(
            activated: forgetful, file: "ours.yaml")

        let finding = PolicyFinding("ours", regulation)

        #expect(!finding.isGood)
        #expect(finding.json(in: .en)["errors"]?[0]?["code"] == "orphan")
        #expect(finding.json(in: .en)["proof"] == .null)
    }

    @Test(arguments: [("2026-07-01", "2026-06-30T16:00:00Z"), ("2026-07-01T09:00:00+08:00", "2026-07-01T01:00:00Z")])
    func aTrialBeginsWithADayOrAMoment(_ text: String, _ moment: String) throws {
        #expect(try TrialDate.begin(text, in: .shanghai) == Instant(rfc3339: moment))
    }

    @Test(arguments: ["2026-7-1", "2026-02-30", "yesterday", ""])
    func whatIsNoDayIsRefused(_ text: String) {
        #expect(throws: Trouble.self) { try TrialDate.begin(text, in: .shanghai) }
    }

    @Test(arguments: ["", "  ", "a\nb", String(repeating: "长", count: 501)])
    func aReasonSaysSomethingOnOneLine(_ text: String) {
        #expect(throws: Trouble.self) { try ReasonArgument.line(text) }
    }

    @Test func blanksAroundAReasonAreNotKept() throws {
        #expect(try ReasonArgument.line(" 试行 ") == "试行")
    }

    @Test func aReasonIsAskedFor() {
        #expect(throws: (any Error).self) { try Paidan.parseAsRoot(["policy", "activate", "dx"]) }
        #expect(throws: (any Error).self) {
            try Paidan.parseAsRoot(["policy", "activate", "dx", "--reason", "x", "--kind"])
        }
    }

    @Test(arguments: [("South East", nil), (nil, "lead2")] as [(String?, String?)])
    func aScopeThatIsNoneIsRefused(branch: String?, kind: String?) throws {
        var options = try ScopeOptions.parse([])
        options.branch = branch
        options.kind = kind

        #expect(throws: Trouble.self) { try options.scope() }
    }

    @Test func noServerNeedsToRun() async throws {
        let folder = try TemporaryFolder()
        try Self.prepare(folder.path)
        let arguments = ["--data-dir", folder.path, "--json"]

        let activate = try #require(
            try Paidan.parseAsRoot(["policy", "activate", "rs", "--reason", "试行", "--kind", "complaint"] + arguments)
                as? PolicyActivate)
        try await activate.run()

        let connection = try ConnectionOptions.parse(arguments)
        let records = try await PolicyAccess(connection).records(in: .en)
        #expect(records.map(\.number) == [2, 1])
        #expect(records[0].json["kind"] == "complaint" && records[0].json["reason"] == "试行")
        #expect(records[1].json["title"] == "renovation after-sales regulation (DX)")
        let scope = PolicyScope(kind: .complaint)
        #expect(try await PolicyAccess(connection).active(for: scope).policy.name == "rs")
        #expect(try await PolicyAccess(connection).active(for: .company).policy.name == "dx")
        #expect(try await PolicyAccess(connection).activated(1).policy.name == "dx")
        await #expect(throws: Trouble.self) { try await PolicyAccess(connection).activated(3) }
        await #expect(throws: Trouble.self) {
            try await PolicyAccess(connection).active(for: PolicyScope(branch: Branch("moon")))
        }

        let withdraw = try #require(
            try Paidan.parseAsRoot(["policy", "withdraw", "--kind", "complaint", "--reason", "结束"] + arguments)
                as? PolicyWithdraw)
        try await withdraw.run()

        let later = try await PolicyAccess(connection).records(in: .en)
        #expect(later[0].json["withdrawn"]?["reason"] == "结束" && later[0].json["isInForce"] == false)
        #expect(try await PolicyAccess(connection).active(for: scope).policy.name == "dx")
        #expect(throws: (any Error).self) { try Paidan.parseAsRoot(["policy", "withdraw", "--reason", "x"]) }
        withExtendedLifetime(folder) {}
    }

    @Test func aTrialThatEndsBeforeItBeginsIsRefused() async throws {
        let folder = try TemporaryFolder()
        try Self.prepare(folder.path)
        let arguments = [
            "policy", "try", "rs", "--data-dir", folder.path, "--json", "--since", "2026-07-02", "--until",
        ]

        let trial = try #require(try Paidan.parseAsRoot(arguments + ["2026-07-01"]) as? PolicyTry)
        let trouble = await #expect(throws: Trouble.self) { try await trial.run() }

        #expect(trouble?.status == .usage)
        let day = try #require(try Paidan.parseAsRoot(arguments + ["2026-07-02"]) as? PolicyTry)
        try await day.run()
        withExtendedLifetime(folder) {}
    }

    @Test func aFolderThatAServerHasIsNotGuessedAt() throws {
        let folder = try TemporaryFolder()
        try Self.prepare(folder.path)
        let server = try DataDirectory(locking: folder.path)
        defer { server.unlock() }

        do {
            _ = try LocalEngine(try ConnectionOptions.parse(["--data-dir", folder.path]))
            Issue.record("taken")
        } catch let trouble as Trouble {
            #expect(trouble.status == .unavailable)
            #expect(trouble.text(in: .en).contains("--server URL or --ready-file PATH"))
        }
        let named = try ConnectionOptions.parse(["--data-dir", folder.path, "--server", "http://127.0.0.1:1"])
        #expect(try LocalEngine(named) == nil)
        let mere = try ConnectionOptions.parse([])
        #expect(throws: Trouble.self, "named in the environment") {
            try LocalEngine(mere, under: .resolve(environment: ["PAIDAN_DATA": folder.path]))
        }
        let both = ["PAIDAN_DATA": folder.path, "PAIDAN_HTTP": "127.0.0.1:1"]
        #expect(try LocalEngine(mere, under: .resolve(environment: both)) == nil, "its server listens there")
        withExtendedLifetime(folder) {}
    }

    /// Without a server the head office opens, whose tickets belong to the branch `main`.
    @Test func theFormsOfAFolderAreThoseOfMain() async throws {
        let folder = try TemporaryFolder()
        try Self.prepare(folder.path)
        let arguments = ["--data-dir", folder.path, "--json"]
        let activate = try #require(
            try Paidan.parseAsRoot(["policy", "activate", "ht", "--reason", "试行", "--branch", "main"] + arguments)
                as? PolicyActivate)
        try await activate.run()

        let access = try PolicyAccess(ConnectionOptions.parse(arguments))

        for kind in Kind.allCases { #expect(try await access.ofOpening(kind).policy.name == "ht") }
        #expect(try await access.active(for: .company).policy.name == "dx")
        withExtendedLifetime(folder) {}
    }

    /// What `serve` leaves behind.
    static func prepare(_ path: String) throws {
        var random = BufferedRandom()
        let folder = try DataDirectory(locking: path)
        defer { folder.unlock() }
        let store = try folder.openStore()
        _ = try folder.vault(&random, isNew: true)
        try Engine.prepare(
            store, with: try RegulationLoader.shipped("dx"), at: Instant(milliseconds: 1_772_416_800_000))
    }
}
