package import PaidanCore

/// Some tickets of a log, taken over in one transaction.
package struct ImportBatch: Sendable {
    package let mapping: ImportMapping
    /// The log's columns, as the rows have them.
    package let header: [String]
    package let cases: [ImportCase]
    /// The log tells what happened up to then.
    package let end: Instant
    package let branch: Branch
    /// Nothing is kept.
    package let isDryRun: Bool

    /// More are several transactions.
    package static let casesMax = 100

    package init(
        mapping: ImportMapping, header: [String], cases: [ImportCase], end: Instant, branch: Branch, isDryRun: Bool
    ) {
        self.mapping = mapping
        self.header = header
        self.cases = cases
        self.end = end
        self.branch = branch
        self.isDryRun = isDryRun
    }
}

/// How the rows of a batch ended, and what became of its tickets.
package struct ImportOutcome: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let verdict: ForeignRow.Verdict
        /// Why it was refused.
        package let code: String?
        /// Of a row that was taken over before as far as it is still known.
        package let reason: Label?
        /// It was taken over before.
        package let isKnown: Bool

        package init(
            line: Int, verdict: ForeignRow.Verdict, code: String? = nil, reason: Label? = nil, isKnown: Bool = false
        ) {
            self.line = line
            self.verdict = verdict
            self.code = code
            self.reason = reason
            self.isKnown = isKnown
        }

        package init(line: Int, refusal: ImportRefusal) {
            self.init(line: line, verdict: .refused, code: refusal.code, reason: refusal.reason)
        }
    }

    package struct Ticket: Hashable, Sendable {
        /// What the import did to it. Raw values reach clients and never change.
        package enum Fate: String, CaseIterable, Sendable {
            /// 新登记
            case opened
            /// 续接: there were new rows, and not all of them were refused.
            case continued
            /// 未变
            case unchanged
            /// 未登记: it could not be opened.
            case refused
        }

        package let reference: String
        /// `C-1042`; nil when it could not be opened. None of a dry run.
        package let number: String?
        package let fate: Fate
        package let state: String?
        package let isOpen: Bool
        /// Of the ticket and of its parts.
        package let clocks: [Clock]
    }

    /// A limit and how it was kept.
    package struct Clock: Hashable, Sendable {
        package let kind: Kind
        package let key: ClockKey
        /// Of the timer: `T-01`.
        package let number: String
        package let isJudged: Bool
        package let start: Instant
        package let due: Instant
        package let stoppedAt: Instant?
        package let verdict: Verdict?
        package let secondOpinion: Verdict?
        /// It has run out; the verdict may still be missing.
        package let isBreached: Bool
        /// Of the activation.
        package let policy: Int
    }

    package internal(set) var rows: [Row] = []
    package internal(set) var tickets: [Ticket] = []

    /// Rows that no ticket could be found for.
    package mutating func add(_ refused: [Row]) { rows += refused }

    package mutating func add(_ other: ImportOutcome) {
        rows += other.rows
        tickets += other.tickets
    }

    package init() {}

    init(rows: [Row], tickets: [Ticket]) {
        self.rows = rows
        self.tickets = tickets
    }
}

extension ImportOutcome.Clock {
    /// nil of a clock that this version does not know.
    package var label: Label? { rule?.label }
    /// `T-01 转责任部门`
    package var titled: Label? { rule?.titled }

    private var rule: ClockRule? { kind.type.clockRules.first { $0.name == key.name } }
}
