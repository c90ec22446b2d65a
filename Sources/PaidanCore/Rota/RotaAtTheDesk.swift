/// How a rota lies before a director.
extension Rota {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .inUse: [.takeLeave, .collectSheets, .reviewRegister, .handInVisitors, .join]
        case .closed: []
        }
    }
}
