@testable import PaidanCore

/// A machine as small as can be, with one fault, for the proof to find.
struct Errand<Flawed: ErrandFault>: TicketKind {
    struct Opening: Codable, Hashable, Sendable {}
    enum Command: Codable, Hashable, Sendable {
        case send(department: Department)
        case finish, giveUp
    }
    enum Event: Codable, Hashable, Sendable, Worded {
        case sent(department: Department)
        case finished, givenUp

        var label: Label { Label("事实", "fact") }
    }

    enum Verb: Int, Name { case send, finish, giveUp }

    enum Phase: Int, PhaseName, Encodable {
        case waiting, sent, finished
        static var start: Phase { .waiting }
        var isEnd: Bool { self == .finished }
        var label: Label { Label("状态", "state") }
    }

    static var kind: Kind { .opinion }
    static var label: Label { Label("差事", "errand") }
    static var letter: String { "E" }
    static var openers: [Role] { [.specialist] }
    static var parameters: [ParameterDefinition] { [] }
    static var clockRules: [ClockRule] { Flawed.clockRules }
    static var forwardingClocks: [ClockRule] { Flawed.clockRules }
    static var lastResorts: [Verb] { [.giveUp] }

    static var table: Table<Verb, Phase> {
        Table { verb in
            switch verb {
            case .send: .row("送", "send", by: [.specialist], from: [.waiting], to: [.sent], rules: "test")
            case .finish: .row("完", "finish", by: [.specialist], from: Flawed.finishes, to: [.finished], rules: "test")
            case .giveUp:
                .row("弃", "give up", by: [.specialist], from: [.waiting, .sent], to: [.finished], rules: "test")
            }
        }
    }

    static func verb(of command: Command) -> Verb {
        switch command {
        case .send: .send
        case .finish: .finish
        case .giveUp: .giveUp
        }
    }

    static func open(_ opening: Opening, _ context: Context) throws(Refusal) -> (Opening, [Event]) { (opening, []) }
    static func examples(at now: Instant, _ policy: Policy) -> [Opening] { [Opening()] }
    static func clocksReleased(by event: Event) -> [ClockRule] { [] }
    static func cameByTime(_ event: Event) -> Bool { false }

    private let start: Instant
    private var sentTo: Department?
    private(set) var phase = Phase.waiting

    init(_ opening: Opening, at now: Instant) { start = now }

    var person: PersonID { .somebody }
    func gist(_ policy: Policy) -> [String] { [] }

    func decide(_ wish: Admitted<Command>, _ context: Context) throws(Refusal) -> [Event] {
        switch wish.command {
        case .send(let department): [.sent(department: department)]
        case .finish: [.finished]
        case .giveUp: [.givenUp]
        }
    }

    mutating func apply(_ event: Event, at factTime: Instant) throws(CorruptHistory) {
        switch event {
        case .sent(let department):
            sentTo = department
            phase = .sent
        case .finished, .givenUp: phase = .finished
        }
    }

    func effects(of event: Event, before: Self, _ context: Context) -> [Effect] { [] }

    var custodian: Custodian {
        switch phase {
        case .waiting: .customerService
        case .sent: Flawed.isHeld ? sentTo.map { .departments([$0]) } ?? .nobody : .nobody
        case .finished: .nobody
        }
    }

    var clocks: [ClockSpec] {
        switch phase {
        case .waiting: [spec("")]
        case .sent: [spec(Flawed.isForwarded ? sentTo?.code ?? "" : "elsewhere")].filter { _ in Flawed.isTimed }
        case .finished: []
        }
    }

    private func spec(_ subject: String) -> ClockSpec {
        ClockSpec(Flawed.clockRules[0], subject: subject, from: start, due: .at(start + .hours(2)))
    }

    func relative(id: TicketID, branch: Branch) -> Relative {
        Relative(id: id, kind: .opinion, branch: branch, isOpen: !phase.isEnd)
    }

    func departmentsAdded(since former: Self) -> [Department] {
        sentTo == former.sentTo ? [] : sentTo.map { [$0] } ?? []
    }
}

/// What is wrong with an errand.
protocol ErrandFault: Sendable {
    static var isHeld: Bool { get }
    static var isTimed: Bool { get }
    static var isForwarded: Bool { get }
    static var finishes: [Errand<Self>.Phase] { get }
}

extension ErrandFault {
    static var isHeld: Bool { true }
    static var isTimed: Bool { true }
    static var isForwarded: Bool { true }
    static var finishes: [Errand<Self>.Phase] { [.sent] }
    static var clockRules: [ClockRule] { [ClockRule("errand", "T-0", "差事", "errand", limit: nil)] }
}

enum Sound: ErrandFault {}
enum Unheld: ErrandFault { static var isHeld: Bool { false } }
enum Untimed: ErrandFault { static var isTimed: Bool { false } }
enum Unforwarded: ErrandFault { static var isForwarded: Bool { false } }
enum Endless: ErrandFault { static var finishes: [Errand<Self>.Phase] { [] } }
