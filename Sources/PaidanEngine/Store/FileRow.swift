package import PaidanCore

/// A file of one customer. Its bytes lie in the folder of files, sealed with the customer's key.
package struct FileRow: Hashable, Sendable {
    package let person: PersonID
    package let digest: FileDigest
    package let kind: FileKind
    /// Of the bytes that are kept.
    package let size: Int
    package let uploadedAt: Instant
    /// Who uploaded it.
    package let principal: String
    /// For which ticket.
    package let ticket: TicketID
    /// Since when a fact names it; nil while it waits.
    package let attachedAt: Instant?

    package init(
        person: PersonID, digest: FileDigest, kind: FileKind, size: Int, uploadedAt: Instant, principal: String,
        ticket: TicketID, attachedAt: Instant? = nil
    ) {
        self.person = person
        self.digest = digest
        self.kind = kind
        self.size = size
        self.uploadedAt = uploadedAt
        self.principal = principal
        self.ticket = ticket
        self.attachedAt = attachedAt
    }

    /// Whether a command may name it.
    func isThere(at now: Instant) -> Bool { attachedAt != nil || uploadedAt >= now - FileLimits.waitingFor }
}
