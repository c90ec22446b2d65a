import PaidanCore
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

@testable import PaidanEngine

/// 时间账, 交接凭证, 时限证明 as they are shown.
@Suite struct ExplanationTests {
    private func explain(
        _ ticket: TicketID, in house: TestHouse, by actor: Actor = TestHouse.clerk, _ language: Language = .zh
    ) throws -> JSON? {
        let policies = house.engine.policies
        let viewer = Viewer(
            actor, language: language, zone: policies.regulation().policy.calendar.zone,
            routing: Routing(departments: policies.departments(), lines: []), vault: nil)
        return try ExplanationView.json(
            of: ticket, in: house.store, knowing: policies.regulations, for: viewer, at: house.now)
    }

    /// Forwarded a second too late, taken, promised, done, told.
    private func lateComplaint() throws -> (house: TestHouse, complaint: TicketID) {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.hours(2) + .seconds(1))
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let dispatch = try house.parts(of: complaint)[0].id
        try house.advance(.minutes(20))
        try house.act(
            dispatch, "accept", ["promisedDate": "2026-03-02T18:00:00+08:00"], by: TestHouse.worker(.engineering))
        try house.advance(.hours(2))
        try house.act(dispatch, "reportDone", ["result": "已重铺", "cause": "空鼓"], by: TestHouse.worker(.engineering))
        try house.advance(.minutes(5))
        try house.act(complaint, "replyToCustomer", ["text": "已重铺"])
        return (house, complaint)
    }

    private func clock(_ key: String, in json: JSON?) -> JSON? {
        json?["clocks"]?.array?.first { $0["key"]?.string == key }
    }

    /// First what it comes to: of the complaint and of its dispatch.
    @Test func anExplanationBeginsWithWhatItComesTo() throws {
        let (house, complaint) = try lateComplaint()

        let zh = try #require(try explain(complaint, in: house)?["summary"])
        let en = try #require(try explain(complaint, in: house, .en)?["summary"])

        #expect(zh["late"] == 1)
        #expect(zh["lateLimits"] == [["number": "C-1", "label": "转责任部门(T-01,工程部)"]])
        let (kept, running) = (zh["kept"]?.integer ?? 0, zh["running"]?.integer ?? 0)
        #expect(kept > 0)
        let (lines, english) = (zh["lines"]?.array ?? [], en["lines"]?.array ?? [])
        #expect(lines.first == "责任方用时:客服部 2 小时 5 分、工程部 2 小时 20 分")
        #expect(english.first == "held by: customer service 2 h 5 min, engineering department 2 h 20 min")
        #expect(
            lines.dropFirst() == [
                .string("时限:按时 \(kept) 项,超时 1 项,计时中 \(running) 项"), "超时的:C-1 转责任部门(T-01,工程部) 1 秒",
            ])
        #expect(english.last == "late: C-1 forward (T-01, engineering department) 1 s")
    }

    @Test func aLateForwardIsToldInOneSentence() throws {
        let (house, complaint) = try lateComplaint()

        let zh = clock("forward:engineering:1", in: try explain(complaint, in: house))
        let en = clock("forward:engineering:1", in: try explain(complaint, in: house, .en))

        #expect(
            zh?["why"]
                == "转责任部门(T-01,工程部):自 2026-03-02 周一 10:00 起 2 小时,限 2026-03-02 周一 12:00;2026-03-02 周一 12:00:01 已转责任部门,超时 1 秒"
        )
        #expect(
            en?["why"]
                == "forward (T-01, engineering department): 2 h from 2026-03-02 Mon 10:00, due 2026-03-02 Mon 12:00; forwarded to departments at 2026-03-02 Mon 12:00:01, late by 1 s"
        )
        #expect(zh?["verdict"] == "late")
        #expect(zh?["lateness"] == ["clockTime": "PT1S", "workingTime": "PT0S"])
        #expect(zh?["parameter"] == "complaint.forwardWithin")
        #expect(zh?["rules"] == "CMP-05")
        #expect(zh?["policy"]?["name"] == "dx")
        #expect(zh?["policy"]?["hash"]?.string == house.engine.policies.regulation().hash)
        #expect(zh?["stoppedBy"]?["label"] == "已转责任部门")
        #expect(zh?["arithmetic"]?["sum"] == "计入共 2 小时,到期 2026-03-02 周一 12:00")
    }

    /// `resultToldWithin` is a name for programs; the catalogue has no number.
    @Test func aSentenceNamesNoProgramsNumber() throws {
        let (house, complaint) = try lateComplaint()

        let told = clock("resultTold::1", in: try explain(complaint, in: house))

        #expect(told?["why"]?.string?.hasPrefix("告知结果:自 ") == true, "\(told?["why"] ?? .null)")
    }

    @Test func aReceiptThatWasCorrectedLaterIsToldBesideTheVerdict() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.minutes(90))
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try house.act(
            complaint, "amend", ["fields": ["receivedAt": "2026-03-02T09:00:00+08:00"], "reason": "登记有误"])

        let json = try explain(complaint, in: house)
        let clock = clock("forward:engineering:1", in: json)

        #expect(
            clock?["why"]
                == "转责任部门(T-01,工程部):自 2026-03-02 周一 09:00 起 2 小时,限 2026-03-02 周一 11:00(判定时为 2026-03-02 周一 12:00);2026-03-02 周一 11:30 已转责任部门,按时;按更正或补报的时间应为:超时"
        )
        #expect(clock?["dueWhenJudged"] == "2026-03-02T12:00:00+08:00")
        #expect(json?["agrees"] == true)
        #expect(json?["account"]?["from"] == "2026-03-02T09:00:00+08:00")
    }

    @Test func theAccountAddsUpToTheWhole() throws {
        let (house, complaint) = try lateComplaint()

        let account = try #require(try explain(complaint, in: house)?["account"])

        #expect(account["isEnded"] == true)
        #expect(account["clockTime"] == "PT4H25M1S")
        #expect(account["totals"]?.array?.map { $0["holderLabel"]?.string } == ["客服部", "工程部"])
        #expect(account["totals"]?.array?.map { $0["clockTime"]?.string } == ["PT2H5M1S", "PT2H20M"])
        #expect(account["calendars"]?.array?.map { $0["name"]?.string } == ["dx"])
        // 12:00 to 13:30 is nobody's working time.
        #expect(account["workingTime"] == "PT2H55M1S")
    }

    @Test func theHandOverHasFourFactsWithTheirVerdicts() throws {
        let (house, complaint) = try lateComplaint()

        let account = try #require(try explain(complaint, in: house)?["handOvers"])
        let hop = try #require(account["hops"]?[0])

        #expect(hop["forwarded"]?["at"] == "2026-03-02T12:00:01+08:00")
        #expect(hop["forwarded"]?["took"]?["clockTime"] == "PT2H0M1S")
        #expect(hop["delivered"]?["took"]?["clockTime"] == "PT20M")
        #expect(hop["accepted"]?["took"]?["clockTime"] == "PT0S")
        #expect(hop["done"]?["took"]?["clockTime"] == "PT2H")
        let verdicts = ["forwarded", "delivered", "accepted", "done"].map { name in
            hop[name]?["clocks"]?.array?.map { "\($0["number"]?.string ?? "") \($0["verdict"]?.string ?? "")" }
        }
        // Accepting straight out of the queue takes delivery in the same moment, so T-02 never runs.
        #expect(verdicts == [["T-01 late"], ["T-01d inTime"], [], ["T-03 inTime"]])
        #expect(hop["outcome"] == "done")
        #expect(account["returned"] == 0)
    }

    @Test func aDispatchTellsOfItsOwnHop() throws {
        let (house, complaint) = try lateComplaint()
        let dispatch = try house.parts(of: complaint)[0].id

        let json = try explain(dispatch, in: house, by: TestHouse.worker(.engineering))

        #expect(json?["handOvers"]?["hops"]?.array?.count == 1)
        #expect(json?["handOvers"]?["hops"]?[0]?["forwarded"]?["clocks"]?[0]?["verdict"] == "late")
        #expect(json?["account"]?["clockTime"] == "PT2H20M")
        #expect(json?["parts"] == nil)
    }

    @Test func whoMayNotSeeATicketGetsNoExplanation() throws {
        let (house, complaint) = try lateComplaint()

        #expect(try explain(complaint, in: house, by: TestHouse.worker(.furniture)) == nil)
        #expect(try explain(complaint, in: house, by: Actor("south", [.specialist], branch: Branch("south"))) == nil)
    }

    @Test func aDepartmentSeesTheWholeButNotTheOthersParts() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering", "furniture"]])

        let json = try #require(try explain(complaint, in: house, by: TestHouse.worker(.engineering)))

        #expect(json["parts"]?.array?.map { $0["department"]?.string } == ["engineering"])
        #expect(json["handOvers"]?["hops"]?.array?.map { $0["department"]?.string } == ["engineering"])
        #expect(json["account"]?["intervals"]?.array?.last?["holderLabel"] == "工程部、基地")
    }

    @Test func nothingPersonalStandsInIt() throws {
        let (house, complaint) = try lateComplaint()
        try house.act(try house.open(["content": "门锁坏了"]).ticket, "withdraw", ["reason": "误会"])

        let text = "\(try explain(complaint, in: house) ?? .null)"

        for word in ["王小明", "13800138000", "瓷砖", "已重铺", "空鼓"] { #expect(!text.contains(word), "\(word)") }
        #expect(!text.contains(try house.row(complaint).person.description))
    }

    @Test func aMatterThatWasKickedAroundIsCounted() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        for department in [Department.engineering, .materials, .engineering] {
            try house.act(complaint, "forward", ["departments": [.string(department.code)]])
            let dispatch = try #require(try house.parts(of: complaint).last).id
            try house.act(
                dispatch, "returnMisrouted", ["reason": "不是", "suggestedDept": "materials"],
                by: TestHouse.worker(department))
        }

        let account = try explain(complaint, in: house)?["handOvers"]

        #expect(account?["returned"] == 3)
        #expect(account?["backAgain"] == 1)
        #expect(account?["hops"]?.array?.map { $0["outcome"]?.string } == ["returned", "returned", "returned"])
        #expect(account?["hops"]?[0]?["suggestedLabel"] == "商贸")
    }

    /// Two proofs of one department are told apart by how often it was promised, whatever went to others in between; what was
    /// promised once has no number.
    @Test func aPromiseThatWasMadeAgainSaysWhichOneItIs() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        for department in [Department.engineering, .materials, .engineering] {
            try house.act(complaint, "forward", ["departments": [.string(department.code)]])
            let dispatch = try #require(try house.parts(of: complaint).last).id
            try house.act(dispatch, "returnMisrouted", ["reason": "不是"], by: TestHouse.worker(department))
        }

        let json = try explain(complaint, in: house)
        let (first, third) = (clock("forward:engineering:1", in: json), clock("forward:engineering:3", in: json))
        let other = clock("forward:materials:2", in: json)

        #expect(first?["roundLabel"] == "第 1 次" && third?["roundLabel"] == "第 2 次" && other?["roundLabel"] == nil)
        #expect(first?["why"]?.string?.hasPrefix("转责任部门(T-01,工程部) 第 1 次:自 ") == true)
        #expect(third?["why"]?.string?.hasPrefix("转责任部门(T-01,工程部) 第 2 次:自 ") == true)
        #expect(other?["why"]?.string?.hasPrefix("转责任部门(T-01,商贸):自 ") == true)
    }

    /// What became of the part afterwards stands in its own complaint.
    @Test func aPartThatWentBackWithItsComplaintEndsThere() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let target = try house.open().ticket
        try house.act(complaint, "mergeDuplicate", ["targetID": .string(target.description)])
        try house.advance(.minutes(10))
        try house.act(complaint, "unmerge", ["reason": "两回事"])
        try house.advance(.hours(1))

        let json = try #require(try explain(target, in: house))
        let hop = try #require(json["handOvers"]?["hops"]?[0])
        let part = try #require(json["parts"]?[0])

        #expect(hop["outcome"] == "takenBack" && hop["outcomeLabel"] == "已随原投诉拆出")
        #expect(hop["endedAt"] == "2026-03-02T10:10:00+08:00" && part["leftAt"] == hop["endedAt"])
        #expect(hop["delivered"]?["clocks"]?[0]?["isLate"] == false)
        #expect(part["account"]?["clockTime"] == "PT10M" && part["account"]?["isEnded"] == true)
        #expect(part["clocks"]?[0]?["running"] == false && part["clocks"]?[0]?["isLate"] == false)
        #expect(
            part["clocks"]?[0]?["why"]
                == "部门签收(T-01d):自 2026-03-02 周一 10:00 起 30 分,限 2026-03-02 周一 10:30;2026-03-02 周一 10:10 随原投诉拆出,此后不在此计")
        #expect(json["agrees"] == true)
        let own = try #require(try explain(complaint, in: house))
        #expect(own["handOvers"]?["hops"]?[0]?["outcome"] == "open")
        #expect(own["parts"]?[0]?["account"]?["clockTime"] == "PT1H10M" && own["parts"]?[0]?["leftAt"] == nil)
        #expect(own["parts"]?[0]?["clocks"]?[0]?["isLate"] == true && own["agrees"] == true)
    }

    @Test func offersBeforeSomebodyHoldsItAreCounted() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let dispatch = try house.parts(of: complaint)[0].id
        let message = try #require(try house.store.messages(of: dispatch).first)
        try house.store.transaction {
            try house.store.setState(.ready(from: house.now), attempt: 2, of: message.id)
        }

        #expect(try explain(complaint, in: house)?["handOvers"]?["hops"]?[0]?["attempts"] == 2)
    }

    @Test func workingTimeFollowsThePoliciesThatCameIntoForce() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.advance(.hours(1))
        let always = try RegulationSample.loader().load(
            text: "name: always\ntitle: {zh: 全天, en: always}\nextends: dx\nhours: [00:00-24:00]\n", file: "a.yaml")
        try house.turn([.activate(Activation(always, by: Actor("admin", [.admin])))])
        try house.advance(.hours(3))

        let account = try #require(try explain(complaint, in: house)?["account"])

        #expect(account["workingTime"] == "PT4H")
        #expect(account["calendars"]?.array?.map { $0["policy"]?.integer } == [1, 2])
    }

    @Test func whatWasBentIsSaidLoudly() throws {
        let (house, complaint) = try lateComplaint()
        let agreeing = try explain(complaint, in: house)
        try house.store.transaction {
            let before = try house.row(complaint)
            var row = before
            row.isLate.toggle()
            try house.store.update(row, from: before)
        }

        let json = try explain(complaint, in: house)

        #expect(agreeing?["agrees"] == true && agreeing?["findings"] == [])
        #expect(json?["agrees"] == false)
        #expect(json?["findings"]?[0]?["what"] == "工单表与事件不符:超时按事件为 false,表中为 true")
        let english = try explain(complaint, in: house, .en)
        #expect(
            english?["findings"]?[0]?["what"] == "the row differs from its facts: late false by its facts, true stored")
    }
}
