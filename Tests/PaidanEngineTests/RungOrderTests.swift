import PaidanCore
import PaidanEngine
import PaidanTesting
import Testing

/// Found by the simulation: overdue rungs fired clock by clock, not moment by moment.
@Suite struct RungOrderTests {
    @Test func whatBecameDueWhileNobodyWatchedFiresInTheOrderOfItsMoments() throws {
        let house = try TestHouse()
        try house.open()
        try house.advance(.minutes(10))
        try house.open()
        house.jump(to: TestHouse.monday + .hours(5))
        try house.restart()

        try house.turn([])

        // Each complaint rings at 1 h 15 min, 1 h 45 min and 2 h: those of the second come ten minutes after the first's.
        #expect(house.news.rungsFired == 6)
        #expect(house.news.lateness == house.news.lateness.sorted(by: >))
    }
}
