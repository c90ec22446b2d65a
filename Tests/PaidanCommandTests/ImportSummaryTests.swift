import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// What an import tells people: words, and no names for programs.
@Suite struct ImportSummaryTests {
    private func summary(_ rows: [JSON], clocks: [JSON] = []) throws -> ImportSummary {
        let ticket: JSON = ["reference": "A", "fate": "unchanged", "isOpen": true, "clocks": .array(clocks)]
        let outcome = try #require(ImportOutcome(["rows": .array(rows), "tickets": [ticket]]))
        return ImportSummary(outcome, source: "old", isDryRun: false)
    }

    private func clock(_ key: String, _ number: String) -> JSON {
        [
            "kind": "complaint", "key": .string(key), "number": .string(number), "isJudged": true,
            "start": "2026-03-02T09:00:00Z", "due": "2026-03-02T11:00:00Z", "isBreached": false, "policy": 1,
        ]
    }

    @Test func aLimitWithoutANumberOfTheCatalogueHasItsNameAlone() throws {
        let clocks = [clock("forward:engineering:1", "T-01"), clock("resultTold::1", "resultToldWithin")]

        let text = try summary([], clocks: clocks).text(on: .plain, in: .zh)

        #expect(text.contains("\nT-01 转责任部门 ") && text.contains("\n告知结果 "))
        #expect(!text.contains("resultToldWithin"))
    }

    /// An import keeps the code of what it refused and not the words.
    @Test(arguments: [
        ("unknown-department", "派单表中没有这个部门"), ("no-way", "当时的状态下没有路径"), ("not-possible", "当时的状态下不能执行"),
        ("too-few-attempts", "本系统的规定不允许"),
    ])
    func eachRefusalHasItsWordAndAnExample(_ code: String, _ word: String) throws {
        let rows: [JSON] = [["line": 22, "verdict": "refused", "code": .string(code), "isKnown": true]]
        let summary = try summary(rows)

        #expect(summary.text(on: .plain, in: .zh).contains("\(word) \(code)"))
        let example = summary.json(in: .zh)["refusals"]?[0]?["example"]
        #expect(example == .string(word))
    }

    @Test func whatARefusalSaysItselfIsItsExample() throws {
        let rows: [JSON] = [
            ["line": 9, "verdict": "refused", "code": "no-way", "isKnown": true],
            ["line": 7, "verdict": "refused", "code": "no-way", "reason": "工单状态为“已结案”", "isKnown": true],
        ]

        let refusal = try summary(rows).json(in: .zh)["refusals"]?[0]

        #expect(refusal?["example"] == "工单状态为“已结案”" && refusal?["firstLine"] == 7 && refusal?["count"] == 2)
    }
}
