internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// What an import did, as CSV for a spreadsheet.
enum ImportReport {
    /// By line of the log: ticket, activity, verdict and why.
    static func rows(of outcome: ImportOutcome, _ table: ImportTable, _ mapping: ImportMapping) -> [[String]] {
        let activity = table.header.firstIndex(of: mapping.activity.name) ?? 0
        let numbers = Dictionary(outcome.tickets.map { ($0.reference, $0.number ?? "") }) { first, _ in first }
        let places = table.cases.flatMap { one in one.rows.map { ($0.line, (one.reference, $0.fields[activity])) } }
        let known = Dictionary(places) { first, _ in first }
        let head = ["line", "reference", "ticket", "activity", "verdict", "code", "reason", "known", "verdictLabel"]
        return [head]
            + outcome.rows.sorted { $0.line < $1.line }.map { row in
                let (reference, activity) = known[row.line] ?? ("", "")
                return [
                    "\(row.line)", reference, numbers[reference] ?? "", activity, row.verdict.rawValue, row.code ?? "",
                    reason(of: row)?.spoken ?? "", row.isKnown ? "true" : "false",
                    row.verdict.label.spoken,
                ]
            }
    }

    private static func reason(of row: ImportOutcome.Row) -> Label? {
        row.reason ?? row.code.map { ImportRefusal.word(for: $0) ?? ImportRefusal.ruleOfOurs }
    }

    /// By ticket: every clock with its moments in UTC and its verdict.
    static func clocks(of outcome: ImportOutcome) -> [[String]] {
        let head = [
            "reference", "ticket", "kind", "clock", "number", "subject", "round", "start", "due", "stopped", "verdict",
            "second", "breached", "policy", "kindLabel", "clockLabel", "verdictLabel", "secondLabel",
        ]
        return [head] + outcome.tickets.flatMap { ticket in ticket.clocks.map { row(of: $0, ticket) } }
    }

    private static func row(of clock: ImportOutcome.Clock, _ ticket: ImportOutcome.Ticket) -> [String] {
        let codes = [
            ticket.reference, ticket.number ?? "", clock.kind.rawValue, clock.key.name, clock.number, clock.key.subject,
            "\(clock.key.round)",
        ]
        let moments = [clock.start, clock.due, clock.stoppedAt].map { $0?.rfc3339(in: .utc) ?? "" }
        let verdicts = [
            clock.verdict?.rawValue ?? "", clock.secondOpinion?.rawValue ?? "", "\(clock.isBreached)",
            "\(clock.policy)",
        ]
        let labels = [clock.kind.label, clock.label, clock.verdict?.label, clock.secondOpinion?.label]
        return codes + moments + verdicts + labels.map { $0?.spoken ?? "" }
    }

    /// - Throws: `Trouble` when the file cannot be written.
    static func write(_ records: [[String]], to path: String) throws(Trouble) {
        // Spreadsheets take a file for UTF-8 by its mark.
        let text = "\u{FEFF}" + records.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw Trouble(.usage, "无法写入 \(path)", "\(path) cannot be written")
        }
    }

    /// The log's words are another system's: one that begins like a formula gets `'` before it, so that no spreadsheet reckons with it.
    static func field(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map("=+-@\t\r".unicodeScalars.contains) ?? false
        let harmless = isFormula ? "'" + text : text
        return harmless.contains { ",\"".contains($0) || $0.isNewline }
            ? "\"" + harmless.replacing("\"", with: "\"\"") + "\"" : harmless
    }
}
