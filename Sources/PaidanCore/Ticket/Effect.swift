/// What follows from a fact and is committed with it in the same transaction.
/// After the commit only doorbells ring; the engine derives them from the rows it wrote, so no machine names them.
package enum Effect: Sendable {
    /// A part of this story begins: another ticket is opened.
    case open(TicketID, AnyOpening)
    /// Another ticket is told.
    case send(TicketID, AnyCommand)
    /// A message is put into a department's queue.
    case enqueue(Message)
    /// Messages of this ticket that nobody has settled are no longer wanted.
    case withdrawMessages(kind: MessageKind)
    /// Somebody has to know: a row for the people of these roles.
    case tell([Role], Notice)
    /// One of the staff has to know, whoever sees the ticket through.
    case tellOne(Account, Notice)
}

/// What a department's queue or the queue `routing` may carry. Raw values reach the wire and never change.
package enum MessageKind: String, CaseIterable, Codable, Sendable {
    case dispatchNew = "dispatch.new"
    case dispatchSurvey = "dispatch.survey"
    case dispatchReminder = "dispatch.reminder"
    case dispatchCancelled = "dispatch.cancelled"
    case dispatchOrder = "dispatch.order"
    case dispatchHeld = "dispatch.held"
    case dispatchResumed = "dispatch.resumed"
    case complaintRoute = "complaint.route"

    /// Offers a dispatch to its department; the ACK is the delivery.
    package var isOffer: Bool { self == .dispatchNew || self == .dispatchSurvey }
}

/// One message to a department. What it says besides is derived from the ticket; it never holds personal data.
package struct Message: Hashable, Sendable {
    package let kind: MessageKind
    package let department: Department
    /// The clock that this message's ACK can stop; its due time is the message's deadline (`docs/reference/wire-protocol.md`).
    package let clock: ClockKey?

    package init(_ kind: MessageKind, to department: Department, clock: ClockKey? = nil) {
        self.kind = kind
        self.department = department
        self.clock = clock
    }
}

/// An opening of some kind of ticket, without its static type.
package struct AnyOpening: Sendable {
    package let kind: Kind
    package let value: any Sendable

    package init<K: TicketKind>(_: K.Type, _ opening: K.Opening) {
        self.kind = K.kind
        self.value = opening
    }
}

/// A command to some kind of ticket, without its static type.
package struct AnyCommand: Sendable {
    package let kind: Kind
    package let value: any Sendable

    package init<K: TicketKind>(_: K.Type, _ command: K.Command) {
        self.kind = K.kind
        self.value = command
    }
}
