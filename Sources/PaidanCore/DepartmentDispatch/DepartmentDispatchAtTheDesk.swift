/// How a dispatch lies before a department.
extension DepartmentDispatch {
    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .queued: [.delivered]
        case .published: [.accept]
        case .summoned: [.progress]
        case .working: [.reportDone]
        case .overdue: [.newPromise]
        case .returned, .done, .cancelled: []
        }
    }
}
