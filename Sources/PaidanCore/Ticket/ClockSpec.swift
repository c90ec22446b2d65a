/// A kind of promise that a machine watches. The name reaches disk and never changes.
package final class ClockRule: Sendable {
    package let name: String
    /// Its number in the catalogue of timers, for people who know the regulation.
    package let number: String
    package let label: Label
    /// The policy key of its limit; nil when the ticket itself carries the due moment.
    package let parameter: String?
    /// Whether its end is judged in time or late. A reminder or a schedule is not.
    package let isJudged: Bool

    package static let cataloguePrefix = "T-"
    /// `T-01`; nil where the catalogue has none and `number` is a name for programs.
    package var catalogueNumber: String? { number.hasPrefix(Self.cataloguePrefix) ? number : nil }

    /// `T-01 转责任部门`: as tables have it.
    package var titled: Label {
        guard let number = catalogueNumber else { return label }
        return Label("\(number) \(label.zh)", "\(number) \(label.en)")
    }

    package init(
        _ name: String, _ number: String, _ zh: String, _ en: String, limit parameter: String?, isJudged: Bool = true
    ) {
        self.name = name
        self.number = number
        self.label = Label(zh, en)
        self.parameter = parameter
        self.isJudged = isJudged
    }
}

/// What tells one clock of a ticket from another.
package struct ClockKey: Hashable, Comparable, Sendable {
    package let name: String
    /// A department, who has to hear of a date (`Party.subject`), or empty.
    package let subject: String
    /// Counts from 1 when the same promise is made again.
    package let round: Int

    package init(_ rule: ClockRule, subject: String = "", round: Int = 1) {
        self.name = rule.name
        self.subject = subject
        self.round = round
    }

    /// `forward:engineering:1`; stored in this form.
    package var text: String { "\(name):\(subject):\(round)" }

    package init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let round = Int(parts[2]) else { return nil }
        self.name = String(parts[0])
        self.subject = String(parts[1])
        self.round = round
    }

    /// One promise, kept per subject. Only who has to hear of a date hears of it for nobody else.
    func isSamePromise(as other: ClockKey) -> Bool {
        name == other.name && round == other.round && (subject == other.subject || Party(subject: subject) == nil)
    }

    package static func < (a: ClockKey, b: ClockKey) -> Bool {
        (a.name, a.subject, a.round) < (b.name, b.subject, b.round)
    }
}

extension ClockKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = ClockKey(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a clock key")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A clock as a function of the ticket's state. Nobody starts or stops one: a state has it or has it not.
package struct ClockSpec: Hashable, Sendable {
    package enum Due: Hashable, Sendable {
        /// The limit of the policy under which the clock was set.
        case limit
        /// A date that somebody promised.
        case at(Instant)
        /// The lead time of the policy, counted back from a planned date.
        case before(Instant)
    }

    package let rule: ClockRule
    package let key: ClockKey
    package let start: Instant
    package let due: Due
    /// The fact that kept the promise, where the state remembers it.
    package let met: Instant?
    /// Each with its planned end, so that the clock goes on by itself; one that was ended early is as short as it was.
    package let pauses: [Pause]

    package init(
        _ rule: ClockRule, subject: String = "", round: Int = 1, from start: Instant, due: Due = .limit,
        met: Instant? = nil, pauses: [Pause] = []
    ) {
        self.rule = rule
        self.key = ClockKey(rule, subject: subject, round: round)
        self.start = start
        self.due = due
        self.met = met
        self.pauses = pauses
    }

    package static func == (a: ClockSpec, b: ClockSpec) -> Bool {
        a.key == b.key && a.start == b.start && a.due == b.due && a.met == b.met && a.pauses == b.pauses
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// When it is due under `policy`; nil when that policy makes no such promise.
    package func dueInstant(under policy: Policy) -> Instant? {
        switch due {
        case .at(let date): date.postponed(by: pauses)
        case .before(let planned):
            rule.parameter.flatMap { policy[leadTime: $0] }.map { $0.latest(before: planned, in: policy.calendar) }
        case .limit:
            rule.parameter.flatMap { policy[limit: $0] }.map {
                $0.due(from: start, in: policy.calendar, pauses: pauses)
            }
        }
    }
}
