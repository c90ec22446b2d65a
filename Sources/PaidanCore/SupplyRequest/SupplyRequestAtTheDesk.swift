/// How a supply request lies before its store.
extension SupplyRequest {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .requested: [.confirmSupply]
        case .confirmed: [.ship]
        case .adjusted: [.acceptChange]
        case .shipped: [.arrive]
        case .arrived, .cancelled: []
        }
    }
}
