import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// Which limits passed, for the counters.
@Suite struct BreachTests {
    @Test func aBreachIsToldWithItsClockAndDepartment() throws {
        let house = try TestHouse()
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])

        house.jump(to: house.now + .minutes(29))
        try house.turn([])
        #expect(house.news.rungsFired > 0)
        #expect(try house.engine.breaches(in: house.news).isEmpty, "a warning is no breach")

        house.jump(to: house.now + .minutes(2))
        try house.turn([])
        #expect(
            try house.engine.breaches(in: house.news) == [Breach(clock: "pickUp", department: .engineering)])
    }

    @Test func aLimitOfNoDepartmentIsToldWithoutOne() throws {
        let house = try TestHouse()
        try house.open()

        house.jump(to: house.now + .hours(3))
        try house.turn([])

        #expect(try house.engine.breaches(in: house.news) == [Breach(clock: "forward", department: nil)])
    }

    @Test func theAgeOfAQueueIsThatOfItsOldestMessageThatCanBeTaken() throws {
        let house = try TestHouse()
        #expect(try house.store.queueLags(at: house.now).isEmpty)
        let complaint = try house.open().ticket
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        try house.advance(.minutes(5))
        let second = try house.open().ticket
        try house.act(second, "forward", ["departments": ["engineering", "furniture"]])

        let lags = try house.store.queueLags(at: house.now)

        #expect(lags.map(\.queue) == ["engineering", "furniture"])
        #expect(lags.map { house.now - $0.since } == [.minutes(5), .zero])
    }
}
