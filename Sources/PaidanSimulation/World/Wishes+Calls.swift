internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What clerks wish of opinions and calls.
extension Wishes {
    // MARK: Opinions

    func opinion(_ chance: inout Chance) -> JSONObject {
        var data: JSONObject = [
            "heardOn": .string(chance.pick(OpinionIssue.HeardOn.allCases).rawValue), "customer": customer(&chance),
        ]
        if chance.isTrue(950) { data["content"] = "插座位置不方便" }
        if chance.isTrue(250) { data["raisedAt"] = moment(-Int64(chance.skewed(1...180)) * 60_000) }
        return data
    }

    func data(for verb: OpinionIssue.Verb, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .answerAtOnce, .replyGiven: return ["text": "已答复"]
        case .promiseReply: return ["promisedDate": later(&chance)]
        case .forward: return ["department": .string(chance.pick(Company.departments).code)]
        case .leaderOrders: return ["measures": "限期解决", "newDeadline": later(&chance)]
        case .leaderResolves: return ["result": "已解决"]
        case .customerContent: return score(&chance)
        case .customerNotContent:
            var data: JSONObject = ["points": ["还是不方便"]]
            if chance.isTrue(500) { data["department"] = .string(chance.pick(Company.departments).code) }
            if chance.isTrue(400) { data["promisedDate"] = later(&chance) }
            return data
        case .customerUnreachable: return ["attempts": .integer(Int64(chance.number(1...5)))]
        case .customerDeclines: return [:]
        case .becomeComplaint: return chance.isTrue(300) ? ["categories": categories(&chance)] : [:]
        case .amend: return ["fields": ["content": "开关位置不方便"], "reason": "登记有误"]
        case .withdraw: return ["reason": "客户要求"]
        case .dispatchMissed, .dispatchEnded, .confirmationDropped: return [:]
        }
    }

    // MARK: Calls

    func call(_ chance: inout Chance) -> JSONObject {
        let occasion = chance.pick(CallTask.Occasion.allCases)
        var data: JSONObject = ["occasion": .string(occasion.rawValue)]
        let others = tickets.filter { $0.kind == .call }
        if chance.isTrue(250), !others.isEmpty {
            let other = chance.pick(others)
            data["customer"] = .string(other.person.description)
            data["checks"] = .string(other.id.description)
        } else {
            data["customer"] = customer(&chance)
        }
        if chance.isTrue(800) { data["dueAt"] = later(&chance) }
        if chance.isTrue(300) { data["basisAt"] = moment(-Int64(chance.skewed(1...600)) * 60_000) }
        if chance.isTrue(150) { data["dislikesCalls"] = true }
        if chance.isTrue(150) { data["cadenceEnds"] = later(&chance) }
        if chance.isTrue(150) { data["severity"] = .string(chance.pick(Complaint.Severity.allCases).rawValue) }
        return data
    }

    func data(for verb: CallTask.Verb, of row: TicketRow, _ chance: inout Chance) -> JSONObject {
        switch verb {
        case .assign: return [:]
        case .bookSlot, .customerBusy: return despiteTheHour(["at": later(&chance)], &chance)
        case .startContact: return despiteTheHour(["channel": channel(&chance)], &chance)
        case .answer: return answer(&chance)
        case .hear:
            if chance.isTrue(200) { return ["becomes": "visit", "content": "建议加装扶手"] }
            return chance.isTrue(500)
                ? ["becomes": "opinion", "content": "开关位置不方便"]
                : ["becomes": "complaint", "content": "地面空鼓", "categories": categories(&chance)]
        case .noAnswer:
            // A wrong number goes to the supervisor at once, who would see few calls otherwise.
            let miss = chance.isTrue(500) ? CallTask.Miss.wrongNumber : chance.pick(CallTask.Miss.allCases)
            var data: JSONObject = ["miss": .string(miss.rawValue)]
            if chance.isTrue(400) { data["retryAt"] = later(&chance) }
            return despiteTheHour(data, &chance)
        case .complete: return despiteTheHour(completion(&chance), &chance)
        case .customerDeclines:
            return despiteTheHour(chance.isTrue(300) ? ["dislikesCalls": true] : [:], &chance)
        case .supervisorRetry: return despiteTheHour(["retryAt": later(&chance)], &chance)
        case .acceptUnreached, .submitRecord: return [:]
        case .writeReport: return ["report": "客户满意,已汇总"]
        case .amend: return ["answers": [.object(answer(&chance))], "reason": "登记有误"]
        case .allowLater, .sendBack, .markFaked: return ["reason": "核对后"]
        case .closeMissed: return chance.isTrue(800) ? ["reason": "已无必要"] : [:]
        case .review: return ["opinion": "同意"]
        case .needSecondCall: return ["dueAt": later(&chance), "reason": "客户不满意"]
        case .waive:
            return ["reason": .string(chance.pick(CallTask.Waiver.Reason.allCases).rawValue), "note": "已核实"]
        case .supersede:
            // Mostly one of another customer, or one that has ended; by its number, as people write it.
            let others = tickets.filter { $0.kind == .call }
            let family = others.filter { $0.person == row.person && $0.id != row.id }
            guard chance.isTrue(500), !others.isEmpty else { return [:] }
            return ["newTaskID": .string(chance.pick(family.isEmpty ? others : family).numberText)]
        case .madeTogether, .becomeDue, .deadlinePassed, .contactLapsed, .reparent: return [:]
        }
    }

    // MARK: Parts

    /// In quiet hours it is refused without a reason.
    private func despiteTheHour(_ data: JSONObject, _ chance: inout Chance) -> JSONObject {
        var data = data
        if chance.isTrue(700) { data["overrideReason"] = "客户要求" }
        return data
    }

    private func customer(_ chance: inout Chance) -> JSON { ["name": "客户", "phone": "13800138000"] }

    private func channel(_ chance: inout Chance) -> JSON {
        .string(chance.pick(CallTask.Channel.allCases).rawValue)
    }

    private func score(_ chance: inout Chance) -> JSONObject {
        chance.isTrue(500) ? ["score": .integer(Int64(chance.number(0...6)))] : [:]
    }

    /// Mostly of the right form.
    private func answer(_ chance: inout Chance) -> JSONObject {
        let question = chance.pick(CallTask.Question.allCases)
        var data: JSONObject = ["question": .string(question.rawValue)]
        switch question.form {
        case .score: data["score"] = .integer(Int64(chance.number(1...5)))
        case .yesNo: data["yes"] = .bool(chance.isTrue(500))
        case .text: data["text"] = "还好"
        }
        if chance.isTrue(30) { data["score"] = 9 }
        return data
    }

    private func completion(_ chance: inout Chance) -> JSONObject {
        // At the arrival of material, and refused elsewhere: learned without the customer.
        if chance.isTrue(60) {
            return [
                "answers": [
                    ["question": "arrivedInTime", "yes": .bool(chance.isTrue(500))],
                    ["question": "acceptance", "text": "合格"],
                ]
            ]
        }
        var data = score(&chance)
        data["channel"] = channel(&chance)
        data["satisfied"] = .bool(chance.isTrue(600))
        data["points"] = ["还在漏水"]
        if chance.isTrue(900) { data["signed"] = true }
        if chance.isTrue(400) { data["answers"] = [.object(answer(&chance))] }
        if chance.isTrue(100) { data["dislikesCalls"] = true }
        if chance.isTrue(150) { data["nextDueAt"] = later(&chance) }
        return data
    }
}
