import HTTPTypes
import PaidanJSON
import Testing

/// 回访级别: who may ask the customer is said before anybody calls.
@Suite struct RevisitLevelTests {
    private static let policy = """
        name: levels
        title: {zh: 回访级别, en: levels}
        extends: dx
        complaint.revisitWithin: 2 d
        complaint.revisitByCall: true
        complaint.revisitLevel: {general: [revisitor, specialist], important: [supervisor], major: [leader]}
        """

    /// R-1 asks about a major complaint, R-2 about a general one.
    private static func front() async throws -> Front {
        let front = try await Front()
        _ = try await front.post("/v1/policies/activate", ["text": .string(policy), "reason": "试行"], as: "admin")
        for (number, severity) in [("C-1", "major"), ("C-2", "general")] {
            try await front.open([("severity", .string(severity))])
            try await front.act(number, "startExplanation")
            try await front.act(number, "explanationAccepted")
        }
        return front
    }

    private static func calls(_ front: Front, as principal: String) async throws -> [String: JSON] {
        let calls = try await front.get("/v1/call-list", as: principal).json["calls"]?.array ?? []
        return Dictionary(calls.map { ($0["number"]?.string ?? "", $0) }) { first, _ in first }
    }

    @Test func theCallListSaysWhoMayAsk() async throws {
        let front = try await Self.front()

        let major = try await Self.calls(front, as: "revisitor")["R-1"]
        let general = try await Self.calls(front, as: "revisitor")["R-2"]

        #expect(major?["askedBy"] == ["leader"] && major?["askedByLabel"] == "须由主管领导回访")
        #expect(major?["mayAsk"] == false && general?["mayAsk"] == true)
        #expect(try await Self.calls(front, as: "leader")["R-1"]?["mayAsk"] == true)
    }

    @Test func thePageCallsNobodyToWhatHeMayNotDo() async throws {
        let front = try await Self.front()

        let page = try await front.get("/calls", as: "revisitor").body
        let leaders = try await front.get("/calls", as: "leader").body

        #expect(page.contains(">须由主管领导回访</td>") && page.contains(">宜回访 <span"))
        #expect(leaders.contains(">宜回访 <span class=\"quiet\">须由主管领导回访</span></td>"))
    }

    @Test(arguments: ["startContact", "complete", "noAnswer", "customerBusy", "customerDeclines"])
    func theActionsOfAnotherAreNotOffered(_ verb: String) async throws {
        let front = try await Self.front()
        func offer(_ number: String, as principal: String) async throws -> JSON? {
            let actions = try await front.get("/v1/tickets/\(number)/actions", as: principal).json["actions"]?.array
            return actions?.first { $0["verb"]?.string == verb }
        }

        let refused = try await offer("R-1", as: "revisitor")

        #expect(refused?["isOffered"] == false && refused?["refusal"]?["code"] == "wrong-revisit-level")
        #expect(refused?["refusal"]?["detail"] == "该等级的投诉须由主管领导回访")
        #expect(try await offer("R-1", as: "leader")?["isOffered"] == true)
        #expect(try await offer("R-2", as: "revisitor")?["isOffered"] == true)
    }

    @Test(arguments: ["revisitSatisfied", "revisitDissatisfied", "revisitDeclined"])
    func theComplaintSaysItAsItsCallDoes(_ verb: String) async throws {
        let front = try await Self.front()
        func offer(as principal: String) async throws -> JSON? {
            let actions = try await front.get("/v1/tickets/C-1/actions", as: principal).json["actions"]?.array
            return actions?.first { $0["verb"]?.string == verb }
        }

        let refused = try await offer(as: "revisitor")

        #expect(refused?["isOffered"] == false && refused?["refusal"]?["code"] == "wrong-revisit-level")
        #expect(refused?["refusal"]?["detail"] == "该等级的投诉须由主管领导回访")
        #expect(try await offer(as: "leader")?["isOffered"] == true)
    }

    @Test func theFirstWordIsRefusedAndNobodyElseIsAssigned() async throws {
        let front = try await Self.front()

        let start = try await front.act("R-1", "startContact", ["channel": "phone"], as: "revisitor")
        let wrong = try await front.act("R-1", "assign", ["caller": "revisitor"], as: "supervisor")
        let right = try await front.act("R-1", "assign", ["caller": "leader"], as: "supervisor")

        #expect(start.status == 422 && start.text("detail") == "该等级的投诉须由主管领导回访")
        #expect(wrong.status == 422 && wrong.text("reason") == "no-such-colleague")
        #expect(right.status == 200, "\(right.json)")
        #expect(try await front.act("R-1", "startContact", ["channel": "phone"], as: "leader").status == 200)
    }

    @Test func whoMayAskIsToldThatTheCallIsDue() async throws {
        let front = try await Self.front()
        func told(_ principal: String) async throws -> [JSON?] {
            let notices = try await front.get("/v1/notices", as: principal).json["notices"]?.array ?? []
            return notices.filter { $0["notice"]?["name"] == "callDue" }.map { $0["number"] }
        }

        #expect(try await told("leader") == ["R-1"])
        #expect(try await told("revisitor") == ["R-2"])
    }
}
