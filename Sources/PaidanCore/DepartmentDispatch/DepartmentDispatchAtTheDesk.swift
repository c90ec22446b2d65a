/// How a dispatch lies before a department.
extension DepartmentDispatch {
    package static var matterLabel: Label { AcceptanceNode.matterLabel }
    package var matter: [PersonalText] { opening.matter ?? [] }

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

    package static var papers: [Verb: Label] {
        [
            .progress: Label("现场照片", "photos of the site"),
            .returnMisrouted: Label("退回依据", "why it is returned"),
            .reportDone: Label("处理后的照片", "photos of what was done"),
        ]
    }
}
