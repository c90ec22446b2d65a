internal import PaidanCore
internal import PaidanJSON

/// Writes a decided unit: tickets, facts, feeds, clocks, messages, notices, people. The transaction is the turn's.
extension Engine {
    func write(_ unit: Unit) throws {
        for person in unit.people { try store.insert(person) }
        for id in unit.order {
            guard let after = unit.touched[id] else { continue }
            if let before = unit.before[id] {
                try store.update(after.row, expectedVersion: before.row.version)
            } else {
                try store.insert(after.row)
            }
        }
        for pending in unit.pending {
            try store.append(pending.event, to: pending.ticket)
            if let loaded = unit.touched[pending.ticket] { try announce(pending.event, of: loaded) }
        }
        for id in unit.order {
            guard let after = unit.touched[id] else { continue }
            try writeClocks(from: unit.before[id], to: after)
            cache.put(after)
        }
        for (ticket, kind) in unit.withdrawals { try withdraw(kind, of: ticket, at: unit.now) }
        for id in unit.order where unit.renewsRouting {
            if let after = unit.touched[id] { try renewRouting(of: after, before: unit.before[id], at: unit.now) }
        }
        for posting in unit.postings {
            guard let loaded = unit.touched[posting.ticket] else { continue }
            let isNew = unit.before[posting.ticket] == nil
            try post(posting.message, of: loaded, isNew: isNew, at: unit.now)
        }
        for notice in unit.notices { try store.insert(notice) }
    }

    private func announce(_ event: EventRow, of loaded: any AnyLoaded) throws {
        let row = loaded.row
        var feeds = [Self.wholeFeed]
        if let department = row.department { feeds.append(QueueName(department, in: row.branch).text) }
        for feed in feeds {
            let head = feedHeads[feed] ?? 0
            let sequence = Sabotage.isOn(.feedGap) && head % 50 == 49 ? head + 2 : head + 1
            feedHeads[feed] = sequence
            if !movedFeeds.contains(feed) { movedFeeds.append(feed) }
            try store.insert(FeedEntry(feed: feed, sequence: sequence, ticket: row.id, version: event.version))
            news.bells.append(
                News.Bell(feed: feed, sequence: sequence, ticket: row.id, version: event.version, phase: event.phase))
        }
    }

    /// The feed of everything.
    package static let wholeFeed = "all"

    /// Only clocks that changed are written.
    private func writeClocks(from before: (any AnyLoaded)?, to after: any AnyLoaded) throws {
        for entry in after.ledger.entries {
            let former = before?.ledger[entry.key]
            if former == entry { continue }
            if entry.isRunning {
                let row = after.clockRow(entry, policies)
                try store.put(row)
                plan(row.next)
            } else if former?.isRunning ?? false, !Sabotage.isOn(.clockRowStays) {
                try store.removeClock(entry.key, of: after.id)
            }
        }
    }
}
