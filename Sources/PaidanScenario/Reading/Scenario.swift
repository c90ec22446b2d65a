package import PaidanCore
package import PaidanEngine
internal import PaidanJSON

/// 情景: a story of a company, line by line in the order of time, read and checked but not yet played.
package struct Scenario: Sendable {
    /// As findings name it.
    package let file: String
    package let regulation: Regulation
    package let start: Instant
    let staff: Staff
    let parts: [Part]

    enum Part: Sendable {
        case line(Line)
        case repeated(Repetition)
    }

    /// One line, and when it is its turn.
    struct Line: Sendable {
        let place: Place
        /// nil: at the moment of the line before.
        let moment: Moment?
        let sentence: Sentence
    }

    /// Where a line stands, and what it says.
    struct Place: Sendable {
        /// From 1, as editors count.
        let line: Int
        let column: Int
        let text: String
    }

    /// 负载: lines that happen again and again.
    struct Repetition: Sendable {
        let place: Place
        /// When each round begins.
        let rounds: [Instant]
        /// How many begin in each round, each `gap` after the one before.
        let copies: Int
        let gap: Span
        let lines: [Line]

        /// More lines than this are no scenario; some hours of playing.
        static let stepsMax = 20_000_000
    }

    enum Sentence: Sendable {
        /// Time passes.
        case wait
        case command(Command)
        case activate(Regulation)
        case expect(Expectation)
    }
}

extension Scenario {
    /// Who does something.
    struct Actor: Sendable {
        let role: Role
        /// `designer-7`; the only one of this role without it.
        var number: Int?
        /// For departmental roles; nil is the department that holds the ticket.
        var department: Department?
    }
}

/// What somebody does.
struct Command: Sendable {
    enum Deed: Sendable {
        case open(Kind, as: String?)
        case act(verb: String, TicketReference)
    }

    let actor: Scenario.Actor
    let deed: Deed
    let fields: [FieldSetting]
    /// When it really happened, if it is told later.
    let occurredAt: Moment?
    let refusal: ExpectedRefusal?
}

/// The line expects to be refused.
struct ExpectedRefusal: Sendable {
    /// `not-possible`, `in-the-past`, …; nil for any.
    let code: String?
}

/// A ticket by the label that the scenario gave it, and the way from there: `A/engineering`, `A/call/call`.
struct TicketReference: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        /// The part that this department got last.
        case part(Department)
        /// The acceptance of this kind that a project has, the last one of several.
        case acceptance(AcceptanceNode.Stage)
        /// The ticket of this kind that it led to last.
        case follower(Kind)
    }

    let label: String
    let path: [Step]
    /// As it stands in the file.
    let text: String
}

/// One field of a command.
struct FieldSetting: Sendable {
    indirect enum Value: Sendable {
        case json(JSON)
        /// `{n}` in it counts what is repeated.
        case text(String)
        case moment(Moment)
        case ticket(TicketReference)
        /// The customer of that ticket.
        case customer(of: TicketReference)
        case list([Value])
    }

    let path: [String]
    let value: Value

    /// In a path: one of the groups in the list before it.
    static let element = "[]"
}

/// What should be true at a moment.
struct Expectation: Sendable {
    enum Claim: Sendable {
        case exists(TicketReference)
        case state(TicketReference, phase: String)
        /// `Custodian.name`.
        case holder(TicketReference, name: String)
        case clock(TicketReference, ClockName, Standing)
        case clockDue(TicketReference, ClockName, Moment)
        case told(TicketReference, Role, Notice?, ClockName?)
        case queueHolds(QueueName, Int)
        case queueContains(QueueName, TicketReference)
        case count(Kind, phase: String?, isLate: Bool?, Int)
        /// 核对无误: what is stored agrees with itself, as `paidan verify` looks at it.
        case verified
    }

    let isNegated: Bool
    let claim: Claim
}

/// A clock as people name it: the promise, for whom, and which time it was made.
struct ClockName: Hashable, Sendable {
    let rule: String
    let label: Label
    /// A department's code; nil for whichever.
    let subject: String?
    /// nil for the last.
    let round: Int?
}

/// How a clock stands.
enum Standing: String, CaseIterable, Sendable {
    case absent = "none"
    case released, inTime, paused, running, late

    var label: Label {
        switch self {
        case .absent: Label("没有", "none")
        case .released: Label("不再计时", "released")
        case .inTime: Label("按时", "in time")
        case .paused: Label("暂停", "paused")
        case .running: Label("计时中", "running")
        case .late: Label("超时", "late")
        }
    }
}
