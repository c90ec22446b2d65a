import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 工地和店面: whoever stands on a project's team is shown its customer and where it is, on the project and on its parts. Others of the
/// same role are not.
@Suite struct SiteTeamTests {
    static let seats: [(principal: String, seat: String, role: Role)] = [
        ("lead-1", "siteLead", .siteLead), ("inspector-1", "inspector", .inspector),
        ("designer-1", "decorationDesigner", .designer), ("furnisher-1", "furnishingDesigner", .furnishingDesigner),
        ("consultant-1", "homeConsultant", .homeConsultant),
    ]
    private static let plan: JSON = [
        "materialArrivalOn": "2026-03-09T10:00:00+08:00", "hiddenWorksOn": "2026-03-16T10:00:00+08:00",
        "midTermOn": "2026-04-01T10:00:00+08:00", "finalOn": "2026-04-11T10:00:00+08:00",
        "shipments": [["productContract": "PC-1", "scheduledFor": "2026-03-23T10:00:00+08:00"]],
    ]

    /// P-1 with its five acceptances, of which everybody named `…-1` is on the team and nobody named `…-2`.
    private static func site() async throws -> Front {
        let front = try await Front()
        for (principal, _, role) in seats {
            let stranger = principal.replacing("-1", with: "-2")
            for name in [principal, stranger] {
                _ = try await front.desk.run(.putToken(Front.token(for: Actor(name, [role]))))
            }
        }
        _ = try await front.desk.run(.putToken(Front.token(for: Actor("cashier-1", [.cashier]))))
        var data: JSONObject = [
            "customer": ["name": "王小明", "phone": "13800138000"], "contractNo": "HT-1", "site": "深圳市南山区科苑路 1 号",
        ]
        for (principal, seat, _) in seats { data[seat] = .string(principal) }
        _ = try await front.post("/v1/projects", ["data": .object(data)])
        try await front.act("P-1", "approvePlan", plan)
        return front
    }

    @Test(arguments: SiteTeamTests.seats.map(\.principal))
    func theTeamIsShownForWhomAndWhereItWorks(_ principal: String) async throws {
        let front = try await Self.site()

        for number in ["P-1", "N-1", "N-5"] {
            let json = try await front.get("/v1/tickets/\(number)", as: principal).json
            #expect(json["customerLabel"] == "王** 138****8000", "\(number)")
            #expect(json["siteAddress"] == "深圳市南山区科苑路 1 号", "\(number)")
            let page = try await front.get("/tickets/\(number)", as: principal).body
            #expect(page.contains("王** 138****8000") && page.contains("科苑路"), "\(number)")
        }
        let person = try await front.get("/v1/tickets/P-1?fields=customer", as: principal).text("customer")
        #expect(try await front.get("/v1/people/\(person)", as: principal).json["isMasked"] == true)
        let open = try await front.get("/v1/people/\(person)?reason=on%20the%20way", as: principal)
        #expect(open.json["phone"] == "13800138000")
        #expect(front.log.lines.count == 1, "and that is written down")
    }

    @Test(arguments: SiteTeamTests.seats.map { $0.principal.replacing("-1", with: "-2") } + ["cashier-1"])
    func othersOfTheSameRoleAreNot(_ principal: String) async throws {
        let front = try await Self.site()

        for number in ["P-1", "N-1"] {
            let reply = try await front.get("/v1/tickets/\(number)", as: principal)
            #expect(reply.status == 200, "they see that there is one")
            #expect(reply.json["customerLabel"] == nil && reply.json["siteAddress"] == nil, "\(number)")
            let page = try await front.get("/tickets/\(number)", as: principal).body
            #expect(!page.contains("138****8000"))
            #expect(principal == "cashier-1" || !page.contains("科苑路"), "nor does its text say where it is")
        }
        let person = try await front.get("/v1/tickets/P-1?fields=customer").text("customer")
        #expect(try await front.get("/v1/people/\(person)?reason=nosy", as: principal).status >= 400)
        #expect(front.log.lines.isEmpty)
    }

    /// Who comes onto the team sees it from then on; who leaves it does not any more.
    @Test func theTeamMayChange() async throws {
        let front = try await Self.site()

        try await front.act("P-1", "assignTeam", ["siteLead": "lead-2"])

        #expect(try await front.get("/v1/tickets/N-1", as: "lead-2").json["customerLabel"] != nil)
        #expect(try await front.get("/v1/tickets/N-1", as: "lead-1").json["customerLabel"] == nil)
        let own = try await front.get("/v1/projects?assignee=me", as: "lead-2").json["tickets"]?.array
        #expect(own?.compactMap { $0["number"] } == ["P-1"])
    }

    @Test func nobodyIsShownItAfterItsEnd() async throws {
        let front = try await Self.site()

        try await front.act("P-1", "cancelProject", ["reason": "客户退单", "settlement": "已结清"], as: "supervisor")

        let json = try await front.get("/v1/tickets/P-1", as: "lead-1").json
        #expect(json["customerLabel"] == nil && json["siteAddress"] == nil)
        #expect(try await front.get("/v1/tickets/P-1").json["customerLabel"] != nil, "customer service is")
    }

    @Test func aPhoneNumberFindsOnlyOnesOwnCustomers() async throws {
        let front = try await Self.site()
        func found(_ principal: String) async throws -> Int? {
            try await front.post("/v1/customers/search", ["phone": "13800138000"], as: principal)
                .json["customers"]?.array?.count
        }

        #expect(try await found("lead-1") == 1)
        #expect(try await found("lead-2") == 0)
    }
}
