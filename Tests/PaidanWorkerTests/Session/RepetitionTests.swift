import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct RepetitionTests {
    @Test func anAcknowledgedMessageThatComesAgainIsAcknowledgedAgain() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())
        _ = talk.settled("m-1.1", .acked)

        #expect(talk.deliver("m-1.2") == ["> ACK m-1.2"])
        #expect(talk.notes.contains(.answeredFromMemory(tag("m-1.2"))))
    }

    @Test func aMessageWhoseAckWasLostIsAcknowledgedUnderTheNewLease() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge(then: .forward))

        #expect(talk.deliver("m-1.2") == ["remember acknowledged m-1.2", "> ACK m-1.2 forward"])
        #expect(talk.settled("m-1.1", .stale) == [])
        #expect(talk.settled("m-1.2", .acked) == ["remember closed m-1"])
    }

    @Test func aMessageThatComesAgainWhileItsHandlerRunsIsNotHandledTwice() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        talk.freeze(.seconds(30))

        #expect(talk.deliver("m-1.2") == [])
        #expect(talk.notes.contains(.stillRunning(tag("m-1.2"))))
        #expect(talk.finish("m-1", .acknowledge()) == ["remember acknowledged m-1.2", "> ACK m-1.2"])
    }

    @Test func theVerySameDeliverTwiceIsHandledOnce() {
        var talk = Dialogue.opened()

        #expect(talk.deliver("m-1.1") == ["handle m-1.1"])
        #expect(talk.deliver("m-1.1") == [])
    }

    @Test func anOlderAttemptThatComesLateIsPassedOver() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.4")

        #expect(talk.deliver("m-1.3") == [])
        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.4")
    }

    @Test func aMessageThatWasPutOffIsHandledAnew() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .retryLater(reason: "later"))

        #expect(talk.deliver("m-1.2") == ["handle m-1.2"])  // Its SETTLED was lost.
        #expect(talk.finish("m-1", .acknowledge()).last == "> ACK m-1.2")
    }

    @Test func aRestartedWorkerKnowsWhatItAcknowledged() {
        var before = Dialogue.opened()
        _ = before.deliver("m-1.1")
        _ = before.finish("m-1", .acknowledge())
        _ = before.settled("m-1.1", .acked)

        var after = Dialogue.opened(remembering: before.journal)

        #expect(after.deliver("m-1.2") == ["> ACK m-1.2"])
    }

    @Test func aRestartedWorkerSaysAgainWhatWasNotSettled() {
        var before = Dialogue.opened()
        _ = before.deliver("m-1.1")
        _ = before.finish("m-1", .acknowledgeThenDo([.accept]))

        var after = Dialogue(remembering: before.journal)
        _ = after.start()

        #expect(after.welcome() == ["> ACK m-1.1"])
        #expect(after.settled("m-1.1", .already) == ["remember settled m-1", "> DO m-1/1 accept"])
    }

    @Test func aRestartedWorkerSendsTheCommandsThatItOwes() {
        var before = Dialogue.opened()
        _ = before.deliver("m-1.1")
        _ = before.finish("m-1", .acknowledgeThenDo([.accept, .reportDone]))
        _ = before.settled("m-1.1", .acked)

        var after = Dialogue(remembering: before.journal)
        _ = after.start()

        #expect(after.welcome() == ["> DO m-1/1 accept"])
        #expect(after.did() == ["> DO m-1/2 reportDone"])
        #expect(after.did() == ["remember closed m-1"])
    }

    @Test func withoutAJournalARestartedWorkerHandlesItAgain() {
        var after = Dialogue.opened(remembering: [])

        #expect(after.deliver("m-1.2") == ["handle m-1.2"])
    }

    @Test func underANewEpochNothingThatWasKnownHolds() {
        var talk = Dialogue.opened()
        _ = talk.deliver("m-1.1")
        _ = talk.finish("m-1", .acknowledge())
        _ = talk.deliver("m-2.1")
        _ = talk.tell(.error(ErrorReply(code: .noSession)))

        #expect(talk.welcome(epoch: "e-2") == ["cancelled m-2.1"])
        #expect(talk.notes.contains(.newEpoch(from: "e-1", to: "e-2")))
        #expect(talk.deliver("m-1.2") == ["handle m-1.2"])
        #expect(talk.finish("m-2", .acknowledge()) == [])
    }

    @Test func theMemoryIsBoundedAndForgetsTheOldest() {
        var recollection = Recollection(limit: 100)
        for number in 1...1_000 {
            let lease = LeaseTag(id: "m-\(number)", attempt: 1)
            recollection.apply(.acknowledged(Acknowledgement(lease: lease, queue: "q", ticket: "t", key: "k")))
            recollection.apply(.closed(id: lease.id))
        }

        #expect(recollection["m-1"] == nil)
        #expect(recollection["m-901"] != nil)
        #expect(recollection.entries.count <= 2 * 125)
    }

    @Test func whatIsStillOwedIsForgottenLast() {
        var recollection = Recollection(limit: 100)
        for number in 1...1_000 {
            let lease = LeaseTag(id: "m-\(number)", attempt: 1)
            recollection.apply(.acknowledged(Acknowledgement(lease: lease, queue: "q", ticket: "t", key: "k")))
            if number > 5 { recollection.apply(.closed(id: lease.id)) }
        }

        #expect(recollection.owed.map(\.acknowledgement.lease.id) == (1...5).map { "m-\($0)" })
        #expect(recollection["m-6"] == nil && recollection["m-1000"] != nil)
    }

    @Test func whatIsRememberedAddsUpToTheSameAfterRewriting() {
        var talk = Dialogue.opened()
        for number in 1...4 {
            _ = talk.deliver("m-\(number).1")
            _ = talk.finish("m-\(number)", number == 4 ? .acknowledgeThenDo([.accept]) : .acknowledge())
            if number > 1 { _ = talk.settled("m-\(number).1", .acked) }
        }
        let once = Recollection(limit: 100, talk.journal)

        let twice = Recollection(limit: 100, once.entries)

        #expect(twice.entries == once.entries)
        #expect(twice.owed.map(\.acknowledgement.lease.id) == ["m-1", "m-4"])
    }
}
