extension Lead {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        let verb = Self.verb(of: wish.command)
        switch wish.command {
        case .completeIntake(let fields):
            try requireOwn(verb, context)
            return [try completed(fields, context)]
        case .startScreening:
            try require(calls.isEmpty || phase == .registered, .isBeingCalled)
            return [.screeningStarted(call: Self.call(screeningOccasion, 0, from: context.now, context))]
        case .screeningDone(let needs, let intent, let designer):
            try require(isScreened || opening.leadSource != .siteReturn, .callFirst)
            if let designer { try context.requireColleague(designer, with: Rota.takers) }
            return [.screened(needs: needs, intent: intent, designer: designer)]
        case .presetDesigner(let designer, let measuringAt):
            try require(opening.leadSource.mayHaveDesigner, .notPreset)
            try requirePresetter(designer, context)
            try require(measuringAt.map { $0 > context.now } ?? true, .inThePast)
            try context.requireAtWork(designer, with: Rota.takers)
            return [.designerPreset(designer: designer, measuringAt: measuringAt)]

        case .dispatch(let designer, let reason):
            let chosen = try dispatched(to: designer, reason, context)
            return [.assigned(designer: chosen.designer, reason: reason, voucher: chosen.receipt)]
        case .refuseLead(let declined, let note): return try refused(declined, note, context)

        case .recordContact(let way, let notes, let next, let intent, let wishes, let nextStep):
            try requireOwn(verb, context)
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            return [
                // LFU-14: whoever has met the customer has the date of the next visit; without it the entry is marked.
                .contacted(
                    way: way, notes: notes, nextAppointment: next, isIncomplete: way.isMeeting && next == nil,
                    intent: intent, wishes: wishes, nextStep: nextStep)
            ] + (way == .visit ? callsEndedByVisit() + callsOfFirstVisit(context) : [])
        case .holdFirstTalk(let notes, let next, let intent, let wishes):
            try requireOwn(verb, context)
            try require(firstTalk == nil, .alreadyHeld)
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            return [.firstTalkHeld(notes: notes, nextAppointment: next, intent: intent, wishes: wishes)]
        case .handInFirstTalk(let needs, let intent, let basics):
            try requireOwn(verb, context)
            try require(firstTalk.map { $0.formAt == nil } ?? false, .noFormOwed)
            try require(basics?.area.map(Self.areas.contains) ?? true, .areaOutOfRange)
            return [.firstTalkHandedIn(needs: needs, intent: intent, basics: basics)]
        case .processFirstTalk(let note):
            try require(firstTalk.map { $0.formAt != nil && $0.processedAt == nil } ?? false, .noFormThere)
            return [.firstTalkProcessed(note: note)]
        case .registerVisit(let content, let visitor, let designer, let next):
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            if let designer { try context.requireColleague(designer, with: Rota.takers) }
            return [
                .visitRegistered(content: content, visitor: visitor, designer: designer, nextAppointment: next)
            ] + callsEndedByVisit() + callsOfFirstVisit(context)
        case .checkNotes(let finding, let note): return try notesChecked(finding, note, context)
        case .checkRegister(let finding, let account, let note):
            return try registerChecked(finding, account, note, context)
        case .bookAppointment(let at):
            try requireOwn(verb, context)
            try require(at > context.now, .inThePast)
            return [.appointmentBooked(at: at)]

        case .requestQuoteRelease(let text, let amount):
            try requireOwn(verb, context)
            try require(amount.map(Self.amounts.contains) ?? true, .amountOutOfRange)
            try require(quote == nil || quote?.released != nil, .quotePending)
            return [.quoteReleaseAsked(quote: text, amount: amount)]
        case .approveQuoteRelease(let note):
            try require(quote.map { $0.released == nil } ?? false, .noQuotePending)
            return [.quoteReleased(note: note)]
        case .rejectQuoteRelease(let reason):
            try require(quote.map { $0.released == nil } ?? false, .noQuotePending)
            return [.quoteRefused(reason: reason)]

        case .requestDesignerChange(let wish, let reason):
            try requireOwn(verb, context)
            return [.changeAsked(wish: wish, reason: reason)]
        case .reassign(let designer, let reason):
            try require(designer == nil || designer != self.designer, .sameDesigner)
            let chosen = try chosen(designer, reason, context)
            return [
                .reassigned(
                    designer: chosen.designer, reason: reason, voucher: chosen.receipt, keepsDuties: true)
            ]
        case .rejectChange(let reason):
            try require(!(change?.wish.isUnconditional ?? false), .customerDecides)
            return [.changeRejected(reason: reason)]
        case .handOverData(let note, let designer):
            return [.dataHandedOver(note: note, designer: try owing(designer, context))]

        case .proposeInvalid(let reason):
            try requireOwn(verb, context)
            return [.invalidProposed(side: side(of: context.actor), reason: reason)]
        case .confirmInvalid(let note):
            try requireOwn(verb, context)
            try require(side(of: context.actor) != invalidation?.proposedBy, .otherSideConfirms)
            return [.invalidConfirmed(note: note)]
        case .approveInvalid(let note):
            try require(invalidation?.isConfirmed ?? false, .notConfirmed)
            return [.invalidApproved(note: note)]
        case .rejectInvalid(let reason): return [.invalidRejected(reason: reason)]
        case .signContract(let number, let amount):
            try requireOwn(verb, context)
            try require(Self.amounts.contains(amount), .amountOutOfRange)
            return [
                .signed(
                    contractNo: number, amount: amount, congratulation: Self.congratulation(context),
                    project: context.policy[Self.opensProject] ? context.fresh(1) : nil)
            ]
        case .loseLead(let reason, let fault, let competitor, let note, let account):
            try requireOwn(verb, context)
            return try lost(reason, fault, competitor, note, of: account, context)
        case .mergeDuplicate(let target, let reason): return [try merged(into: target, reason, context)]

        case .grade(let grade, let isKey, let hasObjection):
            try requireOwn(verb, context)
            return [.graded(grade: grade, isKey: isKey ?? self.isKey, hasObjection: hasObjection ?? self.hasObjection)]
                + calls(after: grade, context)
        case .agreeTeam(let members): return [try agreed(members, context)]
        case .tellBranchManager(let note):
            try require(!isBranchTold, .unchanged)
            return [.branchTold(note: note)]
        case .recordBreach(let breach, let account, let note):
            try context.requireColleague(account, with: Role.allCases.filter(\.isPerson))
            return [found(breach, account, note, context)]
        case .amend(let fields, let reason):
            try requireOwn(verb, context)
            try require(fields != Facts(), .nothingToAmend)
            try require(fields.area.map(Self.areas.contains) ?? true, .areaOutOfRange)
            return [.amended(fields: fields, reason: reason)]

        case .callPlanned(let call, let occasion): return [.callJoined(call: call, occasion: occasion)]
        case .callEnded(let call, let reached, let displeased):
            return [.callEnded(call: call, reached: reached, displeased: displeased)]
        case .absorbDuplicate(let source, let brought): return absorbed(source, brought)
        case .contactGapPassed:
            return [.contactGapExceeded(designer: designer, fine: Self.fine(for: .contactGap, context.policy))]
        }
    }

    /// The rota where a lead changes hands or ends, and whoever is named.
    package func needs(_ command: Command) -> [Need] {
        switch command {
        case .dispatch(let designer, _), .reassign(let designer, _):
            [.rota, .takers] + (designer.map { [.colleague($0)] } ?? [])
        case .presetDesigner(let designer, _), .registerVisit(_, _, let designer?, _): [.rota, .colleague(designer)]
        case .screeningDone(_, _, let designer?): [.colleague(designer)]
        case .recordBreach(_, let account, _): [.rota, .colleague(account)]
        case .agreeTeam(let members): members.map { .colleague($0.designer) }
        case .mergeDuplicate(let target, _): [.ticket(target)]
        case .refuseLead, .recordContact, .holdFirstTalk, .registerVisit, .checkNotes, .bookAppointment,
            .approveInvalid, .signContract, .loseLead:
            [.rota]
        case .checkRegister(_, let account?, _): [.rota, .colleague(account)]
        case .checkRegister, .completeIntake, .startScreening, .screeningDone, .handInFirstTalk, .processFirstTalk,
            .requestQuoteRelease, .approveQuoteRelease, .rejectQuoteRelease, .requestDesignerChange, .rejectChange,
            .handOverData, .proposeInvalid, .confirmInvalid, .rejectInvalid, .grade, .tellBranchManager, .amend,
            .callPlanned, .callEnded, .absorbDuplicate, .contactGapPassed:
            []
        }
    }

    /// Who lets a quote leave is the regulation's (B19).
    package func refusal(of verb: Verb, to actor: Actor, under policy: Policy) -> Refusal.Reason? {
        guard verb == .approveQuoteRelease || verb == .rejectQuoteRelease else { return nil }
        return actor.hasAny(of: policy[Self.quoteReleasers]) ? nil : .notTheReleaser
    }

    /// 提成比例, percent.
    static let shares = 1...100
    /// 分: up to a hundred million yuan.
    static let amounts = 1...10_000_000_000
}
