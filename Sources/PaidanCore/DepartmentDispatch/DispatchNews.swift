extension DepartmentDispatch {
    /// What a dispatch may be part of. Raw values reach disk and never change.
    package enum Whole: String, CaseIterable, Codable, Sendable {
        case complaint, opinion, node

        var type: any SendsDispatches.Type {
            switch self {
            case .complaint: Complaint.self
            case .opinion: OpinionIssue.self
            case .node: AcceptanceNode.self
            }
        }

        package var kind: Kind { type.kind }
    }

    /// What a dispatch tells the ticket that it is part of.
    package enum News: Hashable, Sendable {
        case delivered
        /// A date has passed, the department's n-th in this matter.
        case missed(Int)
        case ended(Complaint.DispatchRecord.Outcome)
    }
}

/// A machine that sends parts of itself to departments and hears of them.
protocol SendsDispatches: TicketKind {
    /// How many dates a department may miss before the leader has to order (FBK-03).
    static var missesBeforeEscalation: Parameter<Int> { get }
    /// The command by which a part's news is recorded; nil for what this machine does not ask for.
    static func command(on news: DepartmentDispatch.News, of part: TicketID) -> Command?
}

extension SendsDispatches {
    static func told(_ news: DepartmentDispatch.News, of part: TicketID) -> AnyCommand? {
        command(on: news, of: part).map { AnyCommand(Self.self, $0) }
    }
}

extension Complaint: SendsDispatches {
    static func command(on news: DepartmentDispatch.News, of part: TicketID) -> Command? {
        switch news {
        case .delivered: .dispatchDelivered(dispatch: part)
        case .missed(let misses): .dispatchMissed(dispatch: part, misses: misses)
        case .ended(let outcome): .dispatchEnded(dispatch: part, outcome: outcome)
        }
    }
}
