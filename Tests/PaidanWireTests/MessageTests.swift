import PaidanWire
import Testing

@Suite struct MessageTests {
    @Test func readingADeliveryGivesItsParts() throws {
        let message = try #require(GoldenMessage.good.first { $0.name == "deliver-dispatch-new" })

        guard case .deliver(let deliver) = try ServerMessage(parsing: message.frames) else {
            Issue.record("not a delivery")
            return
        }

        #expect(deliver.queue == "engineering")
        #expect(deliver.lease == LeaseTag(id: "5127", attempt: 1))
        #expect(deliver.kind == .dispatchNew)
        #expect(deliver.ticket == "01KJP4C5800B85ZZ6S5TTCFYH8")
        #expect(deliver.parent == "01KJP4C5800B85ZZ6S5TTCFYG8")
        #expect(deliver.deadline == WireTime(milliseconds: 1_772_418_600_000))
        #expect(!deliver.hasGap)
        #expect(String(decoding: deliver.body, as: UTF8.self).contains("施工"))
    }

    @Test func aMessageKnowsItsCommandAndRequestID() throws {
        for golden in GoldenMessage.good where golden.direction == .clientToServer {
            let message = try ClientMessage(parsing: golden.frames)
            #expect(message.command.rawValue == golden.command)
        }
        #expect(ClientMessage.ping(Ping(rid: "p")).rid == "p")
        #expect(ClientMessage.bye(Bye(reason: .shutdown)).rid == nil)
        #expect(ServerMessage.pong(Pong(rid: "p")).command == .pong)
    }

    @Test func aWelcomeWithDefaultsTellsTheLimitsOfTheReference() throws {
        let now = WireTime(milliseconds: 1_760_000_000_000)
        let welcome = Welcome(session: "s", epoch: "e", principal: "p", queues: [], now: now)

        let header = try ServerMessage.welcome(welcome).encoded()[2]

        #expect(
            String(decoding: header, as: UTF8.self).hasSuffix(
                #""hb_ms":2500,"dead_ms":10000,"lease_ms":20000,"max_body":262144,"now":1760000000000}"#))
    }
}
