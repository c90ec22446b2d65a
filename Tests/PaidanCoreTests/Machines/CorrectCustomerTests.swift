import Foundation
import Testing

@testable import PaidanCore

/// 更正客户资料: the fact is one of every ticket, and names no one.
@Suite struct CorrectCustomerTests {
    private static let change = CustomerChange(
        details: [.phone], former: SealedDetails(sealed: "sealed"), reason: "客户来电补充")

    private func ticket() -> Ticket<OpinionIssue> {
        Ticket<OpinionIssue>(
            OpinionIssue.Opening.test(), id: TicketID(ULID(high: 1, low: 1)), branch: .main, at: .monday)
    }

    private func context(_ actor: Actor) -> Context { Story().context(for: ticket().id, by: actor) }

    @Test func aCorrectionMovesTheRevisionAndNothingElse() throws {
        var ticket = ticket()
        let before = ticket

        let fact = try ticket.decide(Self.change, context(Actor("s", [.specialist])))
        try ticket.apply(.corrected(fact), at: .monday + .hours(1))

        #expect(fact.details == [.phone] && fact.formerDetails?.sealed == "sealed" && fact.sameCustomer == nil)
        #expect(ticket.version == 2 && ticket.rev == 2)
        #expect(ticket.factTime == before.factTime && ticket.state == before.state)
    }

    @Test func whatIsTheSameAlreadyIsNotCorrected() throws {
        let nothing = CustomerChange(details: [], former: nil, reason: "r")

        #expect(throws: Refusal.because(.nothingToCorrect)) {
            try ticket().decide(nothing, context(Actor("s", [.specialist])))
        }
    }

    @Test(arguments: [Role.specialist, .supervisor, .frontDesk]) func whoTakesCustomersInCorrects(_ role: Role) throws {
        #expect(try ticket().decide(Self.change, context(Actor("a", [role]))).details == [.phone])
    }

    /// Of anything but a lead, whoever else there is asks customer service.
    @Test func nobodyElseDoes() throws {
        for role in Role.allCases where !CorrectCustomer.roles.contains(role) {
            #expect(throws: Refusal.notYours(verb: "correctCustomer", needs: CorrectCustomer.roles)) {
                try ticket().decide(Self.change, context(Actor("a", [role], departments: [.engineering])))
            }
        }
    }

    /// Who a customer is is opened for a reason only: no history does it for its readers.
    @Test func whoReadsAHistoryIsNotToldWhatWasKnown() throws {
        struct Opener: TextOpener {
            func open(_ sealed: String) -> String? { "opened" }
        }
        let fact = CustomerCorrected(Self.change)
        let (log, history) = (JSONEncoder(), JSONEncoder())
        history.userInfo[.opener] = Opener()

        let kept = String(decoding: try log.encode(fact), as: UTF8.self)
        let read = String(decoding: try history.encode(fact), as: UTF8.self)
        #expect(kept.contains(#""formerDetails":"sealed""#))
        #expect(
            read.contains(#""reason":"opened""#) && !read.contains("sealed") && read.contains(#""formerDetails":null"#))
    }

    @Test func everyKindWithACustomerHasTheForm() throws {
        let book = try FormBook()
        func check<K: TicketKind>(_: K.Type) {
            let form = book[K.kind].correction
            #expect((form != nil) == K.hasCustomer)
            guard let form else { return }
            #expect(form.fields.map(\.name) == ["name", "phone", "address", "reason"])
            #expect(form.fields.filter(\.isRequired).map(\.name) == ["reason"])
            #expect(form.fields.map(\.limit.lengthMax) == [100, 30, 300, nil])
            #expect(form.roles == K.correctors)
        }
        for kind in Kind.allCases { check(kind.type) }
    }
}
