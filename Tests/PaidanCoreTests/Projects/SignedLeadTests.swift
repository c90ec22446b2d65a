import Testing

@testable import PaidanCore

/// 签单: a lead that is signed opens its project in the same transaction.
@Suite struct SignedLeadTests {
    private static let contract = Lead.Command.signContract(contractNo: "K-1", amount: 12_800_000)

    /// Every state of the lead.
    @Test func aSignedLeadOpensItsProject() throws {
        for story in try Samples.leads(.test()) where !story.lead.phase.isEnd {
            var story = story
            try story.act(Lead.self, Self.contract, by: .director)

            let phase = story.lead.phase
            #expect(story.projects.count == 1, "\(phase)")
            guard let project = story.projects.first else { continue }
            guard case .signed(let contract) = story.lead.state else { return #expect(Bool(false)) }
            #expect(contract.project == project)
            let opening = story[project: project].opening
            #expect(opening.lead == story.leads[0] && opening.contractNo == "K-1")
            #expect(opening.customer == story.lead.person && opening.site == story.lead.facts.estate)
            #expect(opening.decorationDesigner == story.lead.designer)
            #expect(story[project: project].phase == .contracted)
            #expect(story.flaws == [])
        }
    }

    @Test func theSiteThatIsNamedWithTheContractIsTheProjects() throws {
        var story = Story()
        try story.open(Lead.self, .test(.walkIn))

        try story.act(Lead.self, .signContract(contractNo: "K-1", amount: 1, site: "No. 1, 3-501"), by: .director)

        #expect(story.project.site == "No. 1, 3-501")
    }

    // MARK: What was written wrongly

    @Test func aContractIsCorrectedWhereItWasSigned() throws {
        var story = Story()
        try story.open(Lead.self, .test(.walkIn))
        try story.act(Lead.self, Self.contract, by: .director)

        #expect(throws: Refusal.because(.nothingToAmend)) { try Self.correct(&story, nil, nil) }
        #expect(throws: Refusal.because(.amountOutOfRange)) { try Self.correct(&story, nil, 0) }
        try Self.correct(&story, "K-10", 128_000)

        guard case .signed(let contract) = story.lead.state else { return #expect(Bool(false)) }
        #expect(contract.contractNo == "K-10" && contract.amount == 128_000)
        #expect(story.project.contractNo == "K-10", "the project goes by the same number")
        try Self.correct(&story, nil, 5)
        guard case .signed(let again) = story.lead.state else { return #expect(Bool(false)) }
        #expect(again.contractNo == "K-10" && again.amount == 5 && story.project.contractNo == "K-10")
        try story.act(
            Lead.self, .correctContract(contractNo: nil, amount: nil, site: "No. 2", reason: "typo"), by: .specialist)
        #expect(story.project.site == "No. 2" && story.project.contractNo == "K-10")
        #expect(story.flaws == [])
    }

    /// A number is corrected whatever has become of the project.
    @Test func anEndedProjectHearsOfItsNumber() throws {
        var story = Story()
        try story.open(Lead.self, .test(.walkIn))
        try story.act(Lead.self, Self.contract, by: .director)
        try story.act(RenovationProject.self, .cancelProject(reason: "r", settlement: "s"), by: .supervisor)

        try Self.correct(&story, "K-10", nil)

        #expect(story.project.contractNo == "K-10" && story.project.phase == .cancelled)
        #expect(story.flaws == [])
    }

    private static func correct(_ story: inout Story, _ number: String?, _ amount: Int?) throws {
        try story.act(
            Lead.self, .correctContract(contractNo: number, amount: amount, reason: "typo"), by: .specialist)
    }

    /// The contract is as old as the fact, not as its record.
    @Test func theProjectBeginsWhenTheContractWasSigned() throws {
        var story = Story()
        try story.open(Lead.self, .test(.walkIn))
        try story.wait(.hours(1))
        let told = story.now - .minutes(10)
        try story.act(Lead.self, Self.contract, by: .director, occurredAt: told)

        #expect(story.project.opening.signedAt == told)
        #expect(story.project.begunAt == told)
    }

    /// The call of congratulation and the project are two tickets.
    @Test func aBuyerIsCalledAndBuiltFor() throws {
        var story = Story(.test(set: [CallTask.Occasion.deal.duty.limit.key: .limit(.calendarDays(1))]))
        try story.open(Lead.self, .test(.walkIn))
        try story.act(Lead.self, Self.contract, by: .director)

        #expect(story.call.opening.occasion == .deal)
        #expect(story.projects.count == 1)
        #expect(Set(story.calls + story.projects).count == 2)
        #expect(story.call.parent == story.projects[0], "the call goes with the works")
        #expect(story.project.calls.map(\.occasion) == [.deal])
    }

    /// Where flats are sold nothing is built, and the buyer is called all the same.
    @Test func whereNothingIsBuiltNoProjectIsOpened() throws {
        var story = Story(
            .test(set: [
                CallTask.Occasion.deal.duty.limit.key: .limit(.calendarDays(1)), Lead.opensProject.key: .flag(false),
            ]))
        try story.open(Lead.self, .test(.walkIn))
        try story.act(Lead.self, Self.contract, by: .director)

        #expect(story.lead.phase == .signed && story.projects == [])
        #expect(story.call.opening.occasion == .deal && story.call.parent == nil)
    }

    @Test func aRefusedContractOpensNothing() throws {
        for story in try Samples.leads(.test()) {
            var story = story
            let before = story.projects.count
            let refused = Lead.Command.signContract(contractNo: "K-1", amount: story.lead.phase.isEnd ? 1 : 0)
            #expect(throws: Refusal.self) { try story.act(Lead.self, refused, by: .director) }
            #expect(story.projects.count == before)
        }
    }

    /// What becomes of the project is not the lead's any more: whatever may be said to it, in each of its states.
    @Test func aSignedLeadHearsNothingOfItsProject() throws {
        let policy = Policy.test()
        for sample in try Samples.projects(policy) {
            let phase = sample.project.phase
            for command in Samples.projectCommands(for: sample.project, at: sample.now) {
                let verb = RenovationProject.verb(of: command)
                guard let role = RenovationProject.table[verb].roles.first(where: \.isPerson) else { continue }
                var story = sample
                try story.open(Lead.self, .test(.walkIn))
                try story.act(Lead.self, Self.contract, by: .director)
                let lead = story.lead
                try? story.act(RenovationProject.self, command, by: role)
                let own = try #require(story.lead.state.project)
                try? story.act(RenovationProject.self, command, by: role, on: own)
                #expect(story.lead == lead, "\(phase) \(verb)")
                #expect(story.flaws == [], "\(phase) \(verb)")
            }
        }
    }
}

extension Lead.State {
    fileprivate var project: TicketID? { if case .signed(let contract) = self { contract.project } else { nil } }
}
