package import PaidanCore

/// 导入映射: how the log of another system is read, and what each of its activities means to our machine.
package struct ImportMapping: Sendable {
    /// The other system: 1–32 of a–z, 0–9 and `-`. Together with a ticket's reference it tells what was imported before.
    package let source: String
    /// What each ticket of the log becomes.
    package let kind: Kind
    package let format: DelimitedFormat
    /// The column of the ticket's id; an id, never a name.
    package let ticket: ImportColumn
    package let activity: ImportColumn
    package let time: ImportColumn
    let clock: ImportClock
    /// When the ticket was received; nil is the time of its first row.
    let receipt: ImportColumn?
    let opening: [ImportField]
    let activities: [String: [ImportWay]]
    /// What an activity means that is not listed; nil refuses it.
    let others: ImportWay?
    let closing: ImportClosing?
    /// Every column that is read, once.
    package let columns: [ImportColumn]
    /// Of its text: what one mapping refuses is tried again under another.
    var hash = ""

    func ways(of activity: String) -> [ImportWay]? { activities[activity] ?? others.map { [$0] } }
}

/// A column that the mapping names, and where.
package struct ImportColumn: Hashable, Sendable {
    package let name: String
    package let place: RegulationPlace
}

/// 路径: what an activity leads to while the ticket is in one of these states.
struct ImportWay: Sendable {
    /// One of them must hold; empty is always.
    let states: [ImportState]
    /// Empty is a note.
    let steps: [ImportStep]

    static let note = ImportWay(states: [], steps: [])
}

/// A state of the ticket, or of one of its parts.
struct ImportState: Hashable, Sendable {
    let kind: Kind
    let phase: String
}

/// A command of a path.
struct ImportStep: Sendable {
    /// The ticket's own kind, or that of the parts to which it goes.
    let kind: Kind
    let verb: String
    let fields: [ImportField]
}

/// 结案规则: a ticket about which the log is silent for so long is over.
struct ImportClosing: Sendable {
    let after: Span
    let ways: [ImportWay]
}
