import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// What may stand for a ticket in an address.
@Suite struct TicketNameTests {
    @Test(arguments: ["C-12", "d-1", "01KJPKNB400000000000000001"])
    func aNumberOrAnIDIsTaken(_ text: String) throws {
        #expect(try TicketName(text).text == text)
    }

    @Test(arguments: [
        "", "../x", "C-1/../../people", "C-1?x", "C-", "-1", "C12", "C-1x", "C-1234567890123456789", "ABCD-1", "C-1\n",
        "..",
        "01KJPKNB40000000000000000I", "%2e%2e",
    ])
    func anythingElseIsUsage(_ text: String) {
        #expect(throws: Trouble.self) { try TicketName(text) }
        do {
            _ = try TicketName(text)
        } catch {
            #expect(error.status == .usage)
        }
    }

    @Test func aListShowsWordsAndSaysWhatIsLate() {
        let page: JSON = [
            "tickets": [
                [
                    "number": "D-1", "kind": "dispatch", "kindLabel": "部门派单", "state": ["label": "已转出"],
                    "department": "engineering", "departmentLabel": "工程部", "custodian": "department:engineering",
                    "custodianLabel": "工程部", "due": "2026-03-02T10:00:00+08:00", "isLate": true,
                ]
            ]
        ]

        let text = TicketList.table(of: page, .zh).text(on: .plain)

        for word in ["部门派单", "已转出", "工程部", "超时"] { #expect(text.contains(word)) }
        for code in ["engineering", "department:"] { #expect(!text.contains(code)) }
    }

    @Test func aTicketIsShownInWords() {
        let ticket: JSON = [
            "number": "C-1", "kind": "complaint", "kindLabel": "客户投诉", "state": ["label": "待分诊"],
            "custodian": "customerService", "custodianLabel": "客服部", "ver": 1,
            "clocks": [["label": "转责任部门", "subject": "engineering", "subjectLabel": "工程部", "running": true]],
        ]

        let text = TicketSheet(ticket, .zh).text(on: .plain)

        for word in ["客户投诉", "客服部", "工程部", "责任方"] { #expect(text.contains(word)) }
        #expect(!text.contains("customerService") && !text.contains("engineering"))
    }
}
