import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 适用范围: which of several policies in force a ticket falls under.
@Suite struct PolicyScopeTests {
    private static let south = Branch(unchecked: "south")
    private static let admin = Actor("admin", [.admin])
    private static let southern = Actor("clerk-2", [.specialist], branch: south)

    private static func policy(_ name: String, hours: Int) throws -> Regulation {
        let lines = [
            "name: \(name)", "title: {zh: 试, en: test}", "extends: dx", "complaint.forwardWithin: \(hours) h",
            "routing: {departments: {\(name): {zh: 部, en: department}}}",
        ]
        return try RegulationSample.loader().load(
            text: lines.joined(separator: "\n"), file: "\(name).yaml")
    }

    /// With the branch `south`.
    private func house() throws -> TestHouse {
        let house = try TestHouse()
        let token = TokenRow(
            hash: [UInt8](repeating: 1, count: 32), actor: Self.southern, label: "test", expiresAt: nil, revokedAt: nil)
        try house.turn([.putToken(token)])
        return house
    }

    @discardableResult
    private func activate(
        _ name: String, hours: Int, for scope: PolicyScope, in house: TestHouse
    ) throws -> (number: Int, isNew: Bool) {
        let activation = Activation(try Self.policy(name, hours: hours), for: scope, by: Self.admin, reason: "试行")
        guard case .activated(let number, let isNew) = try house.turn([.activate(activation)])[0] else {
            throw Failure.corrupt("not activated")
        }
        return (number, isNew)
    }

    private func due(of actor: Actor, in house: TestHouse) throws -> Span? {
        let complaint = try house.open(by: actor).ticket
        return try house.clock("forward::1", of: complaint).map { $0.due - $0.start }
    }

    /// A branch knows the company's departments and its own; what is known of all branches is each once.
    @Test func departmentsAreThoseOfTheBranch() throws {
        let house = try house()
        try activate("south-desk", hours: 4, for: PolicyScope(branch: Self.south), in: house)
        try activate("kind-desk", hours: 4, for: PolicyScope(kind: .opinion), in: house)
        let usual = ["engineering", "furniture", "materials"]

        func codes(_ branch: Branch?) -> [String] {
            house.engine.policies.departments(in: branch).map(\.department.code)
        }

        #expect(codes(.main) == usual + ["kind-desk"])
        #expect(codes(Self.south) == usual + ["south-desk", "kind-desk"])
        #expect(codes(nil) == usual + ["south-desk", "kind-desk"])
        #expect(!house.engine.policies.knows(Department(unchecked: "south-desk"), in: .main))
        #expect(house.engine.policies.knows(Department(unchecked: "south-desk"), in: Self.south))
    }

    /// Branch and kind, branch, kind, company: each narrower one wins over all before it.
    @Test func theNarrowestScopeWins() throws {
        let house = try house()
        #expect(try due(of: Self.southern, in: house) == .hours(2))

        try activate("by-kind", hours: 3, for: PolicyScope(kind: .complaint), in: house)
        #expect(try due(of: Self.southern, in: house) == .hours(3))
        try activate("by-branch", hours: 4, for: PolicyScope(branch: Self.south), in: house)
        #expect(try due(of: Self.southern, in: house) == .hours(4))
        try activate("by-both", hours: 5, for: PolicyScope(branch: Self.south, kind: .complaint), in: house)
        #expect(try due(of: Self.southern, in: house) == .hours(5))

        #expect(try due(of: TestHouse.clerk, in: house) == .hours(3), "the head office has only that of the kind")
        let policies = house.engine.policies
        #expect(policies.number(branch: Self.south, kind: .dispatch) == 3)
        #expect(policies.number(branch: .main, kind: .dispatch) == 1)
    }

    @Test func aWiderActivationDoesNotReplaceANarrowerOne() throws {
        let house = try house()
        try activate("by-branch", hours: 4, for: PolicyScope(branch: Self.south), in: house)

        try activate("company", hours: 6, for: .company, in: house)

        #expect(try due(of: Self.southern, in: house) == .hours(4))
        #expect(try due(of: TestHouse.clerk, in: house) == .hours(6))
    }

    @Test func theSamePolicyForTheSameTicketsChangesNothing() throws {
        let house = try house()
        let scope = PolicyScope(branch: Self.south)

        let first = try activate("a", hours: 4, for: scope, in: house)
        let again = try activate("a", hours: 4, for: scope, in: house)
        let elsewhere = try activate("a", hours: 4, for: .company, in: house)

        #expect(first == (2, true) && again == (2, false) && elsewhere == (3, true))
        #expect(try house.store.activatedPolicies().map(\.number) == [1, 2, 3])
    }

