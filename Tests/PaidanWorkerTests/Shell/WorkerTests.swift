import PaidanJSON
import PaidanWire
import Synchronization
import Testing

@testable import PaidanWorker

@Suite struct WorkerTests {
    @Test func anIssueIsHandledAcknowledgedAndTheWorkerSaysBye() async throws {
        let end = try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint) { issue in
                issue.ticket == "D-m-1" && issue.data?["ticket"]?.string == "D-1"
                    ? .acknowledge() : .reject(reason: "?")
            }
            #expect(try broker.welcome().client == "paidan/0.1")
            try broker.deliver("m-1.1")
            #expect(try broker.settle(.acked) == "ACK m-1.1")
            play.worker.stop()
            #expect(try broker.next().line == "WINDOW engineering 0")
            #expect(try broker.next().line == "BYE shutdown")
            return play.end
        }

        #expect(await end.value == .success(.stopped))
    }

    @Test func asManyHandlersRunAtOnceAsTheWindowAllows() async throws {
        let second = Gate()
        try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint, window: 2) { issue in
                if issue.id == "m-1" { await second.wait() } else { second.open() }
                return .acknowledge()
            }
            defer { play.worker.stop() }
            try broker.welcome()
            try broker.deliver("m-1.1")
            try broker.deliver("m-2.1")
            #expect(Set([try broker.settle(.acked), try broker.settle(.acked)]) == ["ACK m-1.1", "ACK m-2.1"])
        }
    }

    @Test func aHandlerThatBlocksDoesNotKeepTheWorkerFromItsHeartbeat() async throws {
        let gate = Gate()
        try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint) { _ in
                await gate.wait()
                return .acknowledge()
            }
            defer { play.worker.stop() }
            try broker.welcome(heartbeat: .milliseconds(20))
            try broker.deliver("m-1.1")
            for _ in 1...3 { #expect(try broker.nextOfAny().line == "PING") }
            gate.open()
            #expect(try broker.settle(.acked) == "ACK m-1.1")
        }
    }

    @Test func followUpsComeAfterTheSettlement() async throws {
        try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint) { _ in .acknowledgeThenDo([.accept]) }
            defer { play.worker.stop() }
            try broker.welcome()
            try broker.deliver("m-1.1")
            #expect(try broker.settle(.acked) == "ACK m-1.1")
            #expect(try broker.next().line == "DO m-1/1 accept")
        }
    }

    @Test func aCommandReturnsWhereTheTicketStands() async throws {
        let broker = try await onOwnThread { () -> (String, Play, Task<TicketStamp, any Error>) in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            let command = Task {
                try await play.worker.perform(ticket: "D-1", type: "accept", data: [:], expectRev: 2, key: "k-1")
            }
            try broker.welcome()
            guard case .do(let order) = try broker.next() else { throw FakeBroker.NothingCame() }
            let stamp = TicketStamp(ver: 3, rev: 3, state: "working")
            try broker.send(.did(Did(rid: order.rid, ticket: "D-1", stamp: stamp)))
            try broker.stop(play)
            return ("\(order.key) \(order.command.expectRev ?? 0)", play, command)
        }

        #expect(broker.0 == "k-1 2")
        #expect(try await broker.2.value == TicketStamp(ver: 3, rev: 3, state: "working"))
    }

    @Test func aRefusedCommandThrowsTheRefusal() async throws {
        let command = try await onOwnThread { () -> Task<TicketStamp, any Error> in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            let command = Task { try await play.worker.perform(ticket: "D-1", type: "accept", data: [:]) }
            try broker.welcome()
            let rid = try broker.next().rid
            try broker.send(.error(ErrorReply(code: .conflict, rev: 5, body: Array("{}".utf8), rid: rid)))
            try broker.stop(play)
            return command
        }

        let refusal = await #expect(throws: CommandRefusal.self) { try await command.value }
        #expect(refusal == CommandRefusal(.conflict, rev: 5, problem: Array("{}".utf8)))
    }

    @Test func aCommandWhoseCallerIsCancelledDoesNotWait() async throws {
        let command = try await onOwnThread { () -> Task<TicketStamp, any Error> in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            let command = Task { try await play.worker.perform(ticket: "D-1", type: "accept", data: [:]) }
            try broker.welcome()
            #expect(try broker.next().command == .do)
            command.cancel()
            try broker.stop(play)
            return command
        }

        let refusal = await #expect(throws: CommandRefusal.self) { try await command.value }
        #expect(refusal?.code == .outcomeUnknown)
    }

    @Test func aBrokerThatStartsAnewGetsTheUnsettledAnswerAgain() async throws {
        try await onOwnThread {
            var broker: FakeBroker? = try FakeBroker()
            let endpoint = try #require(broker?.endpoint)
            let play = try Play(endpoint) { _ in .acknowledge() }
            defer { play.worker.stop() }
            try broker?.welcome(heartbeat: .milliseconds(50))
            try broker?.deliver("m-1.1")
            #expect(try broker?.next().line == "ACK m-1.1")

            broker = nil
            let fresh = try FakeBroker(at: endpoint)
            try fresh.welcome()

            #expect(try fresh.settle(.acked) == "ACK m-1.1")
        }
    }

    @Test func aSilentBrokerIsLeftAndGreetedOnANewConnection() async throws {
        try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            defer { play.worker.stop() }
            try broker.welcome(heartbeat: .milliseconds(40), deadAfter: .milliseconds(150))
            var pings = 0
            while try broker.nextOfAny().command == .ping { pings += 1 }  // Ends with HELLO.
            #expect(pings >= 1)
        }
    }

    @Test func stoppingWaitsForTheHandlerThatRuns() async throws {
        let (begun, gate) = (Gate(), Gate())
        let play = try await onOwnThread { () -> Play in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint) { _ in
                begun.open()
                await gate.wait()
                return .acknowledge()
            }
            try broker.welcome()
            try broker.deliver("m-1.1")
            Task {
                await begun.wait()
                play.worker.stop()
            }
            #expect(try broker.next().line == "WINDOW engineering 0")
            gate.open()
            #expect(try broker.settle(.acked) == "ACK m-1.1")
            #expect(try broker.next().line == "BYE shutdown")
            return play
        }

        #expect(await play.end.value == .success(.stopped))
    }

    @Test func cancellingTheTaskIsStopping() async throws {
        let play = try await onOwnThread { () -> Play in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            try broker.welcome()
            try broker.deliver("m-1.1")
            #expect(try broker.settle(.acked) == "ACK m-1.1")
            play.end.cancel()
            #expect(try broker.next().line == "WINDOW engineering 0")
            #expect(try broker.next().line == "BYE shutdown")
            return play
        }

        #expect(await play.end.value == .success(.stopped))
    }

    @Test func aWorkerWhoseNameIsTakenEndsWithAnError() async throws {
        let play = try await onOwnThread { () -> Play in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            try broker.welcome()
            try broker.send(.bye(Bye(reason: .replaced)))
            try broker.outlive(play)
            return play
        }

        #expect(await play.end.value == .failure(.refused(.replaced)))
        #expect("\(WorkerError.refused(.replaced))".contains("name"))
    }

    @Test func cancelCancelsTheTaskOfTheHandler() async throws {
        let waits = Gate()
        try await onOwnThread {
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint) { _ in
                await withTaskCancellationHandler {
                    await waits.wait()
                } onCancel: {
                    waits.open()
                }
                return .retryLater(reason: "told to stop")
            }
            defer { play.worker.stop() }
            try broker.welcome()
            try broker.deliver("m-1.1")
            try broker.send(.cancel(Cancel(lease: tag("m-1.1"), reason: "opened at the desk")))
            #expect(try broker.settle(.stale) == "NACK m-1.1 told to stop")
        }
    }

    @Test func withoutItsJournalAWorkerAcknowledgesNothing() async throws {
        let play = try await onOwnThread { () -> Play in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint, journal: FullDisk())
            try broker.welcome()
            try broker.outlive(play)
            return play
        }

        guard case .failure(.journal(let cause)) = await play.end.value else {
            Testing.Issue.record("the worker went on")
            return
        }
        #expect(cause.contains("full"))
    }

    @Test func aWorkerRunsOnce() async throws {
        let play = try await onOwnThread { () -> Play in
            let broker = try FakeBroker()
            let play = try Play(broker.endpoint)
            try broker.welcome()
            play.worker.stop()
            return play
        }
        _ = await play.end.value

        await #expect(throws: WorkerError.alreadyRun) { try await play.worker.run() }
    }

    @Test func withoutABrokerACommandWaitsAndAStopEndsIt() async throws {
        let play = try Play("tcp://127.0.0.1:1")
        let command = Task { try await play.worker.perform(ticket: "D-1", type: "accept", data: [:]) }

        command.cancel()
        play.worker.stop()

        await #expect(throws: CommandRefusal.self) { try await command.value }
        #expect(await play.end.value == .success(.stopped))
    }

    @Test func handlersRunWhereTheyAreTold() async throws {
        try await onOwnThread {
            let broker = try FakeBroker()
            var configuration = Worker.Configuration(
                endpoint: broker.endpoint, worker: "w", instance: "i",
                queues: [QueueWindow(queue: "engineering", window: 1)])
            let executor = CountingExecutor()
            configuration.executor = executor
            let worker = try Worker(configuration) { _ in .acknowledge() }
            Task { try await worker.run() }
            defer { worker.stop() }
            try broker.welcome()
            try broker.deliver("m-1.1")
            #expect(try broker.settle(.acked) == "ACK m-1.1")
            #expect(executor.jobs >= 1)
        }
    }
}

/// A journal that cannot be written.
private struct FullDisk: Journal {
    struct Full: Error, CustomStringConvertible {
        var description: String { "the disk is full" }
    }

    func load() -> [JournalEntry] { [] }
    func append(_ entries: [JournalEntry]) throws { throw Full() }
}

private final class CountingExecutor: TaskExecutor {
    private let count = Mutex(0)
    var jobs: Int { count.withLock { $0 } }

    func enqueue(_ job: consuming ExecutorJob) {
        count.withLock { $0 += 1 }
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        Task.detached { job.runSynchronously(on: executor) }
    }
}
