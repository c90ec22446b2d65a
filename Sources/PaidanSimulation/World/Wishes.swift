internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Makes up the data of commands: plausible mostly, in every state and for every verb of the table.
struct Wishes {
    let now: Instant
    /// Tickets that another one may name.
    let tickets: [TicketRow]

    private var complaints: [TicketRow] { tickets.filter { $0.kind == .complaint } }

    // MARK: Opening

    /// - Returns: nil for what nobody opens by hand.
    func opening(of kind: Kind, _ chance: inout Chance) -> JSONObject? {
        switch kind {
        case .complaint: complaint(&chance)
        case .dispatch: nil
        case .opinion: opinion(&chance)
        case .call: call(&chance)
        case .lead: lead(&chance)
        case .rota: rota(&chance)
        case .project: project(&chance)
        case .node, .supply: nil
        }
    }

    private func complaint(_ chance: inout Chance) -> JSONObject {
        let channel = chance.pick(Complaint.Channel.allCases)
        var data: JSONObject = ["channel": .string(channel.rawValue), "content": "墙面起皮"]
        if chance.isTrue(200) {
            data["anonymous"] = true
        } else {
            data["customer"] = ["name": "客户", "phone": "13800138000"]
        }
        if chance.isTrue(600) { data["categories"] = categories(&chance) }
        if chance.isTrue(250) { data["severity"] = .string(chance.pick(Complaint.Severity.allCases).rawValue) }
        if chance.isTrue(250) { data["receivedAt"] = moment(-Int64(chance.skewed(1...180)) * 60_000) }
        if chance.isTrue(100) { data["urgent"] = true }
        if chance.isTrue(300) { data["letterOnly"] = true }
        // Of the same customer, so that it is linked.
        if chance.isTrue(400), let project = tickets.last(where: { $0.kind == .project && $0.isOpen }) {
            data["project"] = .string(project.id.description)
            data["customer"] = .string(project.person.description)
            data["anonymous"] = nil
        }
        if chance.isTrue(100), let former = complaints.last(where: { !$0.isOpen }) {
            data["follows"] = .string(former.id.description)
        }
        return data
    }

    // MARK: Acting

    func data(for verb: Complaint.Verb, of id: TicketID, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .classify: return ["categories": categories(&chance)]
        case .startExplanation, .resume: return [:]
        case .explanationAccepted, .explanationRejected: return chance.isTrue(500) ? ["notes": "已说明"] : [:]
        case .requireSurvey, .forward: return ["departments": departments(&chance)]
        case .scheduleSurvey: return ["at": later(&chance), "attendees": ["工长"]]
        case .surveyConcluded:
            var data: JSONObject = ["findings": "已勘察"]
            if chance.isTrue(700) { data["departments"] = departments(&chance) }
            return data
        case .redispatch: return ["department": .string(chance.pick(Company.departments).code)]
        case .replyToCustomer: return ["text": "已回复"]
        case .proposePlan: return ["plan": "重新铺贴", "customerAgrees": .bool(chance.isTrue(700))]
        case .verifyOutcome: return ["result": "属实"]
        case .amend: return ["fields": amendment(&chance), "reason": "登记有误"]
        case .raiseSeverity:
            return ["level": .string(chance.pick(Complaint.Severity.allCases).rawValue), "reason": "重复投诉"]
        case .mergeDuplicate: return ["targetID": .string(other(than: id, &chance).description)]
        case .unmerge, .withdraw: return ["reason": "客户要求"]
        case .hold:
            return ["reason": .string(chance.pick(Complaint.HoldReason.allCases).rawValue), "until": later(&chance)]
        case .escalate: return ["reason": .string(chance.pick(Complaint.Escalation.Reason.allCases).rawValue)]
        case .leaderOrders: return ["measures": "限期解决", "newDeadline": later(&chance)]
        case .leaderResolves: return ["result": "已解决", "cause": "施工"]
        case .revisitSatisfied: return chance.isTrue(500) ? ["score": .integer(Int64(chance.number(0...6)))] : [:]
        case .revisitDissatisfied: return ["points": ["还在漏水"]]
        case .revisitUnreachable: return ["attempts": .integer(Int64(chance.isTrue(200) ? 1 : chance.number(3...5)))]
        case .revisitDeclined: return [:]
        case .replyByLetter: return chance.isTrue(500) ? ["letterID": "L-1"] : ["note": "匿名"]
        case .dispatchDelivered, .dispatchMissed, .dispatchEnded, .allDispatchesDone, .allDispatchesReturned,
            .absorbDuplicate, .releaseDuplicate, .takeOver, .revisitDropped, .deliveryDead:
            return [:]
        }
    }

    func data(for verb: DepartmentDispatch.Verb, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .delivered: return chance.isTrue(500) ? ["receipt": "前台"] : [:]
        case .accept: return ["promisedDate": later(&chance)]
        case .changePromise: return ["date": later(&chance), "reason": "等配件"]
        case .returnMisrouted:
            return chance.isTrue(500) ? ["reason": "非本部门", "suggestedDept": "materials"] : ["reason": "非本部门"]
        case .progress: return ["note": "已到现场"]
        case .newPromise: return ["date": later(&chance)]
        case .reportDone: return ["result": "已修好", "cause": "空鼓"]
        case .departmentPhoned, .remind: return [:]
        case .cancelDispatch: return ["reason": "无需处理"]
        case .promiseMissed, .renewalMissed, .parentHeld, .parentResumed, .leaderOrdered, .surveyScheduled,
            .surveyEnded, .reparent, .deliveryDead:
            return [:]
        }
    }

    // MARK: Parts

    func moment(_ milliseconds: Int64) -> JSON { .integer(now.milliseconds + milliseconds) }

    /// Soon or in days; sometimes not in the future at all.
    func later(_ chance: inout Chance) -> JSON {
        chance.isTrue(30) ? moment(-60_000) : moment(Int64(chance.skewed(1...4_000)) * 60_000)
    }

    func categories(_ chance: inout Chance) -> JSON {
        .array(chance.some(of: Company.categories).map { .string($0) })
    }

    private func departments(_ chance: inout Chance) -> JSON {
        .array(chance.some(of: Company.departments).map { .string($0.code) })
    }

    private func amendment(_ chance: inout Chance) -> JSON {
        chance.isTrue(500) ? ["content": "地面空鼓"] : ["receivedAt": moment(-Int64(chance.skewed(1...240)) * 60_000)]
    }

    private func other(than id: TicketID, _ chance: inout Chance) -> TicketID {
        let others = complaints.filter { $0.isOpen && $0.id != id }
        return others.isEmpty ? id : chance.pick(others).id
    }
}