    /// A reason that is nowhere on record would be worse than none.
    @Test func theSamePolicyWithAnotherReasonIsRefused() throws {
        let house = try house()
        let scope = PolicyScope(branch: Self.south)
        try activate("a", hours: 4, for: scope, in: house)
        func again(_ reason: String, by actor: Actor) throws -> Outcome {
            let activation = Activation(try Self.policy("a", hours: 4), for: scope, by: actor, reason: reason)
            return try house.turn([.activate(activation)])[0]
        }

        for (reason, actor) in [("再次试行", Self.admin), ("试行", Actor("admin-2", [.admin]))] {
            guard case .failed(.refused(.because(let refusal))) = try again(reason, by: actor) else {
                Issue.record("not refused")
                continue
            }
            #expect(refusal.code == "already-in-force" && refusal.label.en.contains("number 2, by admin"))
        }
        guard case .activated(number: 2, isNew: false) = try again("试行", by: Self.admin) else {
            Issue.record("a repetition is no second activation")
            return
        }
        #expect(try house.store.activatedPolicies().count == 2)
    }

    @Test func aWithdrawnPolicyLeavesTheFieldToTheWider() throws {
        let house = try house()
        let scope = PolicyScope(branch: Self.south)
        try activate("a", hours: 3, for: scope, in: house)
        try activate("b", hours: 4, for: scope, in: house)
        let complaint = try house.open(by: Self.southern).ticket
        let revision = house.engine.policies.revision
        let ownDepartment = Department(unchecked: "b")
        #expect(house.engine.policies.knows(ownDepartment, in: Self.south))

        let outcome = try house.turn([.withdraw(Withdrawal(for: scope, by: Self.admin, reason: "试行结束"))])[0]

        guard case .withdrawn(number: 3) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(house.engine.policies.revision == revision + 1)
        #expect(house.engine.policies.knows(ownDepartment, in: Self.south), "its work may still be there")
        #expect(try due(of: Self.southern, in: house) == .hours(2), "not the one before, but what is wider")
        try house.act(complaint, "classify", ["categories": ["construction"]], by: Self.southern)
        let clock = try #require(try house.clock("forward:engineering:1", of: complaint))
        #expect(clock.policy == 3 && clock.due - clock.start == .hours(4), "what runs keeps its own")

        try house.restart()

        #expect(try due(of: Self.southern, in: house) == .hours(2))
        #expect(house.engine.policies.revision == revision + 1)
        let row = try #require(try house.store.activatedPolicies().last)
        #expect(row.withdrawal == PolicyRow.Withdrawal(at: house.now, principal: "admin", reason: "试行结束"))
        #expect(Verifier(house.store).run(house.store).findings == [])
        let again = try activate("b", hours: 4, for: scope, in: house)
        #expect(again.number == 4 && again.isNew, "it may come back")
    }

