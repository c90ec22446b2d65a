/// How a call lies before a clerk.
extension CallTask {
    package var words: PersonalText? { opening.purpose }

    package static func usual(in phase: Phase) -> [Verb] {
        switch phase {
        case .planned, .due, .booked, .overdue: [.startContact]
        case .inProgress: [.complete]
        case .unreached: [.supervisorRetry, .startContact]
        case .recorded: [.submitRecord]
        case .inReview: [.review]
        case .archived, .missed, .waived, .superseded: []
        }
    }

    package static var papers: [Verb: Label] {
        [
            .complete: Label("上门照片或回访表", "photos of the visit, or the filled-in form"),
            .writeReport: Label("回访报告", "report"),
        ]
    }
}
