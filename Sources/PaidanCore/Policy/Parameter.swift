/// A value of the regulation that a policy file sets under a dotted key, e.g. `complaint.forwardWithin: 2 h`.
/// Each machine declares its own; the loader knows them all through the list of kinds and refuses any other key.
package struct Parameter<Value: ParameterValue>: Sendable {
    package let key: String
    package let label: Label
    /// Where it comes from: a rule ID, or "assumption".
    package let rules: String
    /// What a policy has that was stored before there was such a key: it must be read for ever (`docs/decisions/0019`).
    package let fallback: ParameterReading?
    private let mustBeGiven: Bool
    private let untold: Untold

    /// - Parameters:
    ///   - mustBeGiven: whether a policy has to say `none` where there is no such promise (`NoOrphanProof` then looks at what
    ///     follows).
    ///   - untold: what no history tells of another value.
    package init(
        _ key: String, _ zh: String, _ en: String, rules: String, else fallback: ParameterReading? = nil,
        mustBeGiven: Bool = false, untold: Untold = .nothing
    ) {
        self.key = key
        self.label = Label(zh, en)
        self.rules = rules
        self.fallback = fallback
        self.mustBeGiven = mustBeGiven
        self.untold = untold
    }

    package var definition: ParameterDefinition {
        ParameterDefinition(
            key: key, label: label, rules: rules, type: Value.type, isRequired: Value.isRequired,
            mustBeGiven: mustBeGiven || (Value.isRequired && fallback == nil), fallback: fallback,
            unset: fallback ?? Value.unset, untold: untold)
    }
}

/// What a history cannot tell of another value of a parameter, so that a trial cannot try it (`docs/decisions/0029`).
package enum Untold: Sendable {
    /// Clocks are reckoned again.
    case nothing
    /// Switched on or off it leads along another road.
    case switching
    /// People decide by it, or are asked for something else.
    case anything
}

/// A parameter without its static type, for the loader and the documents.
package struct ParameterDefinition: Sendable {
    package let key: String
    package let label: Label
    package let rules: String
    package let type: ParameterType
    /// Whether it cannot be switched off.
    package let isRequired: Bool
    /// Whether a file must give it, be it as `none`.
    package let mustBeGiven: Bool
    package let fallback: ParameterReading?
    /// What it comes to in a policy that does not set it; nil is that there is no such promise.
    package let unset: ParameterReading?
    package let untold: Untold
}

/// How a value is written in a policy file.
package enum ParameterType: Sendable {
    /// `2 h`, `30 min`, `4 wh` (working hours), `7 d` (calendar days), `2 wd` (working days), `3 mo` (months), `same day`,
    /// `every 15 d`, `on mon fri`, `days 13-17 of month`, …
    case limit
    /// `48 h before`, `5 d before`.
    case leadTime
    /// A whole number from 1 to 1000.
    case count
    /// `true` or `false`.
    case flag
    /// A list of role names.
    case roles
    /// One of these words.
    case word([String])
    /// A list of some of these words, each once.
    case words([String])
    /// One list of role names for each of these words.
    case rolesByWord([String])
    /// A list of stretches of the day: `[10:00-11:30, 15:30-17:00]`.
    case hours
}

/// What the loader read.
package enum ParameterReading: Hashable, Sendable {
    case limit(Limit)
    case leadTime(LeadTime)
    case count(Int)
    case flag(Bool)
    case roles([Role])
    case word(String)
    case words([String])
    case rolesByWord([String: [Role]])
    case hours(WorkingHours)
}

/// A Swift type that a parameter can have.
package protocol ParameterValue: Sendable {
    static var type: ParameterType { get }
    /// Whether every policy must give it (itself or through `extends`).
    static var isRequired: Bool { get }
    /// - Parameter reading: nil when the policy does not set the key.
    static func value(of reading: ParameterReading?) -> Self?
    /// What a policy that does not set the key comes to, as it would be written; nil is `none`.
    static var unset: ParameterReading? { get }
}

extension ParameterValue {
    package static var isRequired: Bool { true }
    package static var unset: ParameterReading? { nil }
}

extension Limit: ParameterValue {
    package static var type: ParameterType { .limit }
    package static func value(of reading: ParameterReading?) -> Limit? {
        if case .limit(let limit) = reading { limit } else { nil }
    }
}

extension LeadTime: ParameterValue {
    package static var type: ParameterType { .leadTime }
    package static func value(of reading: ParameterReading?) -> LeadTime? {
        if case .leadTime(let leadTime) = reading { leadTime } else { nil }
    }
}

extension Int: ParameterValue {
    package static var type: ParameterType { .count }
    package static func value(of reading: ParameterReading?) -> Int? {
        if case .count(let count) = reading { count } else { nil }
    }
}

/// An absent flag is off.
extension Bool: ParameterValue {
    package static var type: ParameterType { .flag }
    package static var isRequired: Bool { false }
    package static func value(of reading: ParameterReading?) -> Bool? {
        if case .flag(let flag) = reading ?? unset { flag } else { nil }
    }
    package static var unset: ParameterReading? { .flag(false) }
}

extension [Role]: ParameterValue {
    package static var type: ParameterType { .roles }
    package static func value(of reading: ParameterReading?) -> [Role]? {
        if case .roles(let roles) = reading { roles } else { nil }
    }
}

extension WorkingHours: ParameterValue {
    package static var type: ParameterType { .hours }
    package static func value(of reading: ParameterReading?) -> WorkingHours? {
        if case .hours(let hours) = reading { hours } else { nil }
    }
}

/// A parameter that a policy may leave out: that promise does not exist there.
extension Optional: ParameterValue where Wrapped: ParameterValue {
    package static var type: ParameterType { Wrapped.type }
    package static var isRequired: Bool { false }
    package static func value(of reading: ParameterReading?) -> Wrapped?? {
        reading == nil ? .some(nil) : .some(Wrapped.value(of: reading))
    }
}
