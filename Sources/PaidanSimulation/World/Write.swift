internal import PaidanCore
internal import PaidanEngine

/// One write of a transaction, as the engine asked for it. The checker keeps its own books by these alone.
enum Write {
    case inserted(TicketRow)
    case updated(TicketRow)
    case appended(EventRow, to: TicketID)
    case putClock(ClockRow)
    case removedClock(ClockKey, of: TicketID)
    case insertedKey(KeyRow)
    case insertedNotice(NoticeRow)
    case insertedPolicy(PolicyRow)
    case withdrewPolicy(Int)
    case insertedFeedEntry(FeedEntry)
    case setFeedHead(String, to: Int)
    case insertedMessage(MessageRow)
    case setState(MessageRow.State, attempt: Int, of: Int64)
    case setFollowsGap(Int64)
    case deletedMessage(Int64)
    case insertedSettlement(SettlementRow)
    case incident(String)
    /// People, tokens, notes: nothing that the checker judges.
    case other
}

/// The server dies here. Not an error that anybody handles.
struct Crash: Error {}

/// Where the server dies next.
enum Doom: Equatable {
    case beforeTurn
    /// At the n-th write of a transaction.
    case atWrite(Int)
    /// When all is written and nothing committed.
    case beforeCommit
    case afterCommit
    /// After the n-th message to a worker.
    case whileSending(Int)
}
