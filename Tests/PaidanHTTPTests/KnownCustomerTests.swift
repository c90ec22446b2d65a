import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

/// 老客户: whoever has been here before is not entered twice.
@Suite struct KnownCustomerTests {
    private static let phone: JSON = ["phone": "+86 138-0013-8000"]

    private static func customer(_ front: Front, _ ticket: String) async throws -> String {
        try await front.get("/v1/tickets/\(ticket)").text("customer")
    }

    @Test func aPhoneFindsTheCustomerHoweverItIsWritten() async throws {
        let front = try await Front()
        try await front.open()

        let found = try await front.post("/v1/customers/search", Self.phone)

        #expect(found.status == 200)
        #expect(found.json["customers"]?.array?.count == 1)
        #expect(found.json["customers"]?[0]?["label"] == "王** 138****8000")
        #expect(found.json["customers"]?[0]?["number"] == "C-1")
        #expect(!found.body.contains("王小明") && !found.body.contains("13800138000"))
        #expect(try await front.post("/v1/customers/search", ["phone": "13911112222"]).json["customers"] == [])
    }

    @Test func whoeverDoesNotDealWithACustomerFindsNobody() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        for principal in ["south", "carpenter"] {
            #expect(try await front.post("/v1/customers/search", Self.phone, as: principal).json["customers"] == [])
        }
        #expect(
            try await front.post("/v1/customers/search", Self.phone, as: "engineer").json["customers"]?[0]?["number"]
                == "D-1")
        #expect(try await front.post("/v1/customers/search", Self.phone, as: "qualityOffice").status == 403)
    }

    /// Others with the same number, whom the caller does not know, take nobody's place.
    @Test func whomTheCallerDoesNotKnowIsNotCounted() async throws {
        let front = try await Front()
        try await front.open(as: "south")
        for _ in 0..<KnownCustomer.customersMax { try await front.open() }

        let souths = try await front.post("/v1/customers/search", Self.phone, as: "south").json["customers"]?.array
        let all = try await front.post("/v1/customers/search", Self.phone).json["customers"]?.array

        #expect(souths?.count == 1 && souths?.first?["number"] == "C-1")
        #expect(all?.count == KnownCustomer.customersMax)
    }

    /// A department knows the customers of its open tickets: those of former ones take nobody's place either, be the
    /// complaint that they were parts of still open or not.
    @Test(arguments: [true, false])
    func customersOfADepartmentsFormerTicketsAreNotCounted(_ isWholeOpen: Bool) async throws {
        let front = try await Front()
        _ = try await front.forwarded()
        for _ in 0..<KnownCustomer.customersMax {
            let (complaint, dispatch) = try await front.forwarded()
            let ended =
                isWholeOpen
                ? try await front.act(dispatch, "returnMisrouted", ["reason": "x"], as: "engineer")
                : try await front.act(complaint, "withdraw", ["reason": "x"])
            #expect(ended.status == 200, "\(ended.body)")
        }

        let found = try await front.post("/v1/customers/search", Self.phone, as: "engineer").json["customers"]?.array

        #expect(found?.map { $0["number"] } == ["D-1"])
    }

    @Test func aTicketsNumberStandsForItsCustomer() async throws {
        let front = try await Front()
        try await front.open()

        let again = try await front.open([("customer", "C-1")])
        let foreign = try await front.open([("customer", "C-1")], as: "south")
        let none = try await front.open([("customer", "C-99")])

        #expect(again.status == 201)
        #expect(try await Self.customer(front, "C-2") == Self.customer(front, "C-1"))
        for refused in [foreign, none] { #expect(refused.status == 422 && refused.pointers == ["/data/customer"]) }
    }

    @Test func theIntakeFindsACustomerByPhoneWithoutScript() async throws {
        let front = try await Front()
        try await front.open()

        let asked = try await front.send(form: "/phone=13800138000", to: "/intake/complaint/customer")
        let nobody = try await front.send(form: "/phone=13911112222", to: "/intake/complaint/customer")
        let form = try await front.get("/intake/complaint?customer=C-1").body
        let sent = try await front.send(
            form: "/data/customer=C-1&/data/channel=phone&/data/content=again", to: "/intake/complaint")

        #expect(
            asked.status == 200 && asked.body.contains("href=\"/intake/complaint?customer=C-1\">王** 138****8000</a>"))
        #expect(nobody.body.contains("没有用此电话的客户"))
        #expect(form.contains("<b>王** 138****8000</b>") && !form.contains("/data/customer/name"))
        #expect(form.contains("name=\"/data/customer\" data-name=\"/data/customer\" data-type=\"text\" value=\"C-1\""))
        #expect(!form.contains("/data/anonymous"))
        #expect(sent.status == 303 && sent.headers[.location] == "/tickets/C-2")
        #expect(try await Self.customer(front, "C-2") == Self.customer(front, "C-1"))
    }

    @Test func whatIsWrongKeepsTheKnownCustomer() async throws {
        let front = try await Front()
        try await front.open()

        let sent = try await front.send(form: "/data/customer=C-1&/data/channel=phone", to: "/intake/complaint")

        #expect(sent.status == 422 && sent.body.contains("<b>王** 138****8000</b>"))
    }

    @Test func aTicketsPageLeadsToAnotherTicketForItsCustomer() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        let page = try await front.get("/tickets/C-1").body
        let worker = try await front.get("/tickets/D-1", as: "engineer").body

        for kind in ["complaint", "opinion", "call"] {
            #expect(page.contains("href=\"/intake/\(kind)?customer=C-1\""))
            #expect(!worker.contains("/intake/\(kind)?customer"))
        }
    }

    /// 轮值表 is about nobody.
    @Test func aRotaAsksForNoCustomer() async throws {
        let front = try await Front()
        try await front.open()
        let opened = try await front.post("/v1/rotas", ["data": ["designers": []]], as: "supervisor")

        let ticket = try await front.get("/tickets/C-1", as: "supervisor").body
        let form = try await front.get("/intake/rota", as: "supervisor").body

        #expect(opened.status == 201)
        #expect(ticket.contains("/intake/lead?customer=C-1") && !ticket.contains("/intake/rota?customer"))
        #expect(!form.contains("known-phone"))
        #expect(try await front.get("/v1/tickets/T-1", as: "supervisor").json["customerLabel"] == nil)
    }

    /// 回访抽查 with the record that it is compared with.
    @Test func aSpotCheckOfACallIsMadeFromThatCallsPage() async throws {
        let front = try await Front()
        let data: JSON = [
            "occasion": "preSale", "customer": ["name": "王小明", "phone": "13800138000"],
            "dueAt": "2026-03-05T18:00:00+08:00",
        ]
        _ = try await front.post("/v1/calls", ["data": data])

        let sent = try await front.send(
            form: "/data/customer=R-1&/data/occasion=spotCheck&/data/checks=R-1&/data/dueAt=2026-03-06T10:00",
            to: "/intake/call")

        #expect(sent.status == 303 && sent.headers[.location] == "/tickets/R-2", "\(sent.body)")
    }

    @Test func aTicketSaysWhoTheCustomerIsToThoseWhoMayKnow() async throws {
        let front = try await Front()
        _ = try await front.forwarded()

        #expect(try await front.get("/v1/tickets/C-1").json["customerLabel"] == "王** 138****8000")
        #expect(try await front.get("/v1/tickets/D-1", as: "engineer").json["customerLabel"] == "王** 138****8000")
        #expect(try await front.get("/tickets/C-1").body.contains("王** 138****8000"))
        for principal in ["qualityOffice", "admin"] {
            #expect(try await front.get("/v1/tickets/C-1", as: principal).json["customerLabel"] == nil)
        }
    }

    /// B18: that another branch has a lead of the same number is said, neither whose nor where; who directs both decides.
    @Test func aLeadOfAnotherBranchIsSaidAndNotShown() async throws {
        let front = try await Front()
        let clerk = Actor("south-front", [.frontDesk], branch: Branch(unchecked: "south"))
        let main = Actor("main-front", [.frontDesk], branch: .main)
        let director = Actor("director", [.director])
        for actor in [clerk, main, director] { _ = try await front.desk.run(.putToken(Front.token(for: actor))) }
        func lead(_ phone: String) -> JSON {
            ["data": ["leadSource": "natural", "customer": ["name": "王小明", "phone": .string(phone)]]]
        }
        let first = try await front.post("/v1/leads", lead("13800138000"), as: "main-front")
        #expect(first.status == 201, "\(first.body)")

        let found = try await front.post("/v1/customers/search", Self.phone, as: "south-front")
        #expect(found.json["isLeadElsewhere"] == true && found.json["customers"] == [])
        #expect(!found.body.contains("main") && !found.body.contains("L-1"))
        let page = try await front.send(form: "/phone=13800138000", to: "/intake/lead/customer", as: "south-front").body
        #expect(page.contains("另一分公司已有此电话的客源"))
        let others = [("main-front", Self.phone), ("director", Self.phone), ("south-front", ["phone": "13911112222"])]
        for (principal, phone) in others {
            #expect(try await front.post("/v1/customers/search", phone, as: principal).json["isLeadElsewhere"] == nil)
        }

        #expect(try await front.post("/v1/leads", lead("138 0013 8000"), as: "south-front").status == 201)
        for principal in ["south-front", "director"] {
            let told = try await front.get("/v1/notices", as: principal).json["notices"]?.array ?? []
            #expect(told.contains { $0["notice"]?["name"] == "sameCustomerElsewhere" && $0["number"] == "L-2" })
        }
        let shown = try await front.get("/v1/tickets/L-2", as: "south-front").body
        #expect(shown.contains("sameElsewhere") && !shown.contains("L-1"))
    }
}
