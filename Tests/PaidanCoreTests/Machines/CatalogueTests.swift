import Testing

@testable import PaidanCore

/// The tables against a second opinion: what somebody else drew from the catalogue of rules (`Fixtures/README.md`).
@Suite struct CatalogueTests {
    /// Where the two may differ, and why. A permission that nothing needs any more fails the test.
    struct Permission {
        let verb: String
        var from: [String]? = nil
        var role: String? = nil
        let reason: String

        func covers(_ line: TableLine) -> Bool {
            line.verb == verb && from?.contains(line.from) ?? true && role.map { $0 == line.role } ?? true
        }
    }

    private static let complaintOnlyHere = [
        Permission(
            verb: "dispatchDelivered",
            reason:
                "news of a dispatch, wanted where the two hours count until delivery; the catalogue has no name for it"),
        Permission(
            verb: "dispatchMissed",
            reason: "how a dispatch reports a missed date; the catalogue writes escalate by ticket (README no. 11)"),
        Permission(
            verb: "absorbDuplicate",
            reason: "what the target of a merge records; the catalogue has no name for it (README no. 7)"),
        Permission(
            verb: "releaseDuplicate",
            reason: "what the target of an unmerge records; the catalogue has no name for it (README no. 7)"),
    ]
    private static let complaintOnlyThere = [
        Permission(
            verb: "open", role: "ticket",
            reason: "a complaint out of an opinion (FBK-10); opinions (M07) do not exist yet"),
        Permission(
            verb: "escalate", from: ["escalated"], role: "ticket",
            reason: "the recorded second miss is dispatchMissed here (§3.0 no. 3)"),
    ]
    private static let dispatchOnlyHere = [
        Permission(verb: "remind", reason: "催办 by hand; the catalogue knows reminders only as messages (FBK-03)"),
        Permission(
            verb: "leaderOrdered",
            reason: "how a dispatch learns of the order; the catalogue has no name for it (README no. 20)"),
        Permission(
            verb: "reparent",
            reason: "how a moved dispatch learns of its new complaint; no name in the catalogue (README no. 7)"),
        Permission(
            verb: "progress", from: ["published", "overdue"],
            reason: "missing parts may be noted before a date is given and after it has passed (README no. 21)"),
    ]

    @Test func complaintsFollowTheCatalogue() throws {
        try compare(Complaint.self, onlyHere: Self.complaintOnlyHere, onlyThere: Self.complaintOnlyThere)
    }

    @Test func dispatchesFollowTheCatalogue() throws {
        try compare(DepartmentDispatch.self, onlyHere: Self.dispatchOnlyHere, onlyThere: [])
    }

    private func compare<K: TicketKind>(_: K.Type, onlyHere: [Permission], onlyThere: [Permission]) throws {
        let table = TableLine.all(K.self).union(opening(K.self))
        let catalogue = try read(K.kind)

        let more = table.subtracting(catalogue).filter { line in !onlyHere.contains { $0.covers(line) } }
        let less = catalogue.subtracting(table).filter { line in !onlyThere.contains { $0.covers(line) } }
        #expect(more.sorted() == [], "the table allows what the catalogue does not")
        #expect(less.sorted() == [], "the catalogue allows what the table does not")
        for permission in onlyHere where !table.subtracting(catalogue).contains(where: permission.covers) {
            Issue.record("\(permission.verb): no difference any more; delete the permission")
        }
        for permission in onlyThere where !catalogue.subtracting(table).contains(where: permission.covers) {
            Issue.record("\(permission.verb): no difference any more; delete the permission")
        }
    }

    /// Only another ticket opens what no person may open.
    private func opening<K: TicketKind>(_: K.Type) -> Set<TableLine> {
        let roles = K.openers.isEmpty ? [Role.ticket] : K.openers
        return Set(roles.map { TableLine(from: "(new)", verb: "open", to: K.Phase.start.name, role: $0.rawValue) })
    }

    private func read(_ kind: Kind) throws -> Set<TableLine> {
        var lines: Set<TableLine> = []
        for text in try Repository.text("Tests/PaidanCoreTests/Fixtures/\(kind.rawValue).tsv").split(separator: "\n")
            .dropFirst()
        {
            let columns = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(columns.count == 5, "\(text)")
            let verb = columns[1] == "(new)" ? "open" : columns[0]
            for role in columns[3].split(separator: ",") {
                _ = try #require(Role(rawValue: String(role)))
                lines.insert(TableLine(from: columns[1], verb: verb, to: columns[2], role: String(role)))
            }
        }
        return lines
    }
}
