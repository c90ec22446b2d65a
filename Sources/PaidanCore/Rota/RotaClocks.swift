/// What is the same whatever happens to it: nothing is ever due on a rota.
extension Rota {
    package static let kind = Kind.rota
    package static let label = Label("轮值表", "rota")
    package static let letter = "T"
    package static let hasCustomer = false
    package static let parameters: [ParameterDefinition] = []
    package static let clockRules: [ClockRule] = []

    package var clocks: [ClockSpec] { [] }

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
