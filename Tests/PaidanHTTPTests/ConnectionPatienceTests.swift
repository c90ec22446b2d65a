import NIOCore
import Testing

@testable import PaidanHTTP

/// How long a connection is kept, second by second.
@Suite struct ConnectionPatienceTests {
    private let limits = ConnectionLimits()
    private var patience = ConnectionPatience(at: .uptimeNanoseconds(0))

    private func second(_ count: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(count) }

    private mutating func look(_ count: Int64, pending: Int = 0, isCrowded: Bool = false) -> ConnectionPatience.Verdict
    {
        patience.look(at: second(count), pending: pending, isCrowded: isCrowded, limits)
    }

    @Test mutating func whoAsksNothingIsLetGoAfterAMinute() {
        #expect(look(59) == .wait)
        #expect(look(60) == .idle)
    }

    @Test mutating func whoAsksNothingIsLetGoSoonWhereManyWait() {
        #expect(look(4, isCrowded: true) == .wait)
        #expect(look(5, isCrowded: true) == .idle)
    }

    @Test mutating func moreBytesBuyNoMoreTime() {
        for count: Int64 in 50..<60 {
            patience.bytesCame(at: second(count))
            #expect(look(count) == .wait)
        }
        #expect(look(60) == .tooSlow(isAnswered: false))
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

    @Test mutating func anAnswerThatMovesIsWaitedForAndOneThatDoesNotIsNot() {
        patience.requestEnded(at: second(0))
        patience.answered(at: second(0))
        for count: Int64 in 1...100 { #expect(look(count, pending: 1_000 - Int(count)) == .wait) }

        #expect(look(129, pending: 900) == .wait)
        #expect(look(130, pending: 900) == .untaken)
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
