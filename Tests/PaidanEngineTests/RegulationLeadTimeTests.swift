import PaidanCore
import Testing

@testable import PaidanEngine

/// 提前量 as a policy writes it. The machines that plan dates declare the keys; the way of writing is settled here.
@Suite struct RegulationLeadTimeTests {
    @Test(arguments: [
        ("48 h before", Limit.clock(.hours(48))), ("5 d before", .calendarDays(5)), ("2 wd before", .workingDays(2)),
        ("4 wh before", .workingTime(.hours(4))), ("1 mo before", .months(1)),
    ])
    func aLeadTimeIsWhatItSays(text: String, length: Limit) throws {
        let leadTime = try RegulationLimit.leadTime(text)

        #expect(leadTime.length == length)
        #expect(RegulationLimit.text(of: leadTime) == text)
    }

    @Test(arguments: [
        ("48 h", "48 h before"), ("before 48 h", "48 h before"), ("soon before", "2 h"), ("same day before", "2 h"),
        ("every 3 d before", "3 d"), ("48h before", "48 h"), ("0 d before", "1 min"), ("", "48 h before"),
    ])
    func whatIsNoneIsRefusedWithASuggestion(text: String, suggestion: String) {
        let objection = #expect(throws: RegulationObjection.self) { try RegulationLimit.leadTime(text) }

        #expect(objection?.suggestion == suggestion)
    }
}
