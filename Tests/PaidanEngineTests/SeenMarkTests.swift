import PaidanCore
import PaidanEngine
import PaidanStore
import PaidanTesting
import Testing

/// An account marks what it was shown, and nothing else.
@Suite struct SeenMarkTests {
    private let house: TestHouse
    private let clerk = TestHouse.clerk

    init() throws {
        house = try TestHouse()
        let known = [clerk, Actor("stranger", [.qualityOffice])].enumerated().map { number, actor in
            Job.putToken(
                TokenRow(
                    hash: [UInt8](repeating: UInt8(number), count: 32), actor: actor, label: "", expiresAt: nil,
                    revokedAt: nil))
        }
        try house.turn(known)
    }

    private func shown(to actor: Actor) throws -> [NoticeRow] {
        try house.store.notices(for: NoticeFilter(of: actor, limit: 50))
    }

    /// Of two late complaints; the supervisors are told after the specialists.
    private func tellSomebodyElseLast() throws {
        try house.open()
        try house.advance(.minutes(110))
        try #require(shown(to: clerk).count > 0)
        try house.advance(.minutes(11))
        let last = try #require(try shown(to: TestHouse.supervisor).first?.number)
        try #require(last > (try shown(to: clerk).first?.number ?? 0), "the clerk has not been told of the breach")
    }

    @Test(arguments: [true, false]) func whatOthersAreToldIsNotMarkedWithIt(isOneByOne: Bool) throws {
        try tellSomebodyElseLast()
        let numbers = try shown(to: clerk).compactMap(\.number)

        try house.turn([.markSeen(SeenMark(isOneByOne ? .these(numbers) : .upTo(.max), by: clerk))])

        #expect(try UnseenNotices.count(in: house.store, for: clerk) == 0)
        // Promoted since: what supervisors were told later is new.
        let promoted = Actor(clerk.principal, [.specialist, .supervisor])
        #expect(try UnseenNotices.count(in: house.store, for: promoted) > 0)
    }

    @Test func whoIsToldNothingMarksNothing() throws {
        try tellSomebodyElseLast()
        let stranger = Actor("stranger", [.qualityOffice])
        try #require(shown(to: stranger) == [])

        try house.turn([.markSeen(SeenMark(.upTo(.max), by: stranger))])

        let promoted = Actor("stranger", [.supervisor])
        #expect(try UnseenNotices.count(in: house.store, for: promoted) > 0)
    }
}
