import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `paidan ticket forms`: what there is to fill in.
@Suite struct FormRowTests {
    private func rows() throws -> [FormRow] {
        let regulation = try RegulationLoader.shipped("dx")
        let sheet = try TicketForms.sheet(of: .complaint, nil, under: regulation, complaints: regulation)
        return FormRow.rows(of: sheet.form.fields)
    }

    @Test func everyFieldStandsThereAsSetNamesIt() throws {
        let rows = try rows()

        let name = try #require(rows.first { $0.name == "customer.name" })
        #expect(!name.isRequired, "an anonymous complaint has no customer")
        let channel = try #require(rows.first { $0.name == "channel" })
        #expect(channel.isRequired && channel.choices.contains { $0.code == "phone" })
        let categories = try #require(rows.first { $0.name == "categories" })
        #expect(categories.choices.contains { $0.code == "construction" && $0.label.zh == "施工" })
        #expect(rows.contains { $0.name == "receivedAt" && $0.typeLabel.en.contains("2026-03-02 09:00") })
    }

    @Test func programsReadTypesThatNoLanguageChanges() throws {
        let rows = try rows()

        for (name, type) in [
            ("customer.name", "text"), ("channel", "choice"), ("categories", "choice[]"), ("evidence", "text[]"),
            ("receivedAt", "moment"), ("urgent", "flag"), ("follows", "ticket"),
        ] {
            let row = try #require(rows.first { $0.name == name })
            #expect(row.json(in: .zh)["type"] == .string(type) && row.json(in: .en)["type"] == .string(type))
            #expect(row.json(in: .zh)["typeLabel"] == .string(row.typeLabel.zh))
        }
    }

    /// Categories are a complaint's, whatever policy the ticket itself runs under.
    @Test func anOpinionBecomesAComplaintWithTheCategoriesOfComplaints() throws {
        let sheet = try TicketForms.sheet(
            of: .opinion, "becomeComplaint", under: RegulationLoader.shipped("dx"),
            complaints: RegulationLoader.shipped("ht"))

        let categories = try #require(FormRow.rows(of: sheet.form.fields).first { $0.name == "categories" })
        #expect(categories.choices.contains { $0.code == "designer" })
    }

    @Test func whatAnElementOfAListHoldsIsNamed() throws {
        let regulation = try RegulationLoader.shipped("dx")
        let sheet = try TicketForms.sheet(of: .project, "approvePlan", under: regulation, complaints: regulation)

        let rows = FormRow.rows(of: sheet.form.fields)

        #expect(rows.contains { $0.name == "shipments" && $0.json(in: .zh)["type"] == "group[]" })
        #expect(rows.contains { $0.name == "shipments.N.productContract" && $0.isRequired })
        #expect(rows.contains { $0.name == "shipments.N.scheduledFor" && $0.typeLabel.zh.hasPrefix("时间") })
    }

    /// Otherwise everybody chooses, fills in the rest and is refused.
    @Test func onlyTheSourcesThatTheRegulationKnowsAreOffered() throws {
        let regulation = try RegulationLoader.shipped("dx")
        let sheet = try TicketForms.sheet(of: .lead, nil, under: regulation, complaints: regulation)

        let source = try #require(FormRow.rows(of: sheet.form.fields).first { $0.name == "leadSource" })
        #expect(source.choices.map(\.code) == ["natural", "siteReturn", "designerReturn", "relation"])
        let policies = FormPolicies(regulation.policy, complaints: regulation.policy)
        let book = try FormBook().filled(from: policies)
        #expect(book.choices["leadSource"]?["walkIn"] != nil, "leads of before are still told in words")
    }

    @Test func theTableHasCodesAndWords() throws {
        let text = FormRow.table(of: try rows(), .zh).text(on: .plain)

        #expect(text.contains("construction(施工)") && text.contains("customer.name"))
        #expect(!text.contains("group"))
    }

    @Test(arguments: [("complaint", Kind.complaint), ("客户投诉", .complaint), ("Call", .call), ("回访任务", .call)])
    func aKindIsNamedByItsCodeOrItsWord(_ text: String, _ kind: Kind) throws {
        #expect(try KindArgument.kind(text) == kind)
    }

    @Test func whatIsNoKindIsToldWhichThereAre() {
        #expect(
            throws: Trouble(
                .usage,
                "没有工单种类 errand;有 complaint(客户投诉)、dispatch(部门转单)、opinion(客户意见)、call(回访任务)、lead(客源)、rota(轮值表)、"
                    + "project(装修工程)、node(验收节点)、supply(供货要求)",
                "there is no kind errand; there are \(Label(listing: Kind.choices).en)")
        ) { try KindArgument.kind("errand") }
    }
}
