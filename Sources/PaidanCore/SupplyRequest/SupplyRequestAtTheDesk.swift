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

    package static var papers: [Verb: Label] {
        [
            .confirmSupply: Label("送货通知", "delivery notice"),
            .ship: Label("送货单", "delivery note"),
            .arrive: Label("到场照片或签收单", "photos of the arrival, or the signed note"),
        ]
    }
}
