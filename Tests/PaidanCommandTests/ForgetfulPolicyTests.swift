import PaidanCore
import PaidanEngine
import Testing

@testable import paidan

/// Policies that were activated before there was the proof that nothing is forgotten.
@Suite struct ForgetfulPolicyTests {
    private static func row(
        _ number: Int, _ lines: String..., for scope: PolicyScope = .company, isWithdrawn: Bool = false
    ) throws -> PolicyRow {
        let text = (["name: ours", "title: {zh: 我司, en: ours}", "extends: dx"] + lines).joined(separator: "\n")
        let regulation = try RegulationLoader.ofTexts.load(
            activated: text, file: "ours.yaml")
        return PolicyRow(
            number: number, name: "ours", hash: regulation.hash, text: regulation.text, zoneTable: nil, zoneHash: nil,
            scope: scope, reason: "", activatedAt: Instant(milliseconds: 0), principal: "admin",
            withdrawal: isWithdrawn
                ? PolicyRow.Withdrawal(at: Instant(milliseconds: 1), principal: "admin", reason: "r") : nil)
    }

    private static func warnings(about rows: PolicyRow..., proved: String = "") throws -> [Label] {
        ForgetfulPolicies.warnings(about: try PolicyShelf(rows), proved: proved)
    }

    @Test func anOperatorHearsOfOneThatIsInForce() throws {
        let forgetful = try Self.row(2, "complaint.surveyWithin: none", "clocks: {survey: none}")

        let warnings = try Self.warnings(about: try Self.row(1), forgetful)

        #expect(warnings.count == 1)
        #expect(warnings[0].zh.hasPrefix("现行制度第 2 号 ours:客户投诉会成为悬案"))
        #expect(warnings[0].en.contains("—requireSurvey require a site survey→ surveying site survey"))
    }

    @Test func whatHasBeenReplacedOrProvedIsNotLookedAt() throws {
        let forgetful = try Self.row(1, "complaint.surveyWithin: none", "clocks: {survey: none}")

        #expect(try Self.warnings(about: forgetful, try Self.row(2)) == [])
        #expect(try Self.warnings(about: forgetful, proved: forgetful.hash) == [])
    }

    @Test func whatWasWithdrawnAndWhatItHadReplacedAreNotInForce() throws {
        let scope = PolicyScope(kind: .complaint)
        let former = try Self.row(2, "complaint.surveyWithin: none", "clocks: {survey: none}", for: scope)
        let last = try Self.row(3, for: scope, isWithdrawn: true)

        #expect(try Self.warnings(about: try Self.row(1), former, last) == [])
    }
}
