import Foundation
import Testing

@testable import PaidanCore

/// Events are stored for ever: their names and labels are bytes on disk. A new event adds a line to the golden file; a
/// line that changes or disappears makes old histories unreadable.
@Suite(.serialized) struct EventNameTests {
    private static let path = "Tests/PaidanCoreTests/Fixtures/event-names.txt"

    @Test func theBytesOfEveryEventAreAsTheyWere() throws {
        let lines =
            try Self.lines(Complaint.self, EventSamples.complaint)
            + Self.lines(DepartmentDispatch.self, EventSamples.dispatch)
            + Self.lines(OpinionIssue.self, EventSamples.opinion) + Self.lines(CallTask.self, EventSamples.call)
            + Self.lines(Lead.self, EventSamples.lead) + Self.lines(Rota.self, EventSamples.rota)
            + Self.lines(RenovationProject.self, EventSamples.project)
            + Self.lines(AcceptanceNode.self, EventSamples.node) + Self.lines(SupplyRequest.self, EventSamples.supply)

        let golden = try Repository.golden(Self.path, updating: lines.joined(separator: "\n") + "\n")

        #expect(golden.split(separator: "\n").map(String.init) == lines)
    }

    @Test func storedBytesAreReadBack() throws {
        var complaints: [Complaint.Event] = []
        var dispatches: [DepartmentDispatch.Event] = []
        var opinions: [OpinionIssue.Event] = []
        var calls: [CallTask.Event] = []
        var leads: [Lead.Event] = []
        var rotas: [Rota.Event] = []
        var projects: [RenovationProject.Event] = []
        var nodes: [AcceptanceNode.Event] = []
        var supplies: [SupplyRequest.Event] = []
        for line in try Repository.text(Self.path).split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            let data = Data(try #require(parts.last).utf8)
            switch try #require(Kind(rawValue: String(parts[0]))) {
            case .complaint: complaints.append(try JSONDecoder().decode(Complaint.Event.self, from: data))
            case .dispatch: dispatches.append(try JSONDecoder().decode(DepartmentDispatch.Event.self, from: data))
            case .opinion: opinions.append(try JSONDecoder().decode(OpinionIssue.Event.self, from: data))
            case .call: calls.append(try JSONDecoder().decode(CallTask.Event.self, from: data))
            case .lead: leads.append(try JSONDecoder().decode(Lead.Event.self, from: data))
            case .rota: rotas.append(try JSONDecoder().decode(Rota.Event.self, from: data))
            case .project: projects.append(try JSONDecoder().decode(RenovationProject.Event.self, from: data))
            case .node: nodes.append(try JSONDecoder().decode(AcceptanceNode.Event.self, from: data))
            case .supply: supplies.append(try JSONDecoder().decode(SupplyRequest.Event.self, from: data))
            }
        }

