import HTTPTypes
import PaidanJSON
import Testing

/// What `errors[].detail` tells whoever filled a form in wrongly.
@Suite struct DetailTests {
    private static let english: HTTPFields = [.acceptLanguage: "en"]
    /// Words of the program and of its language.
    private static let foreign = [
        "Cannot", "initialize", "JSON", "Array", "String", "Bool", "Int", "needed", "refuses", "wrongType",
    ]

    private func details(_ reply: Reply) -> [String] {
        (reply.json["errors"]?.array ?? []).compactMap { $0["detail"]?.string }
    }

    @Test func anUnknownChoiceIsAnsweredWithTheChoicesInBothLanguages() async throws {
        let front = try await Front()
        let body: JSON = ["kind": "complaint", "data": ["channel": "fax", "anonymous": true, "content": "x"]]

        let chinese = try await front.post("/v1/tickets", body)
        let english = try await front.post("/v1/tickets", body, Self.english)

        #expect(chinese.json["errors"]?[0]?["code"] == "unknownChoice")
        #expect(details(chinese)[0].hasPrefix("可选的值:phone("))
        #expect(details(english)[0].hasPrefix("one of phone ("))
        for detail in details(chinese) + details(english) { #expect(detail.contains("hotline")) }
    }

    @Test func anUnknownChoiceOfACommandIsAnsweredWithTheChoices() async throws {
        let front = try await Front()
        try await front.open()
        let body: JSON = ["type": "raiseSeverity", "data": ["level": "dreadful", "reason": "x"]]

        let reply = try await front.post("/v1/tickets/C-1/commands", body, as: "supervisor", Self.english)

        #expect(reply.pointers == ["/data/level"])
        #expect(details(reply).first?.hasPrefix("one of ") == true && details(reply).first?.contains("major") == true)
    }

    private static let wrong: [JSON] = [7, 1.5, "fax", true, [], [7], [[:]], [:], ["x": 1], .null]

    @Test func noDetailSpeaksTheProgramsLanguage() async throws {
        let front = try await Front()
        try await front.open()
        let actions = try await front.get("/v1/tickets/C-1/actions", as: "supervisor").json["actions"]?.array ?? []
        var told: [String] = []

        for name in ["channel", "content", "categories", "receivedAt", "follows", "anonymous", "demand", "customer"] {
            for value in Self.wrong {
                var data: JSONObject = ["channel": "phone", "content": "x"]
                if name != "customer" { data["anonymous"] = true }
                data[name] = value
                told += details(
                    try await front.post("/v1/tickets", ["kind": "complaint", "data": .object(data)], Self.english))
            }
        }
        for action in actions {
            for field in action["fields"]?.array ?? [] {
                for value in Self.wrong {
                    let id = try await front.open().text("id")
                    let data = JSON.object([field["name"]?.string ?? "": value])
                    let wish: JSON = ["type": action["verb"] ?? "", "data": data]
                    told += details(
                        try await front.post("/v1/tickets/\(id)/commands", wish, as: "supervisor", Self.english))
                }
            }
        }

        #expect(Set(told).count > 8)
        for detail in Set(told) {
            #expect(!Self.foreign.contains { detail.contains($0) }, "\(detail)")
        }
    }

    @Test func everythingThatIsWrongIsToldAtOnceInBothLanguages() async throws {
        let front = try await Front()
        let body: JSON = [
            "kind": "complaint",
            "data": [
                "mood": 1, "weather": 2, "channel": "fax", "receivedBy": 7, "categories": "construction",
                "anonymous": "no",
                "customer": ["name": "", "phone": 5, "age": 3],
            ],
        ]

        let chinese = try await front.post("/v1/tickets", body)
        let english = try await front.post("/v1/tickets", body, Self.english)

        let wrong = [
            "/data/mood", "/data/weather", "/data/channel", "/data/receivedBy", "/data/categories", "/data/anonymous",
            "/data/content", "/data/customer/name", "/data/customer/phone", "/data/customer/age",
        ]
        #expect(chinese.pointers == wrong && english.pointers == wrong)
        #expect(details(english)[3...6] == ["must be a text", "must be a list", "must be true or false", "is missing"])
        #expect(details(chinese)[3...6] == ["应为文本", "应为列表", "应为 true 或 false", "必须填写"])
        #expect(details(chinese)[2].hasPrefix("可选的值:phone(") && details(english)[2].hasPrefix("one of phone ("))
        #expect(details(chinese)[0].hasPrefix("可填的有:") && details(english)[0].hasPrefix("known are "))
        #expect(details(chinese)[7] == "应为 1 至 100 个字符" && details(chinese)[9] == "可填的有:name、phone、address")
    }

    @Test func whatIsWrongWithAValueIsSaidInChineseToo() async throws {
        let front = try await Front()
        let id = try await front.open().text("id")
        let wrongs: [(JSON, String)] = [
            (["receivedAt": "yesterday"], "应为带时区的 RFC 3339 时间,如 2026-03-02T10:00:00+08:00"),
            (["receivedAt": "1969-01-01T00:00:00Z"], "应在 2000 至 2199 年之间"), (["content": " "], "不能为空"),
            (["follows": "第一单"], "应为单号(如 C-12)或 26 位标识"), (["follows": "C-9"], "没有 C-9 这个工单"),
        ]
        for (wrong, told) in wrongs {
            var data: JSONObject = ["channel": "phone", "content": "x", "anonymous": true]
            for member in wrong.object ?? [:] { data[member.name] = member.value }
            let reply = try await front.post("/v1/tickets", ["kind": "complaint", "data": .object(data)])
            #expect(details(reply) == [told])
        }
        let broken = try await front.post("/v1/tickets/\(id)/commands", bytes: Array("{\"type\":}".utf8))
        #expect(broken.text("detail") == "第 8 字节:此处应为一个值")
    }
}
