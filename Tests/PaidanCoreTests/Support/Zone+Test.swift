@testable import PaidanCore

extension Zone {
    static let newYork = Zone(
        name: "America/New_York", first: .hours(-5),
        transitions: [
            Transition(from: "2026-03-08T07:00:00Z", offset: .hours(-4)),
            Transition(from: "2026-11-01T06:00:00Z", offset: .hours(-5)),
        ])
    /// Summer time skips midnight, west of Greenwich.
    static let saoPaulo = Zone(
        name: "America/Sao_Paulo", first: .hours(-3),
        transitions: [
            Transition(from: "2018-11-04T03:00:00Z", offset: .hours(-2)),
            Transition(from: "2019-02-17T02:00:00Z", offset: .hours(-3)),
        ])
    /// Summer time skips midnight, east of Greenwich.
    static let beirut = Zone(
        name: "Asia/Beirut", first: .hours(2),
        transitions: [
            Transition(from: "2026-03-28T22:00:00Z", offset: .hours(3)),
            Transition(from: "2026-10-24T21:00:00Z", offset: .hours(2)),
        ])
    /// Midnight comes twice when summer time ends.
    static let azores = Zone(
        name: "Atlantic/Azores", first: .hours(-1),
        transitions: [
            Transition(from: "2026-03-29T01:00:00Z", offset: .zero),
            Transition(from: "2026-10-25T01:00:00Z", offset: .hours(-1)),
        ])
    static let kolkata = Zone(name: "Asia/Kolkata", first: .minutes(330))
}
