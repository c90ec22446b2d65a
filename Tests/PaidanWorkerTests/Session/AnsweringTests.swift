import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct AnsweringTests {
    @Test func anAcknowledgementIsRememberedBeforeItIsSaid() {
        var talk = Dialogue.opened()

        #expect(talk.deliver("m-1.1") == ["handle m-1.1"])
        #expect(talk.finish("m-1", .acknowledge()) == ["remember acknowledged m-1.1", "> ACK m-1.1"])
        #expect(talk.settled("m-1.1", .acked) == ["remember closed m-1"])
    }

    @Test func whatBelongsToTheAcknowledgementGoesWithIt() {
        var talk = Dialogue.opened(queues: ["routing"])
        _ = talk.deliver("m-1.1", queue: "routing")

        #expect(talk.finish("m-1", .acknowledge(then: .forward)).last == "> ACK m-1.1 forward")
    }

    @Test func retryLaterAndRejectAreNotRemembered() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")

        #expect(
            talk.finish("m-1", .retryLater(reason: "store full", delay: .seconds(5))) == [
                "> NACK m-1.1 store full 5.0 seconds"
            ])
        #expect(talk.finish("m-2", .reject(reason: "no such house")) == ["> REJECT m-2.1 no such house"])
        #expect(talk.settled("m-1.1", .requeued) == [])
        #expect(talk.settled("m-2.1", .dead) == [])
    }

    @Test func reasonsAndDelaysAreCutToTheLimitsOfTheWire() throws {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .retryLater(reason: String(repeating: "漏", count: 400) + "\0", delay: .seconds(9_999)))

        guard case .nack(let nack)? = talk.sent.last else { throw Missing() }
        #expect(nack.reason.utf8.count == 498)
        #expect(nack.delay == .seconds(3_600))
        #expect(ClientMessage.nack(nack).flaw == nil)
    }

    @Test func anAnswerThatIsNotSettledIsSaidAgainAfterWelcome() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")
        _ = talk.finish("m-2", .acknowledge())
        _ = talk.finish("m-1", .retryLater(reason: "later"))
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.welcome(leases: ["m-1.1", "m-2.1"]) == ["> NACK m-1.1 later", "> ACK m-2.1"])
        #expect(talk.settled("m-2.1", .already) == ["remember closed m-2"])
    }

    @Test func aHandlerThatEndsWithoutASessionIsHeardAfterWelcome() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.finish("m-1", .acknowledge()) == ["remember acknowledged m-1.1"])
        #expect(talk.welcome(leases: ["m-1.1"]) == ["> ACK m-1.1"])
    }

    @Test func anAnswerToALostLeaseIsSaidAllTheSame() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.tell(.error(ErrorReply(code: .noSession)))
        _ = talk.welcome(leases: [])
        #expect(talk.notes.contains(.leaseLost(tag("m-1.1"))))

        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.1")
        #expect(talk.settled("m-1.1", .stale) == [])
        #expect(talk.notes.contains(.staleAnswer(tag("m-1.1"))))
    }

    @Test func aLostSettlementIsAskedForWhenThePeerShouldHaveSpoken() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.passHearing(.milliseconds(9_900)) == [])
        #expect(talk.passHearing(.milliseconds(200)) == ["> ACK m-1.1"])
        #expect(talk.settled("m-1.1", .already) == ["remember closed m-1"])
        #expect(talk.passHearing(.seconds(60)) == [])
    }

    @Test(arguments: [SettlementOutcome.acked, .already, .unknown])
    func theseOutcomesMeanDone(outcome: SettlementOutcome) {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.settled("m-1.1", outcome) == ["remember closed m-1"])
        #expect(talk.session.held.isEmpty)
    }

    @Test func staleUndoesNothingAndTheMemoryStays() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledgeThenDo([.accept]))

        #expect(talk.settled("m-1.1", .stale) == [])
        #expect(talk.deliver("m-1.3") == ["remember acknowledged m-1.3", "> ACK m-1.3"])
        #expect(talk.settled("m-1.3", .acked) == ["remember settled m-1", "> DO m-1/1 accept"])
    }

    @Test(arguments: [ErrorCode.unavailable, .outcomeUnknown])
    func anAnswerThatIsPutOffIsSaidAgainLater(code: ErrorCode) {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.refuse("m-1.1", code) == [])
        #expect(talk.pass(.milliseconds(499)) == [])
        #expect(talk.pass(.milliseconds(501)) == ["> ACK m-1.1"])
    }

    @Test func aRouterWhoseCommandMeetsANewerRevAcknowledgesWithoutIt() {
        var talk = Dialogue.opened(queues: ["routing"])
        _ = talk.deliver("m-1.1", queue: "routing")
        _ = talk.finish("m-1", .acknowledge(then: .forward))

        #expect(talk.refuse("m-1.1", .conflict) == ["remember acknowledged m-1.1", "> ACK m-1.1"])
        #expect(talk.settled("m-1.1", .acked) == ["remember closed m-1"])
    }

    @Test func aCommandThatIsRefusedPutsItsIssueOffAndTheHandlerRunsAgain() {
        var talk = Dialogue.opened(queues: ["routing"])
        _ = talk.deliver("m-1.1", queue: "routing")
        _ = talk.finish("m-1", .acknowledge(then: .forward))

        #expect(
            talk.refuse("m-1.1", .notPossible)
                == ["remember dropped m-1", "> NACK m-1.1 the command was refused: not-possible"])
        _ = talk.settled("m-1.1", .requeued)
        #expect(talk.deliver("m-1.2", queue: "routing") == ["handle m-1.2"])
    }

    @Test func aPlainAcknowledgementThatIsRefusedIsNotRepeatedForEver() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.refuse("m-1.1", .forbidden) == [])
        #expect(talk.passHearing(.seconds(60)) == [])
        #expect(talk.notes.contains(.answerRefused(tag("m-1.1"), CommandRefusal(.forbidden))))
    }

    @Test func aCommandThatCannotBeWrittenPutsItsIssueOff() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")

        #expect(
            talk.finish("m-1", .acknowledge(then: .tooDeep)) == ["> NACK m-1.1 the worker's command cannot be written"])
    }

    @Test func aHandlerThatSpeaksTwiceIsHeardOnce() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        guard let issue = talk.running["m-1"] else { return }
        _ = talk.finish("m-1", .acknowledge())

        #expect(talk.record(talk.session.finished(issue, with: .reject(reason: "no"), at: talk.now)) == [])
    }

    @Test func aSettlementOfNothingWeSaidIsIgnored() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")

        #expect(talk.tell(.settled(Settled(lease: tag("m-1.1"), outcome: .acked))) == [])
        #expect(talk.tell(.settled(Settled(lease: tag("m-9.1"), outcome: .requeued))) == [])
        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.1")
    }
}

struct Missing: Error {}
