import Testing
import ZeroMQ

@Suite struct SocketOptionTests {
    @Test(arguments: [
        SocketOption.linger(.zero), .sendHighWaterMark(messages: 2_000), .receiveHighWaterMark(messages: 2_000),
        .maxMessageSize(bytes: 300 * 1024), .handshakeInterval(.seconds(5)), .keepalive(true),
        .keepaliveIdle(.seconds(10)), .keepaliveInterval(.seconds(5)), .keepaliveCount(3),
        .unconfirmedMax(.seconds(20)), .routerMandatory(true), .routerHandover(false), .immediate(true),
        .reconnectInterval(.milliseconds(100)), .reconnectIntervalMax(.seconds(10)),
    ])
    func aRouterTakesEachOptionOfTheDispatchSocket(option: SocketOption) throws {
        _ = try Socket(.router, in: Context(), options: [option])
    }

    @Test(arguments: [SocketOption.xpubManual(true), .xpubVerboser(true)])
    func anXPUBTakesEachOptionOfTheBellSocket(option: SocketOption) throws {
        _ = try Socket(.xpub, in: Context(), options: [option])
    }

    @Test func anOptionOfAnotherKindIsRefusedByName() throws {
        let dealer = try Socket(.dealer, in: Context())

        let error = #expect(throws: ZeroMQError.self) { try dealer.set(.routerMandatory(true)) }

        #expect(error?.operation == "set routerMandatory(true)")
    }

    @Test func aNegativeHighWaterMarkIsRefused() {
        #expect(throws: ZeroMQError.self) {
            try Socket(.dealer, in: Context(), options: [.sendHighWaterMark(messages: -1)])
        }
    }
}
