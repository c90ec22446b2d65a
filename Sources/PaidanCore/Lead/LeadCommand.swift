extension Lead {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case completeIntake(fields: Facts?)
        case startScreening
        /// `intent`: 简单意向方案, worked out with `designer`.
        case screeningDone(needs: PersonalText, intent: PersonalText?, designer: Account? = nil)
        case presetDesigner(designer: Account, measuringAt: Instant?)
        case dispatch(designer: Account?, reason: PersonalText?)
        case refuseLead(declined: Declined, note: PersonalText?)
        /// 跟单记录表, and 笔记 where the customer was met.
        case recordContact(
            way: ContactKind, notes: PersonalText, nextAppointment: Instant?, intent: PersonalText? = nil,
            wishes: PersonalText? = nil, nextStep: PersonalText? = nil)
        case holdFirstTalk(
            notes: PersonalText, nextAppointment: Instant?, intent: PersonalText? = nil, wishes: PersonalText? = nil)
        /// 客户首谈表.
        case handInFirstTalk(needs: PersonalText, intent: PersonalText, basics: Facts? = nil)
        case processFirstTalk(note: PersonalText?)
        /// 客户来访记录.
        case registerVisit(
            content: PersonalText, visitor: PersonalText? = nil, designer: Account? = nil,
            nextAppointment: Instant? = nil)
        case checkNotes(finding: Finding, note: PersonalText?)
        case checkRegister(finding: Finding, account: Account?, note: PersonalText?)
        case bookAppointment(at: Instant)
        case requestQuoteRelease(quote: String, amount: Int? = nil)
        case approveQuoteRelease(note: PersonalText?)
        case rejectQuoteRelease(reason: PersonalText)
        case requestDesignerChange(wish: ChangeWish, reason: PersonalText)
        case verifyChange(note: PersonalText?)
        case withdrawChange(reason: PersonalText)
        case reassign(designer: Account?, reason: PersonalText?)
        case rejectChange(reason: PersonalText)
        /// `designer`: whose duty that was, where several owe data.
        case handOverData(note: PersonalText?, designer: Account? = nil)
        case proposeInvalid(reason: PersonalText)
        case confirmInvalid(note: PersonalText?)
        case approveInvalid(note: PersonalText?)
        case rejectInvalid(reason: PersonalText)
        case signContract(contractNo: String, amount: Int, site: PersonalText? = nil)
        /// `account`: whose fault it was, where that is somebody who had the lead before.
        case loseLead(
            lossReason: LossReason, fault: Fault, competitor: PersonalText?, note: PersonalText?,
            account: Account? = nil
        )
        case mergeDuplicate(targetID: TicketID, reason: PersonalText? = nil)
        case grade(grade: Grade, keyCustomer: Bool?, hasObjection: Bool?)
        case agreeTeam(members: [Member])
        case tellBranchManager(note: PersonalText?)
        case recordBreach(breach: Breach, account: Account, note: PersonalText)
        case amend(fields: Facts, reason: PersonalText)
        case correctContract(contractNo: String?, amount: Int?, site: PersonalText? = nil, reason: PersonalText)
        // Given by linked tickets.
        case callPlanned(call: TicketID, occasion: CallTask.Occasion? = nil)
        case callEnded(call: TicketID, reached: Bool, displeased: Bool)
        case absorbDuplicate(source: TicketID, brought: Brought? = nil)
        // Given by a clock.
        case contactGapPassed
    }

    package enum Verb: Int, Name {
        case completeIntake, startScreening, screeningDone, presetDesigner, dispatch, refuseLead
        case recordContact, holdFirstTalk, handInFirstTalk, processFirstTalk, registerVisit, checkNotes, checkRegister
        case bookAppointment, requestQuoteRelease, approveQuoteRelease, rejectQuoteRelease
        case requestDesignerChange, verifyChange, withdrawChange, reassign, rejectChange, handOverData
        case proposeInvalid, confirmInvalid, approveInvalid, rejectInvalid, signContract, loseLead, mergeDuplicate
        case grade, agreeTeam, tellBranchManager, recordBreach, amend, correctContract
        case callPlanned, callEnded, absorbDuplicate, contactGapPassed
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .completeIntake: .completeIntake
        case .startScreening: .startScreening
        case .screeningDone: .screeningDone
        case .presetDesigner: .presetDesigner
        case .dispatch: .dispatch
        case .refuseLead: .refuseLead
        case .recordContact: .recordContact
        case .holdFirstTalk: .holdFirstTalk
        case .handInFirstTalk: .handInFirstTalk
        case .processFirstTalk: .processFirstTalk
        case .registerVisit: .registerVisit
        case .checkNotes: .checkNotes
        case .checkRegister: .checkRegister
        case .bookAppointment: .bookAppointment
        case .requestQuoteRelease: .requestQuoteRelease
        case .approveQuoteRelease: .approveQuoteRelease
        case .rejectQuoteRelease: .rejectQuoteRelease
        case .requestDesignerChange: .requestDesignerChange
        case .verifyChange: .verifyChange
        case .withdrawChange: .withdrawChange
        case .reassign: .reassign
        case .rejectChange: .rejectChange
        case .handOverData: .handOverData
        case .proposeInvalid: .proposeInvalid
        case .confirmInvalid: .confirmInvalid
        case .approveInvalid: .approveInvalid
        case .rejectInvalid: .rejectInvalid
        case .signContract: .signContract
        case .loseLead: .loseLead
        case .mergeDuplicate: .mergeDuplicate
        case .grade: .grade
        case .agreeTeam: .agreeTeam
        case .tellBranchManager: .tellBranchManager
        case .recordBreach: .recordBreach
        case .amend: .amend
        case .correctContract: .correctContract
        case .callPlanned: .callPlanned
        case .callEnded: .callEnded
        case .absorbDuplicate: .absorbDuplicate
        case .contactGapPassed: .contactGapPassed
        }
    }
}
