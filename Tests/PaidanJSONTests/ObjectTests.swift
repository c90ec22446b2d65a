import PaidanJSON
import Testing

@Suite("Trees in memory")
struct ObjectTests {
    private let tree: JSON = ["id": "C-1042", "open": true, "tags": [1, 2.5, nil], "inner": ["level": 3]]

    @Test func accessorsAnswerForTheirCaseOnly() {
        #expect(tree["id"]?.string == "C-1042")
        #expect(tree["open"]?.bool == true)
        #expect(tree["tags"]?[0]?.integer == 1)
        #expect(tree["tags"]?[0]?.number == 1)
        #expect(tree["tags"]?[1]?.number == 2.5)
        #expect(tree["tags"]?[1]?.integer == nil)
        #expect(tree["tags"]?[2]?.isNull == true)
        #expect(tree["tags"]?[3] == nil)
        #expect(tree["tags"]?[-1] == nil)
        #expect(tree["inner"]?["level"] == 3)
        #expect(tree["id"]?.array == nil)
        #expect(tree["id"]?["x"] == nil)
        #expect(tree["missing"] == nil)
    }

    @Test func settingReplacesInPlaceAppendsOrRemoves() {
        var object: JSONObject = ["a": 1, "b": 2, "c": 3]

        object["b"] = "two"
        object["d"] = .null
        object["a"] = nil
        object["x"] = nil

        #expect(Array(object) == Array(["b": "two", "c": 3, "d": nil] as JSONObject))
    }

    @Test func orderAndKindOfNumberMatterToEquality() {
        #expect(["a": 1, "b": 2] as JSON != ["b": 2, "a": 1] as JSON)
        #expect(JSON.integer(1) != JSON.number(1))
    }
}
