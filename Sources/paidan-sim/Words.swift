internal import Foundation
internal import PaidanSimulation

/// Figures as people read them.
enum Words {
    static func totals(_ totals: Totals) -> String {
        [
            "\(totals.seeds) seeds", "\(totals.commands) commands", "\(totals.frames) frames",
            "\(totals.deliveries) deliveries",
            "\(totals.commits) commits", "\(totals.events) events", "\(totals.rungs) rungs",
            "\(totals.tickets) tickets",
            "\(totals.faultCount) faults", "\(totals.restarts) starts", "\(totals.deadMessages) dead letters",
            "\(totals.hours) virtual hours",
        ].joined(separator: ", ")
    }

    static func faults(_ totals: Totals) -> String {
        Fault.allCases.map { "\($0.rawValue) \(totals[fault: $0])" }.joined(separator: ", ")
    }

    static func deeds(_ deeds: [(deed: String, times: Int)]) -> String {
        deeds.map { "\($0.deed) \($0.times)" }.joined(separator: ", ")
    }

    static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }
}
