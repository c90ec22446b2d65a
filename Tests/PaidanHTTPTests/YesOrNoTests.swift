import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// 是或否: every form takes a no as it takes a yes, and leaves unsaid what may be.
@Suite struct YesOrNoTests {
    private static let policy = """
        name: revisits
        title: {zh: 回访, en: revisits}
        extends: dx
        complaint.revisitWithin: 3 d
        complaint.revisitByCall: true
        """

    /// A complaint that was handled, with the call that asks about it.
    private static func askedAbout() async throws -> Front {
        let front = try await Front()
        _ = try await front.post(
            "/v1/policies/activate", ["text": .string(policy), "reason": "试行"], as: "admin")
        try await front.open()
        try await front.act("C-1", "startExplanation")
        try await front.act("C-1", "explanationAccepted")
        return front
    }

    @Test func aRevisitWithADissatisfiedCustomerIsRecordedOnTheCallsPage() async throws {
        let front = try await Self.askedAbout()
        let page = try await front.get("/tickets/R-1", as: "revisitor").body
        #expect(page.contains("<select id=\"complete-data-satisfied\""))

        let reply = try await front.send(
            form: "type=complete&rev=1&/data/channel=phone&/data/satisfied=false&/data/points=%E5%9E%83%E5%9C%BE",
            to: "/tickets/R-1/commands", as: "revisitor")

        #expect(reply.status == 303, "\(reply.body)")
        let record = try await front.get("/v1/tickets/R-1").json["data"]?["record"]
        #expect(record?["isSatisfied"] == false && record?["points"] == ["垃圾"])
        #expect(try await front.get("/v1/tickets/C-1").state == "received")
    }

    @Test func whatIsLeftUnsaidIsNeitherYesNorNo() async throws {
        let front = try await Self.askedAbout()

        let reply = try await front.send(
            form: "type=complete&rev=1&/data/channel=phone&/data/satisfied=&/data/signed=", to: "/tickets/R-1/commands",
            as: "revisitor")

        #expect(reply.status == 422 && reply.body.contains("请填写客户是否满意"))
    }

    @Test(arguments: Kind.allCases)
    func everyFormTakesANoAndMayBeAnsweredNotAtAll(_ kind: Kind) throws {
        let forms = try FormBook()[kind]
        for action in forms.allOfATicket + [forms.opening].compactMap(\.self) {
            let form = FormHTML(sheet: Sheet(action), language: .zh, offset: "+08:00", target: "")
            for field in action.fields where field.type == .flag {
                let pointer = "/data/\(field.name)"
                let choice = """
                    data-type="yesno"><option value=""></option><option value="true">是</option>\
                    <option value="false">否</option></select>
                    """
                let required = field.isRequired ? " required" : ""
                #expect(
                    form.html.source.contains("name=\"\(pointer)\" data-name=\"\(pointer)\"\(required) \(choice)"),
                    "\(action.verb) \(field.name)")
                let filled = FilledForm(parsing: Array("\(pointer)=false".utf8))
                let data = FormReader(filled, offset: "+08:00").object(action.fields, at: "/data")
                #expect(data == [field.name: false], "\(action.verb) \(field.name)")
            }
        }
    }
}
