import ArgumentParser
import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// Notices and what belongs to several branches, as the command line shows them.
@Suite struct NoticeVerbTests {
    @Test func aListOfNoticesIsInWordsAndHasTheNumbersThatSeenTakes() {
        let list: JSON = [
            "unseen": 1,
            "notices": [
                [
                    "no": 17, "isSeen": false, "at": "2026-03-02T12:00:00+08:00", "role": "specialist",
                    "notice": ["name": "clockLate", "label": "已超时限"], "clock": "forward::1", "clockLabel": "转责任部门",
                    "number": "C-1", "kind": "complaint", "subjectLabel": "事项",
                    "state": ["name": "received", "label": "待分诊"],
                    "overLabel": "已超时 1 小时",
                ]
            ],
        ]

        let text = NoticeList.table(of: list, .zh).text(on: .plain)

        for word in ["17", "2026-03-02 12:00", "已超时限", "转责任部门", "C-1 事项", "待分诊", "已超时 1 小时"] {
            #expect(text.contains(word), "\(word)")
        }
        for code in ["clockLate", "forward", "specialist", "received"] { #expect(!text.contains(code), "\(code)") }
    }

    @Test(arguments: [["notices", "seen"], ["notices", "seen", "17", "--up-to", "18"]])
    func whatIsSeenIsSaidInOneWay(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try Paidan.parseAsRoot(arguments) }
    }

    @Test func aListHasBranchesOnlyWhereTheyTellTicketsApart() {
        func text(_ more: (String, JSON)...) -> String {
            var ticket: JSONObject = ["number": "C-1", "branch": "south", "state": ["label": "待分诊"]]
            for (name, value) in more { ticket[name] = value }
            return TicketList.table(of: ["tickets": [.object(ticket)]], .zh).text(on: .plain)
        }

        #expect(text(("branchLabel", "南区")).contains("分公司"))
        #expect(!text().contains("分公司") && !text().contains("south"))
        #expect(text(("isLate", true), ("latePartsLabel", "工程部逾期")).contains("工程部逾期"))
    }

    @Test func aTicketShowsItsCustomerItsFormerNumberAndWhichPromiseItIs() {
        let ticket: JSON = [
            "number": "C-1", "state": ["label": "待分诊"], "customer": "01KJPKNB400000000000000000",
            "customerLabel": "王** 138****8000", "foreign": ["source": "old", "reference": "A-1001"],
            "clocks": [
                ["label": "转责任部门", "number": "T-01", "roundLabel": "第 2 次", "isJudged": true, "running": true],
                ["label": "再转", "isJudged": false, "running": true, "next": ["rung": 0]],
            ],
        ]

        let text = TicketSheet(ticket, .zh).text(on: .plain)

        for word in ["王** 138****8000", "A-1001 old", "第 2 次", "待提醒"] { #expect(text.contains(word), "\(word)") }
        #expect(!text.contains("01KJPKNB"))
    }
}
