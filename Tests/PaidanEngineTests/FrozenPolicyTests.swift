import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// A promise keeps the regulation it was made under, and time that nobody watched is nobody's gift.
@Suite struct FrozenPolicyTests {
    /// DX, but the two hours end when the department has taken delivery, and they are three.
    private static func strict() throws -> Regulation {
        let text = """
            name: strict
            title: {zh: 从严, en: strict}
            extends: dx
            complaint.forwardWithin: 3 h
            complaint.forwardCountsWhen: delivered
            """
        return try RegulationSample.loader().load(
            text: text, file: "strict.yaml")
    }

    private func houseWithNewPolicy(after prepare: (TestHouse) throws -> TicketID) throws -> (TestHouse, TicketID) {
        let house = try TestHouse()
        let complaint = try prepare(house)
        try house.turn([.activate(Activation(try Self.strict(), by: Actor("admin", [.admin])))])
        return (house, complaint)
    }

    @Test func whatEndsTheTwoHoursIsAskedOfThePromisesOwnPolicy() throws {
        let (house, complaint) = try houseWithNewPolicy { try $0.open().ticket }

        try house.act(complaint, "forward", ["departments": ["engineering"]])

        #expect(try house.clock("forward:engineering:1", of: complaint)?.verdict == .inTime)
    }

    @Test func aPromiseMadeUnderTheNewPolicyIsKeptByDelivery() throws {
        let (house, _) = try houseWithNewPolicy { try $0.open().ticket }
        let complaint = try house.open().ticket

        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try house.advance(.minutes(181))

        #expect(try house.clock("forward:engineering:1", of: complaint)?.isBreached == true)
    }

    @Test func namingADepartmentSplitsThePromiseUnderItsOwnPolicy() throws {
        let (house, complaint) = try houseWithNewPolicy { try $0.open().ticket }

        try house.act(complaint, "classify", ["categories": ["construction"]])

        let clock = try #require(try house.clock("forward:engineering:1", of: complaint))
        #expect(clock.policy == 1)
        #expect(clock.due == TestHouse.monday + .hours(2))
    }

    @Test func aHoldEndsAtItsMomentEvenIfNobodyWatched() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        let worker = TestHouse.worker(.engineering)
        try house.act(part, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], by: worker)
        let promised = try #require(try house.clock("promisedDate::1", of: part)?.due)
        try house.act(complaint, "hold", ["reason": "customer", "until": "2026-03-03T10:00:00+08:00"])

        try house.restart()
        house.jump(to: TestHouse.monday + .hours(26))
        try house.turn([])

        #expect(try house.row(complaint).phase == "inDepartment")
        #expect(try house.clock("promisedDate::1", of: part)?.due == promised + .hours(24))
        let resumed = try #require(try house.store.events(of: complaint).last { $0.type == "resumed" })
        #expect(resumed.factAt == TestHouse.monday + .hours(24))
        #expect(resumed.recordedAt == TestHouse.monday + .hours(26))
    }

    @Test func whoResumesEarlierDoesSoNow() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try house.act(complaint, "hold", ["reason": "customer", "until": "2026-03-03T10:00:00+08:00"])
        try house.advance(.hours(1))

        try house.act(complaint, "resume")

        let resumed = try #require(try house.store.events(of: complaint).last { $0.type == "resumed" })
        #expect(resumed.factAt == TestHouse.monday + .hours(1))
    }
}
