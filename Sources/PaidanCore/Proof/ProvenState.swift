/// One open state of a machine under one policy, with all the ways in which a ticket can be in it.
package struct ProvenState: Hashable, Sendable {
    package let name: String
    package let label: Label
    /// Who may hold it, as `Custodian.name` without the departments' codes, sorted.
    package let custodians: [String]
    /// In every situation at least one of these sets of clocks runs, all of it; sorted, none holds another. An empty set
    /// stands for situations that need a reason.
    package let clocks: [[String]]
    package let reasons: [Label]
    /// The commands and clocks of a shortest way to an end, from the situation that is farthest from one.
    package let way: [String]
    /// How many situations were looked at.
    package let situations: Int
}

/// 一种工单的证明.
package struct ProvenMachine: Sendable {
    package let kind: Kind
    /// In the order of declaration.
    package let states: [ProvenState]
    package let flaws: [OrphanFlaw]
}
