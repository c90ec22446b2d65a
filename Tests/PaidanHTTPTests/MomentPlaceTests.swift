import PaidanCore
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// Where a moment on the wrong side of now stands.
@Suite struct MomentPlaceTests {
    /// The new dates after a standstill are rows of a list.
    @Test func aDateInsideAListIsNamed() {
        func field(_ name: String, _ type: FieldType) -> Field {
            Field(name: name, label: Label("日期", "date"), type: type, isRequired: true)
        }
        let fields = [field("dates", .list(.group([field("scheduledFor", .moment)])))]
        let data: JSON = ["dates": [["scheduledFor": 20], ["scheduledFor": 5]]]

        let flaws = Moments.refused(
            Refusal.Reason.inThePast.code, data, fields, below: "/data", Instant(milliseconds: 10))

        #expect(flaws.map(\.pointer) == ["/data/dates/1/scheduledFor"])
    }
}
