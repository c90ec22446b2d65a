import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// A problem of the server reads aloud.
@Suite struct RefusedTests {
    @Test func titleDetailAndEveryFlawAreShown() {
        let refused = Refused(
            http: 422,
            document: [
                "title": "the data are wrong", "code": "invalid-data",
                "detail": "wrong at /data/channel, /data/customer",
                "errors": [
                    ["pointer": "/data/channel", "code": "unknownChoice", "detail": "is none of the choices"],
                    ["pointer": "", "code": "missing"],
                ],
            ])

        #expect(
            refused.text(in: .en) == """
                the data are wrong (422 invalid-data): wrong at /data/channel, /data/customer
                  /data/channel: is none of the choices
                  /: missing
                """)
    }

    @Test func whatIsPossibleInsteadIsNamedOnce() {
        let silent = Refused(http: 409, document: ["title": "not possible", "allowed": ["classify", "forward"]])
        let telling = Refused(
            http: 409,
            document: [
                "title": "not possible", "detail": "possible are classify, forward",
                "allowed": ["classify", "forward"],
            ])

        #expect(silent.text(in: .en) == "not possible (409)\n  possible now: classify, forward")
        #expect(silent.text(in: .zh).hasSuffix("现在可以:classify, forward"))
        #expect(telling.text(in: .en) == "not possible (409): possible are classify, forward")
        let worded = Refused(
            http: 409,
            document: ["title": "不能", "detail": "当前状态可执行:分类、转责任部门", "allowed": ["classify", "forward"]])
        #expect(
            worded.text(in: .zh) == "不能 (409): 当前状态可执行:分类、转责任部门\n  现在可以:classify, forward",
            "the words for people, and the names that a command line takes")
    }

    @Test func aDetailThatRepeatsTheTitleIsLeftOut() {
        #expect(
            Refused(http: 404, document: ["title": "no such ticket", "detail": "no such ticket"]).text(in: .en)
                == "no such ticket (404)")
    }

    @Test func whatIsSaidBesideItsFieldIsSaidThereOnly() {
        let refused = Refused(
            http: 422,
            document: [
                "title": "refused", "code": "refused", "detail": "say whether the customer is satisfied",
                "errors": [["pointer": "/data/satisfied", "detail": "say whether the customer is satisfied"]],
            ])
        #expect(
            refused.text(in: .en) == "refused (422 refused)\n  /data/satisfied: say whether the customer is satisfied")
    }

    @Test(arguments: [
        (Language.zh, "执行 forward 需要以下角色之一:客服专员"),
        (.en, "forward needs one of these roles: customer-service specialist"),
    ])
    func rolesThatAreNamedByTheirLabelsAreNotNamedAgain(_ language: Language, _ detail: String) {
        let refused = Refused(
            http: 403,
            document: ["title": "no", "code": "wrong-role", "detail": .string(detail), "needs": ["specialist"]])
        #expect(refused.text(in: language) == "no (403 wrong-role): \(detail)")
    }

    @Test(arguments: [nil, [], ["title": 5]] as [JSON?])
    func anAnswerWithoutAProblemStillSaysSomething(_ document: JSON?) {
        #expect(Refused(http: 502, document: document).text(in: .en) == "the server answered HTTP 502 without a reason")
    }
}
