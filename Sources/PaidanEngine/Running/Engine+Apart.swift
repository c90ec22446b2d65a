internal import PaidanCore

/// A damaged row concerns its ticket and nobody else: what meets it is taken back and told once, and everybody else is served
/// (`docs/decisions/0042`).
extension Engine {
    /// What stands in the way of one ticket, in words for an engineer.
    struct Damage: Error, CustomStringConvertible {
        let description: String

        /// - Returns: nil for what concerns the whole store.
        init?(_ error: any Error) {
            switch error {
            case let corrupt as CorruptHistory: description = corrupt.description
            case let newer as CodecError: description = "\(newer)"
            case let row as DamagedRow: description = row.description
            case StoreError.lostRace(let ticket):
                description = "\(ticket): its row is not the one that its facts lead to"
            case StoreError.contradiction(let what):
                description = "what was to be written contradicts what is stored: \(what)"
            default: return nil
            }
        }
    }

    /// What the engine knows of what it has written. It goes back with what is written.
    struct Memory {
        fileprivate var numbers: [Kind: Int]
        fileprivate var feedHeads: [String: Int]
        fileprivate var movedFeeds: [String]
        fileprivate var lastMessageID: Int64
        fileprivate var toRoute: [MessageRow]
        fileprivate var news: News
        fileprivate var deathsInARow: [QueueName: Int]
        fileprivate var stoppedQueues: StoppedQueues
        fileprivate var policies: PolicyShelf
        fileprivate var branches: [Branch]
        fileprivate var branchRows: [BranchRow]
        fileprivate var nextMoment: Instant?
        fileprivate var reported: Set<String>
    }

    var memory: Memory {
        Memory(
            numbers: numbers, feedHeads: feedHeads, movedFeeds: movedFeeds, lastMessageID: lastMessageID,
            toRoute: toRoute, news: news, deathsInARow: deathsInARow, stoppedQueues: stoppedQueues, policies: policies,
            branches: branches, branchRows: branchRows, nextMoment: nextMoment, reported: reported)
    }

    func goBack(to memory: Memory) {
        numbers = memory.numbers
        feedHeads = memory.feedHeads
        movedFeeds = memory.movedFeeds
        lastMessageID = memory.lastMessageID
        toRoute = memory.toRoute
        news = memory.news
        deathsInARow = memory.deathsInARow
        stoppedQueues = memory.stoppedQueues
        policies = memory.policies
        reported = memory.reported
        restore(branches: memory.branches, branchRows: memory.branchRows, nextMoment: memory.nextMoment)
        cache.removeAll()
        personKeys = [:]
    }

    /// Does something of which nothing is left, in the store or in memory, if it meets damage. Where nothing is damaged that costs
    /// nothing: the first damage of a turn takes back the turn, which is then done carefully.
    /// - Throws: what concerns the whole store, and in a turn that is not careful any damage.
    func apart<T>(_ body: () throws -> T) throws -> Result<T, Damage> {
        guard isCareful else { return .success(try body()) }
        let before = memory
        var done: T?
        do {
            try store.tentatively {
                done = try body()
                return true
            }
        } catch {
            guard let damage = Damage(error) else { throw error }
            goBack(to: before)
            return .failure(damage)
        }
        guard let done else { preconditionFailure("a savepoint runs its body") }
        return .success(done)
    }

    /// Reads what waits; rows that cannot be read are set aside, so that those behind them get their turn.
    func settingAside<T>(at now: Instant, _ read: () throws -> T) throws -> T {
        while true {
            do {
                return try read()
            } catch let row as DamagedRow {
                guard let place = row.place else { throw row }
                try report("set aside: \(row)", at: now)
                try store.setAside(place)
            }
        }
    }

    /// An incident for the engineer; the same one once in the life of this server.
    func report(_ text: String, at now: Instant) throws {
        guard reported.insert(text).inserted else { return }
        if reported.count > Self.reportedMax { reported = [text] }
        try store.insertIncident(at: now, text: text)
    }

    private static let reportedMax = 10_000
}
