internal import PaidanCore

/// Taking over what another system's log tells.
extension Engine {
    /// - Throws: `Refusal` when there is no such branch; anything else is the store's.
    func takeOver(_ batch: ImportBatch, at now: Instant) throws -> ImportOutcome {
        try require(branches.contains(batch.branch), .noBranch(batch.branch, among: branches))
        let former = (numbers, feedHeads, movedFeeds, news, nextMoment)
        var result: Result<ImportOutcome, any Error>?
        try store.tentatively {
            result = Result { try play(batch, at: now) }
            if case .success = result { return !batch.isDryRun }
            return false
        }
        guard let result else { preconditionFailure("the batch has been played") }
        if case .success(let outcome) = result, !batch.isDryRun { return outcome }
        // What was written is taken back, and what is remembered of it goes, too.
        (numbers, feedHeads, movedFeeds, news) = (former.0, former.1, former.2, former.3)
        restorePlan(former.4)
        cache.removeAll()
        personKeys = [:]
        return try result.get()
    }

    private func play(_ batch: ImportBatch, at now: Instant) throws -> ImportOutcome {
        // Ids carry the time of the log, and the mint only goes forward.
        let mint = self.mint
        defer { self.mint = mint }
        var outcome = ImportOutcome()
        for foreign in batch.cases {
            self.mint = Mint()
            var play = CaseImport(foreign, of: batch, on: self, at: now)
            outcome.tickets.append(try play.run())
            outcome.rows += play.rows
        }
        return outcome
    }
}
