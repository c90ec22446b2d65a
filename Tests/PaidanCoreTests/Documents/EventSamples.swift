@testable import PaidanCore

/// One event of each case with every value given, so that every name that reaches disk is written once.
enum EventSamples {
    private static let id = TicketID(ULID(high: 1, low: 2))
    private static let part = Complaint.Forwarding(
        dispatch: id, department: .engineering, countsWhenDelivered: true, misses: 1)
    private static let moved = Complaint.DispatchRecordMoved(
        id: id, department: .materials, forwardedAt: .monday, misses: 1)

    static let complaint: [Complaint.Event] = [
        .classified(categories: [.works], departments: [.engineering], replaces: [id]), .explanationStarted,
        .explanationAccepted(notes: "t", isRevisited: true), .explanationRejected(notes: "t"),
        .surveyRequired(
            departments: [.engineering], summons: [Complaint.Summons(dispatch: id, department: .engineering)]),
        .surveyScheduled(at: .monday, attendees: ["t"]),
        .surveyConcluded(findings: "t", parts: [part]), .forwarded(parts: [part], replaces: [id]),
        .redispatched(part: part, replaces: id),
        .customerAnswered(text: "t"), .planProposed(plan: "t", agreed: true), .outcomeVerified(result: "t"),
        .amended(
            fields: Complaint.Amendment(content: "t", demand: "t", projectOrOrder: "P-1", receivedAt: .monday),
            reason: "t"),
        .severityRaised(level: .major, reason: "t"), .severityReviewOpened(repeats: 2), .merged(into: id, moved: [id]),
        .unmerged(
            reason: "t", back: [id], ended: [Relative.Ended(id: id, outcome: .done, at: .monday)],
            progress: [Relative.Progress(id: id, deliveredAt: .monday, misses: 1)]),
        .duplicateAbsorbed(source: id, receivedAt: .monday, parts: [moved], countsHere: true, needs: [.engineering]),
        .duplicateReleased(source: id, parts: [id], promise: 2, isFromNow: true),
        .held(reason: .parts, until: .monday, note: "t"), .resumed,
        .escalated(reason: .secondMiss), .leaderOrdered(measures: "t", newDeadline: .monday),
        .leaderResolved(result: "t", cause: "t", isRevisited: true), .dispatchDelivered(dispatch: id),
        .dispatchMissed(dispatch: id, misses: 2, owesEscalation: true), .dispatchEnded(dispatch: id, outcome: .done),
        .returnedToTriage(isMisrouted: true), .handled(isRevisited: true), .closed(how: .told),
        .revisitSatisfied(callTaskID: id, score: 5), .revisitDissatisfied(callTaskID: id, points: ["t"]),
        .revisitUnreachable(attempts: 3), .answeredByLetter(letterID: "L-1", note: "t"), .withdrawn(reason: "t"),
        .deliveryDied(queue: "routing", error: "e", attempts: 9),
        .revisitPlanned(call: id, dueAt: .monday), .revisitDeclined(callTaskID: id),
        .revisitDropped(call: id, how: .waived),
        .tookOver(source: id, part: moved, owesEscalation: true, escalatedAt: .monday),
    ]

    static let dispatch: [DepartmentDispatch.Event] = [
        .delivered(receipt: "t"), .accepted(promisedDate: .monday), .promiseChanged(date: .monday, reason: "t"),
        .returned(reason: "t", suggestedDept: .materials), .progressed(note: "t", partsNeeded: ["hinge"]),
        .promisedAnew(date: .monday), .reportedDone(result: "t", cause: "t", responsible: "t"), .phoned(note: "t"),
        .reminded(note: "t"), .cancelled(reason: "t", byComplaint: true), .promiseMissed, .renewalMissed,
        .held(until: .monday), .resumed, .ordered(measures: "t", deadline: .monday, runs: true),
        .reparented(parent: id),
        .deliveryDied(queue: "dept:engineering", error: "e", attempts: 9), .surveyScheduled(at: .monday), .surveyEnded,
    ]

    private static let opinionPart = OpinionIssue.Part(dispatch: id, department: .engineering, misses: 1)

    static let opinion: [OpinionIssue.Event] = [
        .answeredAtOnce(text: "t"), .replyPromised(promisedDate: .monday, note: "t"), .replied(text: "t"),
        .forwarded(part: opinionPart), .dispatchMissed(dispatch: id, misses: 2), .escalated,
        .dispatchDone(dispatch: id),
        .dispatchLost(dispatch: id, outcome: .returned), .leaderOrdered(measures: "t", newDeadline: .monday),
        .leaderResolved(result: "t"), .confirmationPlanned(call: id, dueAt: .monday),
        .confirmationDropped(call: id, how: .missed), .customerContent(callTaskID: id, score: 5),
        .customerNotContent(callTaskID: id, points: ["t"], part: opinionPart, promisedDate: .monday),
        .customerUnreachable(attempts: 3), .customerDeclined(callTaskID: id),
        .becameComplaint(complaint: id, content: "t", categories: [.works], severity: .major),
        .amended(fields: OpinionIssue.Amendment(content: "t", projectOrOrder: "P-1"), reason: "t"),
        .withdrawn(reason: "t"),
    ]

    private static let answer = CallTask.Answer(.designer, score: 5, yes: true, text: "t")

    static let call: [CallTask.Event] = [
        .becameDue, .slotBooked(at: .monday, place: "t", overrideReason: "t", closesAt: .monday),
        .contactStarted(channel: .phone, isOutsideWindow: true, overrideReason: "t"), .answered(answer: answer),
        .heard(ticket: id, becomes: .complaint, content: "t", categories: [.works], severity: .major),
        .customerBusy(at: .monday, place: "t", overrideReason: "t", closesAt: .monday),
        .notReached(
            miss: .lineBusy, retryAt: .monday, overrideReason: "t", movedFrom: .monday, isTooSoon: true),
        .completed(
            made: CallTask.Made(
                channel: .visit, satisfied: true, score: 5, points: ["t"], answers: [answer], signed: true,
                dislikesCalls: true, missing: [.hasSeenSite])),
        .declined(note: "t", dislikesCalls: true), .filed, .retryOrdered(retryAt: .monday, overrideReason: "t"),
        .unreachedAccepted(note: "t"), .amended(answers: [answer], reason: "t"), .reportWritten(report: "t"),
        .submitted(note: "t"),
        .submissionExtended(submitBy: .monday, reason: "t"), .reviewed(opinion: "t"), .sentBack(reason: "t"),
        .secondCallNeeded(dueAt: .monday, opensAt: .monday, reason: "t"),
        .markedFaked(reason: "t", recheck: id, dueAt: .monday), .waived(reason: .customerLeft, note: "t"),
        .superseded(by: id), .missed(reason: "t"), .deadlinePassed, .contactLapsed,
        .assigned(caller: Account(unchecked: "caller")),
        .nextPlanned(call: id, occasion: .afterSale, basisAt: .monday, dueAt: .monday),
        .contradicted(
            issue: id, contradiction: CallTask.Contradiction(first: id, second: id, questions: [.worksProblem])),
        .pointRaised(issue: id, content: "t", question: .works, overall: .score),
    ]
}
