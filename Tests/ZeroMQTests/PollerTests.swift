import Foundation
import Testing
import ZeroMQ

@Suite struct PollerTests {
    @Test func nothingIsReadyWhenTheTimeIsUp() throws {
        let dealer = try Socket(.dealer, in: Context())
        let wakeUp = try WakeUp()

        let ready = try Poller(sockets: [dealer], wakeUps: [wakeUp]).wait(milliseconds: 0)

        #expect(ready.isEmpty)
    }

    @Test func onlyTheSocketWithAMessageIsReady() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()
            let wakeUp = try WakeUp()
            let poller = Poller(sockets: [pair.dealer, pair.router], wakeUps: [wakeUp])

            try pair.dealer.send("hello")
            let ready = try poller.wait(milliseconds: patienceMilliseconds)

            #expect(ready.contains(pair.router))
            #expect(!ready.contains(pair.dealer))
            #expect(!ready.contains(wakeUp))
        }
    }

    @Test func aSocketStaysReadyUntilItIsEmpty() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()
            try pair.dealer.send("one")
            try pair.dealer.send("two")
            _ = try pair.router.awaitMessage()

            #expect(try pair.router.awaitTexts().last == "two")
            #expect(try Poller(sockets: [pair.router]).wait(milliseconds: 0).isEmpty)
        }
    }

    @Test func aSignalFromAnotherThreadWakesThePoller() async throws {
        let wakeUp = try WakeUp()

        let woken = try await onOwnThread {
            Thread.detachNewThread { wakeUp.signal() }
            return try Poller(sockets: [], wakeUps: [wakeUp]).wait(milliseconds: patienceMilliseconds).contains(wakeUp)
        }

        #expect(woken)
    }
}
