internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What clerks wish of leads and of the rota.
extension Wishes {
    // MARK: Leads

    func lead(_ chance: inout Chance) -> JSONObject {
        // Few phone numbers, so that customers come back.
        let phone = "1380013800\(chance.number(0...9))"
        var data: JSONObject = [
            "leadSource": .string(chance.pick(Lead.Source.allCases).rawValue),
            "customer": ["name": "客户", "phone": .string(phone)],
        ]
        if chance.isTrue(700) {
            data["estate"] = "翠湖花园"
            data["area"] = .integer(Int64(chance.number(40...200)))
            data["layout"] = "三室两厅"
            data["floorPlan"] = "plan-1"
        }
        if chance.isTrue(800) { data["heardOfUs"] = .string(chance.pick(Lead.Acquisition.allCases).rawValue) }
        if chance.isTrue(300) { data["measuringAt"] = later(&chance) }
        if chance.isTrue(300) { data["metAt"] = moment(-Int64(chance.skewed(1...180)) * 60_000) }
        return data
    }

    func data(for verb: Lead.Verb, of row: TicketRow, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .completeIntake: return chance.isTrue(700) ? ["fields": facts] : [:]
        case .startScreening, .callPlanned, .callEnded, .absorbDuplicate, .contactGapPassed: return [:]
        case .screeningDone: return ["needs": "三室两厅翻新"]
        case .presetDesigner: return ["designer": designer(&chance)]
        case .dispatch, .reassign:
            return chance.isTrue(600) ? [:] : ["designer": designer(&chance), "reason": "客户指定"]
        case .refuseLead: return ["declined": .string(chance.pick(Lead.Declined.allCases).rawValue)]
        case .recordContact:
            var data: JSONObject = [
                "way": .string(chance.pick(Lead.ContactKind.allCases).rawValue), "notes": "客户想要现代风格",
            ]
            if chance.isTrue(500) { data["nextAppointment"] = later(&chance) }
            return data
        case .holdFirstTalk: return ["notes": "已量房"]
        case .handInFirstTalk: return ["needs": "三室两厅翻新", "intent": "全包"]
        case .processFirstTalk, .approveQuoteRelease, .verifyChange, .confirmInvalid, .approveInvalid,
            .tellBranchManager:
            return [:]
        case .handOverData: return chance.isTrue(500) ? [:] : ["designer": designer(&chance)]
        case .registerVisit: return ["content": "谈了平面布置"]
        case .checkNotes: return ["finding": .string(chance.pick(Lead.Finding.allCases).rawValue)]
        case .checkRegister: return ["finding": .string(chance.pick(Lead.Finding.allCases).rawValue)]
        case .bookAppointment: return ["at": later(&chance)]
        case .requestQuoteRelease: return ["quote": "Q-1"]
        case .rejectQuoteRelease, .withdrawChange, .rejectChange, .rejectInvalid, .proposeInvalid:
            return ["reason": "已核实"]
        case .requestDesignerChange:
            let wish = chance.isTrue(400) ? .customer : chance.pick(Lead.ChangeWish.allCases)
            return ["wish": .string(wish.rawValue), "reason": "沟通不畅"]
        case .signContract: return ["contractNo": "HT-1", "amount": 12_800_000]
        case .correctContract:
            return chance.isTrue(500)
                ? ["contractNo": "HT-2", "reason": "抄错一位"] : ["amount": 1_280_000, "reason": "单位写错"]
        case .loseLead:
            return [
                "lossReason": .string(chance.pick(Lead.LossReason.allCases).rawValue),
                "fault": .string(chance.pick(Lead.Fault.allCases).rawValue), "note": "另找他人",
            ]
        case .mergeDuplicate:
            let others = tickets.filter { $0.kind == .lead && $0.id != row.id }
            var data: JSONObject = [
                "targetID": .string(others.isEmpty ? row.numberText : chance.pick(others).numberText)
            ]
            if chance.isTrue(700) { data["reason"] = "同一家人" }
            return data
        case .grade: return ["grade": .string(chance.pick(Lead.Grade.allCases).rawValue)]
        case .agreeTeam:
            return [
                "members": [
                    ["designer": designer(&chance), "work": "出图", "share": 60],
                    ["designer": designer(&chance), "work": "报价", "share": 40],
                ]
            ]
        case .recordBreach:
            return [
                "breach": .string(chance.pick(Lead.Breach.allCases).rawValue), "account": designer(&chance),
                "note": "当场发现",
            ]
        case .amend: return ["fields": facts, "reason": "登记有误"]
        }
    }

    private var facts: JSON { ["estate": "翠湖花园", "area": 120, "layout": "三室两厅", "floorPlan": "plan-1"] }

    private func designer(_ chance: inout Chance) -> JSON { .string(chance.pick(Company.designers).code) }

    // MARK: The rota

    func rota(_ chance: inout Chance) -> JSONObject {
        ["designers": .array(Company.designers.prefix(chance.number(1...3)).map { .string($0.code) })]
    }

    func data(for verb: Rota.Verb, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .join, .release: return ["designer": designer(&chance)]
        case .leave, .withhold, .liftSuspension, .suspend: return ["designer": designer(&chance), "reason": "已核实"]
        case .takeLeave:
            return ["designer": designer(&chance), "leaveFrom": moment(0), "leaveUntil": later(&chance)]
        case .setCapacity: return ["designer": designer(&chance), "capacity": .integer(Int64(chance.number(1...5)))]
        case .close: return ["reason": "停用"]
        case .collectSheets: return chance.isTrue(500) ? [:] : ["notHandedIn": [designer(&chance)]]
        case .reviewRegister, .handInVisitors, .sheetsPassed, .registerPassed: return [:]
        case .takeTurn, .takeCharge, .appoint, .endCharge, .noteVisit: return [:]
        }
    }
}
