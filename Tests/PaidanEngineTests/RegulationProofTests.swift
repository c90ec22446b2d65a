import Foundation
import PaidanEngine
import ShippedPolicies
import Testing

@testable import PaidanCore

/// 无悬案证明 at the load of a policy.
@Suite struct RegulationProofTests {
    @Test(arguments: ShippedProof.all) func noShippedPolicyLetsATicketBeForgotten(shipped: ShippedProof) {
        #expect(shipped.proof.flaws == [])
    }

    @Test func whatIsSwitchedOffIsRefusedAtItsKeyWithTheWay() throws {
        let text = (RegulationSample.head + ["complaint.surveyWithin: none", "clocks: {survey: none}"]).joined(
            separator: "\n")

        let errors = try RegulationSample.errors(in: text, proves: true)

        let error = try #require(errors.first)
        #expect(errors.map(\.code) == [.orphan])
        #expect("\(error.place)" == "test.yaml:4:1")
        #expect(error.suggestion == "complaint.surveyWithin: 2 wd")
        #expect(
            error.text(in: .zh)
                == "test.yaml:4:1: 客户投诉会成为悬案:surveying 现场勘察 没有时限,也没有写明原因。"
                + "路径:received 待分诊 —requireSurvey 要求现场勘察→ surveying 现场勘察;请设定 complaint.surveyWithin"
                + ";是否应为:complaint.surveyWithin: 2 wd")
        #expect(error.text(in: .en).contains("requireSurvey require a site survey→ surveying site survey"))
    }

    @Test func noRoadToADepartmentWithoutTheTwoHours() throws {
        let text = (RegulationSample.head + ["complaint.forwardWithin: none", "clocks: {forward: none}"]).joined(
            separator: "\n")

        let errors = try RegulationSample.errors(in: text, proves: true)

        #expect(Set(errors.map(\.code)) == [.orphan])
        #expect(errors.allSatisfy { $0.line == 4 && $0.suggestion == "complaint.forwardWithin: 2 h" })
        #expect(errors.contains { $0.reason.en.contains("without the limit for forwarding (T-01)") })
    }

    @Test func aRevisitThatNobodyMayMakeIsRefused() throws {
        let levels = "complaint.revisitLevel: {general: [qualityOffice], important: [leader], major: [leader]}"
        let text = (RegulationSample.head + ["complaint.revisitWithin: 3 d", levels]).joined(separator: "\n")

        let errors = try RegulationSample.errors(in: text, proves: true)

        #expect(errors.map(\.code) == [.orphan, .orphan], "the complaint's own revisit and the call that makes it")
        #expect(errors.allSatisfy { $0.line == 5 && $0.reason.en.contains("nobody can settle it") })
    }

    /// A file of another company's: the place is that of the file that switches it off.
    @Test func theFileThatSwitchesItOffIsNamed() throws {
        let files = [
            "main.yaml": RegulationSample.fragment("main", "extends: base.yaml"),
            "base.yaml": RegulationSample.fragment("base", "extends: dx", "dispatch.promiseWithin: none"),
        ]

        let errors = try RegulationSample.errors(of: files, proves: true)

        #expect(errors.map { "\($0.place) \($0.code)" } == ["base.yaml:4:1 orphan"])
    }

    @Test func whatIsNotNeededMayBeSwitchedOffAndTheStoredTextSaysSo() throws {
        let text = (RegulationSample.head + ["complaint.revisitWithin: 3 d", "complaint.resultToldWithin: none"])
            .joined(
                separator: "\n")

        let regulation = try RegulationSample.loader(proves: true).load(text: text, file: "test.yaml")
        let again = try RegulationSample.loader(proves: true).load(text: regulation.text, file: "stored.yaml")

        #expect(regulation.text.contains("complaint.resultToldWithin: none\n"))
        #expect(again.hash == regulation.hash)
        #expect(again.policy[limit: "complaint.resultToldWithin"] == nil)
    }

    @Test(arguments: ["10 y", "2500 wh", "every 10 y", "calendar half-year", "1 s"])
    func theLengthOfALimitDoesNotMatter(limit: String) throws {
        let limits = Kind.parameters.filter { if case .limit = $0.type { true } else { false } }
        let text = RegulationSample.head + limits.map { "\($0.key): \(limit)" } + ["complaint.revisitByCall: true"]
        let clocks = ["clocks:"] + Kind.clocks.map { "  \($0.name): none" }

        let regulation = try RegulationSample.loader(proves: true).load(
            text: (text + clocks).joined(separator: "\n"), file: "test.yaml")

        #expect(regulation.proof?.flaws == [])
    }

    @Test func aPolicyThatWasActivatedOnceIsReadForEver() throws {
        let text = (RegulationSample.head + ["complaint.surveyWithin: none", "clocks: {survey: none}"]).joined(
            separator: "\n")

        #expect(throws: Never.self) {
            try RegulationSample.loader(proves: true).load(activated: text, file: "policy 1")
        }
    }

    @Test func thePageShowsWhatIsProved() throws {
        let text = NoOrphanDocument.text()

        let kept = try RegulationFixtures.golden("docs/reference/no-orphan.md", updating: text)

        let differing = zip(kept.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
        #expect(kept == text, "the first line that differs: \(differing.map { "\($0.0)\n\($0.1)" } ?? "the end")")
    }
}

