/// Clocks and custodian: functions of the state.
extension Rota {
    package static let kind = Kind.rota
    package static let label = Label("轮值表", "rota")
    package static let letter = "T"
    package static let hasCustomer = false

    package var clocks: [ClockSpec] { phase.isEnd ? [] : duties }

    package func command(whenDue clock: ClockKey, _ policy: Policy) -> Command? {
        switch clock.name {
        case Self.sheetsClock.name: .sheetsPassed
        case Self.registerClock.name: .registerPassed
        default: nil
        }
    }

    package var custodian: Custodian {
        switch state {
        case .inUse: .dispatcher
        case .closed: .nobody
        }
    }

    package var person: PersonID { opening.customer }

    package func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(id: id, kind: .rota, branch: branch, isOpen: !phase.isEnd, standings: standings)
    }
}
