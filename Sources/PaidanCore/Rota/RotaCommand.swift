extension Rota {
    /// A wish. Names and labels are the wire format and the form; they never change.
    package enum Command: Codable, Hashable, Sendable {
        case join(designer: Account)
        case leave(designer: Account, reason: PersonalText)
        case takeLeave(designer: Account, leaveFrom: Instant, leaveUntil: Instant, reason: PersonalText?)
        case setCapacity(designer: Account, capacity: Int?)
        case withhold(designer: Account, reason: PersonalText)
        case release(designer: Account)
        case suspend(designer: Account, rounds: Int?, reason: PersonalText?)
        case liftSuspension(designer: Account, reason: PersonalText)
        case close(reason: PersonalText)
        case collectSheets(notHandedIn: [Account]?, note: PersonalText?)
        case reviewRegister(note: PersonalText?)
        case handInVisitors(note: PersonalText?)
        // Given by clocks.
        case sheetsPassed
        case registerPassed
        // Given by leads.
        case takeTurn(lead: TicketID, designer: Account, round: Int, places: [DispatchReceipt.Place], at: Instant?)
        case takeCharge(lead: TicketID, designer: Account, at: Instant?)
        case appoint(lead: TicketID, designer: Account, at: Instant?)
        case endCharge(lead: TicketID, designer: Account, ending: Ended)
        case noteVisit(lead: TicketID)
    }

    /// How a lead leaves its designer's hand.
    package enum Ended: String, CaseIterable, Codable, Sendable {
        case signed, lost, other
        /// 公司为原来设计师安排新的工作任务 (LFU-10): the turn is given back.
        case replaced
    }

    package enum Verb: Int, Name {
        case join, leave, takeLeave, setCapacity, withhold, release, suspend, liftSuspension, close
        case collectSheets, reviewRegister, handInVisitors, sheetsPassed, registerPassed
        case takeTurn, takeCharge, appoint, endCharge, noteVisit
    }

    package static func verb(of command: Command) -> Verb {
        switch command {
        case .join: .join
        case .leave: .leave
        case .takeLeave: .takeLeave
        case .setCapacity: .setCapacity
        case .withhold: .withhold
        case .release: .release
        case .suspend: .suspend
        case .liftSuspension: .liftSuspension
        case .close: .close
        case .collectSheets: .collectSheets
        case .reviewRegister: .reviewRegister
        case .handInVisitors: .handInVisitors
        case .sheetsPassed: .sheetsPassed
        case .registerPassed: .registerPassed
        case .takeTurn: .takeTurn
        case .takeCharge: .takeCharge
        case .appoint: .appoint
        case .endCharge: .endCharge
        case .noteVisit: .noteVisit
        }
    }
}

extension Rota.Ended: Worded {
    package var label: Label {
        switch self {
        case .signed: Label("签单", "signed")
        case .lost: Label("流失", "lost")
        case .other: Label("其他", "otherwise")
        case .replaced: Label("客户更换设计师,补回轮次", "replaced; the turn is given back")
        }
    }
}
