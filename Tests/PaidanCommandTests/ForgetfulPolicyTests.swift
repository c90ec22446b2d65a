import PaidanCore
import PaidanEngine
import Testing

@testable import paidan

/// Policies that were activated before there was the proof that nothing is forgotten.
@Suite struct ForgetfulPolicyTests {
    private static func row(_ number: Int, _ lines: String..., for scope: PolicyScope = .company) throws -> PolicyRow {
        let text = (["name: ours", "title: {zh: 我司, en: ours}", "extends: dx"] + lines).joined(separator: "\n")
        let regulation = try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(
            activated: text, file: "ours.yaml")
        return PolicyRow(
            number: number, name: "ours", hash: regulation.hash, text: regulation.text, zoneTable: nil, zoneHash: nil,
            scope: scope, reason: "", activatedAt: Instant(milliseconds: 0), principal: "admin")
    }

    @Test func anOperatorHearsOfOneThatIsInForce() throws {
        let forgetful = try Self.row(2, "complaint.surveyWithin: none", "clocks: {survey: none}")

        let warnings = try ForgetfulPolicies.warnings(about: [try Self.row(1), forgetful], proved: "")

        #expect(warnings.count == 1)
        #expect(warnings[0].zh.hasPrefix("现行制度第 2 号 ours:客户投诉会成为悬案"))
        #expect(warnings[0].en.contains("—requireSurvey require a site survey→ surveying site survey"))
    }

    @Test func whatHasBeenReplacedOrProvedIsNotLookedAt() throws {
        let forgetful = try Self.row(1, "complaint.surveyWithin: none", "clocks: {survey: none}")

        #expect(try ForgetfulPolicies.warnings(about: [forgetful, try Self.row(2)], proved: "") == [])
        #expect(try ForgetfulPolicies.warnings(about: [forgetful], proved: forgetful.hash) == [])
    }
}
