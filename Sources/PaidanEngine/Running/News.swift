package import PaidanCore

/// What others may learn once the transaction is durable, and not before.
package struct News: Sendable {
    /// Something happened to a ticket that a feed shows.
    package struct Bell: Hashable, Sendable {
        package let feed: String
        package let sequence: Int
        package let ticket: TicketID
        package let version: Int
        package let phase: String
    }

    package internal(set) var bells: [Bell] = []
    package internal(set) var deliveries: [Delivery] = []
    package internal(set) var cancellations: [Cancellation] = []
    /// Queues that were stopped because message after message died.
    package internal(set) var stoppedQueues: [QueueName] = []
    package internal(set) var rungsFired = 0
    /// How late each fired rung was recorded, in milliseconds.
    package internal(set) var lateness: [Int64] = []

    package init() {}
}

/// One thing to do in a turn of the writer.
package enum Job: Sendable {
    case command(Request)
    case settle(Settling)
    /// A worker started anew or said good-bye: its former leases are free at once.
    case releaseLeases(principal: String, worker: String, exceptInstance: String?)
    /// Puts a policy in force for clocks that begin from now on.
    case activate(Activation)
    /// Takes the policy of a branch or a kind back.
    case withdraw(Withdrawal)
    /// 导入: takes over tickets of another system's log.
    case takeOver(ImportBatch)
    /// As it is, without asking who may have it: the demo company's, and the server's own.
    case putToken(TokenRow)
    case issueToken(TokenOrder)
    case revokeTokens(TokenRevocation)
    case addBranch(BranchRow, by: Actor)
    /// Somebody looked up a customer's details.
    case logAccess(PersonID, reason: String, by: Actor)
    case startQueue(QueueName)
    /// Another one, under the key of who asks for it: done once.
    indirect case once(Job, IdempotencyKey, by: Actor)
    /// 已看: an account has seen notices.
    case markSeen(SeenMark)
    /// 上传: a file's bytes are in their place; from now on it waits to be named by a fact.
    case keepFile(FileOrder)
}

package enum Outcome: Sendable {
    case receipt(Receipt)
    case settled(Settled)
    case leases([Delivery])
    /// The policy that is now in force for the scope; whether it was not before.
    case activated(number: Int, isNew: Bool)
    /// The activation that was taken back.
    case withdrawn(number: Int)
    case tookOver(ImportOutcome)
    case issued(IssuedToken)
    /// As they are now.
    case revoked([TokenRow])
    case done
    /// As it is kept now; before, too, if it was.
    case fileKept(FileRow)
    /// It was done before, under the same key.
    indirect case again(Outcome)
    case failed(Failure)
}

/// What a turn of the writer did.
package struct Turn: Sendable {
    /// One for each job, in order.
    package let outcomes: [Outcome]
    package let news: News
    /// Nothing was written, for want of room: no job was done, and what is due is still due.
    package var isRefused = false
}
