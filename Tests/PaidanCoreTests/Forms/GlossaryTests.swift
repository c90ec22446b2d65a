import Testing

@testable import PaidanCore

/// Whatever a ticket's page shows has a word in both languages.
@Suite struct GlossaryTests {
    /// A member as a page meets it.
    struct Place: Hashable, CustomStringConvertible {
        let kind: Kind
        let parent: String
        let name: String
        var description: String { "\(kind.rawValue) \(parent).\(name)" }
    }

    private static func wordless(_ places: Set<Place>) -> [String] {
        places.filter { place in
            guard let label = place.kind.type.word(of: place.name, in: place.parent) else { return true }
            return label.zh.isEmpty || label.en.isEmpty || label.zh == place.name || label.zh == label.en
        }.map(\.description).sorted()
    }

    @Test func everyMemberOfEveryStateHasAWord() throws {
        let finder = try Self.states()

        #expect(
            finder.phases
                == Set(
                    Complaint.Phase.allCases.map(\.name) + DepartmentDispatch.Phase.allCases.map(\.name)
                        + OpinionIssue.Phase.allCases.map(\.name) + CallTask.Phase.allCases.map(\.name)
                        + Lead.Phase.allCases.map(\.name) + Rota.Phase.allCases.map(\.name)
                        + RenovationProject.Phase.allCases.map(\.name) + AcceptanceNode.Phase.allCases.map(\.name)
                        + SupplyRequest.Phase.allCases.map(\.name)))
        #expect(finder.places.contains(Place(kind: .complaint, parent: "", name: "ownReceivedAt")))
        #expect(finder.places.contains(Place(kind: .complaint, parent: "visit", name: "attendees")))
        #expect(finder.places.contains(Place(kind: .dispatch, parent: "missed", name: "datedAt")))
        #expect(Self.wordless(finder.places) == [])
    }

    @Test func everyMemberOfEveryFactHasAWord() throws {
        let finder = try Self.facts()

        #expect(finder.places.contains(Place(kind: .dispatch, parent: "cancelled", name: "byComplaint")))
        #expect(Self.wordless(finder.places) == [])
    }

    @Test func aMemberThatNobodyHasGivenAWordIsFound() {
        let unknown = Place(kind: .complaint, parent: "", name: "sinceWhenTheRoofLeaks")

        #expect(Self.wordless([unknown]) == ["complaint .sinceWhenTheRoofLeaks"])
    }

    @Test func everyCodeHasAWord() {
        for (member, choices) in Glossary.codes {
            #expect(choices.allSatisfy { !$0.label.zh.isEmpty && $0.label.zh != $0.label.en }, "\(member)")
        }
    }

    /// Kinds share the names of members, and with them the words.
    @Test func aCodeMeansTheSameInEveryKind() {
        for (member, choices) in Glossary.codes {
            let words = Dictionary(grouping: choices, by: \.code).mapValues { Set($0.map(\.label)) }
            #expect(words.filter { $0.value.count > 1 }.isEmpty, "\(member)")
        }
    }

    /// Whatever holds a deadline is a member that there is.
    @Test func everyDeadlineHasAWord() {
        let known = Set(Glossary.fields.keys).union(Glossary.contents.keys)
        #expect(Glossary.deadlines.subtracting(known) == [])
    }

    @Test func everyWordIsUsed() throws {
        let places = try Self.states().places.union(Self.facts().places)
        let used = Set(places.flatMap { [$0.name, "\($0.parent).\($0.name)"] })

        #expect(Set(Glossary.contents.keys).subtracting(used) == [])
    }

    // MARK: What there is

    /// Every state of every kind, and what random walks lead to.
    private static func states() throws -> MemberFinder {
        var finder = MemberFinder()
        for revisits in [nil, Limit.workingDays(3)] {
            let policy = Policy.test(revisits: revisits, set: [CallTask.isReviewed.key: .flag(revisits != nil)])
            for story in try Samples.complaints(policy) + Samples.dispatches(policy) { finder.note(story) }
            for story in try Samples.opinions(policy) + Samples.calls(policy) { finder.note(story) }
            for story in try Samples.leads(policy) + [Samples.mergedLead(policy)] + Samples.rotas(policy) {
                finder.note(story)
            }
            for story in try Samples.projects(policy) + Samples.supplies(policy) { finder.note(story) }
            for stage in AcceptanceNode.Stage.allCases {
                for story in try Samples.nodes(stage, policy) { finder.note(story) }
            }
        }
        for seed in UInt64(1)...60 {
            var walk = try Walk(seed: seed)
            for step in 1...60 {
                try walk.step()
                if step.isMultiple(of: 10) { finder.note(walk.story) }
            }
        }
        for closing in Self.closings { finder.note(closing, .complaint, in: "closed") }
        for closing in Self.opinionClosings { finder.note(closing, .opinion, in: "closed") }
        for basis in Self.bases { finder.note(basis, .complaint, in: "basis") }
        return finder
    }

    /// Every fact of every kind, the opening and a clock's own among them.
    private static func facts() throws -> MemberFinder {
        var finder = MemberFinder()
        for event in EventSamples.complaint { finder.noteCase(event, .complaint) }
        for event in EventSamples.dispatch { finder.noteCase(event, .dispatch) }
        for event in EventSamples.opinion { finder.noteCase(event, .opinion) }
        for event in EventSamples.call { finder.noteCase(event, .call) }
        for event in EventSamples.lead { finder.noteCase(event, .lead) }
        for event in EventSamples.rota { finder.noteCase(event, .rota) }
        for event in EventSamples.project { finder.noteCase(event, .project) }
        for event in EventSamples.node { finder.noteCase(event, .node) }
        for event in EventSamples.supply { finder.noteCase(event, .supply) }
        let ring = Ring(clock: ClockKey(Complaint.clockRules[0]), rung: 0, isBreach: false, late: .zero)
        let repin = Repinned(clock: ClockKey(Complaint.clockRules[0]), formerPolicy: 1, policy: 2, reason: "r")
        let files = FilesAttached(files: [.sample], step: "reportDone", note: PersonalText(sealed: "n"))
        let change = CustomerChange(details: [.phone], former: SealedDetails(sealed: "s"), reason: "r")
        let correction = CustomerCorrected(change, sameCustomer: [Samples.target], sameElsewhere: true)
        for kind in Kind.allCases {
            finder.note(ring, kind, in: "")
            finder.note(repin, kind, in: "")
            finder.note(files, kind, in: "")
            finder.note(correction, kind, in: "")
        }
        let story = try Samples.dispatches(.test())[0]
        finder.note(story.complaint.opening, .complaint, in: "")
        finder.note(story[dispatch: story.dispatches[0]].opening, .dispatch, in: "")
        finder.note(OpinionIssue.Opening.test(), .opinion, in: "")
        finder.note(CallTask.Opening.test(), .call, in: "")
        finder.note(Lead.Opening.test(), .lead, in: "")
        finder.note(Rota.Opening(customer: .somebody, designers: [.ann]), .rota, in: "")
        finder.note(RenovationProject.Opening.test(), .project, in: "")
        return finder
    }

    /// The switches make a new case of these enums an error here.
    private static let closings: [Complaint.Closing] = {
        let all: [Complaint.Closing] = [
            .explained, .told, .satisfied(score: nil), .unreachable(attempts: 3), .declined,
        ]
        for closing in all {
            switch closing {
            case .explained, .told, .satisfied, .unreachable, .declined: break
            }
        }
        return all
    }()

    private static let opinionClosings: [OpinionIssue.Closing] = {
        let all: [OpinionIssue.Closing] = [
            .content(score: nil), .unreachable(attempts: 3), .declined, .withdrawn(reason: "r"),
        ]
        for closing in all {
            switch closing {
            case .content, .unreachable, .declined, .withdrawn: break
            }
        }
        return all
    }()

    private static let bases: [Complaint.Basis] = {
        let all: [Complaint.Basis] = [
            .receipt, .survey(concludedAt: .monday), .revisit(at: .monday), .unmerge(at: .monday),
        ]
        for basis in all {
            switch basis {
            case .receipt, .survey, .revisit, .unmerge: break
            }
        }
        return all
    }()
}

