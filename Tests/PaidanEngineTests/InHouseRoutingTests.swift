import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// 进程内转单: a routing worker that answers within the turn.
@Suite struct InHouseRoutingTests {
    @Test func aClassifiedComplaintIsForwardedByTheCommitThatOpensIt() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })

        let opened = try house.open(["categories": ["construction"]])

        #expect(opened.phase == "inDepartment", "the clerk is told what the commit has done")
        #expect(try house.row(opened.ticket).phase == "inDepartment")
        let dispatch = try #require(try house.parts(of: opened.ticket).first)
        #expect(dispatch.department == .engineering)
        #expect(try house.store.messages(of: dispatch.id).map(\.kind) == [.dispatchNew])
        #expect(try house.store.messages(of: opened.ticket).isEmpty)
        #expect(try house.clock("forward:engineering:1", of: opened.ticket)?.verdict == .inTime)
        #expect(try house.store.events(of: opened.ticket).last?.principal == "system:router")
        #expect(house.news.deliveries.isEmpty, "nobody else was offered it")
    }

    @Test func aComplaintWithoutACategoryWaitsForAPerson() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })

        let opened = try house.open()

        #expect(try house.row(opened.ticket).phase == "received")
    }

    @Test func whatCannotBeForwardedIsTriedAgainLaterAndThenPeopleAreTold() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "nowhere") })

        let opened = try house.open(["categories": ["construction"]])
        let first = try #require(try house.store.messages(of: opened.ticket).first)

        #expect(first.attempt == 1)
        guard case .ready(let from, lapsed: nil) = first.state else {
            Issue.record("it is \(first.state)")
            return
        }
        #expect(from > house.now)

        for _ in 0..<QueueLimits().attemptsMax { try house.advance(.hours(1)) }

        let last = try #require(try house.store.messages(of: opened.ticket).first)
        #expect(last.state == .dead)
        #expect(last.attempt == QueueLimits().attemptsMax)
        #expect(try house.row(opened.ticket).phase == "received")
        #expect(try house.eventTypes(of: opened.ticket).contains("deliveryDied"))
    }

    @Test func whatCannotBeReadIsDeadAtOnce() throws {
        let house = try TestHouse(router: { _ in .reject(reason: "no CloudEvents JSON") })

        let opened = try house.open(["categories": ["construction"]])

        #expect(try house.store.messages(of: opened.ticket).map(\.state) == [.dead])
        #expect(try house.eventTypes(of: opened.ticket).contains("deliveryDied"))
    }

    @Test func whatWaitedForAWorkerIsForwardedAtTheNextStart() throws {
        let waiting = try TestHouse()
        let opened = try waiting.open(["categories": ["construction"]])
        #expect(try waiting.row(opened.ticket).phase == "received")

        var windows = NoWindows()
        let engine = try Engine(
            store: waiting.store, vault: waiting.vault, random: SystemRandomNumberGenerator(),
            router: { Self.forward($0, to: "engineering") })
        _ = try engine.turn(at: waiting.now, [], windows: &windows)

        #expect(try waiting.row(opened.ticket).phase == "inDepartment")
    }

    @Test func theRevThatACommandAnswersIsTheOneThatTheNextCommandMayExpect() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })

        let opened = try house.open(["categories": ["construction"]])
        let replied = try house.act(opened.ticket, "replyToCustomer", ["text": "已安排"], rev: opened.rev)
        let other = try house.open()
        let classified = try house.act(other.ticket, "classify", ["categories": ["construction"]], rev: other.rev)
        try house.act(other.ticket, "replyToCustomer", ["text": "已安排"], rev: classified.rev)

        #expect(opened.rev == opened.version)
        #expect(replied.phase == "inDepartment" && classified.phase == "inDepartment")
    }

    @Test func aRepetitionGetsTheAnswerThatShowsTheRouting() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })

        let first = try house.open(["categories": ["construction"]], key: "one")
        try house.act(first.ticket, "replyToCustomer", ["text": "已安排"])
        let again = try house.open(["categories": ["construction"]], key: "one")

        #expect(again.isReplay && !first.isReplay)
        #expect(again.phase == first.phase && again.rev == first.rev && again.version == first.version)
    }

    @Test func aTwinInTheSameTurnGetsTheAnswerOfTheFirst() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })
        let opened = try house.open()
        let key = IdempotencyKey(text: "twin", bodyHash: [1])
        let job = Job.command(
            Request(
                actor: TestHouse.clerk,
                wish: .act(.id(opened.ticket), verb: "classify", data: ["categories": ["construction"]]), key: key))

        let receipts = try house.turn([job, job]).compactMap { outcome -> Receipt? in
            if case .receipt(let receipt) = outcome { receipt } else { nil }
        }

        #expect(receipts.map(\.isReplay) == [false, true])
        #expect(receipts.map(\.phase) == ["inDepartment", "inDepartment"])
        #expect(Set(receipts.map(\.rev)).count == 1)
    }

    @Test func whatIsWithdrawnInTheSameTurnIsWithdrawnFromItsDepartment() throws {
        let house = try TestHouse(router: { Self.forward($0, to: "engineering") })
        let opened = try house.open()
        func job(_ verb: String, _ data: JSONObject) -> Job {
            .command(Request(actor: TestHouse.clerk, wish: .act(.id(opened.ticket), verb: verb, data: .object(data))))
        }

        let outcomes = try house.turn([
            job("classify", ["categories": ["construction"]]), job("withdraw", ["reason": "客户来电撤诉"]),
        ])

        for case .failed(let failure) in outcomes { Issue.record("\(failure)") }
        #expect(try house.row(opened.ticket).phase == "withdrawn")
        #expect(try house.parts(of: opened.ticket).map(\.isOpen) == [false])
        #expect(try house.store.messages(of: opened.ticket).isEmpty)
    }

    @Test func aLongBacklogIsForwardedTurnAfterTurnUntilNothingIsLeft() throws {
        let waiting = try TestHouse()
        let count = Engine.jobsMax + 3
        for _ in 0..<count { try waiting.open(["categories": ["construction"]]) }

        var windows = NoWindows()
        let engine = try Engine(
            store: waiting.store, vault: waiting.vault, random: SystemRandomNumberGenerator(),
            router: { Self.forward($0, to: "engineering") })
        var turns = 0
        while engine.isDue(at: waiting.now), turns < 5 {
            _ = try engine.turn(at: waiting.now, [], windows: &windows)
            turns += 1
        }

        #expect(turns == 2)
        #expect(try waiting.store.messageCounts().map(\.queue) == ["engineering"])
    }

    @Sendable static func forward(_ body: [UInt8], to department: String) -> Settling.Answer {
        let rev = (try? JSON(parsing: body))?["data"]?["rev"]?.integer.flatMap { Int(exactly: $0) }
        return .ack(
            Settling.Command(
                verb: "forward", data: ["departments": .array([.string(department)])], expectedRev: rev))
    }
}
