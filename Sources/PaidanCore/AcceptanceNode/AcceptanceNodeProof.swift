/// What `NoOrphanProof` asks of an acceptance.
extension AcceptanceNode {
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        Stage.allCases.map { stage in
            Opening(project: .sample, customer: .sample, stage: stage, plannedFor: now + .days(10))
        }
    }

    package func gist(_ policy: Policy) -> [String] {
        [
            opening.stage.rawValue, "\(untold.count)", proxy == nil ? "" : "proxy",
            suspension == nil ? "" : "suspended", part == nil ? "" : "part", escalation, was,
        ]
    }

    private var escalation: String {
        if case .rework(let rework) = state, rework.escalatedAt != nil { "escalated" } else { "" }
    }

    private var was: String { if case .changeRequested(let standing) = state { standing.rawValue } else { "" } }

    /// Only a suspended one is resumed, and only a department at work tells of its part.
    package func mayHear(_ command: Command) -> Bool {
        switch Self.verb(of: command) {
        case .parentSuspended: suspension == nil
        case .parentResumed: suspension != nil
        case .dispatchMissed, .dispatchEnded: part != nil
        case .reportDate, .signProxy, .notifyParties, .customerDeclines, .requestReschedule, .approveReschedule,
            .rejectReschedule, .beginAcceptance, .goodsNotArrived, .recordResult, .customerConfirms, .customerDisputes,
            .sendToDepartment, .leaderOrders, .reworkDone, .cancelNode, .dayCame, .supplyAssigned, .supplyMoved,
            .goodsArrived:
            true
        }
    }

    package var unwatched: Label? { suspension == nil ? nil : Self.isSuspended }

    /// What has to be told may be told at any time, and the acceptance goes on.
    package static let passingClocks = [
        reportClock, customerNoticeClock, proxyNoticeClock, storeNoticeClock, partyNoticeClock, movedNoticeClock,
    ]

    package static let lastResorts: [Verb] = [.cancelNode]
}
