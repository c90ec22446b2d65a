import Testing

@testable import PaidanCore

/// Files become part of a ticket, whatever it is and wherever it stands.
@Suite struct AttachTests {
    private static func digest(_ number: UInt8) throws -> FileDigest {
        try #require(FileDigest(bytes: [number] + [UInt8](repeating: 7, count: 31)))
    }

    private func ticket() -> Ticket<OpinionIssue> {
        Ticket<OpinionIssue>(
            OpinionIssue.Opening.test(), id: TicketID(ULID(high: 1, low: 1)), branch: .main, at: .monday)
    }

    @Test func aDigestIsSixtyFourLowerCaseDigits() throws {
        let text = String(repeating: "0a", count: 32)

        #expect(FileDigest(text: text)?.description == text)
        #expect(FileDigest(text: text)?.short == "0a0a0a0a")
        for wrong in [text.uppercased(), String(text.dropLast()), text + "0", String(repeating: "g", count: 64), ""] {
            #expect(FileDigest(text: wrong) == nil)
        }
    }

    @Test func aTicketTakesFilesAndNothingElseOfItChanges() throws {
        var ticket = ticket()
        let before = ticket
        let one = try Self.digest(1)

        let fact = try ticket.decide(Attach(files: [one, one]), by: Actor("s", [.specialist]))
        try ticket.apply(.attached(fact), at: .monday + .hours(1))

        #expect(fact.files == [one])
        #expect(ticket.files == [one])
        #expect(ticket.version == before.version + 1)
        #expect(ticket.rev == before.rev && ticket.factTime == before.factTime && ticket.state == before.state)
    }

    @Test func theSameFileAgainIsNoSecondOne() throws {
        var ticket = ticket()
        let one = try Self.digest(1)

        for _ in 1...2 { try ticket.apply(.attached(FilesAttached(files: [one])), at: .monday) }

        #expect(ticket.files == [one])
        #expect(ticket.version == 3)
    }

    @Test func twentyFilesAreTakenAtOnceAndNoMore() throws {
        let clerk = Actor("s", [.specialist])
        let files = try (1...21).map { try Self.digest($0) }

        #expect(try ticket().decide(Attach(files: Array(files.dropLast())), by: clerk).files.count == 20)
        #expect(throws: Refusal.because(.tooManyFiles)) { try ticket().decide(Attach(files: files), by: clerk) }
        #expect(throws: Refusal.because(.noFiles)) { try ticket().decide(Attach(files: []), by: clerk) }
    }

    @Test func aTicketThatIsFullTakesWhatItHasAndNothingNew() throws {
        var ticket = ticket()
        let clerk = Actor("s", [.specialist])
        let all = try (0..<FileLimits.ofTicketMax).map { number in
            try #require(
                FileDigest(bytes: [UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 0, count: 30)))
        }
        try ticket.apply(.attached(FilesAttached(files: all)), at: .monday)

        #expect(try ticket.decide(Attach(files: [all[3]]), by: clerk).files == [all[3]])
        #expect(throws: Refusal.because(.ticketIsFull)) {
            try ticket.decide(Attach(files: [Self.digest(255)]), by: clerk)
        }
    }

    @Test func whoReadsNoCustomersWordsAttachesNothing() throws {
        for actor in [Actor("a", [.admin]), Actor("r", [.router]), Actor.clock, Actor.ticket] {
            #expect(throws: Refusal.notYours(verb: "attachFiles", needs: Attach.roles)) {
                try ticket().decide(Attach(files: [Self.digest(1)]), by: actor)
            }
        }
    }

    @Test func filesOfAStepNameIt() throws {
        let one = try Self.digest(1)

        #expect(try ticket().attaching([one], to: .replyGiven) == FilesAttached(files: [one], step: "replyGiven"))
        #expect(try ticket().attaching([], to: .replyGiven) == nil)
    }

    /// A step that files go with is one that a person does.
    @Test func everyStepWithPapersHasAFormWithThem() throws {
        let book = try FormBook()
        var steps = 0
        func check<K: TicketKind>(_: K.Type) {
            for (verb, label) in K.papers {
                steps += 1
                let field = book[K.kind][verb.rawValue]?.fields.last
                #expect(field?.name == "files" && field?.type == .list(.file) && field?.label == label)
                #expect(field?.isRequired == false && field?.limit.countMax == 20)
            }
            #expect((book[K.kind].attach != nil) == K.hasCustomer)
        }
        for kind in Kind.allCases { check(kind.type) }

        #expect(steps > 30)
    }
}
