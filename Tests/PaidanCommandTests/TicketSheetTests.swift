import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// A ticket on the terminal.
@Suite struct TicketSheetTests {
    private static func text(_ more: JSONObject) -> String {
        var ticket: JSONObject = ["number": "D-9", "kind": "dispatch", "branch": "main"]
        for member in more { ticket[member.name] = member.value }
        return TicketSheet(.object(ticket), .zh).text(on: .plain)
    }

    @Test func theBranchIsSaidWhereThereAreSeveral() {
        #expect(!Self.text([:]).contains("分公司"))
        #expect(Self.text(["branchLabel": "总部"]).contains("总部"))
    }

    @Test func everyComplaintOfTheMatterSpeaks() {
        let text = Self.text([
            "sameMatter": [["number": "C-10", "words": "地砖空鼓"], ["number": "C-11", "words": "柜门色差"]]
        ])
        #expect(text.contains("C-10 客户原话") && text.contains("地砖空鼓"))
        #expect(text.contains("C-11 客户原话") && text.contains("柜门色差"))
    }
}
