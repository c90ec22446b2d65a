import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct CommandTests {
    @Test func aCommandIsAnsweredByDid() {
        var talk = Dialogue.opened()

        #expect(talk.perform("accept") == ["> DO k-1 accept"])
        #expect(talk.did(rev: 3) == ["performed, rev 3"])
        #expect(talk.did(rev: 3) == [])
    }

    @Test func aCommandWithoutAnAnswerIsSentAgainWithItsKeyAfterWelcome() {
        var talk = Dialogue.opened()
        _ = talk.perform("accept", key: "k-7")
        _ = talk.pass(.seconds(10))
        _ = talk.pass(.seconds(1))

        #expect(talk.welcome() == ["> DO k-7 accept"])
        #expect(talk.did() == ["performed, rev 3"])
    }

    @Test func aLostAnswerIsAskedForAgain() {
        var talk = Dialogue.opened()
        _ = talk.perform("accept")

        #expect(talk.passHearing(.seconds(10)) == ["> DO k-1 accept"])
    }

    @Test(arguments: [
        ErrorCode.conflict, .notFound, .notPossible, .invalid, .keyReused, .forbidden, .malformed,
        ErrorCode(rawValue: "not-yet-invented"),
    ])
    func aRefusalIsFinal(code: ErrorCode) {
        var talk = Dialogue.opened()
        _ = talk.perform("accept")

        #expect(talk.refuseCommand(code) == ["performed, \(code)"])
        #expect(talk.passHearing(.seconds(30)) == [])
    }

    @Test(arguments: [ErrorCode.unavailable, .outcomeUnknown])
    func theseAreTriedAgainWithTheSameKeyAndLongerPauses(code: ErrorCode) {
        var talk = Dialogue.opened()
        _ = talk.perform("accept")

        #expect(talk.refuseCommand(code) == [])
        #expect(talk.passHearing(.seconds(1)) == ["> DO k-1 accept"])
        #expect(talk.refuseCommand(code) == [])
        #expect(talk.pass(.milliseconds(999)) == [])
        #expect(talk.passHearing(.milliseconds(1_001)) == ["> DO k-1 accept"])
    }

    @Test func whatCannotBeWrittenIsRefusedHere() {
        var talk = Dialogue.opened()
        let (_, actions) = talk.session.perform(.tooDeep, on: "D-1", key: "k", at: talk.now)

        #expect(talk.record(actions) == ["performed, malformed"])
    }

    @Test func thereAreOnlySoManyAtOnce() {
        var talk = Dialogue.opened { $0.commandLimit = 2 }
        _ = talk.perform("accept", key: "1")
        _ = talk.perform("accept", key: "2")

        #expect(talk.perform("accept", key: "3") == ["performed, unavailable"])
    }

    @Test func nobodyIsToldOfWhatWasForgotten() {
        var talk = Dialogue.opened()
        let (rid, actions) = talk.session.perform(.accept, on: "D-1", key: "k", at: talk.now)
        _ = talk.record(actions)
        _ = talk.session.forget(rid: rid, at: talk.now)

        #expect(talk.did() == [])
        #expect(talk.passHearing(.seconds(30)) == [])
    }

    @Test func followUpsAreSentOneByOneAfterTheSettlement() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        #expect(
            talk.finish("m-1", .acknowledgeThenDo([.accept, .reportDone]))
                == ["remember acknowledged m-1.1", "> ACK m-1.1"])

        #expect(talk.settled("m-1.1", .acked) == ["remember settled m-1", "> DO m-1/1 accept"])
        #expect(talk.lastCommand?.ticket == "D-m-1")
        #expect(talk.refuseCommand(.unavailable) == [])
        #expect(talk.passHearing(.seconds(1)) == ["> DO m-1/1 accept"])
        #expect(talk.did() == ["> DO m-1/2 reportDone"])
        #expect(talk.did() == ["remember closed m-1"])
    }

    @Test func afterARefusalTheRestIsNotSent() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledgeThenDo([.accept, .reportDone]))
        _ = talk.settled("m-1.1", .acked)

        #expect(talk.refuseCommand(.notPossible) == ["remember closed m-1"])
        #expect(talk.passHearing(.seconds(30)) == [])
    }

    @Test func aKeyThatLeavesNoRoomIsCutButStaysItsOwn() {
        let long = String(repeating: "k", count: 64)
        let orders = Acknowledgement(
            lease: tag("m-1.1"), queue: "engineering", ticket: "D-1", key: long, followUps: [.accept, .reportDone]
        ).orders

        #expect(Set(orders.map(\.key)).count == 2)
        #expect(orders.allSatisfy { $0.key.utf8.count <= 64 })
    }
}

@Suite struct StoppingTests {
    @Test func withNothingToDoItSaysByeAtOnce() {
        var talk = Dialogue.opened()

        #expect(talk.stop() == ["> WINDOW engineering 0", "> BYE shutdown", "disconnect", "ended"])
        #expect(talk.stop() == [])
    }

    @Test func byeWaitsForHandlersAnswersAndCommands() {
        var talk = Dialogue.opened(window: 1)
        _ = talk.deliver("m-1.1")
        _ = talk.deliver("m-2.1")

        #expect(talk.stop() == ["> WINDOW engineering 0", "> RELEASE m-2.1"])
        #expect(talk.deliver("m-3.1") == ["> RELEASE m-3.1"])
        #expect(talk.finish("m-1", .acknowledgeThenDo([.accept])).last == "> ACK m-1.1")
        #expect(talk.settled("m-1.1", .acked).last == "> DO m-1/1 accept")
        #expect(talk.did() == ["remember closed m-1", "> BYE shutdown", "disconnect", "ended"])
    }

    @Test func itDoesNotWaitForEver() {
        var talk = Dialogue.opened { $0.drainLimit = .seconds(5) }
        _ = talk.deliver("m-1.1")
        _ = talk.perform("accept")
        _ = talk.stop()

        #expect(
            talk.passHearing(.seconds(6)) == [
                "> BYE shutdown", "cancelled m-1.1", "performed, outcome-unknown", "disconnect",
                "ended, open: 1 issues, 1 commands",
            ])
    }

    @Test func aSessionThatOpensWhileStoppingAsksForNothing() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.stop()

        #expect(talk.tell(.error(ErrorReply(code: .noSession))) == ["> HELLO engineering:0"])
    }

    @Test func aStopWhileGreetingClosesTheWindowsThatHelloHasOpened() {
        var talk = Dialogue()
        _ = talk.start()
        _ = talk.perform("accept")
        _ = talk.stop()

        #expect(talk.welcome() == ["> WINDOW engineering 0", "> DO k-1 accept"])
        #expect(talk.did().last == "ended")
    }

    @Test func withoutAConnectionItEndsWithoutBye() {
        var talk = Dialogue.opened()
        _ = talk.tell(.bye(Bye(reason: .shutdown)))

        #expect(talk.stop() == ["ended"])
    }

    @Test func afterTheEndACommandIsRefused() {
        var talk = Dialogue.opened()
        _ = talk.stop()

        #expect(talk.perform("accept") == ["performed, unavailable"])
    }
}
