internal import PaidanCore
internal import PaidanEngine

/// Which of the regulations in force a caller's request falls under.
extension Call {
    /// For what this caller opens: the head office's tickets belong to the branch `main`.
    func regulation(for kind: Kind) -> Regulation {
        desk.policies.regulation(branch: actor.branch ?? .main, kind: kind)
    }

    func forms(for kind: Kind) -> KindForms { house.forms.forms(for: kind, in: actor.branch ?? .main, desk.policies) }

    /// Of what this caller opens.
    var book: FormBook { house.forms.book(for: .complaint, in: actor.branch ?? .main, desk.policies) }

    /// How to open a ticket of this kind by hand; nil where only another ticket does.
    func opening(of kind: Kind) -> Sheet? {
        house.forms.opening(of: kind, under: regulation(for: kind), complaints: regulation(for: .complaint))
    }

    /// Every form under the regulation of a ticket's branch and kind.
    var booksOfTickets: @Sendable (TicketRow) -> FormBook {
        let (shelf, policies) = (house.forms, desk.policies)
        return { row in shelf.book(for: row.kind, in: row.branch, policies) }
    }

    /// The forms of a ticket.
    var formsOfTickets: @Sendable (TicketRow) -> KindForms {
        let books = booksOfTickets
        return { row in books(row)[row.kind] }
    }

    func label(of department: Department) -> String {
        desk.policies.label(of: department, in: actor.branch).text(in: language)
    }
}