/// A shipped policy with its proof, made once for all that look at it.
struct ShippedProof: Sendable, CustomTestStringConvertible {
    let name: String
    let proof: NoOrphanProof

    var testDescription: String { name }

    static let all = ShippedPolicies.names.map { name in
        do {
            return ShippedProof(name: name, proof: NoOrphanProof(of: try RegulationLoader.shipped(name).policy))
        } catch {
            preconditionFailure("\(name) ships and cannot be read: \(error)")
        }
    }
}

/// `docs/reference/no-orphan.md`, from the proofs of the shipped policies.
private enum NoOrphanDocument {
    static func text() -> String {
        let proofs = ShippedProof.all
        let machines = Kind.allCases.indices.map { index in
            section(proofs.map { (name: $0.name, machine: $0.proof.machines[index]) })
        }
        return """
            <!-- Generated from Sources/PaidanCore and deploy/policies. Do not edit: PAIDAN_UPDATE_GOLDEN=1 swift test -->
            # 无悬案证明 Nothing is forgotten

            每种工单的每个未结状态:由谁负责,哪些时限在走(至少一组全部在走),没有时限的原因,以及办结的路径。`paidan policy check`
            对每份制度做同样的证明。Every open state of every kind of ticket: who holds it, which clocks run (of the sets that are named, at
            least one runs as a whole; `…Call` is the clock of the call's occasion), why none has to, and a way on which the matter is
            settled. What is proved, and what is not: [the policy files](policy.md#nothing-is-forgotten-无悬案证明).

            \(machines.joined(separator: "\n\n"))

            """
    }

    private static func section(_ machines: [(name: String, machine: ProvenMachine)]) -> String {
        let kind = machines[0].machine.kind
        let head = [
            "## \(kind.type.label.zh) \(kind.type.label.en)", "",
            "| 状态 state | 责任方 holder | 时限 clocks | 无时限的原因 why none | 办结路径 a way to the end |", "|---|---|---|---|---|",
        ]
        // Some states exist only where a policy wants them; one that does has them all.
        let states = machines.map(\.machine.states).max { $0.count < $1.count } ?? []
        return (head + states.map { row($0.name, machines) }).joined(separator: "\n")
    }

    private static func row(_ name: String, _ machines: [(name: String, machine: ProvenMachine)]) -> String {
        let states = machines.compactMap { policy, machine in
            machine.states.first { $0.name == name }.map { (policy: policy, state: $0) }
        }
        let state = states[0].state
        let reasons = state.reasons.map { "\($0.zh) \($0.en)" }.joined(separator: "<br>")
        let cells = [
            "`\(name)` \(state.label.zh)", state.custodians.map { "`\($0)`" }.joined(separator: ", "), clocks(states),
            reasons.isEmpty ? "—" : reasons, state.way.map { "`\($0)`" }.joined(separator: " → "),
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    /// The policies that agree stand together.
    private static func clocks(_ states: [(policy: String, state: ProvenState)]) -> String {
        var groups: [(policies: [String], clocks: String)] = []
        for (policy, state) in states {
            let text = text(of: state.clocks)
            if let index = groups.firstIndex(where: { $0.clocks == text }) {
                groups[index].policies.append(policy)
            } else {
                groups.append(([policy], text))
            }
        }
        guard groups.count > 1 || groups[0].policies.count < ShippedPolicies.names.count else {
            return groups[0].clocks
        }
        return groups.map { "\($0.policies.joined(separator: ", ")): \($0.clocks)" }.joined(separator: "<br>")
    }

    private static func text(of clocks: [[String]]) -> String {
        let sets = Set(clocks.map { Set($0.map(name)) })
        let least = sets.filter { set in !sets.contains { $0 != set && $0.isSubset(of: set) } }
        return least.map { $0.isEmpty ? "—" : $0.sorted().joined(separator: " + ") }.sorted().joined(
            separator: " 或 or ")
    }

    /// Every occasion of a call has its own clock.
    private static func name(_ clock: String) -> String {
        CallTask.duties.contains { $0.clock.name == clock } ? "`…Call`" : "`\(clock)`"
    }
}
