public import PaidanWire

/// What a handler says at its end.
public enum Verdict: Hashable, Sendable {
    /// "I hold it durably." A router's command goes with it and runs in the same transaction.
    ///
    /// When the command meets a newer `rev` (`conflict`), the message is acknowledged without it: a fresh one is there
    /// already. When it is refused for another reason, the message is put off and comes again.
    case acknowledge(then: TicketCommand? = nil)

    /// "I hold it durably", and once that is settled these commands on the ticket, one after the other.
    ///
    /// Their idempotency keys follow from the issue's. After a refusal the rest of the list is not sent.
    case acknowledgeThenDo([TicketCommand])

    /// Not now: offer it again later, to whomever. Without a delay the server's own back-off.
    case retryLater(reason: String, delay: Duration? = nil)

    /// Nobody can work on this: to the dead letters at once.
    case reject(reason: String)
}

extension Verdict {
    var isAcknowledgement: Bool {
        switch self {
        case .acknowledge, .acknowledgeThenDo: true
        case .retryLater, .reject: false
        }
    }

    /// What is sent within the ACK.
    var command: TicketCommand? {
        switch self {
        case .acknowledge(let command): command
        case .acknowledgeThenDo, .retryLater, .reject: nil
        }
    }

    /// What is sent after the ACK is settled.
    var followUps: [TicketCommand] {
        switch self {
        case .acknowledgeThenDo(let commands): commands
        case .acknowledge, .retryLater, .reject: []
        }
    }
}
