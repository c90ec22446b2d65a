import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `--set` and `--data`.
@Suite struct DataBuilderTests {
    private static let source = TextSource(
        file: { path in "content of \(path)\n" }, standardInput: { #"{"content":"from stdin"}"# })

    private func built(_ sets: [String], data: String? = nil, fields: [Field] = []) throws -> JSON {
        var builder = DataBuilder(fields: fields, source: Self.source)
        if let data { try builder.read(data) }
        for text in sets { try builder.set(Assignment(text)) }
        return .object(builder.data)
    }

    // MARK: Words and times of people

    private static let form = [
        Field(name: "at", label: Label("时间", "time"), type: .moment, isRequired: false),
        Field(name: "note", label: Label("备注", "note"), type: .text(personal: false), isRequired: false),
        Field(
            name: "channel", label: Label("渠道", "channel"),
            type: .choice([Choice("phone", Label("电话", "telephone")), Choice("letter", Label("信函", "letter"))]),
            isRequired: true),
    ]

    @Test(
        arguments: [
            ("at=2026-03-02 09:00", ["at": "2026-03-02T09:00:00+08:00"]),
            ("at=2026-03-02T09:00:30", ["at": "2026-03-02T09:00:30+08:00"]),
            ("at=2026-03-06 24:00", ["at": "2026-03-07T00:00:00+08:00"]),
            ("at=2026-12-31T24:00:00", ["at": "2027-01-01T00:00:00+08:00"]),
            ("at=2026-03-02T09:00:00Z", ["at": "2026-03-02T09:00:00Z"]),
            ("note=yesterday", ["note": "yesterday"]), ("note=2026-03-02 09:00", ["note": "2026-03-02 09:00"]),
            ("channel=电话", ["channel": "phone"]), ("channel=Letter", ["channel": "letter"]),
            ("channel=phone", ["channel": "phone"]), ("channel=fax", ["channel": "fax"]),
        ] as [(String, JSON)])
    func aTimeWithoutOffsetIsTheCompanysAndAWordIsItsCode(_ text: String, _ data: JSON) throws {
        var builder = DataBuilder(fields: Self.form, source: Self.source, zone: .shanghai)
        try builder.set(Assignment(text))

        #expect(.object(builder.data) == data)
    }

    /// The form that people type is named first.
    @Test(arguments: [
        "yesterday", "", "2026-03-02", "2026-02-30 09:00", "2026-03-06 24:01", "2026-02-30 24:00", "1772416800000",
    ])
    func whatIsNoTimeIsToldHowOneIsWritten(_ text: String) throws {
        var builder = DataBuilder(fields: Self.form, source: Self.source, zone: .shanghai)
        let assignment = try Assignment("at=" + text)

        let trouble = #expect(throws: Trouble.self) { try builder.set(assignment) }
        #expect(trouble?.status == .refused)
        #expect(trouble?.reason.zh.hasPrefix("at:“\(text)”不是时间;可填 2026-03-02 09:00") == true)
    }

    /// 02:30 comes twice in the night in which summer time ends; the first is meant.
    @Test func anHourThatComesTwiceIsTheFirst() throws {
        let rome = try #require(Zone(named: "Europe/Rome"))

        #expect(LocalMoment.rfc3339("2026-10-25 02:30", in: rome) == "2026-10-25T02:30:00+02:00")
        #expect(LocalMoment.rfc3339("2026-03-29 02:30", in: rome) == "2026-03-29T03:00:00+02:00")
    }

    // MARK: Words of a policy

    private func options(_ sets: [String]) -> DataOptions {
        var options = DataOptions()
        (options.data, options.set) = (nil, sets)
        return options
    }

    private func object(_ sets: [String], _ fields: [Field], under name: String) async throws -> JSON {
        let options = options(sets)
        let policy = try RegulationLoader.shipped(name).policy
        return .object(
            try await options.object(
                fields, policies: { FormPolicies(policy, complaints: policy) }, zone: { .shanghai }))
    }

    /// 设计师 is a category of `ht` and none of `dx`; the departments' names differ as well.
    @Test func departmentsAndCategoriesAreThoseOfThePolicyInForce() async throws {
        let opening = try KnownFields.ofOpening(.complaint)
        let classify = try KnownFields.ofVerb("classify")
        let forward = try KnownFields.ofVerb("forward")

        #expect(try await object(["categories=设计师"], opening, under: "ht") == ["categories": ["designer"]])
        #expect(try await object(["categories=设计师"], opening, under: "dx") == ["categories": ["设计师"]])
        #expect(
            try await object(["categories=construction,施工"], classify, under: "dx")
                == ["categories": ["construction", "construction"]])
        #expect(try await object(["departments=工程部"], forward, under: "dx") == ["departments": ["engineering"]])
    }

    /// Scripts write codes; nothing is asked for them.
    @Test func noPolicyIsAskedForCodes() async throws {
        let data = try await options(["categories=construction,main-material", "content=施工"]).object(
            KnownFields.ofOpening(.complaint), policies: { throw Trouble(.usage, "问了", "asked") },
            zone: { throw Trouble(.usage, "问了", "asked") })

        #expect(JSON.object(data) == ["categories": ["construction", "main-material"], "content": "施工"])
    }

    // MARK: Without a form

    @Test(
        arguments: [
            ("a=x", ["a": "x"]), ("a=", ["a": ""]), ("a=b=c", ["a": "b=c"]), ("a=5", ["a": 5]), ("a=-5", ["a": -5]),
            ("a=05", ["a": "05"]), ("a=1.5", ["a": "1.5"]), ("a=true", ["a": true]), ("a=false", ["a": false]),
            ("a=null", ["a": nil]), ("a:=[1,2]", ["a": [1, 2]]), (#"a:="@x""#, ["a": "@x"]),
            ("a.b.c=1", ["a": ["b": ["c": 1]]]),
            ("a[]=x", ["a": ["x"]]), ("a=@file", ["a": "content of file"]), ("a=漏水", ["a": "漏水"]),
            ("a=-", ["a": #"{"content":"from stdin"}"#]), ("a=@-", ["a": #"{"content":"from stdin"}"#]),
        ] as [(String, JSON)])
    func aTextIsGuessedAt(_ text: String, _ data: JSON) throws {
        #expect(try built([text]) == data)
    }

    @Test func theLastValueCountsAndListsGrow() throws {
        #expect(try built(["a=1", "a=2"]) == ["a": 2])
        #expect(try built(["a[]=1", "a[]=2"]) == ["a": [1, 2]])
    }

    @Test func setGoesOverData() throws {
        #expect(
            try built(["a.x=2", "b=3"], data: #"{"a":{"x":1,"y":1}}"#) == ["a": ["x": 2, "y": 1], "b": 3])
        #expect(try built(["content=mine"], data: "-") == ["content": "mine"])
    }

    @Test(arguments: ["a", "=x", ".a=x", "a.=x", "a..b=x", "[]=x"])
    func whatIsNoAssignmentIsUsage(_ text: String) {
        #expect(throws: Trouble.self) { try Assignment(text) }
    }

    @Test func aValueHasNoFields() {
        #expect(throws: Trouble.self) { try built(["a=1", "a.b=2"]) }
    }

    @Test(arguments: ["[1]", "5", "\"x\""])
    func dataAreAnObject(_ text: String) {
        #expect(throws: Trouble.self) { try built([], data: text) }
        #expect(throws: JSONSyntaxError.self) { try built([], data: "{") }
    }

    // MARK: With a form

    @Test func aTelephoneNumberStaysAText() throws {
        let fields = try KnownFields.ofOpening(.complaint)

        #expect(
            try built(["customer.name=李", "customer.phone=13800138000", "content=true", "urgent=true"], fields: fields)
                == ["customer": ["name": "李", "phone": "13800138000"], "content": "true", "urgent": true])
    }

    @Test func aListOfCodesIsSplitAndAListOfTextsIsNot() throws {
        let fields = try KnownFields.ofOpening(.complaint)

        #expect(
            try built(
                ["categories=construction,furnishing", "categories=main-material", "evidence=a,b"], fields: fields)
                == ["categories": ["construction", "furnishing", "main-material"], "evidence": ["a,b"]])
    }

    @Test func aNumberIsANumberOnlyWhereTheFormSaysSo() throws {
        let fields = try KnownFields.ofVerb("revisitSatisfied")

        #expect(try built(["score=5"], fields: fields) == ["score": 5])
        #expect(try built(["score=five"], fields: fields) == ["score": "five"])
        #expect(try built(["reason=5"], fields: KnownFields.ofVerb("withdraw")) == ["reason": "5"])
    }

    @Test func fieldsWithinAGroupAreKnown() throws {
        #expect(
            try built(["fields.projectOrOrder=007", "fields.content=1"], fields: KnownFields.ofVerb("amend"))
                == ["fields": ["projectOrOrder": "007", "content": "1"]])
    }

    @Test func aVerbOfANewerServerIsGuessedAt() throws {
        #expect(try KnownFields.ofVerb("unheardOf").isEmpty)
        #expect(try KnownFields.ofOpening(nil).isEmpty)
    }

    // MARK: Amounts and rows

    private static let plan = [
        Field(name: "amount", label: Label("金额", "amount"), type: .integer, isRequired: false),
        Field(
            name: "shipments", label: Label("分批进场", "shipments"),
            type: .list(
                .group([
                    Field(name: "store", label: Label("门店", "store"), type: .text(personal: false), isRequired: true),
                    Field(name: "scheduledFor", label: Label("日期", "date"), type: .moment, isRequired: false),
                    Field(name: "amount", label: Label("金额", "amount"), type: .integer, isRequired: false),
                ])), isRequired: false),
    ]

    private func planned(_ sets: String...) throws -> JSON {
        var builder = DataBuilder(fields: Self.plan, source: Self.source, zone: .shanghai)
        for text in sets { try builder.set(Assignment(text)) }
        return .object(builder.data)
    }

    @Test(
        arguments: [
            ("amount=1280.50元", 128_050), ("amount=12.8万元", 12_800_000), ("amount=12.8万", 12_800_000),
            ("amount=128050分", 128_050), ("amount=128050 分", 128_050), ("amount=12.8 万元", 12_800_000),
            ("amount:=128050", 128_050),
        ] as [(String, Int64)])
    func anAmountIsWrittenWithItsUnit(_ text: String, _ fen: Int64) throws {
        #expect(try planned(text) == ["amount": .integer(fen)])
    }

    @Test(arguments: ["amount=128050", "amount=1.5分", "amount=元", "amount=12.8W", "shipments.0.amount=5"])
    func anAmountWithoutUnitIsRefused(_ text: String) throws {
        let trouble = #expect(throws: Trouble.self) { try planned(text) }
        #expect(trouble?.status == .refused && trouble?.reason.en.contains("1280.50 元") == true)
    }

    @Test func theRowsOfAListAreSetFieldByField() throws {
        let data = try planned(
            "shipments.0.store=卫浴店", "shipments.0.scheduledFor=2026-03-02 09:00", "shipments.1.store=地板店",
            "shipments.0.store=瓷砖店", "shipments.1.amount=5元")

        #expect(
            data == [
                "shipments": [
                    ["store": "瓷砖店", "scheduledFor": "2026-03-02T09:00:00+08:00"], ["store": "地板店", "amount": 500],
                ]
            ])
    }

    @Test(arguments: ["shipments.1.store=x", "shipments.-1.store=x", "shipments.0=x"])
    func noRowIsLeftOut(_ text: String) throws {
        let trouble = #expect(throws: Trouble.self) { try planned(text) }
        #expect(trouble?.status == .usage && trouble?.reason.en.contains("shipments.N.field") == true)
    }
}
