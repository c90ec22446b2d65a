/// The list of kinds: the one file that a new machine touches outside its own folder, with its word and its type.
/// Raw values reach disk and paths and never change.
package enum Kind: String, CaseIterable, Codable, Sendable {
    case complaint, dispatch, opinion, call, lead, rota, project, node, supply

    package var type: any TicketKind.Type {
        switch self {
        case .complaint: Complaint.self
        case .dispatch: DepartmentDispatch.self
        case .opinion: OpinionIssue.self
        case .call: CallTask.self
        case .lead: Lead.self
        case .rota: Rota.self
        case .project: RenovationProject.self
        case .node: AcceptanceNode.self
        case .supply: SupplyRequest.self
        }
    }

    /// Does `work` with this kind's own type.
    package func run<Work: KindWork>(_ work: Work, on subject: inout Work.Subject) throws -> Work.Outcome {
        switch self {
        case .complaint: try work.run(Complaint.self, on: &subject)
        case .dispatch: try work.run(DepartmentDispatch.self, on: &subject)
        case .opinion: try work.run(OpinionIssue.self, on: &subject)
        case .call: try work.run(CallTask.self, on: &subject)
        case .lead: try work.run(Lead.self, on: &subject)
        case .rota: try work.run(Rota.self, on: &subject)
        case .project: try work.run(RenovationProject.self, on: &subject)
        case .node: try work.run(AcceptanceNode.self, on: &subject)
        case .supply: try work.run(SupplyRequest.self, on: &subject)
        }
    }

    /// Who names somebody else where whoever saw a ticket through has left.
    package var namers: [Role] { self == .lead ? [.director, .designSupervisor] : [.supervisor, .specialist] }

    /// Every policy key that some machine reads.
    package static let parameters: [ParameterDefinition] = allCases.flatMap { $0.type.parameters }
    /// Every clock that some machine runs.
    package static let clocks: [ClockRule] = allCases.flatMap { $0.type.clockRules }
}

/// Something done to a ticket whose kind is known only when it is done.
///
/// From `any TicketKind.Type` the compiler makes one body for all machines, which asks for sizes and witnesses at every
/// step. Here it sees each machine by name and makes a body of its own for it: together with the optimisation that this allows, a tenth of a command.
package protocol KindWork<Subject, Outcome> {
    associatedtype Subject
    associatedtype Outcome

    func run<K: TicketKind>(_: K.Type, on subject: inout Subject) throws -> Outcome
}
