extension Lead {
    package func effectsOfOpening(_ context: Context) -> [Effect] {
        (sameCustomer.isEmpty ? [] : [.tell([.director, .leader, .supervisor], .sameCustomer)])
            + (opening.sameElsewhere == true ? elsewhere : [])
            + (phase == .registered ? [.tell([.frontDesk, .specialist], .leadRegistered)] : [])
            + (opening.phoneMissing == true ? [.tell([.frontDesk, .specialist], .phoneMissing)] : [])
            + (opening.leadSource.isVisit ? noted(context) : [])
    }

    /// B18: who directs both branches decides; whoever registered it learns that there is one, and neither whose nor where.
    var elsewhere: [Effect] {
        [.tell([.director, .leader, .supervisor], .sameCustomerElsewhere)]
            + (opening.registrar.map { [.tellOne($0, .sameCustomerElsewhere)] } ?? [])
    }

    package func effects(of event: Event, before: Lead, _ context: Context) -> [Effect] {
        switch event {
        case .screeningStarted(let planned), .callPlanned(let planned): [open(planned, context)]
        case .intakeCompleted, .screened: [.tell(dispatchers(context.policy), .leadToDispatch)]
        case .designerPreset(let designer, _):
            [.tell([.designer, .specialist], .leadAssigned)] + moved(before)
                + told(.takeCharge(lead: context.id, designer: designer, at: appointment), designer, context)
        case .assigned(let designer, _, let voucher, _):
            [.tell([.designer, .salesperson, .designSupervisor], .leadAssigned)]
                + taken(by: designer, voucher, context)
        case .reassigned(let designer, _, let voucher, _):
            [.tell([.designer, .designSupervisor], .leadAssigned)] + taken(by: designer, voucher, context)
                + ended(before.change?.isUnconditional ?? false ? .replaced : .other, before, context)
        case .refused: [.tell(dispatchers(context.policy), .leadToDispatch)] + ended(.other, before, context)

        case .contacted(let way, _, _, _, _, _, _):
            moved(before) + appointed(before, context) + (way == .visit ? noted(context) : [])
        case .visitRegistered: appointed(before, context) + noted(context)
        case .firstTalkHeld: appointed(before, context)
        case .appointmentBooked: moved(before) + appointed(before, context)
        case .firstTalkHandedIn: [.tell([.specialist], .formHandedIn)]
        case .quoteReleaseAsked: [.tell(context.policy[Self.quoteReleasers], .quoteToRelease)]
        case .changeAsked: changeAsked()
        case .changeVerified: [.tell([.director, .leader], .designerUnwanted)]
        case .changeWithdrawn: [.tell([.designer, .director, .leader], .changeWithdrawn)]
        case .invalidProposed: [.tell(designer == nil ? [.director, .leader] : Self.bothSides, .invalidProposed)]
        case .invalidConfirmed: [.tell([.director, .leader], .invalidProposed)]
        case .quoteReleased, .quoteRefused, .changeRejected: [.tell([.designer], .leadDecided)]
        case .invalidRejected: [.tell(Self.bothSides, .leadDecided)]

        case .invalidApproved: takenBack(since: before) + ended(.other, before, context)
        case .signed(_, _, let congratulation, let project, _):
            takenBack(since: before) + ended(.signed, before, context)
                + (project.map { [build($0, before, context)] } ?? [])
                + (congratulation.map { [open($0, withProject: project, context)] } ?? [])
        case .lost:
            [.tell([.director, .leader], .leadLost)] + takenBack(since: before) + ended(.lost, before, context)
        case .merged(let target, _, let moved): passedOn(to: target, moved ?? [], before, context)
        case .callsDropped(let dropped): dropped.map(Self.superseded)

        case .breachFound(let breach, let account, _, let rounds, _):
            [.tell([.director, .leader], .breachFound), .tellOne(account, .accused)]
                + (breach.suspends ? suspended(account, rounds, context) : [])
        case .contactGapExceeded(let designer, _):
            [.tell([.director, .leader], .breachFound)] + (designer.map { [.tellOne($0, .accused)] } ?? [])
        case .contractCorrected(let number, _, let site, let reason):
            corrected(RenovationProject.Amendment(contractNo: number, site: site), because: reason)
        case .callEnded(_, _, let displeased):
            displeased ? [.tell([.director, .leader, .supervisor], .customerDissatisfied)] : []

        case .firstTalkProcessed, .notesChecked, .registerChecked, .dataHandedOver, .graded, .teamAgreed, .branchTold,
            .amended, .callJoined, .duplicateAbsorbed:
            []
        }
    }

