@testable import PaidanCore

extension PersonID {
    static let somebody = PersonID(ULID(high: 7, low: 7))
}

extension OpinionIssue.Opening {
    static func test(heardOn: OpinionIssue.HeardOn = .call, raisedAt: Instant? = nil) -> Self {
        Self(heardOn: heardOn, customer: .somebody, content: "the socket is hidden", raisedAt: raisedAt)
    }
}

extension CallTask.Opening {
    /// Due in ten days, unless a test says otherwise.
    static func test(
        _ occasion: CallTask.Occasion = .preSale, basisAt: Instant? = nil, dueAt: Instant? = .monday + .days(10),
        ends: Instant? = nil, dislikesCalls: Bool? = nil, severity: Complaint.Severity? = nil, caller: Account? = nil,
        checks: TicketID? = nil
    ) -> Self {
        Self(
            occasion: occasion, customer: .somebody, basisAt: basisAt, dueAt: dueAt, cadenceEnds: ends,
            dislikesCalls: dislikesCalls, severity: severity, caller: caller, checks: checks)
    }
}

extension CallTask.Command {
    /// The customer was reached by phone; states only what matters to a test.
    static func made(
        _ satisfied: Bool? = true, channel: CallTask.Channel? = .phone, score: Int? = nil,
        answers: [CallTask.Answer]? = nil,
        signed: Bool? = nil, dislikesCalls: Bool? = nil, next: CallTask.Occasion? = nil, nextDueAt: Instant? = nil,
        overrideReason: PersonalText? = nil
    ) -> Self {
        .complete(
            channel: channel, satisfied: satisfied, score: score, points: satisfied == false ? ["still creaks"] : nil,
            answers: answers, signed: signed, dislikesCalls: dislikesCalls, next: next, nextDueAt: nextDueAt,
            overrideReason: overrideReason)
    }

    static func inVain(_ miss: CallTask.Miss, retryAt: Instant? = nil, because reason: PersonalText? = nil) -> Self {
        .noAnswer(miss: miss, retryAt: retryAt, overrideReason: reason)
    }

    static func busy(at moment: Instant, because reason: PersonalText? = nil) -> Self {
        .customerBusy(at: moment, place: nil, overrideReason: reason)
    }

    static func booked(at moment: Instant, because reason: PersonalText? = nil) -> Self {
        .bookSlot(at: moment, place: nil, overrideReason: reason)
    }
}

extension Story {
    /// The record is handed in, and a second call is wanted.
    mutating func callAgain() throws {
        try act(CallTask.self, .submitRecord(note: nil))
        try act(CallTask.self, .needSecondCall(dueAt: now + .days(1), reason: "r"), by: .leader)
    }

    /// So far apart that each attempt counts.
    mutating func tryInVain(times: Int) throws {
        for count in 1...times {
            if count > 1 { try wait(.hours(2)) }
            try act(CallTask.self, .inVain(.phoneOff))
        }
    }
}
