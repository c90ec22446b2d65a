import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Testing

/// Bad input, repeated input and stale input: a clear answer, and nothing stored.
@Suite struct CommandTests {
    let house: TestHouse

    init() throws { house = try TestHouse() }

    private func failure(_ body: () throws -> Void) -> Failure? {
        do {
            try body()
            return nil
        } catch {
            return error as? Failure
        }
    }

    private func pointers(_ failure: Failure?) -> [String] {
        if case .invalid(let errors) = failure { errors.map { "\($0.pointer) \($0.code.rawValue)" } } else { [] }
    }

    @Test(
        arguments: [
            (["channel": "pigeon"], "/channel unknownChoice"), (["content": 7], "/content wrongType"),
            (["content": "  "], "/content invalid"), (["receivedAt": "yesterday"], "/receivedAt invalid"),
            (["colour": "red"], "/colour unknown"), (["customer": ["phone": "110"]], "/customer/name missing"),
            (["customer": ["name": "x", "age": 3]], "/customer/age unknown"), (["customer": 5], "/customer wrongType"),
            (["categories": "construction"], "/categories wrongType"),
            (["categories": ["Bau!"]], "/categories/0 invalid"),
            (["urgent": "yes"], "/urgent wrongType"), (["follows": "C-1"], "/follows invalid"),
            (["repeats": 3], "/repeats unknown"),
        ] as [(JSONObject, String)])
    func aBadOpeningSaysWhatIsWrongWhere(more: JSONObject, expected: String) throws {
        #expect(pointers(failure { try house.open(more) }) == [expected])
        #expect(try house.store.allTicketIDs(after: nil, limit: 10).isEmpty)
        #expect(try house.store.feedHeads().isEmpty)
    }

    @Test func aComplaintNeedsACustomerOrAnonymity() throws {
        let wish = Request.Wish.open(.complaint, data: ["channel": "phone", "content": "x"])
        #expect(pointers(failure { _ = try house.command(wish, by: TestHouse.clerk) }) == ["/customer missing"])
        try house.open(["anonymous": true])
    }

    @Test func aReceiptInTheFutureIsRefused() throws {
        let answer = failure { try house.open(["receivedAt": "2026-03-02T10:00:01+08:00"]) }
        guard case .refused(.because(let reason)) = answer else {
            Issue.record("not refused: \(String(describing: answer))")
            return
        }
        #expect(reason.code == "in-the-future")
    }

    @Test func theSameKeyGivesTheFirstAnswerAgain() throws {
        let first = try house.open(key: "k1")
        try house.act(first.ticket, "startExplanation", key: "k2")

        let again = try house.open(key: "k1")

        #expect(again.ticket == first.ticket)
        #expect(again.version == first.version && again.phase == "received" && again.isReplay)
        #expect(try house.store.allTicketIDs(after: nil, limit: 10).count == 1)
        #expect(failure { try house.open(["content": "anderes"], key: "k1") } == .keyReused)
    }

    @Test func aRefusalIsNotRemembered() throws {
        let complaint = try house.open().ticket
        #expect(failure { try house.act(complaint, "resume", key: "k") } != nil)
        try house.act(complaint, "startExplanation")
        try house.act(complaint, "explanationRejected", key: "k")
    }

    @Test func aStaleRevIsAConflictAndChangesNothing() throws {
        let complaint = try house.open()
        try house.act(complaint.ticket, "startExplanation", rev: complaint.rev)
        let before = try house.row(complaint.ticket)

        let answer = failure { try house.act(complaint.ticket, "withdraw", ["reason": "x"], rev: complaint.rev) }

        #expect(answer == .conflict(expected: complaint.rev, actual: before.rev))
        #expect(try house.row(complaint.ticket) == before)
    }

    @Test func anImpossibleCommandNamesWhatIsPossible() throws {
        let complaint = try house.open().ticket
        guard case .refused(let refusal) = failure({ try house.act(complaint, "resume") }),
            case .notPossible(_, let phase, let possible) = refusal
        else {
            Issue.record("resume must not be possible")
            return
        }
        #expect(phase.code == "received")
        let names = possible.map(\.code)
        #expect(names.contains("forward") && !names.contains("dispatchEnded"))
        let (zh, en) = (refusal.text(in: .zh), refusal.text(in: .en))
        #expect(zh.hasPrefix("工单状态为“待分诊”,不能“恢复”;当前状态可执行:"), "\(zh)")
        #expect(zh.contains("、转责任部门、") && en.contains(", forward to departments, "), "\(zh) \(en)")
        #expect(names.allSatisfy { !zh.contains($0) }, "people read no internal names: \(zh)")
    }

    @Test func unknownVerbsAndInternalVerbsAreNotForPeople() throws {
        let complaint = try house.open().ticket
        guard case .unknownVerb("explode", _) = failure({ try house.act(complaint, "explode") }) else {
            Issue.record("explode is no verb")
            return
        }
        guard case .refused(.notPossible) = failure({ try house.act(complaint, "allDispatchesDone") }) else {
            Issue.record("an internal command must be refused")
            return
        }
    }

    @Test func aForeignBranchSeesNoTicket() throws {
        let south = Actor("clerk-south", [.specialist], branch: Branch("south"))
        let complaint = try house.open().ticket
        #expect(failure { try house.act(complaint, "startExplanation", by: south) } == .noSuchTicket)
    }

    @Test func oneRefusedCommandDoesNotTouchTheOthersOfItsTurn() throws {
        let complaint = try house.open().ticket
        func job(_ verb: String) -> Job {
            .command(Request(actor: TestHouse.clerk, wish: .act(.id(complaint), verb: verb, data: [:])))
        }

        let outcomes = try house.turn([job("startExplanation"), job("startExplanation"), job("explanationRejected")])

        #expect(outcomes.map { if case .receipt = $0 { true } else { false } } == [true, false, true])
        #expect(try house.row(complaint).version == 3)
    }

    @Test func nothingPersonalStandsInTheFile() throws {
        let complaint = try house.open(["content": "CANARY-CONTENT", "demand": "CANARY-DEMAND"]).ticket
        try house.act(complaint, "replyToCustomer", ["text": "CANARY-REPLY"])
        for event in try house.store.events(of: complaint) {
            #expect(!String(decoding: event.data, as: UTF8.self).contains("CANARY"))
        }
        let person = try #require(try house.store.person(try house.row(complaint).person))
        #expect(!String(decoding: try #require(person.sealed), as: UTF8.self).contains("13800138000"))
        let key = try #require(house.vault.key(of: person))
        let sealed = try #require(person.sealed)
        let opened = try #require(key.open(sealed))
        #expect(String(decoding: opened, as: UTF8.self).contains("13800138000"))
    }
}
