package import PaidanCore

/// 外部工单: which of our tickets a ticket of another system became.
package struct ForeignTicket: Hashable, Sendable {
    /// The other system, as the mapping names it.
    package let source: String
    /// What the other system calls it; an id, never a name.
    package let reference: String
    package let ticket: TicketID
    package let importedAt: Instant

    package init(source: String, reference: String, ticket: TicketID, importedAt: Instant) {
        self.source = source
        self.reference = reference
        self.ticket = ticket
        self.importedAt = importedAt
    }
}

/// 外部编号: what another system called a ticket.
package struct ForeignNumber: Hashable, Sendable {
    package let source: String
    package let reference: String

    package init(source: String, reference: String) {
        self.source = source
        self.reference = reference
    }
}

/// A row of another system's log that was taken over.
package struct ForeignRow: Hashable, Sendable {
    /// How a row of a log ended. Raw values reach disk and clients and never change.
    package enum Verdict: String, CaseIterable, Sendable {
        /// 已执行: its commands were carried out.
        case applied
        /// 仅备注: it means nothing to our machine.
        case note
        /// 被拒绝: it cannot have happened, by our rules.
        case refused
    }

    /// Counts from 1 within its ticket.
    package let position: Int
    /// Stands for moment and activity; 16 bytes.
    package let digest: [UInt8]
    package let at: Instant
    package let verdict: Verdict
    /// Why it was refused.
    package let code: String?

    package init(position: Int, digest: [UInt8], at: Instant, verdict: Verdict, code: String?) {
        self.position = position
        self.digest = digest
        self.at = at
        self.verdict = verdict
        self.code = code
    }
}
