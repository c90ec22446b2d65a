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

    static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }
}

/// One line that stays in its place on a terminal; a line now and then elsewhere.
final class Progress {
    private let seeds: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var count = 0
    private static let linesElsewhere = 4

    init(seeds: Int) { self.seeds = seeds }

    func show(_ seed: UInt64, of campaign: Campaign) {
        count += 1
        let text = "==> seed \(seed) (\(count) of \(seeds))"
        if isTerminal {
            write("\r\(text)")
        } else if count % max(seeds / Self.linesElsewhere, 1) == 1 {
            write("\(text)\n")
        }
    }

    func end() { if isTerminal { write("\r\u{1B}[K") } }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
