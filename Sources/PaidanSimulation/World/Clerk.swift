internal import PaidanCore
internal import PaidanEngine

/// Somebody at a desk: one command at a time over a network that loses requests and answers. What was not answered is
/// sent again with the same key.
struct Clerk {
    /// A command until its answer is here.
    struct Call {
        let number: Int
        let job: Job
        var sends = 0
    }

    let actor: Actor
    var call: Call?
    var callCount = 0
    /// The `rev` that this clerk's screen shows, by ticket.
    var screen: [TicketID: Int] = [:]

    static let patience: Int64 = 4_000
    /// Sends after which a clerk goes home and never learns the outcome.
    static let sendsMax = 8
}

/// A request on its way from a desk to the server.
struct Letter {
    let clerk: Int
    let call: Int
    let job: Job
}
