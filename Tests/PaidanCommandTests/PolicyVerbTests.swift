import ArgumentParser
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `paidan policy diff`, `list`, `activate`: what they read, compare and write.
@Suite struct PolicyVerbTests {
    private func differences(_ lines: String...) throws -> [PolicyDifference] {
        let text = (["name: ours", "title: {zh: 我司, en: ours}", "extends: dx"] + lines).joined(separator: "\n")
        let ours = try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(
            text: text, file: "ours.yaml")
        return PolicyDifference.between(try RegulationLoader.shipped("dx"), ours)
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
        withExtendedLifetime(folder) {}
    }

    /// What `serve` leaves behind.
    private static func prepare(_ path: String) throws {
        var random = BufferedRandom()
        let folder = try DataDirectory(locking: path)
        defer { folder.unlock() }
        let store = try folder.openStore()
        _ = try folder.vault(&random)
        try Engine.prepare(
            store, with: try RegulationLoader.shipped("dx"), at: Instant(milliseconds: 1_772_416_800_000))
    }
}