        #expect(complaints == EventSamples.complaint)
        #expect(dispatches == EventSamples.dispatch)
        #expect(opinions == EventSamples.opinion)
        #expect(calls == EventSamples.call)
        #expect(leads == EventSamples.lead)
        #expect(rotas == EventSamples.rota)
        #expect(projects == EventSamples.project)
        #expect(nodes == EventSamples.node)
        #expect(supplies == EventSamples.supply)
    }

    /// Fields that came later are not in older histories.
    @Test(
        arguments: [
            (
                #"{"slotBooked":{"at":1772416800000,"overrideReason":"t","place":"t"}}"#,
                .slotBooked(at: .monday, place: "t", overrideReason: "t", closesAt: nil)
            ),
            (
                #"{"customerBusy":{"at":1772416800000,"overrideReason":"t","place":"t"}}"#,
                .customerBusy(at: .monday, place: "t", overrideReason: "t", closesAt: nil)
            ),
            (
                #"{"pointRaised":{"content":"t","issue":"0000000000000G000000000002","question":"works"}}"#,
                .pointRaised(
                    issue: TicketID(ULID(high: 1, low: 2)), content: "t", question: .works, overall: nil)
            ),
        ] as [(String, CallTask.Event)])
    func whatWasWrittenWithoutLaterFieldsIsRead(_ text: String, _ event: CallTask.Event) throws {
        #expect(try JSONDecoder().decode(CallTask.Event.self, from: Data(text.utf8)) == event)
    }

    @Test func aCallThatStoodForNoOtherIsRead() throws {
        let text = #"{"callEnded":{"call":"0000000000000G000000000002","displeased":true,"reached":true}}"#
        let event = RenovationProject.Event.callEnded(
            call: TicketID(ULID(high: 1, low: 2)), reached: true, displeased: true)
        #expect(try JSONDecoder().decode(RenovationProject.Event.self, from: Data(text.utf8)) == event)
    }

    @Test func aContractThatOpenedNoProjectIsRead() throws {
        let text = #"{"signed":{"amount":100,"contractNo":"K-1"}}"#
        let event = Lead.Event.signed(contractNo: "K-1", amount: 100, congratulation: nil, project: nil)

        #expect(try JSONDecoder().decode(Lead.Event.self, from: Data(text.utf8)) == event)
    }

    @Test func aRenovationWithoutItsPapersIsRead() throws {
        func project(_ text: String) throws -> RenovationProject.Event {
            try JSONDecoder().decode(RenovationProject.Event.self, from: Data(text.utf8))
        }
        func node(_ text: String) throws -> AcceptanceNode.Event {
            try JSONDecoder().decode(AcceptanceNode.Event.self, from: Data(text.utf8))
        }

        let planned =
            #"{"node":"0000000000000G000000000002","stage":"mainMaterial","scheduledFor":1772416800000,"productContract":"P"}"#
        let nodes = [
            RenovationProject.PlannedNode(
                node: TicketID(ULID(high: 1, low: 2)), stage: .mainMaterial, scheduledFor: .monday, productContract: "P"
            )
        ]
        #expect(try project(#"{"planApproved":{"nodes":[\#(planned)]}}"#) == .planApproved(nodes: nodes, plan: nil))
        #expect(try project(#"{"warrantyEnded":{}}"#) == .warrantyEnded(followUpsMissing: nil))
        #expect(
            try node(#"{"proxySigned":{"proxyName":"t","agreementNo":"A","byInspector":true,"isShort":false}}"#)
                == .proxySigned(proxyName: "t", agreementNo: "A", byInspector: true, isShort: false))
        #expect(try node(#"{"confirmed":{}}"#) == .confirmed(note: nil, confirmation: nil))
        #expect(try node(#"{"passed":{}}"#) == .passed(checklist: nil, call: nil, results: nil))
        let shipped = Data(#"{"shipped":{}}"#.utf8)
        #expect(try JSONDecoder().decode(SupplyRequest.Event.self, from: shipped) == .shipped(note: nil, items: nil))
    }

    /// The samples are read against the source: the compiler cannot list the cases of an enum with values.
    @Test(arguments: [
        ("Sources/PaidanCore/Complaint/ComplaintEvent.swift", Kind.complaint),
        ("Sources/PaidanCore/DepartmentDispatch/DepartmentDispatchEvent.swift", .dispatch),
        ("Sources/PaidanCore/OpinionIssue/OpinionIssueEvent.swift", .opinion),
        ("Sources/PaidanCore/CallTask/CallTaskEvent.swift", .call),
        ("Sources/PaidanCore/Lead/LeadEvent.swift", .lead), ("Sources/PaidanCore/Rota/RotaEvent.swift", .rota),
        ("Sources/PaidanCore/RenovationProject/RenovationProjectEvent.swift", .project),
        ("Sources/PaidanCore/AcceptanceNode/AcceptanceNodeEvent.swift", .node),
        ("Sources/PaidanCore/SupplyRequest/SupplyRequestEvent.swift", .supply),
    ])
    func everyEventHasASample(_ source: String, _ kind: Kind) throws {
        let declared = try Self.cases(ofEventIn: try Repository.text(source))
        let sampled =
            switch kind {
            case .complaint: EventSamples.complaint.map(EventName.of)
            case .dispatch: EventSamples.dispatch.map(EventName.of)
            case .opinion: EventSamples.opinion.map(EventName.of)
            case .call: EventSamples.call.map(EventName.of)
            case .lead: EventSamples.lead.map(EventName.of)
            case .rota: EventSamples.rota.map(EventName.of)
            case .project: EventSamples.project.map(EventName.of)
            case .node: EventSamples.node.map(EventName.of)
            case .supply: EventSamples.supply.map(EventName.of)
            }

        #expect(declared.sorted() == sampled.sorted())
    }

    private static func lines<K: TicketKind>(_: K.Type, _ events: [K.Event]) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try events.map { "\(K.kind.rawValue) \(String(decoding: try encoder.encode($0), as: UTF8.self))" }
    }

    private static func cases(ofEventIn source: String) throws -> [String] {
        let body = try #require(
            source.components(separatedBy: "enum Event: ").dropFirst().first?.components(separatedBy: "\n    }\n").first
        )
        return body.split(separator: "\n").compactMap { line in
            let words = line.trimmingCharacters(in: .whitespaces)
            guard words.hasPrefix("case ") else { return nil }
            return String(words.dropFirst(5).prefix { $0.isLetter })
        }
    }
}
