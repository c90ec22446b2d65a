/// What is not offered, and why: whatever the lead and the actor alone decide, before anybody fills a form in. What depends on the form
/// is `decide`'s.
extension Lead {
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        switch verb {
        // LEAD-04..06, A-15.
        case .dispatch: actor.hasAny(of: dispatchers(policy)) ? nil : .notTheDispatcher
        case .presetDesigner: refusalOfPreset(to: actor, policy)
        // B19: who lets a quote leave is the regulation's.
        case .approveQuoteRelease, .rejectQuoteRelease:
            !actor.hasAny(of: policy[Self.quoteReleasers]) ? .notTheReleaser : isQuotePending ? nil : .noQuotePending
        case .requestQuoteRelease: another(verb, actor) ?? (isQuotePending ? .quotePending : nil)

        case .startScreening: calls.isEmpty || phase == .registered ? nil : .isBeingCalled
        case .screeningDone: isScreened || opening.leadSource != .siteReturn ? nil : .callFirst
        case .refuseLead: isRefusable(by: actor) ? nil : .anothersLead
        case .holdFirstTalk: another(verb, actor) ?? (firstTalk == nil ? nil : .alreadyHeld)
        case .handInFirstTalk:
            another(verb, actor) ?? (firstTalk.map { $0.formAt == nil } ?? false ? nil : .noFormOwed)
        case .processFirstTalk:
            firstTalk.map { $0.formAt != nil && $0.processedAt == nil } ?? false ? nil : .noFormThere
        case .checkNotes: unchecked == nil ? .noNotesWaiting : nil
        case .tellBranchManager: isBranchTold ? .unchanged : nil

        case .verifyChange:
            another(verb, actor) ?? (isChangeToVerify ? isWitness(actor) ? nil : .notTheWitness : .nothingToVerify)
        case .withdrawChange: mayWithdraw(actor) ? nil : .notTheAsker
        case .rejectChange: change?.isUnconditional ?? false ? .customerDecides : nil
        case .handOverData: refusalOfHandOver(to: actor)
        case .confirmInvalid:
            another(verb, actor) ?? (side(of: actor) == invalidation?.proposedBy ? .otherSideConfirms : nil)
        case .approveInvalid: invalidation?.isConfirmed ?? false ? nil : .notConfirmed

        case .completeIntake, .recordContact, .bookAppointment, .requestDesignerChange, .proposeInvalid, .signContract,
            .loseLead, .grade, .agreeTeam, .amend:
            another(verb, actor)
        case .registerVisit, .checkRegister, .reassign, .rejectInvalid, .mergeDuplicate, .recordBreach,
            .correctContract, .callPlanned, .callEnded, .absorbDuplicate, .contactGapPassed:
            nil
        }
    }

    // MARK: Own leads

    /// A designer and a salesperson act on leads of their own; everybody else on the branch's.
    private func another(_ verb: Verb, _ actor: Actor) -> Refusal.Reason? {
        Self.isBound(actor, to: verb) && !isOwn(actor) ? .anothersLead : nil
    }

    /// Whether it is as a designer or a salesperson only that somebody may do this: a role that the command does not name opens none.
    static func isBound(_ actor: Actor, to verb: Verb) -> Bool {
        !actor.hasAny(of: table[verb].roles.filter { $0 != .designer && $0 != .salesperson })
    }

    /// 谁接待的客户谁负责跟单 (LEAD-07), until it is given to somebody.
    func isOwn(_ actor: Actor) -> Bool {
        let isReceived = designer == nil && opening.registrar?.code == actor.principal
        return isReceived || assignees.contains { $0.code == actor.principal }
    }

    /// Whoever helps cannot give it back in another's name (LEAD-12).
    private func isRefusable(by actor: Actor) -> Bool {
        designer?.code == actor.principal || actor.has(.director)
    }

    /// LEAD-18, A-56: a designer keeps a customer whom they received themselves; for anybody else it is a dispatch without a turn.
    private func refusalOfPreset(to actor: Actor, _ policy: Policy) -> Refusal.Reason? {
        guard opening.leadSource.mayHaveDesigner else { return .notPreset }
        guard Self.isBound(actor, to: .presetDesigner) else {
            return actor.hasAny(of: dispatchers(policy)) ? nil : .notTheDispatcher
        }
        return isOwn(actor) ? nil : .anothersLead
    }

    /// LFU-10.
    private func refusalOfHandOver(to actor: Actor) -> Refusal.Reason? {
        guard !handOvers.isEmpty else { return .nothingToHandOver }
        let isOwing = handOvers.contains { $0.formerDesigner.code == actor.principal }
        return isOwing || !Self.isBound(actor, to: .handOverData) ? nil : .anothersLead
    }

    // MARK: What waits

    private var isQuotePending: Bool { quote.map { $0.released == nil } ?? false }

    var isChangeToVerify: Bool { change.map { $0.wish.isTheCustomers && !$0.isVerified } ?? false }
}
