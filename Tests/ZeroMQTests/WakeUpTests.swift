import Testing
import ZeroMQ

@Suite struct WakeUpTests {
    @Test func manySignalsAreOneDrain() throws {
        let wakeUp = try WakeUp()
        for _ in 1...1_000 { wakeUp.signal() }

        #expect(wakeUp.drain())
        #expect(!wakeUp.drain())
    }

    @Test func aSignalStaysUntilItIsDrained() throws {
        let wakeUp = try WakeUp()
        let poller = Poller(sockets: [], wakeUps: [wakeUp])
        wakeUp.signal()

        #expect(try poller.wait(milliseconds: 0).contains(wakeUp))
        #expect(try poller.wait(milliseconds: 0).contains(wakeUp))
        wakeUp.drain()
        #expect(try poller.wait(milliseconds: 0).isEmpty)
    }

    @Test func signalsOfManyThreadsAreNotLost() async throws {
        let wakeUp = try WakeUp()

        await withTaskGroup(of: Void.self) { group in
            for _ in 1...20 { group.addTask { wakeUp.signal() } }
        }

        #expect(wakeUp.drain())
    }
}
