import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct GreetingTests {
    @Test func itSpeaksFirst() {
        var talk = Dialogue(window: 5)

        #expect(talk.start() == ["connect", "> HELLO engineering:5"])
    }

    @Test func nothingElseIsSaidBeforeWelcome() {
        var talk = Dialogue()
        _ = talk.start()

        #expect(talk.pass(.milliseconds(9_999)) == [])
        #expect(talk.perform("accept") == [])
        #expect(talk.welcome() == ["> DO k-1 accept"])
    }

    @Test func silenceAfterHelloOpensANewSocketAfterAPause() {
        var talk = Dialogue()
        _ = talk.start()

        #expect(talk.pass(.seconds(10)) == ["disconnect"])
        #expect(talk.pass(.milliseconds(100)) == ["connect", "> HELLO engineering:2"])
    }

    @Test func thePausesGrowToTenSecondsAndNoLonger() {
        var talk = Dialogue()
        _ = talk.start()

        for _ in 1...12 { _ = talk.pass(.seconds(20)) }

        let pauses = talk.notes.compactMap(\.pause)
        #expect(pauses.first.map { $0 >= .milliseconds(50) && $0 <= .milliseconds(100) } == true)
        #expect(pauses.last.map { $0 >= .seconds(5) && $0 <= .seconds(10) } == true)
        #expect(pauses.count >= 9)
    }

    @Test func aSessionThatHasLastedMakesThePauseShortAgain() {
        var talk = Dialogue()
        _ = talk.start()
        for _ in 1...6 { _ = talk.pass(.seconds(20)) }
        while !talk.session.isConnected { _ = talk.pass(.seconds(1)) }
        _ = talk.welcome()
        _ = talk.passHearing(.seconds(11))

        _ = talk.tell(.bye(Bye(reason: .shutdown)))

        let pause = talk.notes.last.flatMap(\.pause)
        #expect(pause.map { $0 <= .milliseconds(100) } == true)
    }

    @Test func aWelcomeThatAnswersAnotherHelloIsIgnored() {
        var talk = Dialogue()
        _ = talk.start()

        _ = talk.tell(
            .welcome(
                Welcome(
                    session: "s", epoch: "e", principal: "p", queues: [], now: WireTime(milliseconds: 1), rid: "old")))

        #expect(!talk.session.isOpen)
    }

    @Test func aQueueThatIsNotGrantedIsToldToTheLog() {
        var talk = Dialogue(queues: ["engineering", "materials"])
        _ = talk.start()

        _ = talk.welcome(queues: ["materials"])

        #expect(talk.notes.contains(.queueNotGranted("engineering")))
    }

    @Test func noSessionMeansHelloAgainAndOnlyOnce() {
        var talk = Dialogue.opened()

        #expect(talk.tell(.error(ErrorReply(code: .noSession))) == ["> HELLO engineering:2"])
        #expect(talk.tell(.error(ErrorReply(code: .noSession))) == [])
        _ = talk.welcome()
        #expect(talk.session.isOpen)
    }

    @Test(arguments: [ByeReason.unsupportedVersion, .forbidden, .revoked, .malformed, .replaced])
    func aByeThatNothingCanChangeEndsTheSession(reason: ByeReason) {
        var talk = Dialogue.opened()

        #expect(talk.tell(.bye(Bye(reason: reason))) == ["disconnect", "ended, refused: \(reason.rawValue)"])
        #expect(talk.pass(.seconds(60)) == [])
    }

    @Test(arguments: [ByeReason.shutdown, ByeReason(rawValue: "not-yet-invented")])
    func anyOtherByeMeansComingBack(reason: ByeReason) {
        var talk = Dialogue.opened()

        #expect(talk.tell(.bye(Bye(reason: reason))) == ["disconnect"])
        #expect(talk.pass(.milliseconds(100)) == ["connect", "> HELLO engineering:2"])
    }

    @Test func aRefusedHelloIsTheEndWhenTheVersionIsWrong() throws {
        var talk = Dialogue()
        _ = talk.start()
        let rid = try #require(talk.sent.last?.rid)

        let lines = talk.tell(.error(ErrorReply(code: .unsupportedVersion, versions: [2], rid: rid)))

        #expect(lines.last == "ended, refused: unsupported-version")
    }

    @Test func aServerThatIsTooBusyForHelloIsAskedAgain() throws {
        var talk = Dialogue()
        _ = talk.start()
        let rid = try #require(talk.sent.last?.rid)

        #expect(talk.tell(.error(ErrorReply(code: .unavailable, rid: rid))) == ["disconnect"])
        #expect(talk.pass(.milliseconds(100)).last == "> HELLO engineering:2")
    }
}

@Suite struct HeartbeatTests {
    @Test func aClientThatHasSaidNothingPingsAfterTheHeartbeat() {
        var talk = Dialogue.opened()

        #expect(talk.pass(.milliseconds(2_499)) == [])
        #expect(talk.pass(.milliseconds(1)) == ["> PING"])
    }

    @Test func whatElseIsSentCountsAsASignOfLife() {
        var talk = Dialogue.opened()
        _ = talk.pass(.seconds(2))
        _ = talk.perform("accept")

        #expect(talk.pass(.milliseconds(2_499)) == [])
    }

    @Test func aPingIsAnsweredWithItsRequestID() {
        var talk = Dialogue.opened()

        #expect(talk.tell(.ping(Ping(rid: "p-9"))) == ["> PONG p-9"])
    }

    @Test func aServerThatIsSilentForTheDeadTimeIsDead() {
        var talk = Dialogue.opened()

        #expect(talk.pass(.milliseconds(9_999)).filter { $0 != "> PING" } == [])
        #expect(talk.pass(.milliseconds(1)) == ["disconnect"])
        #expect(talk.notes.contains(.peerSilent(for: .seconds(10))))
    }

    @Test func anyMessageKeepsTheServerAlive() {
        var talk = Dialogue.opened()

        #expect(talk.passHearing(.seconds(60)) == [])
    }

    @Test func theNumbersOfWelcomeCountAndNotTheTable() {
        var talk = Dialogue()
        _ = talk.start()
        _ = talk.tell(
            .welcome(
                Welcome(
                    session: "s", epoch: "e", principal: "p", queues: ["engineering"], now: WireTime(milliseconds: 1),
                    heartbeat: .milliseconds(100), deadAfter: .milliseconds(350))))

        #expect(talk.pass(.milliseconds(350)) == ["> PING", "> PING", "> PING", "disconnect"])
    }

    @Test func whatCannotBeReadIsToldAndTenOfThemInAMinuteAreADeadServer() {
        var talk = Dialogue.opened()
        let rubbish = WireError(.malformed, "no header")
        var lines: [String] = []
        for _ in 1...9 { lines += talk.record(talk.session.receive(unreadable: rubbish, at: talk.now)) }
        #expect(lines == [])

        #expect(talk.record(talk.session.receive(unreadable: rubbish, at: talk.now)) == ["disconnect"])
        #expect(talk.notes.contains(.unreadable(rubbish)))
    }

    @Test func aCommandOfALaterVersionIsPassedOver() {
        var talk = Dialogue.opened()
        let later = WireError(.unknownCommand, "REKEY is no command of a server")
        for _ in 1...20 { #expect(talk.record(talk.session.receive(unreadable: later, at: talk.now)) == []) }

        #expect(talk.session.isOpen)
    }
}

extension Diagnostic {
    fileprivate var pause: Duration? {
        guard case .retryingConnection(let pause) = self else { return nil }
        return pause
    }
}
