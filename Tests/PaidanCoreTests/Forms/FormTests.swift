import Foundation
import Testing

@testable import PaidanCore

/// Forms are read off the commands themselves.
@Suite struct FormTests {
    private static func forms<K: TicketKind>(_: K.Type) throws -> KindForms { try FormBook()[K.kind] }

    private static func fields(_ verb: Complaint.Verb) throws -> [Field] {
        try #require(try forms(Complaint.self)[verb.rawValue]).fields
    }

    private static func shape(_ fields: [Field]) -> [String] {
        fields.map { "\($0.name)\($0.isRequired ? "" : "?")" }
    }

    // MARK: Fields

    @Test func fieldsComeInTheOrderOfDeclarationAndKnowWhatIsRequired() throws {
        #expect(Self.shape(try Self.fields(.hold)) == ["reason", "until", "note?"])
        #expect(Self.shape(try Self.fields(.revisitSatisfied)) == ["callTaskID?", "score?"])
        #expect(Self.shape(try Self.fields(.surveyConcluded)) == ["findings", "departments?", "files?"])
        #expect(try Self.fields(.resume).isEmpty)
    }

    @Test func everyTypeOfFieldIsRecognised() throws {
        #expect(try Self.fields(.forward).map(\.type) == [.list(.department)])
        #expect(try Self.fields(.classify).map(\.type) == [.list(.category)])
        #expect(try Self.fields(.proposePlan).map(\.type) == [.text(personal: true), .flag, .list(.file)])
        #expect(try Self.fields(.scheduleSurvey).map(\.type) == [.moment, .list(.text(personal: false))])
        #expect(try Self.fields(.revisitSatisfied).map(\.type) == [.ticket, .integer])
        #expect(
            try Self.fields(.replyByLetter).map(\.type)
                == [.text(personal: false), .text(personal: true), .list(.file)])
        #expect(try Self.fields(.redispatch).map(\.type) == [.department])
        let reasons = [
            Choice("customer", Label("等客户", "waiting for the customer")),
            Choice("parts", Label("等配件", "waiting for parts")),
        ]
        #expect(try Self.fields(.hold).first?.type == .choice(reasons))
    }

    /// What is added up somewhere later has its bounds at the door (`FieldLimit`).
    @Test func everyWholeNumberHasARange() throws {
        let book = try FormBook()
        let forms = Kind.allCases.flatMap { kind in
            (book[kind].allOfATicket + [book[kind].opening].compactMap(\.self)).flatMap(\.fields)
        }
        let numbers = Self.numbers(in: forms)
        #expect(numbers.filter { $0.limit.range == nil }.map(\.name) == [])
        #expect(
            Set(numbers.map(\.name)) == ["amount", "area", "attempts", "capacity", "rounds", "score", "share"])
    }

    private static func numbers(in fields: [Field]) -> [Field] {
        fields.flatMap { field -> [Field] in
            switch field.type {
            case .integer: [field]
            case .group(let inner), .list(.group(let inner)): numbers(in: inner)
            default: []
            }
        }
    }

    @Test func aNestedStructIsAGroup() throws {
        let fields = try #require(try Self.fields(.amend).first)

        guard case .group(let group) = fields.type else { throw FormFlaw(FormPlace("amend"), .noChoice) }
        #expect(Self.shape(group) == ["content?", "demand?", "projectOrOrder?", "receivedAt?"])
        #expect(fields.isRequired)
    }

    @Test func theOpeningAsksForWhatAPersonKnows() throws {
        let opening = try #require(try Self.forms(Complaint.self).opening)

        #expect(opening.roles == [.specialist, .supervisor])
        #expect(Self.shape(opening.fields).prefix(4) == ["channel", "customer", "content", "demand?"])
        #expect(opening.fields.first { $0.name == "customer" }?.type == .person)
        #expect(!opening.fields.contains { $0.name == "repeats" })
    }

    @Test func whatNobodyOpensByHandHasNoOpeningForm() throws {
        #expect(try Self.forms(DepartmentDispatch.self).opening == nil)
    }

    @Test func onlyWhatAPersonOrARoutingWorkerGivesHasAForm() throws {
        let forms = try Self.forms(Complaint.self)
        for verb in Complaint.Verb.allCases {
            let isGiven = Complaint.table[verb].roles.contains { $0.isPerson || $0 == .router }
            #expect((forms[verb.rawValue] != nil) == isGiven, "\(verb)")
        }
        #expect(forms.all.allSatisfy { $0.roles.allSatisfy(\.fillsForms) })
    }

    @Test func everyWordOfTheGlossaryIsUsed() throws {
        var used: Set<String> = []
        func note(_ fields: [Field]) {
            for field in fields {
                used.insert(field.name)
                if case .group(let inner) = field.type { note(inner) }
                if case .list(.group(let inner)) = field.type { note(inner) }
            }
        }
        for kind in Kind.allCases {
            let forms = try FormBook()[kind]
            note((forms.allOfATicket + [forms.opening].compactMap(\.self)).flatMap(\.fields))
        }

        #expect(Set(Glossary.fields.keys) == used)
    }

    /// 核对后由客服专员签字 (PAY-04): the customer's signature is another one.
    @Test func theVerifiedQuestionnaireIsSignedByWhoeverVerifiedIt() throws {
        func label(_ verb: String, of kind: Kind) throws -> Label? {
            try FormBook()[kind].all.first { $0.verb == verb }?.fields.first { $0.name == "signed" }?.label
        }

        #expect(try label("verifySurvey", of: .project)?.zh == "核对人已签字")
        #expect(try label("recordResult", of: .node)?.zh == "客户已签名")
        #expect(try label("complete", of: .call)?.zh == "客户已签名")
    }

    @Test func everyWordOfACommandsOwnIsUsed() throws {
        let actions = try Kind.allCases.flatMap { try FormBook()[$0].allOfATicket }
        let used = actions.flatMap { action in action.fields.map { "\(action.verb).\($0.name)" } }

        #expect(Set(Glossary.ownFields.keys).subtracting(used) == [])
    }

    // MARK: Flaws

    private struct Unnamed: Decodable { let colour: String }
    private struct Unfit: Decodable { let score: Double }
    private struct Small: Decodable { let attempts: UInt8? }
    private struct Bare: Decodable { let level: Level }
    private enum Level: String, Decodable { case high }
    private struct Empty: Decodable { let reason: Nothing }
    private enum Nothing: String, CaseIterable, Decodable, Worded {
        case unused
        static let allCases: [Nothing] = []
        var label: Label { Label("", "") }
    }
    private enum Unlabelled: Decodable { case say(String) }
    private struct Deep: Decodable { let fields: [[[[[String]]]]] }

    @Test func aTypeThatCannotBeAFormIsAnErrorWithItsPlace() {
        func flaw<T: Decodable>(_ type: T.Type, command: String? = nil) -> FormFlaw? {
            do throws(FormFlaw) {
                _ = try FormProbe.fields(of: type, command: command, at: "t")
                return nil
            } catch {
                return error
            }
        }

        #expect(flaw(Unnamed.self)?.problem == .noWord)
        #expect(flaw(Unnamed.self)?.description == "t.colour: the glossary has no word for this field")
        #expect(flaw(Unfit.self)?.place == "t.score")
        #expect(flaw(Small.self)?.place == "t.attempts")
        #expect(flaw(Bare.self)?.place == "t.level")
        #expect(flaw(Empty.self)?.problem == .noChoice)
        #expect(flaw(Unlabelled.self, command: "say") != nil)
        #expect(flaw(Unlabelled.self, command: "shout") != nil)
        #expect(flaw(Deep.self)?.problem == .tooDeep)
    }

    // MARK: Choices of the policy

    @Test func departmentsAndCategoriesComeFromThePolicy() throws {
        let filled = try FormBook().filled(from: FormPolicies(.test(), complaints: .test()))[.complaint]
        let forward = try #require(filled[Complaint.Verb.forward.rawValue]?.fields.first)
        let classify = try #require(filled[Complaint.Verb.classify.rawValue]?.fields.first)

        #expect(forward.type.choices?.map(\.code) == ["engineering", "materials", "furniture"])
        #expect(forward.type.choices?.first?.label == Label("工程部", "engineering"))
        #expect(classify.type.choices?.map(\.code) == ["works", "tiles", "doors"])
    }

    // MARK: JSON Schema

    @Test func theSchemaOfAFormIsExact() throws {
        let filled = try FormBook().filled(from: FormPolicies(.test(), complaints: .test()))[.complaint]
        func schema(_ verb: Complaint.Verb) -> String? { filled[verb.rawValue]?.form.schema }

        #expect(
            schema(.surveyConcluded) == #"""
                {"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":{"type":"string","minLength":1,"maxLength":16384},"departments":{"type":"array","maxItems":16,"items":{"enum":["engineering","materials","furniture"]}},"files":{"type":"array","maxItems":20,"items":{"type":"string","pattern":"^[0-9a-f]{64}$"}}}}
                """#)
        #expect(
            schema(.forward) == #"""
                {"type":"object","additionalProperties":false,"required":["departments"],"properties":{"departments":{"type":"array","minItems":1,"maxItems":16,"items":{"enum":["engineering","materials","furniture"]}}}}
                """#)
        #expect(
            schema(.hold) == #"""
                {"type":"object","additionalProperties":false,"required":["reason","until"],"properties":{"reason":{"enum":["customer","parts"]},"until":{"type":"string","format":"date-time"},"note":{"type":"string","minLength":1,"maxLength":16384}}}
                """#)
        #expect(schema(.resume) == #"{"type":"object","additionalProperties":false,"required":[],"properties":{}}"#)
    }

    /// The numbers by which the machines and the door refuse.
    @Test func theSchemaTellsEveryLimit() throws {
        let book = try FormBook()
        func schema(_ verb: Complaint.Verb) -> String { book[.complaint][verb.rawValue]?.form.schema ?? "" }
        let opening = book[.complaint].opening?.form.schema ?? ""
        let progress = book[.dispatch][DepartmentDispatch.Verb.progress.rawValue]?.form.schema ?? ""

        #expect(schema(.revisitSatisfied).contains(#""score":{"type":"integer","minimum":1,"maximum":5}"#))
        #expect(schema(.revisitDissatisfied).contains(#""points":{"type":"array","minItems":1,"maxItems":16,"#))
        #expect(
            opening.contains(#""evidence":{"type":"array","maxItems":32,"items":{"type":"string","maxLength":4096}}"#))
        #expect(opening.contains(#""categories":{"type":"array","maxItems":64,"#))
        #expect(opening.contains(#""content":{"type":"string","minLength":1,"maxLength":16384}"#))
        #expect(progress.contains(#""partsNeeded":{"type":"array","maxItems":32,"#))
        #expect(schema(.scheduleSurvey).contains(#""attendees":{"type":"array","maxItems":64,"#))
    }

    @Test func everySchemaIsJSON() throws {
        for book in [try FormBook(), try FormBook().filled(from: FormPolicies(.test(), complaints: .test()))] {
            for kind in Kind.allCases {
                for action in book[kind].all + [book[kind].opening].compactMap(\.self) {
                    let object = try JSONSerialization.jsonObject(with: Data(action.form.schema.utf8))
                    let properties = try #require((object as? [String: Any])?["properties"] as? [String: Any])
                    #expect(Set(properties.keys) == Set(action.fields.map(\.name)), "\(action.verb)")
                }
            }
        }
    }

    /// What a schema calls complete is what the command reads.
    @Test func samplesOfTheFormsDecodeAsCommands() throws {
        for action in try Self.forms(Complaint.self).all {
            let text = "{\"\(action.verb)\":\(Self.example(action.fields))}"
            let command = try JSONDecoder().decode(Complaint.Command.self, from: Data(text.utf8))
            #expect(Complaint.verb(of: command).name == action.verb)
        }
        for action in try Self.forms(DepartmentDispatch.self).all {
            let text = "{\"\(action.verb)\":\(Self.example(action.fields))}"
            let command = try JSONDecoder().decode(DepartmentDispatch.Command.self, from: Data(text.utf8))
            #expect(DepartmentDispatch.verb(of: command).name == action.verb)
        }
        let opening = try #require(try Self.forms(Complaint.self).opening)
        #expect(throws: Never.self) {
            try JSONDecoder().decode(Complaint.Opening.self, from: Data(Self.example(opening.fields).utf8))
        }
    }

    private static func example(_ fields: [Field]) -> String {
        "{" + fields.map { "\"\($0.name)\":\(example($0.type))" }.joined(separator: ",") + "}"
    }

    private static func example(_ type: FieldType) -> String {
        switch type {
        case .text: "\"t\""
        case .integer: "3"
        case .flag: "true"
        case .moment: "\"2026-03-02T10:00:00+08:00\""
        case .ticket, .person: "\"01KJP0000000000000000000ZZ\""
        case .account, .department, .category: "\"works\""
        case .file: "\"\(String(repeating: "0", count: 64))\""
        case .choice(let choices): "\"\(choices[0].code)\""
        case .list(let element): "[\(example(element))]"
        case .group(let fields): example(fields)
        }
    }

    // MARK: Offers

    @Test func anActorSeesWhatIsOpenAndWhyTheRestIsNot() throws {
        let forms = try Self.forms(Complaint.self)

        let offers = Complaint.actions(in: .escalated, for: Actor("s", [.specialist]), forms)

        #expect(
            offers.map(\.action.verb)
                == Complaint.table.possible(in: .escalated).filter {
                    Complaint.table[$0].roles.contains(where: \.isPerson)
                }.map(\.name))
        let orders = try #require(offers.first { $0.action.verb == "leaderOrders" })
        #expect(orders.refusal == .notYours(verb: "leaderOrders", needs: [.leader]))
        #expect(offers.first { $0.action.verb == "withdraw" }?.refusal == nil)
        #expect(!offers.contains { $0.action.verb == "dispatchEnded" })
    }

    @Test func aRoutingWorkerIsOfferedTheForward() throws {
        let offers = Complaint.actions(in: .received, for: Actor("r", [.router]), try Self.forms(Complaint.self))

        #expect(offers.filter { $0.refusal == nil }.map(\.action.verb) == ["forward"])
    }

    @Test func anEndOffersNothing() throws {
        #expect(Complaint.actions(in: .closed, for: Actor("s", [.supervisor]), try Self.forms(Complaint.self)).isEmpty)
    }

    /// The offers and the door must never disagree.
    @Test func whatIsOfferedIsAdmittedAndWhatIsNotIsRefusedForTheSameReason() throws {
        let forms = try Self.forms(DepartmentDispatch.self).filled(from: FormPolicies(.test(), complaints: .test()))
        for story in try Samples.dispatches(.test()) {
            let ticket = story.ticket(DepartmentDispatch.self, story.dispatches[0])
            for role in Role.allCases {
                for departments in [[], [Department.engineering], [.materials]] {
                    let actor = Actor("a", [role], departments: departments)
                    for offer in DepartmentDispatch.actions(
                        in: ticket.state.phase, of: ticket.state, heldBy: .engineering, for: actor, forms)
                    {
                        let command = try #require(
                            Samples.dispatchCommands(at: story.now).first {
                                DepartmentDispatch.verb(of: $0).name == offer.action.verb
                            })
                        let answer = Self.answer { () throws(Refusal) in
                            _ = try ticket.decide(command, story.context(for: ticket.id, by: actor))
                        }
                        #expect(answer == offer.refusal, "\(role) \(departments) \(offer.action.verb)")
                    }
                }
            }
        }
    }

    private static func answer(_ body: () throws(Refusal) -> Void) -> Refusal? {
        do throws(Refusal) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
