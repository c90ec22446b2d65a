import PaidanWire
import Testing

@Suite struct LeaseTagTests {
    @Test func aTagReadsAsIDAndAttempt() {
        #expect(LeaseTag("m-01K72Q.2") == LeaseTag(id: "m-01K72Q", attempt: 2))
        #expect("\(LeaseTag(id: "m-01K72Q", attempt: 2))" == "m-01K72Q.2")
    }

    @Test(arguments: [
        "", ".", "m", "m.", ".1", "m.0", "m.01", "m.+1", "m.-1", "m.1 ", "m.1.1", "m.１", "m.1001", "m/1.1",
    ])
    func whatIsNoTagIsRefused(text: String) {
        #expect(LeaseTag(text) == nil)
    }

    @Test func theThousandthAttemptIsTheLast() {
        #expect(LeaseTag("m.1000")?.attempt == 1_000)
        #expect(LeaseTag("m.99999999999999999999999") == nil)
    }
}
