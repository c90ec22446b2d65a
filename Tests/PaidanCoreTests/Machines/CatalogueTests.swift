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
        Permission(
            verb: "takeOver",
            reason: "how a complaint goes on with the department of the opinion that it was (FBK-10); no name there"),
        Permission(
            verb: "revisitDropped",
            reason: "what a revisit's call tells when it was waived or missed; the catalogue has no name for it"),
        Permission(verb: "revisitDeclined", reason: "A-50: declined is an outcome of its own, in no row of §3.5"),
        Permission(verb: "revisitSatisfied", role: "ticket", reason: "the result of a revisit's call (M12 complete)"),
        Permission(verb: "revisitDissatisfied", role: "ticket", reason: "the result of a revisit's call"),
        Permission(verb: "revisitUnreachable", role: "ticket", reason: "the result of a revisit's call"),
    ]
    private static let complaintOnlyThere = [
        Permission(
            verb: "escalate", from: ["escalated"], role: "ticket",
            reason: "the recorded second miss is dispatchMissed here (§3.0 no. 3)")
    ]
    private static let dispatchOnlyHere = [
        Permission(
            verb: "surveyScheduled", reason: "M05 scheduleSurvey notifies the departments; no name in the catalogue"),
        Permission(
            verb: "surveyEnded", reason: "M05 requireSurvey notifies the departments; how they learn of the end"),
        Permission(verb: "progress", from: ["summoned"], reason: "a summons is taken note of, nothing more"),
        Permission(verb: "departmentPhoned", from: ["summoned"], reason: "as a dispatch"),
        Permission(verb: "remind", from: ["summoned"], reason: "as a dispatch"),
        Permission(
            verb: "delivered", from: ["queued"],
            reason: "the leader's date runs although nobody has taken delivery (M05 leaderOrders: start T-03)"),
        Permission(
            verb: "promiseMissed", from: ["queued"],
            reason: "the leader's date passes although nobody has taken delivery (M05 leaderOrders: start T-03)"),
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

    /// Amendments: `docs/decisions/0018`.
    private static let opinionOnlyHere = [
        Permission(
            verb: "promiseReply", from: ["promised", "inDepartment", "escalated"],
            reason: "the customer is told another date, or one when the department has named its own"),
        Permission(verb: "customerNotContent", from: ["answered"], reason: "nobody but customer service has it now"),
        Permission(verb: "dispatchEnded", reason: "§3.7 forgets that a department may give its part back"),
        Permission(verb: "customerUnreachable", reason: "answered would wait for ever for a customer who is gone"),
        Permission(verb: "customerDeclines", reason: "A-50: declined is an outcome"),
        Permission(verb: "amend", reason: "what was typed wrongly, as in M05 (§3.0 no. 8)"),
        Permission(verb: "withdraw", reason: "the customer thinks better of it, as in M05"),
        Permission(verb: "confirmationDropped", reason: "what the call tells that asks and was not made"),
    ]
    private static let callOnlyHere = [
        Permission(verb: "assign", reason: "the day's list is per person; the catalogue knows only the pool"),
        Permission(verb: "bookSlot", reason: "another time; after the date the call stays overdue and owed (A-54)"),
        Permission(verb: "startContact", from: ["unreached"], reason: "he calls back, or is tried once more"),
        Permission(verb: "reparent", reason: "A11, LEAD-28: a merged lead's call goes with the other lead"),
        Permission(verb: "answer", reason: "complete's answers one by one, while the customer speaks"),
        Permission(verb: "hear", reason: "complete's issues one by one, as the customer names them"),
        Permission(
            verb: "customerBusy", reason: "recorded without a start; after the date the call stays overdue (A-54)"),
        Permission(verb: "noAnswer", reason: "recorded without a start; after the date the call stays overdue (A-54)"),
        Permission(
            verb: "complete", reason: "recorded without a start; straight to the archive where nobody reviews"),
        Permission(verb: "customerDeclines", reason: "A-50: declined is an outcome"),
        Permission(
            verb: "supervisorRetry", from: ["unreached"], reason: "after the date the call stays overdue (A-54)"),
        Permission(verb: "amend", from: ["inReview"], reason: "what the reviewer asks for need not go back first"),
        Permission(verb: "allowLater", reason: "REP-03, T-54: the consent has no row in §3.12"),
        Permission(verb: "needSecondCall", from: ["inReview"], reason: "a date that is near is to be made at once"),
        Permission(verb: "markFaked", from: ["inReview", "archived"], reason: "faking is found after filing"),
        Permission(verb: "waive", from: ["unreached"], reason: "a customer who has left is not reached"),
        Permission(
            verb: "supersede", from: ["inProgress", "unreached"],
            reason: "the ticket that it is part of goes on while somebody is calling"),
        Permission(verb: "closeMissed", from: ["unreached"], reason: "A7: the cadence goes on"),
        Permission(verb: "madeTogether", reason: "A-25: a node's call satisfies it; §3.12 has no row for that"),
        Permission(verb: "contactLapsed", reason: "a call that somebody began and never recorded waits for nobody"),
    ]

    /// Amendments: `docs/decisions/0036`.
    private static let leadOnlyHere = [
        Permission(verb: "startScreening", from: ["screening"], reason: "whoever was not reached is called again"),
        Permission(verb: "holdFirstTalk", from: ["following"], reason: "a talk may come after a first phone call"),
        Permission(
            verb: "handInFirstTalk", from: ["reassignPending", "invalidationPending"],
            reason: "what is owed stays owed while the lead waits (A3)"),
        Permission(
            verb: "processFirstTalk", from: ["reassignPending", "invalidationPending"], reason: "as the form itself"),
        Permission(
            verb: "requestQuoteRelease", from: ["reassignPending", "invalidationPending"],
            reason: "the work goes on while the lead waits (A3)"),
        Permission(
            verb: "approveQuoteRelease", from: ["reassignPending", "invalidationPending"],
            reason: "the work goes on while the lead waits (A3)"),
        Permission(verb: "rejectQuoteRelease", reason: "§3.1 knows only the approval"),
        Permission(
            verb: "rejectChange", reason: "back to where it was; §3.1 forgets that no contact may have been made yet"),
        Permission(verb: "verifyChange", reason: "LFU-09, LFU-10: what a designer says the customer wants is verified"),
        Permission(verb: "withdrawChange", reason: "whoever asked may think better of it; no row in §3.1"),
        Permission(verb: "rejectInvalid", reason: "back to where it was, which may be before the first contact"),
        Permission(verb: "mergeDuplicate", from: ["screening"], reason: "while the customer is being called"),
        Permission(verb: "registerVisit", reason: "LFU-15: the register has no row in §3.1"),
        Permission(verb: "checkNotes", reason: "LFU-12: the check has no row in §3.1"),
        Permission(verb: "checkRegister", reason: "LFU-15, T-16: the check has no row in §3.1"),
        Permission(verb: "bookAppointment", reason: "LFU-14, LEAD-20: the rota has to know it"),
        Permission(verb: "handOverData", reason: "LFU-10: a duty of the former designer instead of a gate (B16)"),
        Permission(verb: "grade", reason: "LEAD-31: no row in §3.1"),
        Permission(verb: "agreeTeam", reason: "LEAD-16, 17: no row in §3.1"),
        Permission(verb: "tellBranchManager", reason: "LEAD-26: no row in §3.1"),
        Permission(verb: "recordBreach", reason: "A14, C20: fines come from a recorded finding"),
        Permission(verb: "amend", reason: "what was typed wrongly, as in M05"),
        Permission(verb: "correctContract", reason: "what was typed wrongly, found after the signing"),
        Permission(verb: "callPlanned", reason: "what a call of a cadence tells; the catalogue has no name for it"),
        Permission(verb: "callEnded", reason: "what a call tells; §3.1 has recordContact by the call"),
        Permission(verb: "absorbDuplicate", reason: "what the target of a merge records"),
    ]

    @Test func leadsFollowTheCatalogue() throws {
        try compare(Lead.self, onlyHere: Self.leadOnlyHere, onlyThere: [])
    }

    /// Amendments: `docs/decisions/0038`.
    private static let projectOnlyHere = [
        Permission(
            verb: "addShipment", reason: "a further shipment while works run; the catalogue has them in the plan only"),
        Permission(verb: "requestSupply", reason: "goods whose request was cancelled may be wanted all the same"),
        Permission(
            verb: "assignTeam", reason: "people of the team change; the catalogue names them at the opening only"),
        Permission(verb: "setBlocking", reason: "who marks a complaint as blocking has no row in §3.2"),
        Permission(verb: "amend", reason: "what was typed wrongly, as in M05"),
        Permission(verb: "closeProject", reason: "the warranty may end before the last complaint does"),
        Permission(verb: "nodeEnded", reason: "several nodes at once, in any order, and one that is cancelled"),
        Permission(verb: "nodeMoved", reason: "how a project knows the dates of its nodes; no name there"),
        Permission(verb: "nodeReworked", reason: "how a project knows what holds its final acceptance; no name there"),
        Permission(verb: "supplyEnded", reason: "how a project knows its supplies; no name there"),
        Permission(verb: "callPlanned", reason: "how a project knows its calls; no name there"),
        Permission(verb: "callEnded", reason: "how a project hears what became of its calls; no name there"),
        Permission(verb: "issuePaymentNotice", reason: "the catalogue names the paper, §5, but not the step"),
        Permission(verb: "ticketLinked", reason: "a complaint may come at any time, not only in the warranty"),
        Permission(verb: "ticketEnded", reason: "how a project knows that a complaint has ended; no name there"),
        Permission(verb: "resume", from: ["suspended"], reason: "a project goes on with what it was suspended in"),
        Permission(verb: "warrantyEnded", from: ["inWarranty"], reason: "recorded first; closed when nothing is open"),
    ]
    private static let projectOnlyThere = [
        Permission(verb: "warrantyEnded", from: ["inWarranty"], reason: "closes by closeProject, at once if it can")
    ]
    private static let nodeOnlyHere = [
        Permission(verb: "signProxy", from: ["dateConfirmed"], reason: "an agreement may come between date and notice"),
        Permission(
            verb: "notifyParties", from: ["planned", "dateConfirmed", "partiesNotified"],
            reason: "those concerned are told one by one; a proxy may come later"),
        Permission(
            verb: "rejectReschedule", from: ["changeRequested"], reason: "who was told of the old date stays told"),
        Permission(
            verb: "beginAcceptance", from: ["planned", "dateConfirmed"], reason: "corrections B16: warns and records"),
        Permission(
            verb: "goodsNotArrived", from: ["planned", "dateConfirmed"], reason: "corrections B16: warns and records"),
        Permission(verb: "sendToDepartment", reason: "a department that gave it back, or is known only later"),
        Permission(verb: "leaderOrders", reason: "a second missed date of the department (FBK-03)"),
        Permission(verb: "cancelNode", from: ["accepting"], reason: "the project may be cancelled at any time"),
        Permission(verb: "dayCame", reason: "corrections A8: the call is due on the day, whatever comes of it"),
        Permission(verb: "supplyAssigned", reason: "how a node knows its supply; no name there"),
        Permission(verb: "supplyMoved", reason: "acceptChange of §3.4 reschedules the node; no name there"),
        Permission(verb: "goodsArrived", reason: "arrive of §3.4 tells the node; no name there"),
        Permission(verb: "parentSuspended", reason: "suspend of §3.2 pauses the nodes; no name there"),
        Permission(verb: "parentResumed", reason: "resume of §3.2 gives the nodes dates; no name there"),
        Permission(verb: "dispatchMissed", reason: "news of the department that puts it right; no name there"),
        Permission(verb: "dispatchEnded", reason: "news of the department that puts it right; no name there"),
    ]
    private static let supplyOnlyHere = [
        Permission(
            verb: "confirmSupply", reason: "another day than was asked for is a change, whatever the store calls it"),
        Permission(verb: "proposeChange", from: ["adjusted"], reason: "a date may change twice"),
        Permission(verb: "ship", from: ["requested", "adjusted"], reason: "corrections B12: the lorry is not blocked"),
        Permission(
            verb: "arrive", from: ["requested", "confirmed", "adjusted"], reason: "goods come that nobody announced"),
        Permission(verb: "cancelSupply", from: ["shipped"], reason: "the project may be cancelled at any time"),
        Permission(verb: "neededMoved", reason: "approveReschedule of §3.3 moves the supply; no name there"),
        Permission(verb: "nodeEnded", reason: "a node that has ended waits for nothing; no name there"),
        Permission(verb: "parentSuspended", reason: "suspend of §3.2; no name there"),
        Permission(verb: "parentResumed", reason: "resume of §3.2; no name there"),
    ]

    @Test func projectsFollowTheCatalogue() throws {
        try compare(
            RenovationProject.self, onlyHere: Self.projectOnlyHere, onlyThere: Self.projectOnlyThere)
    }

    @Test func acceptancesFollowTheCatalogue() throws {
        try compare(AcceptanceNode.self, onlyHere: Self.nodeOnlyHere, onlyThere: [])
    }

    @Test func suppliesFollowTheCatalogue() throws {
        try compare(SupplyRequest.self, onlyHere: Self.supplyOnlyHere, onlyThere: [])
    }

    @Test func complaintsFollowTheCatalogue() throws {
        try compare(Complaint.self, onlyHere: Self.complaintOnlyHere, onlyThere: Self.complaintOnlyThere)
    }

    @Test func dispatchesFollowTheCatalogue() throws {
        try compare(DepartmentDispatch.self, onlyHere: Self.dispatchOnlyHere, onlyThere: [])
    }

    @Test func opinionsFollowTheCatalogue() throws {
        try compare(OpinionIssue.self, onlyHere: Self.opinionOnlyHere, onlyThere: [])
    }

    @Test func callsFollowTheCatalogue() throws {
        try compare(CallTask.self, onlyHere: Self.callOnlyHere, onlyThere: [])
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
