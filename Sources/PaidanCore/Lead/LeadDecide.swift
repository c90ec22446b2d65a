extension Lead {
    package func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .completeIntake(let fields): return [try completed(fields, context)]
        case .startScreening:
            return [.screeningStarted(call: Self.call(screeningOccasion, 0, from: context.now, context))]
        case .screeningDone(let needs, let intent, let designer):
            if let designer { try context.requireColleague(designer, with: Rota.takers) }
            return [.screened(needs: needs, intent: intent, designer: designer)]
        case .presetDesigner(let designer, let measuringAt):
            let isForOthers = !Self.isBound(context.actor, to: .presetDesigner)
            try require(isForOthers || designer.code == context.actor.principal, .anothersLead)
            try require(measuringAt.map { $0 > context.now } ?? true, .inThePast)
            try context.requireAtWork(designer, with: Rota.takers)
            return [.designerPreset(designer: designer, measuringAt: measuringAt)]

        case .dispatch(let designer, let reason):
            let chosen = try chosen(designer, reason, context)
            return [
                .assigned(
                    designer: chosen.designer, reason: reason, voucher: chosen.receipt,
                    endsDuty: handOvers.contains { $0.formerDesigner == chosen.designer } ? true : nil)
            ]
        case .refuseLead(let declined, let note): return refused(declined, note, context)

        case .recordContact(let way, let notes, let next, let intent, let wishes, let nextStep):
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            return [
                // LFU-14: whoever has met the customer has the date of the next visit; without it the entry is marked.
                .contacted(
                    way: way, notes: notes, nextAppointment: next, isIncomplete: way.isMeeting && next == nil,
                    intent: intent, wishes: wishes, nextStep: nextStep)
            ] + (way == .visit ? callsEndedByVisit() + callsOfFirstVisit(context) : [])
        case .holdFirstTalk(let notes, let next, let intent, let wishes):
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            return [.firstTalkHeld(notes: notes, nextAppointment: next, intent: intent, wishes: wishes)]
        case .handInFirstTalk(let needs, let intent, let basics):
            try require(basics?.area.map(Self.areas.contains) ?? true, .areaOutOfRange)
            return [.firstTalkHandedIn(needs: needs, intent: intent, basics: basics)]
        case .processFirstTalk(let note): return [.firstTalkProcessed(note: note)]
        case .registerVisit(let content, let visitor, let designer, let next):
            try require(next.map { $0 > context.now } ?? true, .inThePast)
            if let designer { try context.requireColleague(designer, with: Rota.takers) }
            return [
                .visitRegistered(content: content, visitor: visitor, designer: designer, nextAppointment: next)
            ] + callsEndedByVisit() + callsOfFirstVisit(context)
        case .checkNotes(let finding, let note): return notesChecked(finding, note, context)
        case .checkRegister(let finding, let account, let note):
            return try registerChecked(finding, account, note, context)
        case .bookAppointment(let at):
            try require(at > context.now, .inThePast)
            return [.appointmentBooked(at: at)]

        case .requestQuoteRelease(let text, let amount):
            try require(amount.map(Self.amounts.contains) ?? true, .amountOutOfRange)
            return [.quoteReleaseAsked(quote: text, amount: amount)]
        case .approveQuoteRelease(let note): return [.quoteReleased(note: note)]
        case .rejectQuoteRelease(let reason): return [.quoteRefused(reason: reason)]

        case .requestDesignerChange(let wish, let reason):
            return [try changeAsked(wish, reason, context)]
        case .verifyChange(let note): return [.changeVerified(note: note)]
        case .withdrawChange(let reason): return [.changeWithdrawn(reason: reason)]
        case .reassign(let designer, let reason):
            try require(designer == nil || designer != self.designer, .sameDesigner)
            let chosen = try chosen(designer, reason, context)
            return [
                .reassigned(
                    designer: chosen.designer, reason: reason, voucher: chosen.receipt, keepsDuties: true)
            ]
        case .rejectChange(let reason): return [.changeRejected(reason: reason)]
        case .handOverData(let note, let designer):
            return [.dataHandedOver(note: note, designer: try owing(designer, context))]

        case .proposeInvalid(let reason): return [.invalidProposed(side: side(of: context.actor), reason: reason)]
        case .confirmInvalid(let note): return [.invalidConfirmed(note: note)]
        case .approveInvalid(let note): return [.invalidApproved(note: note)]
        case .rejectInvalid(let reason): return [.invalidRejected(reason: reason)]
        case .signContract(let number, let amount, let site):
            try require(Self.amounts.contains(amount), .amountOutOfRange)
            return [
                .signed(
                    contractNo: number, amount: amount, congratulation: Self.congratulation(context),
                    project: context.policy[Self.opensProject] ? context.fresh(1) : nil, site: site)
            ]
        case .loseLead(let reason, let fault, let competitor, let note, let account):
            return try lost(reason, fault, competitor, note, of: account, context)
        case .mergeDuplicate(let target, let reason): return [try merged(into: target, reason, context)]

        case .grade(let grade, let isKey, let hasObjection):
            return [.graded(grade: grade, isKey: isKey ?? self.isKey, hasObjection: hasObjection ?? self.hasObjection)]
                + calls(after: grade, context)
        case .agreeTeam(let members): return [try agreed(members, context)]
        case .tellBranchManager(let note): return [.branchTold(note: note)]
        case .recordBreach(let breach, let account, let note):
            try context.requireColleague(account, with: Role.allCases.filter(\.isPerson))
            return [found(breach, account, note, context)]
        case .amend(let fields, let reason):
            try require(fields != Facts(), .nothingToAmend)
            try require(fields.area.map(Self.areas.contains) ?? true, .areaOutOfRange)
            return [.amended(fields: fields, reason: reason)]
        case .correctContract(let number, let amount, let site, let reason):
            try require(number != nil || amount != nil || site != nil, .nothingToAmend)
            try require(amount.map(Self.amounts.contains) ?? true, .amountOutOfRange)
            return [.contractCorrected(contractNo: number, amount: amount, site: site, reason: reason)]

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
        case .requestDesignerChange(.hasLeft, _): designer.map { [.colleague($0)] } ?? []
        case .recordBreach(_, let account, _): [.rota, .colleague(account)]
        case .agreeTeam(let members): members.map { .colleague($0.designer) }
        case .mergeDuplicate(let target, _): [.ticket(target)]
        case .refuseLead, .recordContact, .holdFirstTalk, .registerVisit, .checkNotes, .bookAppointment,
            .approveInvalid, .signContract, .loseLead:
            [.rota]
        case .checkRegister(_, let account?, _): [.rota, .colleague(account)]
        case .checkRegister, .completeIntake, .startScreening, .screeningDone, .handInFirstTalk, .processFirstTalk,
            .requestQuoteRelease, .approveQuoteRelease, .rejectQuoteRelease, .requestDesignerChange, .verifyChange,
            .withdrawChange, .rejectChange,
            .handOverData, .proposeInvalid, .confirmInvalid, .rejectInvalid, .grade, .tellBranchManager, .amend,
            .correctContract, .callPlanned, .callEnded, .absorbDuplicate, .contactGapPassed:
            []
        }
    }

    /// 提成比例, percent.
    static let shares = 1...100
    /// 分: up to a hundred million yuan.
    static let amounts = 1...10_000_000_000
}
