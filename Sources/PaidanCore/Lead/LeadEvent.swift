extension Lead {
    /// A fact. Stored for ever; a case is never renamed and never changes its meaning.
    package enum Event: Codable, Hashable, Sendable {
        case intakeCompleted(fields: Facts?)
        case screeningStarted(call: PlannedCall)
        case screened(needs: PersonalText, intent: PersonalText?, designer: Account?)
        case designerPreset(designer: Account, measuringAt: Instant?)
        /// `endsDuty`: whoever has the lead again does not owe its data any more; nil in histories of before that was so.
        case assigned(designer: Account, reason: PersonalText?, voucher: DispatchReceipt?, endsDuty: Bool?)
        case refused(declined: Declined, note: PersonalText?)
        case contacted(
            way: ContactKind, notes: PersonalText, nextAppointment: Instant?, isIncomplete: Bool,
            intent: PersonalText?, wishes: PersonalText?, nextStep: PersonalText?)
        case firstTalkHeld(
            notes: PersonalText, nextAppointment: Instant?, intent: PersonalText?, wishes: PersonalText?)
        case firstTalkHandedIn(needs: PersonalText, intent: PersonalText, basics: Facts?)
        case firstTalkProcessed(note: PersonalText?)
        case visitRegistered(
            content: PersonalText, visitor: PersonalText?, designer: Account?, nextAppointment: Instant?)
        case notesChecked(finding: Finding, note: PersonalText?)
        case registerChecked(finding: Finding, note: PersonalText?)
        case appointmentBooked(at: Instant)
        case quoteReleaseAsked(quote: String, amount: Int?)
        case quoteReleased(note: PersonalText?)
        case quoteRefused(reason: PersonalText)
        /// `isVerified`: that the customer wants it is known from somebody else than the designer; nil in histories of before it
        /// was asked, where a customer's wish counted as said. `askedBy`: nil in histories of before it was kept.
        case changeAsked(wish: ChangeWish, reason: PersonalText, isVerified: Bool?, askedBy: Account?)
        case changeVerified(note: PersonalText?)
        case changeWithdrawn(reason: PersonalText)
        /// `keepsDuties`: what former designers owe stays owed beside what the last one owes; nil in histories of before it did.
        case reassigned(designer: Account, reason: PersonalText?, voucher: DispatchReceipt?, keepsDuties: Bool?)
        case changeRejected(reason: PersonalText)
        /// `designer`: whose duty that was; nil in histories in which one was owed at a time.
        case dataHandedOver(note: PersonalText?, designer: Account?)
        case invalidProposed(side: Side, reason: PersonalText)
        case invalidConfirmed(note: PersonalText?)
        case invalidApproved(note: PersonalText?)
        case invalidRejected(reason: PersonalText)
        /// `amount` in 分. `project`: what is opened with it; a contract of earlier days opened none.
        /// `site`: 工程地址, where it was named with the contract.
        case signed(
            contractNo: String, amount: Int, congratulation: PlannedCall?, project: TicketID?, site: PersonalText? = nil
        )
        case lost(
            lossReason: LossReason, fault: Fault, competitor: PersonalText?, note: PersonalText?, isEarly: Bool)
        /// `moved`: the calls that go along; nil where there are none, and in histories of before they did.
        case merged(into: TicketID, reason: PersonalText?, moved: [TicketID]?)
        case graded(grade: Grade, isKey: Bool, hasObjection: Bool)
        case teamAgreed(members: [Member])
        case branchTold(note: PersonalText?)
        /// `fine` in 分, `rounds` of suspension: what the regulation provides, for a director to decide on.
        case breachFound(breach: Breach, account: Account, fine: Int?, rounds: Int?, note: PersonalText?)
        case contactGapExceeded(designer: Account?, fine: Int?)
        case amended(fields: Facts, reason: PersonalText)
        case contractCorrected(contractNo: String?, amount: Int?, site: PersonalText? = nil, reason: PersonalText)
        case callPlanned(call: PlannedCall)
        /// The next call of a cadence, planned by the one before it.
        case callJoined(call: TicketID, occasion: CallTask.Occasion?)
        case callEnded(call: TicketID, reached: Bool, displeased: Bool)
        /// Calls of a cadence that is over for this customer.
        case callsDropped(calls: [TicketID])
        /// `brought`: nil in histories of before anything came along.
        case duplicateAbsorbed(source: TicketID, brought: Brought?)
    }

    /// What nobody has done and nobody has to do any more; a signed contract is a contact, and a lost customer is none.
    package static func clocksReleased(by event: Event) -> [ClockRule] {
        switch event {
        case .merged, .invalidApproved, .reassigned, .lost: clockRules
        case .signed: [formClock, processedClock, quoteClock, handOverClock, notesClock, branchClock, appointmentClock]
        case .appointmentBooked: [appointmentClock]
        case .intakeCompleted, .screeningStarted, .screened, .designerPreset, .assigned, .refused, .contacted,
            .firstTalkHeld, .firstTalkHandedIn, .firstTalkProcessed, .visitRegistered, .notesChecked, .registerChecked,
            .quoteReleaseAsked, .quoteReleased, .quoteRefused, .changeAsked, .changeVerified, .changeWithdrawn,
            .changeRejected, .dataHandedOver,
            .invalidProposed, .invalidConfirmed, .invalidRejected, .graded, .teamAgreed, .branchTold,
            .breachFound, .contactGapExceeded, .amended, .contractCorrected, .callPlanned, .callJoined, .callEnded,
            .callsDropped, .duplicateAbsorbed:
            []
        }
    }

    package static func cameByTime(_ event: Event) -> Bool {
        if case .contactGapExceeded = event { true } else { false }
    }

    /// What others note, find or hear says nothing of when the customer was spoken to.
    package static func isAside(_ event: Event) -> Bool {
        switch event {
        case .notesChecked, .registerChecked, .graded, .teamAgreed, .breachFound, .amended, .contractCorrected,
            .callPlanned, .callJoined, .callEnded, .callsDropped, .duplicateAbsorbed:
            true
        case .intakeCompleted, .screeningStarted, .screened, .designerPreset, .assigned, .refused, .contacted,
            .firstTalkHeld, .firstTalkHandedIn, .firstTalkProcessed, .visitRegistered, .appointmentBooked,
            .quoteReleaseAsked, .quoteReleased, .quoteRefused, .changeAsked, .changeVerified, .changeWithdrawn,
            .reassigned,
            .changeRejected,
            .dataHandedOver, .invalidProposed, .invalidConfirmed, .invalidApproved, .invalidRejected, .signed, .lost,
            .merged, .branchTold, .contactGapExceeded:
            false
        }
    }
}
