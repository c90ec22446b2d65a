internal import PaidanCore
internal import PaidanEngine

/// Which of the regulations in force a caller's request falls under.
extension Call {
    /// Of what this caller opens: the head office's tickets belong to the branch `main`.
    var branchOfOpenings: Branch { actor.branch ?? .main }

    /// For what this caller opens.
    func regulation(for kind: Kind) -> Regulation {
        desk.policies.regulation(branch: branchOfOpenings, kind: kind)
    }

    func forms(for kind: Kind) -> KindForms { house.forms.forms(for: kind, in: branchOfOpenings, desk.policies) }

    /// Of what this caller opens.
    var formWords: FormWords {
        let book = house.forms.book(for: .complaint, in: branchOfOpenings, desk.policies)
        return FormWords(forms: Kind.allCases.map { book[$0] }, routing: viewer.routing)
    }

    /// Of a ticket's commands.
    func formWords(of row: TicketRow) -> FormWords {
        FormWords(forms: [formsOfTickets(row)], routing: viewer.routing)
    }

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
