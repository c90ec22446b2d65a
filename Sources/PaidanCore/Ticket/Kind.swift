/// The list of kinds: the one line that a new machine adds outside its own folder.
/// Raw values reach disk and paths and never change.
package enum Kind: String, CaseIterable, Codable, Sendable {
    case complaint, dispatch, opinion, call

    package var type: any TicketKind.Type {
        switch self {
        case .complaint: Complaint.self
        case .dispatch: DepartmentDispatch.self
        case .opinion: OpinionIssue.self
        case .call: CallTask.self
        }
    }

    /// Every policy key that some machine reads.
    package static let parameters: [ParameterDefinition] = allCases.flatMap { $0.type.parameters }
    /// Every clock that some machine runs.
    package static let clocks: [ClockRule] = allCases.flatMap { $0.type.clockRules }
}
