import PaidanCore
import PaidanJSON
import PaidanWire
import PaidanWorker
import Testing

@testable import paidan

/// What `paidan work` shows of an issue: words and times that people read.
@Suite struct IssuePrinterTests {
    private let ticket = "01M80RT64VD4QF3T9X6W2B8K5N"

    private func issue(
        _ kind: PaidanWire.MessageKind, sent: String = "2026-03-02T08:31:59.268+08:00", _ more: JSONObject = [:]
    ) -> PaidanWorker.Issue {
        let usual: [(String, JSON)] = [
            ("number", "D-3"), ("kind", "dispatch"), ("state", "working"), ("categories", ["furnishing"]),
        ]
        let data = JSONObject(usual.filter { more[$0.0] == nil } + more.map { ($0.name, $0.value) })
        let event: JSON = ["time": .string(sent), "data": .object(data)]
        return PaidanWorker.Issue(
            Deliver(
                queue: "furniture", lease: LeaseTag(id: "7", attempt: 1), ticket: ticket, ver: 1, rev: 1, kind: kind,
                enqueuedAt: WireTime(milliseconds: 1), leaseUntil: WireTime(milliseconds: 2), key: "m7",
                body: event.bytes))
    }

    private func line(_ issue: PaidanWorker.Issue, _ language: Language = .zh) -> String {
        IssuePrinter(isJSON: false, language: language).line(issue)
    }

    @Test func aNewDispatchIsShownInWordsAndWithAReadableTime() {
        let new = issue(
            .dispatchNew,
            ["deadline": "2026-03-02T09:01:59.268+08:00", "categoryWords": [["zh": "家居", "en": "furnishing"]]])

        #expect(line(new) == "furniture  新派单  D-3  \(ticket)  家居  限 2026-03-02 09:01")
        #expect(line(new, .en) == "furniture  new dispatch  D-3  \(ticket)  furnishing  by 2026-03-02 09:01")
    }

    @Test func twoRemindersOfOneDispatchAreToldApart() {
        let first = issue(.dispatchReminder)
        let second = issue(
            .dispatchReminder, sent: "2026-03-04T18:00:00.000+08:00",
            ["state": "overdue", "misses": 1, "promisedDate": "2026-03-04T18:00:00.000+08:00"])

        #expect(line(first) == "furniture  催办  D-3  \(ticket)  furnishing  发于 2026-03-02 08:31:59  处理中")
        #expect(
            line(second)
                == "furniture  催办  D-3  \(ticket)  furnishing  发于 2026-03-04 18:00:00  逾期  承诺 2026-03-04 18:00  失约 1 次")
        #expect(line(second, .en).contains("sent 2026-03-04 18:00:00"))
        #expect(line(second, .en).contains("dates missed: 1"))
    }

    @Test func theDateOfASurveyIsNoOrder() {
        let data: JSONObject = ["state": "summoned", "task": "survey", "surveyAt": "2026-03-03T14:00:00.000+08:00"]

        #expect(line(issue(.dispatchOrder, data)).contains("  勘察时间  "))
        #expect(line(issue(.dispatchOrder, data)).contains("  勘察 2026-03-03 14:00"))
        #expect(line(issue(.dispatchOrder, data), .en).contains("  survey date  "))
        #expect(line(issue(.dispatchOrder)).contains("  领导批示  "))
    }

    @Test func aServerThatGivesNoWordsIsShownByItsCodes() {
        #expect(line(issue(.dispatchNew)).contains("  furnishing"))
    }
}
