/// A name without data, numbered in the order of declaration so that a table can be an array.
package protocol Name: Hashable, CaseIterable, RawRepresentable, Sendable where RawValue == Int {}

extension Name {
    /// The case as it is spelt. Reaches disk and wire; golden files pin it. Read at start, not on the hot path.
    package var name: String { "\(self)" }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}

/// The name of a state.
package protocol PhaseName: Name, Worded {
    static var start: Self { get }
    var isEnd: Bool { get }
}

/// When a fact that a command reports is taken to have happened (`docs/decisions/0003`).
package enum FactTime: Sendable {
    /// The machine witnesses it: commit time.
    case witnessed
    /// A person tells of it: `occurredAt`, within the policy's grace.
    case reported
    /// When a clock gives the command: the moment at which it was due, even if no server ran then. Else commit time.
    case due
}

/// One line of a machine's table: what it is called, who may, from where, to where, by which rule.
package struct Row<Phase: PhaseName>: Sendable {
    package let label: Label
    package let roles: [Role]
    package let from: [Phase]
    /// Empty when the ticket stays where it is.
    package let to: [Phase]
    /// Where it leads from single states instead.
    package let but: [Phase: [Phase]]
    package let time: FactTime
    package let rules: String

    package static func row(
        _ zh: String, _ en: String, by roles: [Role], from: [Phase], to: [Phase] = [], but: [Phase: [Phase]] = [:],
        _ time: FactTime = .witnessed, rules: String
    ) -> Row {
        Row(label: Label(zh, en), roles: roles, from: from, to: to, but: but, time: time, rules: rules)
    }

    package func targets(from phase: Phase) -> [Phase] { but[phase] ?? (to.isEmpty ? [phase] : to) }
}

/// A command that the table has let in. Only `Table.admit` makes one, so a machine cannot be asked behind the door.
package struct Admitted<Command: Sendable>: Sendable {
    package let command: Command
    fileprivate init(command: Command) { self.command = command }
}

/// The table of legal transitions; admission, offers, refusals, diagram and documents are read from it.
package struct Table<Verb: Name, Phase: PhaseName>: Sendable {
    private let rows: [Row<Phase>]
    private let offers: [[Verb]]
    private let from: [UInt32]
    private let verbNames: [String]
    private let phaseNames: [String]

    package init(_ row: (Verb) -> Row<Phase>) {
        let rows = Verb.allCases.map(row)
        self.rows = rows
        self.from = rows.map { $0.from.reduce(0) { $0 | 1 << $1.rawValue } }
        self.offers = Phase.allCases.map { phase in Verb.allCases.filter { rows[$0.rawValue].from.contains(phase) } }
        self.verbNames = Verb.allCases.map(\.name)
        self.phaseNames = Phase.allCases.map(\.name)
    }

    package subscript(verb: Verb) -> Row<Phase> { rows[verb.rawValue] }

    package func name(of verb: Verb) -> String { verbNames[verb.rawValue] }
    package func name(of phase: Phase) -> String { phaseNames[phase.rawValue] }

    package func verb(named name: String) -> Verb? {
        verbNames.firstIndex(of: name).flatMap(Verb.init(rawValue:))
    }

    /// By its name on the wire.
    package func label(of name: String) -> Label? { verb(named: name).map { self[$0].label } }

    package func possible(in phase: Phase) -> [Verb] { offers[phase.rawValue] }

    /// Refuses what the table does not know, or not for these roles. The only maker of `Admitted`.
    package func admit<Command: Sendable>(
        _ command: Command, as verb: Verb, in phase: Phase, by actor: Actor
    ) throws(Refusal) -> Admitted<Command> {
        guard from[verb.rawValue] & 1 << phase.rawValue != 0 else { throw notPossible(verb, in: phase) }
        let roles = rows[verb.rawValue].roles
        guard actor.hasAny(of: roles) else { throw .notYours(verb: verbNames[verb.rawValue], needs: roles) }
        return Admitted(command: command)
    }

    private func notPossible(_ verb: Verb, in phase: Phase) -> Refusal {
        let possible = possible(in: phase).filter { verb in self[verb].roles.contains(where: \.isPerson) }
        return .notPossible(
            verb: choice(verb), phase: Choice(phaseNames[phase.rawValue], phase.label), possible: possible.map(choice))
    }

    private func choice(_ verb: Verb) -> Choice { Choice(verbNames[verb.rawValue], self[verb].label) }
}
