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
        .duplicateAbsorbed(
            source: id, receivedAt: .monday, parts: [moved], countsHere: true, needs: [.engineering], projects: [id]),
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
        .superseded(by: id), .madeTogether(call: id), .missed(reason: "t"), .deadlinePassed, .contactLapsed,
        .assigned(caller: Account(unchecked: "caller")),
        .nextPlanned(call: id, occasion: .afterSale, basisAt: .monday, dueAt: .monday),
        .contradicted(
            issue: id, contradiction: CallTask.Contradiction(first: id, second: id, questions: [.worksProblem])),
        .pointRaised(issue: id, content: "t", question: .works, overall: .score),
        .reparented(parent: id),
    ]

    private static let facts = Lead.Facts(
        estate: "t", area: 120, layout: "3+2", floorPlan: "plan-1", heardOfUs: .friend)
    private static let plannedCall = Lead.PlannedCall(
        call: id, occasion: .firstVisit, basisAt: .monday, dueAt: .monday)
    private static let place = DispatchReceipt.Place(
        designer: .ann, ahead: 1, suspended: 2, isPassedOver: true, load: 3)
    private static let voucher = DispatchReceipt(
        rota: id, round: 2, roundsEnded: 1,
        candidates: [DispatchReceipt.Candidate(designer: .ann, skipped: .suspended, ability: 500)], offered: .bob,
        capacity: 15, ranksByAbility: true, forcedCounts: true, before: [place], after: [place])

    static let lead: [Lead.Event] = [
        .intakeCompleted(fields: facts), .screeningStarted(call: plannedCall),
        .screened(needs: "t", intent: "t", designer: .ann),
        .designerPreset(designer: .ann, measuringAt: .monday),
        .assigned(designer: .ann, reason: "t", voucher: voucher, endsDuty: true), .refused(declined: .picky, note: "t"),
        .contacted(
            way: .visit, notes: "t", nextAppointment: .monday, isIncomplete: true, intent: "t", wishes: "t",
            nextStep: "t"),
        .firstTalkHeld(notes: "t", nextAppointment: .monday, intent: "t", wishes: "t"),
        .firstTalkHandedIn(needs: "t", intent: "t", basics: facts),
        .firstTalkProcessed(note: "t"),
        .visitRegistered(content: "t", visitor: "t", designer: .ann, nextAppointment: .monday),
        .notesChecked(finding: .thin, note: "t"),
        .registerChecked(finding: .thin, note: "t"), .appointmentBooked(at: .monday),
        .quoteReleaseAsked(quote: "Q-1", amount: 100),
        .quoteReleased(note: "t"), .quoteRefused(reason: "t"),
        .changeAsked(wish: .customer, reason: "t", isVerified: true, askedBy: .ann), .changeVerified(note: "t"),
        .changeWithdrawn(reason: "t"),
        .reassigned(designer: .ann, reason: "t", voucher: voucher, keepsDuties: true), .changeRejected(reason: "t"),
        .dataHandedOver(note: "t", designer: .ann), .invalidProposed(side: .designer, reason: "t"),
        .invalidConfirmed(note: "t"),
        .invalidApproved(note: "t"), .invalidRejected(reason: "t"),
        .signed(contractNo: "K-1", amount: 100, congratulation: plannedCall, project: id, site: "t"),
        .contractCorrected(contractNo: "K-1", amount: 100, site: "t", reason: "t"),
        .lost(lossReason: .price, fault: .designer, competitor: "t", note: "t", isEarly: true),
        .merged(into: id, reason: "t", moved: [id]),
        .graded(grade: .a, isKey: true, hasObjection: true),
        .teamAgreed(members: [Lead.Member(designer: .ann, work: "drawings", share: 100)]), .branchTold(note: "t"),
        .breachFound(breach: .grabbing, account: .ann, fine: 2_000, rounds: 2, note: "t"),
        .contactGapExceeded(designer: .ann, fine: 2_000), .amended(fields: facts, reason: "t"),
        .callPlanned(call: plannedCall), .callJoined(call: id, occasion: .batch),
        .callEnded(call: id, reached: true, displeased: true),
        .callsDropped(calls: [id]),
        .duplicateAbsorbed(
            source: id,
            brought: Lead.Brought(
                calls: [Lead.OwedCall(call: id, occasion: .firstVisit)], isVisited: true, ungradedVisit: .monday,
                metAt: .monday, inquiredAt: .monday, salesperson: .bob)),
    ]

    static let rota: [Rota.Event] = [
        .joined(
            designer: .ann,
            carried: Carried(
                designer: .ann, ahead: 1, suspended: 2, isWithheld: true, capacity: 3, lastTurn: 4, signings: 5,
                losses: 6,
                round: 7)), .left(designer: .ann, reason: "t"),
        .leaveTaken(designer: .ann, leaveFrom: .monday, leaveUntil: .monday, reason: "t", isBesides: true),
        .capacitySet(designer: .ann, capacity: 3), .withheld(designer: .ann, reason: "t"), .released(designer: .ann),
        .suspended(designer: .ann, rounds: 2, reason: "t"), .suspensionLifted(designer: .ann, reason: "t"),
        .closed(reason: "t"),
        .sheetsCollected(notHandedIn: [.ann], note: "t", nextAt: .monday),
        .registerReviewed(visits: [id], note: "t", nextAt: .monday),
        .sheetsNotCollected(nextAt: .monday), .registerNotReviewed(nextAt: .monday),
        .visitorsHandedIn(visitors: [id], note: "t"),
        .turnTaken(lead: id, designer: .ann, round: 2, places: [place], at: .monday),
        .chargeTaken(lead: id, designer: .ann, at: .monday), .appointed(lead: id, designer: .ann, at: .monday),
        .chargeEnded(lead: id, designer: .ann, ending: .replaced),
        .visitNoted(lead: id, isListed: true, isRegistered: true),
    ]

    private static let day = AcceptanceNode.Day(
        scheduledFor: .monday, endsAt: .monday, parties: [.customer], short: [.customer])
    private static let rework = AcceptanceNode.Rework.Part(dispatch: id, department: .engineering)

    private static let results = [AcceptanceNode.ItemResult(item: "t", passed: true)]

    static let node: [AcceptanceNode.Event] = [
        .dateReported(
            day: day, isLate: true,
            delivery: AcceptanceNode.DeliveryNotice(noticeNo: "S-1", material: "t", noticedAt: .monday), number: 2),
        .proxySigned(
            proxyName: "t", agreementNo: "A-1", byInspector: true, isShort: true, proxyPhone: "t", scope: "t",
            signedAt: .monday, number: 2),
        .partiesTold(parties: [.proxy], channel: .phone), .declined(note: "t"),
        .rescheduleRequested(scheduledFor: .monday, mover: .siteLead, reason: "t", isLate: true),
        .rescheduleRejected(reason: "t"), .rescheduled(day: day, mover: .siteLead, isLate: true),
        .dateMoved(day: day, mover: .homeConsultant, isLate: true), .supplyDateNoted(scheduledFor: .monday),
        .dayCame(call: id), .began(present: [.customer], untold: [.inspector], call: id),
        .goodsMissing(reason: "t", part: rework, call: id), .passed(checklist: "t", call: id, results: results),
        .passedInAbsence(documentNo: "D-1", checklist: "t", call: id, results: results),
        .failed(defects: ["t"], part: rework, call: id, results: results),
        .confirmed(
            note: "t",
            confirmation: AcceptanceNode.Confirmation(documentNo: "D-1", channel: .phone, isSigned: true), call: id),
        .disputed(content: "t", becomes: .opinion, ticket: id),
        .sentToDepartment(part: rework), .leaderOrdered(measures: "t", newDeadline: .monday),
        .reworkDone(day: day, note: "t", cause: "t"), .cancelled(reason: "t", byProject: true),
        .supplyAssigned(supply: id),
        .goodsArrived, .suspended(until: .monday), .dispatchMissed(dispatch: id, misses: 2),
        .dispatchEnded(dispatch: id, outcome: .done), .escalated,
        .resumed(
            day: day, standstill: AcceptanceNode.Suspension(since: .monday, until: .monday), short: [.customer]),
    ]

    static let supply: [SupplyRequest.Event] = [
        .confirmed(shipOn: .monday, arriveOn: .monday),
        .changed(shipOn: .monday, arriveOn: .monday, reason: "t", isLate: true), .changeAccepted(neededOn: .monday),
        .changeRejected(reason: "t"), .siteChanged(neededOn: .monday, mover: .siteLead, reason: "t", isLate: true),
        .shipped(note: "t", items: "t"), .arrived(deliveryNote: "D-1"), .cancelled(reason: "t", byProject: true),
        .neededMoved(neededOn: .monday), .nodeEnded(outcome: .passed), .suspended,
        .resumed(neededOn: .monday, stands: true),
    ]

    private static let contract = RenovationProject.ProductContract(
        goods: .furnishing, products: "t", shipOn: .monday, store: "S-1")
    private static let planned = RenovationProject.PlannedNode(
        node: id, stage: .mainMaterial, scheduledFor: .monday, productContract: "PC-1", contract: contract)
    private static let plannedSupply = RenovationProject.PlannedSupply(
        supply: id, node: id, productContract: "PC-1", neededOn: .monday, contract: contract)
    private static let plan = RenovationProject.ConstructionPlan(
        planNo: "P-1", finishOn: .monday, terms: "t",
        risks: [RenovationProject.Risk(risk: "t", measure: "t", owner: Account(unchecked: "a"))])
    private static let team = RenovationProject.Team(
        siteLead: Account(unchecked: "a"), inspector: Account(unchecked: "b"),
        decorationDesigner: Account(unchecked: "c"), furnishingDesigner: Account(unchecked: "d"),
        homeConsultant: Account(unchecked: "e"))

    static let project: [RenovationProject.Event] = [
        .planApproved(nodes: [planned], plan: plan), .shipmentAdded(node: planned, supply: plannedSupply),
        .worksStarted(resourcesReady: true, call: id), .advanced(to: .materialsPhase),
        .suppliesRequested(supplies: [plannedSupply]), .worksEnded(note: "t", closing: [id], call: id),
        .settled(
            amount: 1, receiptNo: "R-1", warrantyEndsAt: .monday, warrantyCardNo: "W-1", score: 4,
            answers: [CallTask.Answer(.works, score: 2, text: "t")], points: ["t"], isToBeVerified: true,
            warrantyStartsAt: .monday, warrantyScope: "t", opinions: [id]),
        .surveyVerified(trueRecord: "t", differing: [.works], opinions: [id]), .teamAssigned(team: team),
        .blockingSet(linked: id, isBlocking: true, reason: "t"), .suspended(reason: "t", until: .monday),
        .resumed(dates: [RenovationProject.NodeDate(node: id, scheduledFor: .monday)]),
        .cancelled(reason: "t", settlement: "t", closing: [id]),
        .amended(
            fields: RenovationProject.Amendment(
                contractNo: "K-1", site: "t", amount: 100, receiptNo: "R-1", warrantyCardNo: "W-1",
                warrantyEndsAt: .monday), reason: "t"), .warrantyEnded(followUpsMissing: 1, closing: [id]),
        .closed(closing: [id]), .paymentNoticeIssued(noticeNo: "J-1", amount: 1, payBy: .monday),
        .nodeEnded(node: id, outcome: .passed), .nodeMoved(node: id, scheduledFor: .monday),
        .nodeReworked(node: id, isOpen: true), .supplyEnded(supply: id, outcome: .arrived),
        .callPlanned(call: id, occasion: .afterSale, follows: id),
        .callEnded(call: id, reached: true, displeased: true, standsFor: [id]),
        .ticketLinked(linked: id, isBlocking: true), .ticketEnded(linked: id, unlinked: true),
    ]
}
