import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// What may stand for a ticket in an address.
@Suite struct TicketNameTests {
    /// A-1001 is one of another system: the server knows which letters are ours.
    @Test(arguments: ["C-12", "d-1", "01KJPKNB400000000000000001", "A-1001"])
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

        for word in ["部门派单", "已转出", "工程部", "超时", "2026-03-02 10:00"] { #expect(text.contains(word)) }
        for code in ["engineering", "department:"] { #expect(!text.contains(code)) }
    }

    /// 事项: which acceptance, when, of which project, where; no column where nothing says any of it.
    @Test func aListSaysWhatItIsAbout() {
        let node: JSON = [
            "number": "N-2", "state": ["label": "已计划"], "subjectLabel": "隐蔽工程验收",
            "plannedFor": "2026-03-16T10:00:00+08:00", "parentNumber": "P-1", "siteAddress": "科苑路 1 号",
        ]
        let lead: JSON = ["number": "L-1", "state": ["label": "已登记"]]

        let text = TicketList.table(of: ["tickets": [node, lead]], .zh).text(on: .plain)

        #expect(text.contains("事项") && text.contains("隐蔽工程验收 2026-03-16 10:00 P-1 科苑路 1 号"))
        #expect(!TicketList.table(of: ["tickets": [lead]], .zh).text(on: .plain).contains("事项"))
        let sheet = TicketSheet(node, .zh).text(on: .plain)
        #expect(sheet.contains("隐蔽工程验收") && sheet.contains("2026-03-16 10:00:00"))
    }

    /// 客户, 经办人, 工程暂停; no column for what no row has.
    @Test func aListSaysForWhomByWhomAndWhyItStandsStill() {
        let node: JSON = [
            "number": "N-2", "state": ["label": "已计划"], "custodianLabel": "施工方", "customerLabel": "王** 138****8000",
            "assigneeLabel": "lead-1", "heldBecause": "工程暂停",
        ]
        let complaint: JSON = ["number": "C-1", "state": ["label": "待分诊"]]

        let text = TicketList.table(of: ["tickets": [node, complaint]], .zh).text(on: .plain)

        for word in ["已计划 [工程暂停]", "王** 138****8000", "经办人", "lead-1"] { #expect(text.contains(word), "\(word)") }
        #expect(!TicketList.table(of: ["tickets": [complaint]], .zh).text(on: .plain).contains("经办人"))
        let sheet = TicketSheet(node, .en).text(on: .plain)
        #expect(sheet.contains("seen through by") && sheet.contains("工程暂停"))
    }

    /// An explanation says first what it comes to; that of an older server has no such lines.
    @Test func anExplanationIsSummedUpFirst() throws {
        let told: JSON = ["number": "P-1", "agrees": true, "summary": ["lines": ["责任方用时:施工方 2 天", "时限:按时 3 项"]]]

        let text = ExplanationSheet(told, .zh).text(on: .plain)
        let older = ExplanationSheet(["number": "P-1", "agrees": true], .zh).text(on: .plain)

        let summary = try #require(text.firstRange(of: "责任方用时:施工方 2 天\n时限:按时 3 项\n\n"))
        let account = try #require(text.firstRange(of: "时间账"))
        #expect(summary.upperBound <= account.lowerBound)
        #expect(older.contains("P-1"))
    }

    /// 超时与违规: what, whose and when; no column where they were not asked for.
    @Test func aListSaysWhatWentWrong() {
        let gap: JSON = ["label": "跟单回访间隔(T-14)", "who": "设计师 chen", "at": "2026-03-06T00:00:00+08:00"]
        let picky: JSON = ["label": "挑单", "who": "chen", "at": "2026-03-06T10:00:00+08:00"]
        let lead: JSON = ["number": "L-1", "state": ["label": "跟单中"], "breaches": [gap, picky]]

        let text = TicketList.table(of: ["tickets": [lead]], .zh).text(on: .plain)

        #expect(text.contains("超时与违规"))
        #expect(text.contains("跟单回访间隔(T-14) 设计师 chen 2026-03-05 24:00;挑单 chen 2026-03-06 10:00"), "\(text)")
        let none: JSON = ["number": "L-1", "state": ["label": "跟单中"]]
        #expect(!TicketList.table(of: ["tickets": [none]], .zh).text(on: .plain).contains("超时与违规"))
    }

    @Test func aListNamesWhatItCannotShow() {
        let told = TicketList.damaged(of: ["tickets": [], "damaged": ["C-1", "D-3"]])

        #expect(told?.zh == "无法读取(数据损坏,请联系管理员):C-1, D-3")
        #expect(told?.en == "cannot be read (damaged; tell the administrator): C-1, D-3")
        #expect(TicketList.damaged(of: ["tickets": []]) == nil)
    }

    /// Nobody else's lateness covers one's own.
    @Test func whatIsLateItselfSaysSoBesideItsLateParts() {
        func texts(_ isLateItself: Bool) -> [String] {
            let ticket: JSON = [
                "number": "C-1", "state": ["label": "待分诊"], "isLate": true, "isLateItself": .bool(isLateItself),
                "latePartsLabel": "回访任务逾期",
            ]
            return [
                TicketList.table(of: ["tickets": [ticket]], .zh).text(on: .plain),
                String(TicketSheet(ticket, .zh).text(on: .plain).prefix { $0 != "\n" }),
            ]
        }
        for text in texts(true) { #expect(text.contains("超时、回访任务逾期")) }
        for text in texts(false) { #expect(text.contains("回访任务逾期") && !text.contains("超时")) }
    }

    /// Where there are no colours.
    @Test func aLateCallSaysSoInTheList() {
        func text(_ isLate: Bool) -> String {
            let calls: JSON = [
                "calls": [["number": "R-1", "dueAt": "2026-03-02T10:00:00+08:00", "isLate": .bool(isLate)]]
            ]
            return TicketCalls.table(of: calls, .zh).text(on: .plain)
        }
        #expect(text(true).contains("2026-03-02 10:00 超时") && !text(false).contains("超时"))
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

    @Test func whatATicketHoldsIsShownInTheServersWords() {
        let ticket: JSON = [
            "id": "01KJP0000000000000000000ZZ", "number": "D-1", "state": ["label": "待签收"],
            "parent": "01KJP0000000000000000000ZX",
            "parentNumber": "C-1", "openedAt": "2026-03-02T10:00:00+08:00", "due": "2026-03-02T10:30:00+08:00",
            "dueLabel": "部门签收(T-01d,工程部)", "data": ["state": ["queued": [:]], "misses": 0],
            "contents": [["label": "状态", "text": "待签收"], ["label": "责任部门", "text": "工程部"]],
            "clocks": [
                [
                    "label": "再转", "number": "T-01c", "isJudged": false, "running": true,
                    "due": "2026-03-02T10:30:00+08:00",
                ],
                ["label": "签收", "isJudged": true, "running": true, "overLabel": "已超时 2 小时 5 分"],
                ["label": "首次回复", "number": "firstReply", "isJudged": true, "running": false, "verdict": "late"],
            ],
        ]

        let text = TicketSheet(ticket, .zh).text(on: .plain)

        for word in ["C-1", "2026-03-02 10:00:00", "部门签收(T-01d,工程部)", "责任部门", "提醒 T-01c 再转", "已超时 2 小时 5 分"] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(text.split(separator: "\n").last?.contains("超时") == true && !text.contains("按时"))
        for code in ["01KJP", "queued", "+08:00", "misses", "firstReply"] { #expect(!text.contains(code), "\(code)") }
    }

    @Test func aSecondOpinionStandsBesideTheVerdict() {
        let ticket: JSON = [
            "number": "C-1", "state": ["label": "部门处理中"],
            "clocks": [
                [
                    "label": "转责任部门", "number": "T-01", "running": false, "verdict": "late", "overLabel": "超时 5 分",
                    "secondOpinion": "inTime", "secondOpinionLabel": "按时",
                ],
                ["label": "签收", "number": "T-01d", "running": false, "verdict": "inTime"],
            ],
        ]

        let lines = TicketSheet(ticket, .zh).text(on: .plain).split(separator: "\n")

        #expect(lines.contains { $0.contains("T-01 ") && $0.hasSuffix("超时 5 分(应为按时)") })
        #expect(lines.last?.hasSuffix("按时") == true)
    }

    @Test func theHistoryTellsWhatHappenedAndWhen() {
        let history: JSON = [
            "events": [
                [
                    "version": 2, "type": "customerAnswered", "label": "已回复客户", "by": "system:ticket",
                    "byLabel": "关联工单",
                    "at": "2026-03-02T10:20:00+08:00", "factAt": "2026-03-02T10:05:00+08:00", "state": ["label": "待分诊"],
                    "data": ["text": "x"], "contents": [["label": "内容", "text": "已安排"]],
                ]
            ]
        ]

        let text = TicketHistory.table(of: history, .zh).text(on: .plain)

        for word in ["已回复客户", "发生于 2026-03-02 10:05:00", "2026-03-02 10:20:00", "关联工单", "内容: 已安排"] {
            #expect(text.contains(word), "\(word)")
        }
        for code in ["customerAnswered", "system:", "text="] { #expect(!text.contains(code), "\(code)") }
    }

    /// A day is over at its 24:00, in the list, the sheet and the calls.
    @Test func theEndOfADayIsNotTheBeginningOfTheNext() {
        let due: JSON = "2026-03-07T00:00:00+08:00"
        let list: JSON = ["tickets": [["number": "C-1", "due": due]]]
        let calls: JSON = ["calls": [["number": "R-1", "dueAt": due, "agreedAt": due]]]
        let sheet = TicketSheet(["number": "C-1", "due": due, "clocks": [["label": "勘察", "due": due]]], .zh)

        #expect(TicketList.table(of: list, .zh).text(on: .plain).contains("2026-03-06 24:00"))
        let called = TicketCalls.table(of: calls, .zh).text(on: .plain)
        #expect(called.contains("2026-03-07 00:00") && called.contains("2026-03-06 24:00"), "an agreed time is no end")
        #expect(sheet.text(on: .plain).ranges(of: "2026-03-06 24:00:00").count == 2)
        #expect(JSON.string("2026-03-07T00:00:00.001+08:00").endTime == "2026-03-07 00:00:00")
    }

    @Test func whatIsLateFromTheStartIsSaidAfterTheOpening() {
        let answer: JSON = [
            "clocks": [["label": "转责任部门", "overLabel": "已超时 2 小时 5 分"], ["label": "首次回复", "running": true]]
        ]

        #expect(TicketOpen.overs(of: answer) == ["转责任部门: 已超时 2 小时 5 分"])
        #expect(TicketOpen.overs(of: .null) == [])
    }
}
