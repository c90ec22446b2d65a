import NIOCore
import Testing

@testable import PaidanHTTP

/// How long a connection is kept, second by second.
@Suite struct ConnectionPatienceTests {
    private let limits = ConnectionLimits()
    private var patience = ConnectionPatience(at: .uptimeNanoseconds(0))

    private func second(_ count: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(count) }

    private mutating func look(
        _ count: Int64, handed: Int = 0, pending: Int = 0, isCrowded: Bool = false
    ) -> ConnectionPatience.Verdict {
        patience.look(at: second(count), handed: handed, pending: pending, isCrowded: isCrowded, limits)
    }

    @Test mutating func whoAsksNothingIsLetGoAfterAMinute() {
        #expect(look(59) == .wait)
        #expect(look(60) == .idle)
    }

    @Test mutating func whoAsksNothingIsLetGoSoonWhereManyWait() {
        #expect(look(4, isCrowded: true) == .wait)
        #expect(look(5, isCrowded: true) == .idle)
    }

    @Test mutating func aFewBytesBuyNoMoreTime() {
        for count: Int64 in 50..<60 {
            patience.bytesCame(20_000, at: second(count))
            #expect(look(count) == .wait)
        }
        #expect(look(60) == .tooSlow(isAnswered: false))
    }

    /// A photo by a slow phone: 26 KB a second are enough, and standing still is not.
    @Test mutating func whoKeepsThePaceIsWaitedFor() {
        patience.bytesCame(256 * 1_024 - 1, at: second(50))
        #expect(look(60) == .tooSlow(isAnswered: false))
        patience.bytesCame(1, at: second(59))
        #expect(look(60) == .wait)
        #expect(look(69) == .wait)
        #expect(look(70) == .tooSlow(isAnswered: false))
        patience.bytesCame(10 * 256 * 1_024, at: second(69))
        #expect(look(169) == .wait)
        #expect(look(170) == .tooSlow(isAnswered: false))
    }

    @Test mutating func theNextRequestHasToKeepItsOwnPace() {
        patience.bytesCame(10 * 256 * 1_024, at: second(0))
        patience.requestEnded(at: second(90))
        patience.answered(at: second(91))
        patience.bytesCame(100, at: second(92))

        #expect(look(101) == .wait)
        #expect(look(102) == .tooSlow(isAnswered: false))
    }

    @Test mutating func whileWeOweAnAnswerNobodyIsTooSlow() {
        patience.bytesCame(at: second(0))
        patience.requestEnded(at: second(1))
        #expect(look(500) == .wait)

        patience.answered(at: second(500))
        #expect(look(559) == .wait)
        #expect(look(560) == .idle)
    }

    /// Pipelined: the next request came while the first one was being answered.
    @Test mutating func theNextRequestHasItsTimeAfterTheAnswer() {
        patience.requestEnded(at: second(0))
        patience.bytesCame(at: second(1))
        patience.answered(at: second(100))

        #expect(look(109) == .wait)
        #expect(look(110) == .tooSlow(isAnswered: false))
    }

    @Test mutating func whoWasRefusedBeforeTheEndOfTheBodyIsNotAnsweredTwice() {
        patience.bytesCame(at: second(0))
        patience.answered(at: second(1))
        #expect(look(11) == .tooSlow(isAnswered: true))

        patience.requestEnded(at: second(12))
        #expect(look(71) == .wait)
        #expect(look(72) == .idle)
    }

    @Test mutating func anAnswerIsTakenAtTheLeastSpeedOrNotWaitedFor() {
        let (all, part) = (1_000_000, limits.takenBytes)
        patience.requestEnded(at: second(0))
        patience.answered(at: second(0))
        #expect(look(0, handed: all, pending: all) == .wait)

        #expect(look(29, handed: all, pending: all - part) == .wait)
        #expect(look(58, handed: all, pending: all - 2 * part + 1) == .wait)
        #expect(look(59, handed: all, pending: all - 2 * part + 1) == .untaken)
    }

    /// A byte now and then is no progress, nor does a new answer hide that the one before it is not taken.
    @Test mutating func whoTakesAByteASecondIsLetGo() {
        for count: Int64 in 1...29 {
            patience.answered(at: second(count))
            #expect(look(count, handed: 50_000 * Int(count), pending: 49_999 * Int(count)) == .wait)
        }
        #expect(look(31, handed: 1_500_000, pending: 1_499_970) == .untaken)
    }

    @Test mutating func theRestOfAnAnswerMayBeSmall() {
        #expect(look(0, handed: 100, pending: 100) == .wait)
        #expect(look(29, handed: 100, pending: 0) == .wait)
        #expect(look(40, handed: 200, pending: 100) == .wait)
        #expect(look(58, handed: 200, pending: 100) == .wait)
        #expect(look(59, handed: 200, pending: 100) == .untaken)
    }

    @Test mutating func whoseBodyIsTooLongIsGoneTwoSecondsAfterTheAnswer() {
        patience.bytesCame(at: second(0))
        patience.bodyIsTooLong(at: second(1))
        #expect(patience.answersRefused && !patience.takesMore)
        #expect(look(100) == .wait)

        patience.answered(at: second(100))
        #expect(!patience.answersRefused)
        #expect(look(101) == .wait)
        #expect(look(102) == .idle)
    }

    /// Refused for something else, and then the body went on for too long.
    @Test mutating func whoWasAnsweredBeforeIsNotAnsweredAgain() {
        patience.bytesCame(at: second(0))
        patience.answered(at: second(1))
        patience.bodyIsTooLong(at: second(5))
        #expect(!patience.answersRefused)
        #expect(look(6) == .wait)
        #expect(look(7) == .idle)
    }

    @Test mutating func nothingMoreIsTakenWhileAnAnswerIsOwed() {
        #expect(patience.takesMore)
        patience.requestEnded(at: second(0))
        #expect(!patience.takesMore)
        patience.answered(at: second(1))
        #expect(patience.takesMore)
    }
}

/// How many may be open.
@Suite struct OpenConnectionsTests {
    @Test func nobodyIsAcceptedWhileEveryPlaceIsTaken() {
        let connections = OpenConnections(max: 4)
        let doorkeeper = connections.doorkeeper
        for _ in 0..<2 { doorkeeper.connectionOpened() }
        #expect(!connections.isCrowded)

        for _ in 0..<2 { doorkeeper.connectionOpened() }
        #expect(connections.isCrowded && !doorkeeper.isAcceptingNewConnections())

        doorkeeper.connectionClosed()
        #expect(connections.isCrowded && doorkeeper.isAcceptingNewConnections())
    }
}
