import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct LeaseTests {
    @Test func aLeaseThatIsNotKnownIsReleased() {
        var talk = Dialogue.opened()
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.welcome(leases: ["m-7.1", "m-8.3"]) == ["> RELEASE m-7.1", "> RELEASE m-8.3"])
        #expect(talk.tell(.settled(Settled(lease: tag("m-7.1"), outcome: .requeued))) == [])
    }

    @Test func aLeaseThatIsKnownIsKeptAndExtendedAtOnce() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.welcome(leases: ["m-1.1"]) == ["> EXTEND m-1.1 20.0 seconds"])
    }

    @Test func aNewerLeaseOfWhatIsInHandIsTakenOver() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.welcome(leases: ["m-1.2"]) == ["remember acknowledged m-1.2", "> ACK m-1.2"])
    }

    @Test func whatFoundNoRoomInWelcomeIsNotTakenForLost() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        _ = talk.welcome(leases: [], more: true)

        #expect(!talk.notes.contains(.leaseLost(tag("m-1.1"))))
    }

    @Test func aLeaseIsExtendedAtHalfOfItWhileTheHandlerRuns() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")

        #expect(talk.passHearing(.milliseconds(9_999)) == [])
        #expect(talk.passHearing(.milliseconds(1)) == ["> EXTEND m-1.1 20.0 seconds"])
        #expect(talk.settled("m-1.1", .extended) == [])
        #expect(talk.passHearing(.milliseconds(9_999)) == [])
        #expect(talk.passHearing(.milliseconds(1)) == ["> EXTEND m-1.1 20.0 seconds"])
    }

    @Test func theExtendedLeaseIsMeasuredFromTheAskingAndNotFromTheAnswer() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.passHearing(.seconds(10))
        _ = talk.passHearing(.seconds(4))

        _ = talk.settled("m-1.1", .extended)

        #expect(talk.session.held["m-1"]?.leaseEnd == talk.now - .seconds(4) + .seconds(20))
    }

    @Test func anExtendWithoutAnAnswerIsSentOnceMoreAndThenTheLeaseIsGone() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")

        #expect(talk.passHearing(.seconds(19)) == ["> EXTEND m-1.1 20.0 seconds", "> EXTEND m-1.1 20.0 seconds"])
        #expect(talk.passHearing(.seconds(60)) == [])
        #expect(talk.notes.contains(.leaseLost(tag("m-1.1"))))
    }

    @Test(arguments: [SettlementOutcome.stale, .unknown])
    func aLeaseThatCannotBeExtendedIsLostButTheAnswerIsSaid(outcome: SettlementOutcome) {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.passHearing(.seconds(10))
        let rid = talk.lastRequest(of: "m-1.1", .extend)

        #expect(talk.tell(.settled(Settled(lease: tag("m-1.1"), outcome: outcome, rid: rid))) == [])
        #expect(talk.passHearing(.seconds(60)) == [])
        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.1")
    }

    @Test func aSettlementOfAnExtendDoesNotSettleTheAnswer() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.passHearing(.seconds(10))
        let rid = talk.lastRequest(of: "m-1.1", .extend)
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.tell(.settled(Settled(lease: tag("m-1.1"), outcome: .stale, rid: rid))) == [])
        #expect(talk.settled("m-1.1", .acked) == ["remember closed m-1"])
    }

    @Test func aFinishedHandlerNeedsNoLonger() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())
        _ = talk.settled("m-1.1", .acked)

        #expect(talk.passHearing(.seconds(60)) == [])
    }

    @Test func aHandlerThatNeverEndsHoldsAMessageForItsLimitOnly() {
        var talk = Dialogue.opened { $0.handlingLimit = .seconds(25) }
        _ = talk.deliver("m-1.1")
        _ = talk.passHearing(.seconds(10))
        _ = talk.settled("m-1.1", .extended)
        _ = talk.passHearing(.seconds(10))
        _ = talk.settled("m-1.1", .extended)

        #expect(talk.passHearing(.seconds(60)) == [])
        #expect(talk.notes.contains(.handlerTooSlow(tag("m-1.1"))))
    }

    @Test func aWorkerThatSleptBeyondItsLeaseSaysItsAnswerAndUndoesNothing() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        talk.freeze(.seconds(60))

        #expect(talk.tell(.ping(Ping())) == ["> PONG"])  // It had been waiting in the socket.
        #expect(talk.pass(.zero) == [])
        #expect(talk.notes.contains(.leaseLost(tag("m-1.1"))))
        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.1")
        #expect(talk.settled("m-1.1", .stale) == [])
    }

    @Test func cancelStopsWhatIsNotBegunAndAdvisesWhatRuns() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")

        #expect(talk.cancel("m-2.1") == [])
        #expect(talk.cancel("m-1.1") == ["cancelled m-1.1"])
        #expect(talk.finish("m-1", .retryLater(reason: "stopped")).last == "> NACK m-1.1 stopped")
        #expect(talk.session.held["m-2"] == nil)
    }

    @Test func cancelOfAnotherAttemptOrOfAnAnswerChangesNothing() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.2")

        #expect(talk.cancel("m-1.1") == [])
        _ = talk.finish("m-1", .acknowledge())
        #expect(talk.cancel("m-1.2") == [])
        #expect(talk.settled("m-1.2", .already) == ["remember closed m-1"])
    }
}

@Suite struct WindowTests {
    @Test func noMoreHandlersRunThanTheWindowAllows() {
        var talk = Dialogue.opened(window: 2)

        #expect(talk.deliver("m-1.1") == ["handle m-1.1"])
        #expect(talk.deliver("m-2.1") == ["handle m-2.1"])
        #expect(talk.deliver("m-3.1") == [])
        #expect(talk.finish("m-1", .acknowledge()).last == "handle m-3.1")
    }

    @Test func eachQueueHasItsOwnWindow() {
        var talk = Dialogue.opened(window: 1, queues: ["engineering", "materials"])
        _ = talk.deliver("m-1.1")

        #expect(talk.deliver("m-2.1", queue: "materials") == ["handle m-2.1"])
        #expect(talk.deliver("m-3.1", queue: "materials") == [])
    }

    @Test func whatWaitsIsBoundedByTheWindowToo() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")

        #expect(talk.deliver("m-3.1") == ["> NACK m-3.1 the worker is busy"])
    }

    @Test func noWorkBeginsOnALeaseThatIsNearlyOver() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")
        _ = talk.passHearing(.seconds(16))

        #expect(talk.finish("m-1", .acknowledge()).last == "> RELEASE m-2.1")
    }

    @Test func whatWaitsLongerThanItsLeaseIsForgotten() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")
        _ = talk.passHearing(.seconds(20))

        #expect(talk.session.held["m-2"] == nil)
    }

    @Test func aWiderWindowBeginsWhatWaits() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")

        let lines = talk.record(talk.session.setWindow(2, of: "engineering", at: talk.now))

        #expect(lines == ["> WINDOW engineering 2", "handle m-2.1"])
    }
}
