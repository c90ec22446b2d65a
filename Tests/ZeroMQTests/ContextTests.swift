import Foundation
import Testing
import ZeroMQ

@Suite struct ContextTests {
    @Test func shuttingDownWakesAThreadThatPolls() async throws {
        let context = try Context()

        let error = try await onOwnThread { () -> ZeroMQError? in
            let dealer = try Socket(.dealer, in: context)
            Thread.detachNewThread { context.shutDown() }
            do throws(ZeroMQError) {
                _ = try Poller(sockets: [dealer]).wait(milliseconds: patienceMilliseconds)
                return nil
            } catch {
                return error
            }
        }

        #expect(error?.isTermination == true)
    }

    @Test func terminatingReturnsOnceTheOwnerHasClosedItsSockets() async throws {
        let context = try Context()
        let opened = DispatchSemaphore(value: 0)
        Thread.detachNewThread { Self.ownASocketUntilShutDown(in: context, opened: opened) }

        try await onOwnThread {
            opened.wait()
            context.terminate()
        }

        #expect(throws: ZeroMQError.self) { try Socket(.dealer, in: context) }
    }

    @Test func terminatingTwiceIsTerminatingOnce() throws {
        let context = try Context()
        context.terminate()
        context.terminate()
        context.shutDown()
    }

    @Test func aSocketAfterTheEndIsRefusedAsTerminated() throws {
        let context = try Context()
        context.terminate()

        let error = #expect(throws: ZeroMQError.self) { try Socket(.pub, in: context) }

        #expect(error?.isTermination == true)
        #expect(error?.operation == "open pub socket")
    }

    @Test func aSocketKeepsItsContextAlive() async throws {
        try await onOwnThread {
            let (router, dealer) = try Self.socketsWhoseContextIsForgotten()

            try dealer.send("still here")

            #expect(try router.awaitTexts().last == "still here")
        }
    }

    private static func socketsWhoseContextIsForgotten() throws -> (router: Socket, dealer: Socket) {
        let pair = try ConnectedPair()
        return (pair.router, pair.dealer)
    }

    private static func ownASocketUntilShutDown(in context: Context, opened: DispatchSemaphore) {
        guard let dealer = try? Socket(.dealer, in: context) else { return }
        opened.signal()
        let poller = Poller(sockets: [dealer])
        while (try? poller.wait(milliseconds: patienceMilliseconds)) != nil {}
        dealer.close()
    }
}
