internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What clerks, sites and stores wish of projects, acceptances and supplies.
extension Wishes {
    func project(_ chance: inout Chance) -> JSONObject {
        ["customer": ["name": "客户", "phone": "13800138000"], "contractNo": .string("HT-\(chance.number(1...999))")]
    }

    /// Complete, or with a shipment only, or without any node: some regulations want none. Mostly in the order of the works.
    private func plan(_ chance: inout Chance) -> JSONObject {
        var data: JSONObject = [:]
        let fields = ["materialArrivalOn", "hiddenWorksOn", "midTermOn", "finalOn"]
        var dates = (0...fields.count).map { _ in Int64(chance.skewed(1...4_000)) * 60_000 }
        if chance.isTrue(950) { dates.sort() }
        // Goods come between the hidden works and the mid-term acceptance.
        let shipment = dates.remove(at: 2)
        if chance.isTrue(400) {
            for (field, date) in zip(fields, dates) { data[field] = moment(date) }
        }
        if !data.isEmpty || chance.isTrue(600) {
            data["shipments"] = [
                ["productContract": "PC-1", "scheduledFor": moment(shipment), "goods": "furnishing", "products": "橱柜"]
            ]
        }
        if chance.isTrue(300) { data["risks"] = [["risk": "雨季", "measure": "先做室内"]] }
        return data
    }

    func data(for verb: RenovationProject.Verb, of id: TicketID, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .approvePlan: return plan(&chance)
        case .addShipment: return ["productContract": "PC-2", "scheduledFor": later(&chance)]
        case .startWorks, .endWorks, .assignTeam, .resume: return [:]
        case .issuePaymentNotice: return ["noticeNo": "J-1", "amount": .integer(Int64(chance.number(0...5_000_000)))]
        case .settle: return settlement(&chance)
        case .verifySurvey: return ["signed": .bool(chance.isTrue(900)), "trueRecord": "以回访为准"]
        case .requestSupply:
            let own = tickets.filter { $0.kind == .node && $0.parent == id && $0.isOpen }.map(\.id)
            return ["node": .string(chance.pick(own.isEmpty ? [id] : own).description)]
        case .setBlocking:
            let linked = chance.pick(tickets.filter { $0.kind == .complaint }.map(\.id) + [id])
            return [
                "linked": .string(linked.description), "blocking": .bool(chance.isTrue(500)), "reason": "与尾期验收无关",
            ]
        case .suspend: return ["reason": "客户要求", "until": later(&chance)]
        case .amend:
            return [
                "fields": chance.isTrue(500)
                    ? ["site": "翠湖花园 3 栋"] : ["warrantyEndsAt": later(&chance), "amount": 1_280_000],
                "reason": "登记有误",
            ]
        case .cancelProject: return ["reason": "客户退单", "settlement": "已结清"]
        case .warrantyEnded, .closeProject, .advance, .nodeEnded, .nodeMoved, .nodeReworked, .supplyEnded, .callPlanned,
            .callEnded, .ticketLinked, .ticketEnded:
            return [:]
        }
    }

    private func settlement(_ chance: inout Chance) -> JSONObject {
        var data: JSONObject = [
            "amount": .integer(Int64(chance.number(0...5_000_000))), "receiptNo": "R-1",
            "warrantyEndsAt": later(&chance), "warrantyCardNo": "W-1",
        ]
        if chance.isTrue(700) {
            data["score"] = .integer(Int64(chance.number(1...5)))
            if chance.isTrue(400) { data["points"] = ["柜门不平"] }
        } else {
            data["surveyDeclined"] = true
        }
        return data
    }

    func data(for verb: AcceptanceNode.Verb, untold: [Party], _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .reportDate: return ["scheduledFor": later(&chance)]
        case .signProxy: return ["proxyName": "代验收人", "agreementNo": "A-1", "byInspector": .bool(chance.isTrue(500))]
        case .notifyParties: return ["parties": parties(&chance, untold), "channel": "phone"]
        case .customerDeclines: return ["note": "没有时间"]
        case .requestReschedule: return ["scheduledFor": later(&chance), "reason": "工期顺延", "mover": "siteLead"]
        case .approveReschedule: return ["verifiedByCall": .bool(chance.isTrue(900))]
        case .rejectReschedule: return ["reason": "客户不同意"]
        case .beginAcceptance: return ["present": chance.isTrue(600) ? ["customer", "inspector"] : ["inspector"]]
        case .goodsNotArrived: return ["reason": "路上延误", "department": .string(department(&chance))]
        case .recordResult:
            let passed = chance.isTrue(600)
            var data: JSONObject = ["passed": .bool(passed), "signed": true, "documentNo": "D-1", "checklist": "已逐项验收"]
            if !passed {
                data["defects"] = ["空鼓"]
                if chance.isTrue(600) { data["department"] = .string(department(&chance)) }
            }
            return data
        case .customerConfirms: return ["note": "客户确认"]
        case .customerDisputes:
            return ["content": "与实际不符", "becomes": .string(chance.pick(AcceptanceNode.Objection.allCases).rawValue)]
        case .sendToDepartment: return ["department": .string(department(&chance))]
        case .leaderOrders: return ["measures": "限期整改", "newDeadline": later(&chance)]
        case .reworkDone:
            var data: JSONObject = ["scheduledFor": later(&chance)]
            if chance.isTrue(700) { data["cause"] = "基层未干" }
            return data
        case .cancelNode: return ["reason": "无需验收"]
        case .dayCame, .supplyAssigned, .supplyMoved, .goodsArrived, .parentSuspended, .parentResumed, .dispatchMissed,
            .dispatchEnded:
            return [:]
        }
    }

    /// Mostly all who have to be told, or one of them.
    private func parties(_ chance: inout Chance, _ untold: [Party]) -> JSON {
        let parties =
            switch chance.number(0...9) {
            case 0: chance.some(of: Party.allCases)
            case 1...3: [chance.pick(untold.isEmpty ? Party.allCases : untold)]
            default: untold
            }
        return .array(parties.map { .string($0.rawValue) })
    }

    private func department(_ chance: inout Chance) -> String { chance.pick(Company.departments).code }

    func data(for verb: SupplyRequest.Verb, neededOn: Instant?, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .confirmSupply: return chance.isTrue(800) ? dates(on: neededOn, &chance) : dates(&chance)
        case .answerWithChange, .proposeChange:
            var data = dates(&chance)
            data["reason"] = "厂家延期"
            return data
        case .acceptChange: return ["customerTold": .bool(chance.isTrue(900))]
        case .rejectChange: return ["reason": "工地等用"]
        case .siteLeadChangesDate: return ["neededOn": later(&chance), "reason": "工期顺延"]
        case .ship: return chance.isTrue(500) ? ["items": "瓷砖 40 箱"] : [:]
        case .arrive: return ["deliveryNote": "D-1"]
        case .cancelSupply: return ["reason": "客户退货"]
        case .neededMoved, .nodeEnded, .parentSuspended, .parentResumed: return [:]
        }
    }

    /// As the site needs it, if that day is still to come.
    private func dates(on neededOn: Instant?, _ chance: inout Chance) -> JSONObject {
        guard let neededOn, neededOn > now + .minutes(1) else { return dates(&chance) }
        return ["shipOn": moment(60_000), "arriveOn": .integer(neededOn.milliseconds)]
    }

    private func dates(_ chance: inout Chance) -> JSONObject {
        let minutes = Int64(chance.skewed(1...4_000))
        return ["shipOn": moment(minutes * 60_000), "arriveOn": moment((minutes + 600) * 60_000)]
    }
}
