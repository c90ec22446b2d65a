import Testing
import ZeroMQ

@Suite struct SocketTests {
    @Test func bindReturnsThePortThatWasFree() async throws {
        try await onOwnThread {
            let router = try Socket(.router, in: Context())

            let endpoint = try router.bind("tcp://127.0.0.1:*")

            #expect(endpoint.hasPrefix("tcp://127.0.0.1:"))
            #expect(!endpoint.hasSuffix("*"))
            #expect(!endpoint.hasSuffix("\0"))
        }
    }

    @Test func aRouterAnswersTheDealerThatAsked() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()

            try pair.dealer.send("PDP1", "PING", "{}")
            let question = try pair.router.awaitMessage()
            let outcome = try pair.router.send(frames: [question[0]] + ["PDP1", "PONG", "{}"].map { Array($0.utf8) })

            #expect(question.dropFirst().map { String(decoding: $0, as: UTF8.self) } == ["PDP1", "PING", "{}"])
            #expect(outcome == .sent)
            #expect(try pair.dealer.awaitTexts() == ["PDP1", "PONG", "{}"])
        }
    }

    @Test func emptyFramesKeepTheirPlaces() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()

            try pair.dealer.send("", "a", "", "")

            #expect(try Array(pair.router.awaitTexts().dropFirst()) == ["", "a", "", ""])
        }
    }

    @Test func aLargeFrameArrivesByteForByte() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()
            let large = (0..<256 * 1024).map { UInt8(truncatingIfNeeded: $0 &* 31) }

            #expect(try pair.dealer.send(frames: [large]) == .sent)

            #expect(try pair.router.awaitMessage().last == large)
        }
    }

    @Test func receiveReturnsNothingWhenNothingIsThere() throws {
        let dealer = try Socket(.dealer, in: Context())
        #expect(try dealer.receive() == nil)
    }

    @Test func framesBeyondTheKeptOnesAreDroppedAndTheNextMessageIsWhole() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()

            #expect(try pair.dealer.send(frames: Array(repeating: [7], count: 1_000)) == .sent)
            try pair.dealer.send("next")

            #expect(try pair.router.awaitMessage().count == Socket.framesKept)
            #expect(try pair.router.awaitTexts().last == "next")
        }
    }

    @Test func aFrameBeyondTheLimitNeverArrives() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair(
                routerOptions: [.maxMessageSize(bytes: 1_000)],
                dealerOptions: [.reconnectInterval(.milliseconds(1))])
            let poller = Poller(sockets: [pair.router])

            #expect(try pair.dealer.send(frames: [Array(repeating: 1, count: 1_001)]) == .sent)
            var arrived: [[UInt8]]?
            for _ in 0..<patienceMilliseconds / 5 where arrived == nil {
                try pair.dealer.send("after")  // Lost too if it was on its way when the connection was cut.
                _ = try poller.wait(milliseconds: 5)
                arrived = try pair.router.receive()
            }

            #expect(arrived?.last == Array("after".utf8))
        }
    }

    @Test func aStrangersRoutingIDIsUnreachable() throws {
        let router = try Socket(.router, in: Context(), options: [.routerMandatory(true)])
        #expect(try router.send("nobody", "PDP1") == .unreachable)
    }

    @Test func aRouterCanSendAgainAfterAnUnreachablePeer() async throws {
        try await onOwnThread {
            let pair = try ConnectedPair()
            try pair.dealer.send("hello")
            let peer = try pair.router.awaitMessage()[0]

            #expect(try pair.router.send("nobody", "lost", "lost") == .unreachable)
            #expect(try pair.router.send(frames: [peer, Array("kept".utf8)]) == .sent)

            #expect(try pair.dealer.awaitTexts() == ["kept"])
        }
    }

    @Test func sendingToNobodyWouldBlock() throws {
        let dealer = try Socket(.dealer, in: Context(), options: [.immediate(true), .linger(.zero)])
        #expect(try dealer.send("PDP1", "PING", "{}") == .wouldBlock)
    }

    @Test func aFullQueueWouldBlockAndLosesNothing() throws {
        let context = try Context()
        let receiver = try Socket(.pair, in: context, options: [.receiveHighWaterMark(messages: 3)])
        let sender = try Socket(.pair, in: context, options: [.sendHighWaterMark(messages: 4)])
        let endpoint = try receiver.bind("inproc://full-queue")
        try sender.connect(to: endpoint)

        var sent = 0
        while sent < 100, try sender.send("\(sent)", "body") == .sent { sent += 1 }
        var received: [String] = []
        while let frames = try receiver.receive() { received.append(String(decoding: frames[0], as: UTF8.self)) }

        #expect(sent == 7)  // Within a process the two marks add up.
        #expect(received == (0..<sent).map(String.init))
    }

    @Test func aClosedSocketRefusesEveryCall() throws {
        let dealer = try Socket(.dealer, in: Context())

        dealer.close()
        dealer.close()

        #expect(throws: ZeroMQError.self) { try dealer.receive() }
        #expect(throws: ZeroMQError.self) { try dealer.send("late") }
        #expect(throws: ZeroMQError.self) { try dealer.connect(to: "inproc://late") }
        #expect(throws: ZeroMQError.self) { try Poller(sockets: [dealer]).wait(milliseconds: 0) }
    }

    @Test func anEndpointInUseIsToldInWords() throws {
        let context = try Context()
        let first = try Socket(.router, in: context)
        let second = try Socket(.router, in: context)
        let endpoint = try first.bind("tcp://127.0.0.1:*")

        let error = #expect(throws: ZeroMQError.self) { try second.bind(endpoint) }

        #expect(error?.description == "bind \(endpoint): Address already in use (errno 98)")
        #expect(error?.isTermination == false)
    }
}