    @Test func whatIsNarrowerStandsBeforeIt() throws {
        let house = try house()
        let (south, calls) = (PolicyScope(branch: Self.south), PolicyScope(kind: .call))
        try activate("south", hours: 3, for: south, in: house)
        try activate("calls", hours: 3, for: calls, in: house)
        try activate("both", hours: 3, for: PolicyScope(branch: Self.south, kind: .call), in: house)
        let policies = house.engine.policies

        func exceptions(_ scope: PolicyScope) -> [Int] { policies.exceptions(from: scope).map(\.number) }

        #expect(exceptions(.company) == [2, 3, 4])
        #expect(exceptions(south) == [4] && exceptions(calls) == [2, 4])
        #expect(exceptions(PolicyScope(branch: Self.south, kind: .call)) == [])
        #expect(
            policies.isShadowed(calls, among: [Self.south]) && !policies.isShadowed(calls, among: [.main, Self.south]))
        #expect(!policies.isShadowed(south, among: [Self.south]))
    }

    @Test func aBranchThatNobodyKnowsIsRefused() throws {
        let house = try house()
        let activation = Activation(
            try Self.policy("a", hours: 4), for: PolicyScope(branch: Branch(unchecked: "north")), by: Self.admin)

        guard case .failed(.refused(.because(let reason))) = try house.turn([.activate(activation)])[0] else {
            Issue.record("not refused")
            return
        }

        #expect(reason.code == "unknown-branch")
        #expect(try house.store.activatedPolicies().count == 1)
    }

    @Test func whatIsRunningStaysUnderItsOwnActivation() throws {
        let house = try house()
        let complaint = try house.open(by: Self.southern).ticket
        try activate("by-branch", hours: 3, for: PolicyScope(branch: Self.south), in: house)

        try house.act(complaint, "classify", ["categories": ["construction"]], by: Self.southern)

        let clock = try #require(try house.clock("forward:engineering:1", of: complaint))
        #expect(clock.policy == 1 && clock.due - clock.start == .hours(2))
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    @Test func aRestartFindsTheSamePoliciesInForce() throws {
        let house = try house()
        try activate("by-branch", hours: 4, for: PolicyScope(branch: Self.south), in: house)
        try activate("company", hours: 6, for: .company, in: house)

        try house.restart()

        #expect(try due(of: Self.southern, in: house) == .hours(4))
        #expect(house.engine.policies.lastNumber == 3)
    }

    @Test func departmentsAreThoseOfEveryPolicyInForce() throws {
        let house = try house()
        try activate("lifts", hours: 4, for: PolicyScope(branch: Self.south), in: house)
        let (policies, lifts) = (house.engine.policies, Department(unchecked: "lifts"))

        #expect(policies.knows(lifts) && policies.knows(lifts, in: Self.south) && !policies.knows(lifts, in: .main))
        #expect(policies.departments(in: .main).map(\.department.code) == ["engineering", "furniture", "materials"])
        #expect(policies.label(of: lifts, in: .main).zh == "lifts", "another branch's word is not ours")
        #expect(policies.label(of: lifts).zh == "部")
    }

    /// Its boards, queues and names stay; only new work goes elsewhere.
    @Test func aDepartmentThatNoRegulationInForceNamesStaysKnown() throws {
        let house = try house()
        let ht = try RegulationLoader.shipped("ht")
        try house.turn([.activate(Activation(ht, by: Self.admin))])

        func look() {
            let policies = house.engine.policies
            #expect(
                policies.departments(in: .main).map(\.department.code) == [
                    "branch-engineering", "branch-manager", "engineering", "furniture", "materials",
                ], "what is in force comes first")
            #expect(policies.knows(.engineering, in: Self.south))
            #expect(policies.label(of: .engineering).zh == "工程部")
            #expect(!policies.regulation().policy.routing.knows(.engineering))
        }
        look()
        try house.restart()
        look()
    }

    @Test func aDepartmentIsCalledAsItWasNamedLast() throws {
        let house = try house()
        func activate(_ name: String, _ label: String) throws {
            let text = """
                name: \(name)
                title: {zh: 我司, en: ours}
                extends: dx
                routing: {departments: {engineering: {zh: \(label), en: works}}}
                """
            let regulation = try RegulationSample.loader()
                .load(text: text, file: "\(name).yaml")
            try house.turn([.activate(Activation(regulation, by: Self.admin))])
        }
        try activate("second", "工程中心")
        #expect(house.engine.policies.label(of: .engineering).zh == "工程中心")
        try house.turn([.activate(Activation(try RegulationLoader.shipped("ht"), by: Self.admin))])

        #expect(house.engine.policies.label(of: .engineering).zh == "工程中心")
        #expect(house.engine.policies.departments().first { $0.department == .engineering }?.label.zh == "工程中心")
    }

    // MARK: What becomes a ticket of another kind

    private static func policy(category: String) throws -> Regulation {
        let lines = [
            "name: with-\(category)", "title: {zh: 试, en: test}", "extends: dx",
            "routing: {categories: {\(category): {zh: 类, en: category, department: engineering}}}",
        ]
        return try RegulationSample.loader().load(
            text: lines.joined(separator: "\n"), file: "\(category).yaml")
    }

    /// The categories are those of the policy under which the complaint will run.
    @Test func anOpinionBecomesAComplaintByTheComplaintsCategories() throws {
        let house = try TestHouse()
        for (category, kind) in [("paint", Kind.complaint), ("noise", .opinion), ("noise", .call)] {
            let scope = PolicyScope(kind: kind)
            try house.turn([
                .activate(
                    Activation(try Self.policy(category: category), for: scope, by: Self.admin, reason: "试行"))
            ])
        }
        let customer: JSON = ["name": "王小明"]
        let opinion = try house.command(
            .open(.opinion, data: ["heardOn": "call", "customer": customer, "content": "墙面有裂缝"]), by: TestHouse.clerk)
        let call = try house.command(
            .open(.call, data: ["occasion": "hiddenWorks", "customer": customer]), by: TestHouse.clerk)
        try house.act(call.ticket, "startContact", ["channel": "phone"])
        func hear(_ category: JSON) -> JSONObject {
            ["becomes": "complaint", "content": "地面空鼓", "categories": [category]]
        }

        #expect(throws: Failure.self) { try house.act(opinion.ticket, "becomeComplaint", ["categories": ["noise"]]) }
        #expect(throws: Failure.self) { try house.act(call.ticket, "hear", hear("noise")) }
        try house.act(opinion.ticket, "becomeComplaint", ["categories": ["paint"]])
        try house.act(call.ticket, "hear", hear("paint"))

        #expect(try house.store.ticketRow(kind: .complaint, number: 2) != nil)
        for (kind, verb) in [(Kind.opinion, "becomeComplaint"), (.call, "hear")] {
            let forms = try FormShelf().forms(for: kind, in: .main, house.engine.policies)
            let field = forms.all.first { $0.verb == verb }?.fields.first { $0.name == "categories" }
            let codes = field?.type.choices?.map(\.code) ?? []
            #expect(codes.contains("paint") && !codes.contains("noise"))
        }
    }
}