    /// 装修工程. Whoever drew it accepts what is built.
    private func build(_ project: TicketID, _ before: Lead, _ context: Context) -> Effect {
        guard case .signed(let contract) = state else { preconditionFailure("only a signed lead is built for") }
        let opening = RenovationProject.Opening(
            customer: person, contractNo: contract.contractNo, site: contract.site ?? facts.estate,
            signedAt: contract.signedAt, decorationDesigner: before.designer, lead: context.id)
        return .open(project, AnyOpening(RenovationProject.self, opening))
    }

    /// The project that was opened with the contract goes by its number, and stands where it says.
    private func corrected(_ fields: RenovationProject.Amendment, because reason: PersonalText) -> [Effect] {
        guard fields != RenovationProject.Amendment(), case .signed(let contract) = state,
            let project = contract.project
        else { return [] }
        return [.send(project, .amend(fields: fields, reason: reason))]
    }

    /// LFU-10: the designer reports to the director; whether the customer wants it, somebody else asks the customer.
    private func changeAsked() -> [Effect] {
        let isToVerify = change.map { $0.wish.isTheCustomers && !$0.isVerified } ?? false
        return [.tell([.director, .leader], .designerUnwanted)]
            + (isToVerify ? [.tell([.specialist, .supervisor], .changeToVerify)] : [])
    }

    private static let bothSides: [Role] = [.designer, .salesperson, .frontDesk]

    /// A time that the customer had been told is another one now: both sides hear of it (LFU-04).
    private func moved(_ before: Lead) -> [Effect] {
        guard let told, told.number != before.told?.number, let former = told.replaces, former != told.appointment
        else { return [] }
        return [.tell(Self.bothSides, .appointmentMoved)]
    }

    // MARK: The rota

    /// The rota in use hears of it if whoever is meant stands on it.
    private func told(_ command: Rota.Command, _ designer: Account, _ context: Context) -> [Effect] {
        guard let rota = context.rota, rota.standings?[designer] != nil else { return [] }
        return [.send(rota.id, AnyCommand(Rota.self, command))]
    }

    /// LEAD-27, LFU-15: the branch's list of visitors and its register.
    private func noted(_ context: Context) -> [Effect] {
        let (onList, inRegister) = Rota.notes(context.policy(for: .rota))
        guard let rota = context.rota, onList || inRegister else { return [] }
        return [.send(rota.id, AnyCommand(Rota.self, .noteVisit(lead: context.id)))]
    }

    /// Who is not on the rota serves it after having joined (PEN-03).
    private func suspended(_ account: Account, _ rounds: Int?, _ context: Context) -> [Effect] {
        context.rota.map { rota in
            [.send(rota.id, AnyCommand(Rota.self, .suspend(designer: account, rounds: rounds, reason: nil)))]
        } ?? []
    }

    private func taken(by designer: Account, _ receipt: DispatchReceipt?, _ context: Context) -> [Effect] {
        guard let receipt else { return [] }
        let turn = Rota.Command.takeTurn(
            lead: context.id, designer: designer, round: receipt.round, places: receipt.after, at: appointment)
        let isOverridden = receipt.offered != designer
        return told(turn, designer, context)
            + (isOverridden ? [.tell([.director, .leader], .dispatchOverridden)] : [])
    }

    private func ended(_ how: Rota.Ended, _ before: Lead, _ context: Context) -> [Effect] {
        guard let designer = before.designer else { return [] }
        return told(.endCharge(lead: context.id, designer: designer, ending: how), designer, context)
    }

    private func appointed(_ before: Lead, _ context: Context) -> [Effect] {
        guard appointment != before.appointment, let designer else { return [] }
        return told(.appoint(lead: context.id, designer: designer, at: appointment), designer, context)
    }
}
