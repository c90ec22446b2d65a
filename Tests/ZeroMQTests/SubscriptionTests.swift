import Testing
import ZeroMQ

@Suite struct SubscriptionTests {
    /// XPUB passes a subscription on as one byte 1 and the topic.
    private static let asked: UInt8 = 1

    @Test func aSubscriberHearsItsTopicOnly() async throws {
        try await onOwnThread {
            let bell = try Bell(options: [])
            try bell.subscriber.subscribe(to: Array("f.engineering".utf8))
            #expect(try bell.publisher.awaitMessage() == [[Self.asked] + Array("f.engineering".utf8)])

            try bell.publisher.send("f.furniture.g1", "not for you")
            try bell.publisher.send("f.engineering.g1", "for you")

            #expect(try bell.subscriber.awaitTexts() == ["f.engineering.g1", "for you"])
        }
    }

    @Test func aManualPublisherSendsWhatItGrantedAndNothingElse() async throws {
        try await onOwnThread {
            let bell = try Bell(options: [.xpubManual(true), .xpubVerboser(true)])
            try bell.subscriber.subscribe(to: [])
            #expect(try bell.publisher.awaitMessage() == [[Self.asked]])
            try bell.subscriber.subscribe(to: Array("f.engineering.g1\0".utf8))
            #expect(try bell.publisher.awaitMessage() == [[Self.asked] + Array("f.engineering.g1\0".utf8)])

            try bell.publisher.subscribe(to: Array("f.engineering.g1\0".utf8))
            try bell.publisher.send("f.furniture.g1\0", "not granted, though \"\" was asked for")
            try bell.publisher.send("f.engineering.g1\0", "granted")

            #expect(try bell.subscriber.awaitTexts() == ["f.engineering.g1\0", "granted"])
        }
    }

    @Test func aVerbosePublisherSeesTheSameSubscriptionOfASecondPeer() async throws {
        try await onOwnThread {
            let bell = try Bell(options: [.xpubVerboser(true)])
            let second = try Socket(.sub, in: bell.context, options: [.linger(.zero)])
            try second.connect(to: bell.endpoint)

            try bell.subscriber.subscribe(to: Array("t".utf8))
            #expect(try bell.publisher.awaitMessage() == [[Self.asked] + Array("t".utf8)])
            try second.subscribe(to: Array("t".utf8))

            #expect(try bell.publisher.awaitMessage() == [[Self.asked] + Array("t".utf8)])
        }
    }

    @Test func unsubscribingEndsIt() async throws {
        try await onOwnThread {
            let bell = try Bell(options: [.xpubVerboser(true)])
            try bell.subscriber.subscribe(to: Array("old".utf8))
            try bell.subscriber.subscribe(to: Array("new".utf8))
            try bell.subscriber.unsubscribe(from: Array("old".utf8))
            for _ in 1...3 { _ = try bell.publisher.awaitMessage() }

            try bell.publisher.send("old", "silence")
            try bell.publisher.send("new", "sound")

            #expect(try bell.subscriber.awaitTexts() == ["new", "sound"])
        }
    }
}

/// An XPUB and a SUB connected to it.
private struct Bell {
    let context: Context
    let publisher: Socket
    let subscriber: Socket
    let endpoint: String

    init(options: [SocketOption]) throws {
        context = try Context()
        publisher = try Socket(.xpub, in: context, options: [.linger(.zero)] + options)
        subscriber = try Socket(.sub, in: context, options: [.linger(.zero)])
        endpoint = try publisher.bind("tcp://127.0.0.1:*")
        try subscriber.connect(to: endpoint)
    }
}