/// Collects the names that the synthesised coding writes, of values that are left out as well.
struct MemberFinder {
    private(set) var places: Set<GlossaryTests.Place> = []
    private(set) var phases: Set<String> = []

    mutating func note(_ story: Story) {
        for id in story.complaints {
            phases.insert(story[complaint: id].phase.name)
            note(story[complaint: id], .complaint, in: "")
        }
        for id in story.dispatches {
            phases.insert(story[dispatch: id].phase.name)
            note(story[dispatch: id], .dispatch, in: "")
        }
        for id in story.opinions {
            phases.insert(story[opinion: id].phase.name)
            note(story[opinion: id], .opinion, in: "")
        }
        for id in story.calls {
            phases.insert(story[call: id].phase.name)
            note(story[call: id], .call, in: "")
        }
        for id in story.leads {
            phases.insert(story[lead: id].phase.name)
            note(story[lead: id], .lead, in: "")
        }
        for id in story.ids[.rota, default: []] {
            phases.insert(story[rota: id].phase.name)
            note(story[rota: id], .rota, in: "")
        }
        for id in story.projects {
            phases.insert(story[project: id].phase.name)
            note(story[project: id], .project, in: "")
        }
        for id in story.nodes {
            phases.insert(story[node: id].phase.name)
            note(story[node: id], .node, in: "")
        }
        for id in story.supplies {
            phases.insert(story[supply: id].phase.name)
            note(story[supply: id], .supply, in: "")
        }
    }

