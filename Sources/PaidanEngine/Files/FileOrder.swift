package import PaidanCore

/// A file whose bytes have been written to their place, and for which ticket it was uploaded.
package struct FileOrder: Hashable, Sendable {
    package let actor: Actor
    package let ticket: TicketID
    package let digest: FileDigest
    package let kind: FileKind
    package let size: Int

    package init(actor: Actor, ticket: TicketID, digest: FileDigest, kind: FileKind, size: Int) {
        self.actor = actor
        self.ticket = ticket
        self.digest = digest
        self.kind = kind
        self.size = size
    }
}