    /// The values of a fact: a page shows them without its name, but some words mean something else in it.
    mutating func noteCase(_ event: Any, _ kind: Kind) {
        guard let payload = Mirror(reflecting: event).children.first else { return }
        noteValues(payload.value, kind, in: payload.label ?? "", of: payload.label ?? "")
    }

    mutating func note(_ value: Any, _ kind: Kind, in parent: String) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .collection: for child in mirror.children { note(child.value, kind, in: parent) }
        case .struct where !Self.isLeaf(value):
            for child in mirror.children {
                guard let name = child.label else { continue }
                add(kind, parent, name)
                note(child.value, kind, in: name)
            }
        case .enum where !Self.isLeaf(value):
            let payload = mirror.children.first
            let name = payload?.label ?? "\(value)"
            add(kind, parent, name)
            if let payload { noteValues(payload.value, kind, in: name, of: name) }
        default: break
        }
    }

    /// The values of a case: one without a label stands for itself.
    private mutating func noteValues(_ payload: Any, _ kind: Kind, in parent: String, of name: String) {
        let mirror = Mirror(reflecting: payload)
        guard mirror.displayStyle == .tuple else { return note(payload, kind, in: parent) }
        for child in mirror.children {
            guard let label = child.label, !label.hasPrefix(".") else {
                note(child.value, kind, in: parent)
                continue
            }
            add(kind, parent, label)
            note(child.value, kind, in: label)
        }
    }

    private mutating func add(_ kind: Kind, _ parent: String, _ name: String) {
        places.insert(GlossaryTests.Place(kind: kind, parent: parent, name: name))
    }

    /// What is written as one value.
    private static func isLeaf(_ value: Any) -> Bool {
        value is any RawRepresentable || value is any Code || value is PersonalText || value is SealedDetails
            || value is Instant || value is Span
            || value is TicketID || value is PersonID || value is ClockKey || value is FileDigest
    }
}
